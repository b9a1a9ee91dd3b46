"""Step 13: what the video is made of, with licence and credit line of each part."""

from typing import Any

from jarai.base.model import Wire
from jarai.pipeline.choose_images import CHOICES
from jarai.pipeline.mix_sound import SOUNDTRACK
from jarai.pipeline.outline_beats import BEATS
from jarai.pipeline.speak import VOICING
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_scenes import SCENES
from jarai.storyboard.credit import Credit
from jarai.storyboard.model import Presenter


class CitedSource(Wire):
    """One of the partner's facts that the script used."""

    source_id: str
    quote: str
    url: str | None


class Attribution(Wire):
    """Everything the video is made of."""

    credits: tuple[Credit, ...]
    sources: tuple[CitedSource, ...]


_CREDITED: tuple[Step[Any], ...] = (BEATS, CHOICES, VOICING, SOUNDTRACK)
"""The steps whose output is a `Credited`: what they name is in the list."""
_OTHERWISE = (
    Credit(
        part="voice",
        name="hibari-tts",
        licence="Apache-2.0",
        credit="Synthetic voice: hibari-tts, distilled from Kokoro-82M",
        commercial_use=True,
    ),
    Credit(
        part="font", name="Inter", licence="OFL-1.1", credit="Inter, The Inter Project Authors", commercial_use=True
    ),
)
"""What every video has, of the kinds no step has named anything of."""


async def _run(context: StepContext) -> Attribution:
    board = context.read(SCENES)
    used = {source for scene in board.scenes for sentence in scene.narration for source in sentence.source_ids}
    cited = tuple(
        CitedSource(source_id=source.source_id, quote=source.quote, url=source.url)
        for source in board.sources
        if source.source_id in used
    )
    named: list[Credit] = [each for step in _CREDITED for each in context.read(step).credits]
    kinds = {each.part for each in named}
    people = tuple(_presenter(each) for each in (board.presenter, board.partner) if each)
    everything = (*people, *(each for each in _OTHERWISE if each.part not in kinds), *named)
    return Attribution(credits=tuple(dict.fromkeys(everything)), sources=cited)


def _presenter(presenter: Presenter) -> Credit:
    """Ours are the studio's; who brought a likeness answers for the right to use it."""
    likeness = presenter.likeness
    if likeness is None:
        name, licence = "JARAI Studio stock presenter", "Apache-2.0"
    elif likeness.kind == "engine":
        name, licence = f"{presenter.name}, drawn by the account's avatar engine", "the account's"
    else:
        name, licence = f"{presenter.name}, {likeness.kind} brought by the account", "the account's"
    return Credit(part="presenter", name=name, licence=licence, credit="", commercial_use=True)


ATTRIBUTION = Step("AttributionPackager", Attribution, _run, needs=(SCENES, *_CREDITED))
