"""Step 13: what the video is made of, with licence and credit line of each part."""

from jarai.base.model import Wire
from jarai.pipeline.choose_images import CHOICES
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_scenes import SCENES


class Credit(Wire):
    """One part and its licence. `commercial_use` is whether the licence allows it."""

    part: str
    name: str
    licence: str
    credit: str
    commercial_use: bool


class CitedSource(Wire):
    """One of the partner's facts that the script used."""

    source_id: str
    quote: str
    url: str | None


class Attribution(Wire):
    """Everything the video is made of."""

    credits: tuple[Credit, ...]
    sources: tuple[CitedSource, ...]


_PARTS = (
    Credit(
        part="voice",
        name="hibari-tts",
        licence="Apache-2.0",
        credit="Synthetic voice: hibari-tts, distilled from Kokoro-82M",
        commercial_use=True,
    ),
    Credit(part="presenter", name="JARAI Studio stock presenter", licence="Apache-2.0", credit="", commercial_use=True),
    Credit(
        part="font", name="Inter", licence="OFL-1.1", credit="Inter, The Inter Project Authors", commercial_use=True
    ),
)


async def _run(context: StepContext) -> Attribution:
    board = context.read(SCENES).storyboard
    used = {source for scene in board.scenes for sentence in scene.narration for source in sentence.source_ids}
    cited = tuple(
        CitedSource(source_id=source.source_id, quote=source.quote, url=source.url)
        for source in board.sources
        if source.source_id in used
    )
    return Attribution(credits=_PARTS, sources=cited)


ATTRIBUTION = Step("AttributionPackager", Attribution, _run, needs=(SCENES, CHOICES))
