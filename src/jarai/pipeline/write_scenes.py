"""Step 4: the storyboard: per scene what is said and what is on screen, each sentence with its sources."""

from jarai.base.model import Wire
from jarai.pipeline.outline_beats import BEATS
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_brief import BRIEF, Request
from jarai.render.fonts import missing
from jarai.render.theme import repairs
from jarai.script.documents import Script
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
            style=request.style,
            presenter=request.presenter,
            brand=request.brand,
            scenes=script.scenes,
            sources=script.sources,
            notices=(*script.notices, *_notices(script, request)),
        )
    )


def _notices(script: Script, request: Request) -> tuple[str, ...]:
    """What the picture can't show as it was asked for."""
    text = " ".join([script.title, *(sentence.text for scene in script.scenes for sentence in scene.narration)])
    absent = missing(text)
    left_out = (f"No typeface has these characters, so pictures leave them out: {absent[:40]}",) if absent else ()
    return (*left_out, *repairs(request.brand, request.style))


SCENES = Step("SceneScriptGenerator", StoryboardOutput, _run, needs=(BRIEF, BEATS))
