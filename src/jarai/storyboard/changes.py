"""What differs between two storyboards, scene by scene."""

from typing import Literal

from jarai.base.model import Wire
from jarai.storyboard.model import Scene, Storyboard

Change = Literal["added", "removed", "changed", "moved"]


class SceneChange(Wire):
    """One scene that differs: how, in which fields, and what is said before and after (null where it isn't there)."""

    scene_id: str
    change: Change
    fields: tuple[str, ...]
    before: str | None
    after: str | None


def scene_changes(before: Storyboard, after: Storyboard) -> tuple[SceneChange, ...]:
    """The scenes that differ, in the order of `after`, then those that are gone."""
    old = {scene.scene_id: scene for scene in before.scenes}
    kept = [scene.scene_id for scene in before.scenes if scene.scene_id in {each.scene_id for each in after.scenes}]
    stayed = [scene.scene_id for scene in after.scenes if scene.scene_id in old]
    found = []
    for scene in after.scenes:
        if scene.scene_id not in old:
            found.append(_change(scene.scene_id, "added", (), None, scene))
        elif fields := _fields(old[scene.scene_id], scene):
            found.append(_change(scene.scene_id, "changed", fields, old[scene.scene_id], scene))
        elif kept.index(scene.scene_id) != stayed.index(scene.scene_id):
            found.append(_change(scene.scene_id, "moved", (), scene, scene))
    gone = [scene for scene in before.scenes if scene.scene_id not in stayed]
    return (*found, *(_change(scene.scene_id, "removed", (), scene, None) for scene in gone))


def _fields(before: Scene, after: Scene) -> tuple[str, ...]:
    return tuple(
        name
        for name in ("narration", "element", "rest", "picture", "illustration")
        if getattr(before, name) != getattr(after, name)
    )


def _change(
    scene_id: str, change: Change, fields: tuple[str, ...], before: Scene | None, after: Scene | None
) -> SceneChange:
    return SceneChange(scene_id=scene_id, change=change, fields=fields, before=_said(before), after=_said(after))


def _said(scene: Scene | None) -> str | None:
    return None if scene is None else " ".join(sentence.text for sentence in scene.narration)
