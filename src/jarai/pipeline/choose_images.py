"""Step 7: the picture of each scene: the usable candidate its sentences come from, else the scene's own drawing."""

from jarai.base.model import Wire
from jarai.pipeline.analyse_images import ANALYSES
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_scenes import SCENES
from jarai.storyboard.credit import Credited


class Choice(Wire):
    """A scene's picture: a candidate's source, or none where the scene is drawn."""

    scene_id: str
    source_id: str | None


class Choices(Credited):
    """One choice a scene."""

    choices: tuple[Choice, ...]


async def _run(context: StepContext) -> Choices:
    usable = {each.source_id for each in context.read(ANALYSES).analyses if each.usable}
    choices = []
    for scene in context.read(SCENES).scenes:
        named = [source for sentence in scene.narration for source in sentence.source_ids if source in usable]
        choices.append(Choice(scene_id=scene.scene_id, source_id=named[0] if named else None))
    return Choices(choices=tuple(choices))


CHOICES = Step("ImageProducer", Choices, _run, needs=(SCENES, ANALYSES))
