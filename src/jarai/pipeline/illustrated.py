"""The storyboard as it is shown: the script with the pictures that were chosen for it."""

from jarai.pipeline.choose_images import CHOICES
from jarai.pipeline.step import StepContext
from jarai.pipeline.write_scenes import SCENES
from jarai.storyboard.choices import illustrated
from jarai.storyboard.model import Storyboard


def shown_board(context: StepContext) -> Storyboard:
    """For steps that need both SCENES and CHOICES."""
    return illustrated(context.read(SCENES), context.read(CHOICES))
