"""A script for two: who says which of its sentences."""

from jarai.script.documents import Script
from jarai.storyboard.model import Dialogue, Scene, Title


def in_turns(script: Script) -> Script:
    """The script with its scenes said by turns, beginning with the presenter, who opens with both in the picture.

    The words stay as they are. A scene is one turn, since most pictures have room for one; only where both are seen
    they change from sentence to sentence.
    """
    first, *rest = script.scenes
    opening = _together(first)
    last: int = opening.narration[-1].speaker if opening.narration else 2
    scenes = [opening]
    for scene in rest:
        last = 3 - last if scene.narration else last
        scenes.append(_said_by(scene, last))
    return script.model_copy(update={"scenes": tuple(scenes)})


def _together(scene: Scene) -> Scene:
    element = scene.element
    if not isinstance(element, Title):
        return scene
    narration = tuple(
        sentence.model_copy(update={"speaker": 1 + number % 2}) for number, sentence in enumerate(scene.narration)
    )
    return scene.model_copy(update={"element": Dialogue(line=element.headline), "narration": narration})


def _said_by(scene: Scene, speaker: int) -> Scene:
    told = tuple(sentence.model_copy(update={"speaker": speaker}) for sentence in scene.narration)
    return scene.model_copy(update={"narration": told})
