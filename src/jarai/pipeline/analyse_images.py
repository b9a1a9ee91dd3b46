"""Step 6: which candidates may be used. A picture that was not fetched has no known rights, so it may not."""

from jarai.base.model import Wire
from jarai.pipeline.acquire_images import CANDIDATES
from jarai.pipeline.step import Step, StepContext


class Analysis(Wire):
    """One candidate's verdict."""

    source_id: str
    usable: bool
    reasons: tuple[str, ...]


class Analyses(Wire):
    """All verdicts."""

    analyses: tuple[Analysis, ...]


async def _run(context: StepContext) -> Analyses:
    return Analyses(
        analyses=tuple(
            Analysis(
                source_id=candidate.source_id,
                usable=candidate.fetched,
                reasons=() if candidate.fetched else ("NotFetched",),
            )
            for candidate in context.read(CANDIDATES).candidates
        )
    )


ANALYSES = Step("ImageAnalyser", Analyses, _run, needs=(CANDIDATES,))
