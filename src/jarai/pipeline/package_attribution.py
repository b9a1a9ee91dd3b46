"""Step 13: what the video is made of, with licence and credit line of each part, and the sources of what is said."""

from typing import Any

from jarai.attribution.document import Attribution, CitedSource
from jarai.pipeline.choose_images import CHOICES
from jarai.pipeline.mix_sound import SOUNDTRACK
from jarai.pipeline.outline_beats import BEATS
from jarai.pipeline.researching import link_of
from jarai.pipeline.speak import VOICING
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_brief import BRIEF
from jarai.pipeline.write_scenes import SCENES
from jarai.research.ask import Research
from jarai.research.port import Origin
from jarai.storyboard.credit import ACCOUNT_LICENCE, Credit, licence_address
from jarai.storyboard.model import Presenter, Source, Storyboard
from jarai.storyboard.notice import ai_notice

_CREDITED: tuple[Step[Any], ...] = (BEATS, CHOICES, VOICING, SOUNDTRACK)
"""The steps whose output is a `Credited`: what they name is in the list."""
_OTHERWISE = (
    Credit(
        part="voice",
        name="hibari-tts",
        licence="Apache-2.0",
        credit="hibari-tts; Kokoro-82M",
        commercial_use=True,
    ),
    Credit(
        part="font", name="Inter", licence="OFL-1.1", credit="Inter, The Inter Project Authors", commercial_use=True
    ),
)
"""What every video has, of the kinds no step has named anything of."""


async def _run(context: StepContext) -> Attribution:
    named = tuple(each for step in _CREDITED for each in context.read(step).credits)
    return attribution(context.read(SCENES), named, context.read(BRIEF).research)


def attribution(board: Storyboard, named: tuple[Credit, ...], found: Research | None = None) -> Attribution:
    """Everything a storyboard's video is made of, with what its steps have named and what was looked up for it."""
    origins = {link_of(each.origin): each.origin for each in found.findings} if found else {}
    used = {source for scene in board.scenes for sentence in scene.narration for source in sentence.source_ids}
    cited = tuple(_cited(source, origins.get(source.url or "")) for source in board.sources if source.source_id in used)
    kinds = {each.part for each in named}
    people = tuple(_presenter(each) for each in (board.presenter, board.partner) if each)
    everything = (*people, *(each for each in _OTHERWISE if each.part not in kinds), *named)
    addressed = (each.model_copy(update={"licence_url": each.licence_address}) for each in everything)
    return Attribution(
        credits=tuple(dict.fromkeys(addressed)),
        sources=cited,
        title=board.title,
        language=board.language,
        ai_notice=ai_notice(board.language, sound_only=board.sound_only),
    )


def _cited(source: Source, origin: Origin | None) -> CitedSource:
    """A source, with the licence of the text it was found in."""
    cited = CitedSource(source_id=source.source_id, quote=source.quote, url=source.url)
    if origin is None:
        return cited
    licence = {"licence": origin.licence, "licence_url": licence_address(origin.licence), "credit": origin.credit}
    return cited.model_copy(update=licence)


def _presenter(presenter: Presenter) -> Credit:
    """Ours are the studio's; who brought a likeness answers for the right to use it."""
    likeness = presenter.likeness
    name, licence = presenter.name, ACCOUNT_LICENCE
    if likeness is None:
        name, licence = f"{presenter.name}, JARAI Studio", "Apache-2.0"
    elif likeness.kind == "engine":
        name = f"{presenter.name}, drawn by the account's avatar engine"
    return Credit(part="presenter", name=name, licence=licence, credit="", commercial_use=True)


ATTRIBUTION = Step("AttributionPackager", Attribution, _run, needs=(BRIEF, SCENES, *_CREDITED))
