"""Step 2: which facts tell the story, act by act, the strongest first."""

from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_brief import BRIEF
from jarai.script.documents import Narrative
from jarai.script.writer import narrative


async def _run(context: StepContext) -> Narrative:
    asked = context.read(BRIEF)
    return narrative(asked.brief, asked.material)


NARRATIVE = Step("NarrativeGenerator", Narrative, _run, needs=(BRIEF,))
