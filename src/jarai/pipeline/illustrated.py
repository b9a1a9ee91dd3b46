"""The storyboard as it is shown: the script with the pictures that were chosen for it."""

from jarai.pipeline.choose_images import CHOICES
from jarai.pipeline.step import StepContext
from jarai.pipeline.write_scenes import SCENES
from jarai.storyboard.choices import illustrated
from jarai.storyboard.model import Storyboard


def shown_board(context: StepContext) -> Storyboard:
    """For steps that need both SCENES and CHOICES. What a reviewer is told of pictures is not for viewers."""
    script = context.read(SCENES)
    return illustrated(script, context.read(CHOICES)).model_copy(update={"notices": script.notices})
