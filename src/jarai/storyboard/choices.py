"""Which picture or illustration each scene has, why, and the storyboard with them in it.

The studio's script has no pictures: they are looked for once it is written. An edit may name those it wants kept. Everything
that shows, describes or credits pictures reads the storyboard as `illustrated`.
"""

from jarai.base.model import Wire
from jarai.storyboard.credit import Credit, Credited
from jarai.storyboard.model import Photograph, Scene, Storyboard


class Choice(Wire):
    """What a scene shows beside its text: a photograph with its credit, else an illustration's name, else nothing.

    `score` is how well it fits, in thousandths; `reasons` say why it was chosen, and why others were not.
    """

    scene_id: str
    source_id: str | None = None
    picture: Photograph | None = None
    illustration: str = ""
    credit: Credit | None = None
    score: int = 0
    reasons: tuple[str, ...] = ()


class Choices(Credited):
    """One choice a scene, and the credits of what is shown."""

    choices: tuple[Choice, ...]
    notices: tuple[str, ...] = ()
    """What a reviewer must know of pictures that were looked for."""


def illustrated(board: Storyboard, choices: Choices) -> Storyboard:
    """The storyboard with what was chosen beside its scenes."""
    chosen = {each.scene_id: each for each in choices.choices}
    scenes = []
    for scene in board.scenes:
        found = chosen.get(scene.scene_id, Choice(scene_id=scene.scene_id))
        scenes.append(scene.model_copy(update={"picture": found.picture, "illustration": found.illustration}))
    return board.model_copy(update={"scenes": tuple(scenes), "notices": (*board.notices, *choices.notices)})


def as_before(board: Storyboard, scenes: tuple[Scene, ...]) -> tuple[Scene, ...]:
    """Edited scenes, with what stood beside them where the edit leaves it to the studio."""
    former = {each.scene_id: each for each in board.scenes}
    kept = []
    for scene in scenes:
        before = former.get(scene.scene_id)
        if before and scene.picture is None and not scene.illustration:
            scene = scene.model_copy(update={"picture": before.picture, "illustration": before.illustration})  # noqa: PLW2901
        kept.append(scene)
    return tuple(kept)
