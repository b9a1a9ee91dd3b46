"""Step 3: what kind of scene each beat becomes: title, bullets, number, quote, chart, table, closing."""

from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_brief import BRIEF
from jarai.pipeline.write_narrative import NARRATIVE
from jarai.script.documents import Beats
from jarai.script.writer import beats


async def _run(context: StepContext) -> Beats:
    asked = context.read(BRIEF)
    return beats(context.read(NARRATIVE), asked.material, asked.request.settings)


BEATS = Step("SequenceBeatGenerator", Beats, _run, needs=(BRIEF, NARRATIVE))
