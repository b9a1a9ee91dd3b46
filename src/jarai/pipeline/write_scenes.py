"""Step 4: the storyboard: per scene what is said and what is on screen, each sentence with its sources."""

from jarai.base.model import Wire
from jarai.pipeline.outline_beats import BEATS
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_brief import BRIEF
from jarai.script.writer import scenes
from jarai.storyboard.model import Storyboard


class StoryboardOutput(Wire):
    """The version's storyboard."""

    storyboard: Storyboard


async def _run(context: StepContext) -> StoryboardOutput:
    asked = context.read(BRIEF)
    request = asked.request
    script = scenes(context.read(BEATS), asked.material, request.settings)
    return StoryboardOutput(
        storyboard=Storyboard(
            title=script.title,
            topic=request.topic,
            language=request.language,
            country=request.country,
            frame=request.frame,
            presenter=request.presenter,
            brand=request.brand,
            scenes=script.scenes,
            sources=script.sources,
            notices=script.notices,
        )
    )


SCENES = Step("SceneScriptGenerator", StoryboardOutput, _run, needs=(BRIEF, BEATS))
