"""Step 3: what kind of scene each beat becomes: title, bullets, number, quote, chart, table, closing."""

from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_brief import BRIEF
from jarai.pipeline.write_narrative import NARRATIVE
from jarai.pipeline.writers import PATIENCE, writer_of
from jarai.script.documents import Beats


async def _run(context: StepContext) -> Beats:
    asked, told = context.read(BRIEF), context.read(NARRATIVE)
    return await writer_of(context, asked.request.model).beats(told, asked.material, asked.request.settings)


BEATS = Step("SequenceBeatGenerator", Beats, _run, needs=(BRIEF, NARRATIVE), patience=PATIENCE)
