"""Step 5: candidate pictures. Nothing is fetched yet: pictures the facts link to are named, and scenes are drawn."""

from jarai.base.model import Wire
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_brief import BRIEF


class Candidate(Wire):
    """A picture that could be shown, and where it comes from."""

    source_id: str
    url: str
    alt: str
    origin: str
    fetched: bool


class Candidates(Wire):
    """All candidates."""

    candidates: tuple[Candidate, ...]


async def _run(context: StepContext) -> Candidates:
    images = context.read(BRIEF).material.images
    return Candidates(
        candidates=tuple(
            Candidate(source_id=image.source_id, url=image.url, alt=image.alt, origin="facts", fetched=False)
            for image in images
        )
    )


CANDIDATES = Step("ImageAcquisition", Candidates, _run, needs=(BRIEF,))
