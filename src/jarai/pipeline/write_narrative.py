"""Step 2: which facts tell the story, act by act, the strongest first."""

from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_brief import BRIEF
from jarai.pipeline.writers import PATIENCE, writer_of
from jarai.script.documents import Narrative


async def _run(context: StepContext) -> Narrative:
    asked = context.read(BRIEF)
    return await writer_of(context, asked.request.model).narrative(asked.brief, asked.material, asked.request.settings)


NARRATIVE = Step("NarrativeGenerator", Narrative, _run, needs=(BRIEF,), patience=PATIENCE)
