"""Step 1: what is asked for, pinned for the whole version, and the brief: subject, audience, length, structure."""

from pydantic import Field

from jarai.accounts.queries import Account
from jarai.accounts.reference import (
    Avatar,
    country_by_id,
    language_by_id,
    project_type_by_slug,
    second_presenter,
    voices_of,
)
from jarai.base.errors import NeverWorks
from jarai.base.model import Wire
from jarai.pipeline.researching import with_research
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.writers import PATIENCE, planned, writer_of
from jarai.render.encode import Mode
from jarai.research.ask import Research
from jarai.script.documents import Brief, Material, ScriptSettings
from jarai.script.material import parse
from jarai.script.model.prompts import ModelPlan
from jarai.script.rank import tone_of
from jarai.script.timing import PER_SCENE_MS
from jarai.script.turns import asking_ms
from jarai.sound.wish import SoundWish, toned, wished
from jarai.speech.voices import VoiceDescription
from jarai.storyboard.model import Brand, Frame, Presenter, StyleName
from jarai.storyboard.words import words_of

OPENING_MS, ENDING_MS = 1250, 750
"""What the brand's opening and ending rest, beside the quiet every scene has."""


class Request(Wire):
    """The request with every id resolved and the account's brand as it was: what all later steps read."""

    topic: str
    language: str
    country: str
    frame: Frame
    style: StyleName
    presenter: Presenter
    avatar_looks: str
    partner: Presenter | None = None
    partner_looks: str = ""
    brand: Brand
    render_mode: Mode
    test: bool
    settings: ScriptSettings
    model: ModelPlan | None = None
    sound: SoundWish = SoundWish()
    lexicon: dict[str, str] = Field(default_factory=dict)
    rate: int = 100
    sound_only: bool = False


class BriefOutput(Wire):
    """The pinned request, the facts as read, the brief, and what was looked up where something was."""

    request: Request
    material: Material
    brief: Brief
    research: Research | None = Field(default=None, exclude_if=lambda found: found is None)


async def _run(context: StepContext) -> BriefOutput:
    request = _request(context, context.account)
    material = parse(context.production.topic, context.production.metadata_md, request.language)
    material, found = await with_research(context.tools.researchers, material, request.language)
    brief = await writer_of(context, request.model).brief(material, request.settings)
    request = request.model_copy(update={"sound": toned(request.sound, context.account.music, tone_of(material))})
    return BriefOutput(request=request, material=material, brief=brief, research=found)


def _request(context: StepContext, account: Account) -> Request:
    production = context.production
    language, country = language_by_id(production.language_id), country_by_id(production.country_id)
    avatar, kind = account.avatar(production.avatar_id), project_type_by_slug(production.project_type_slug)
    if language is None or country is None or avatar is None or kind is None:
        raise NeverWorks("REFERENCE_GONE", "the request names reference data that this version no longer has")
    if avatar.likeness and avatar.likeness.kind == "engine" and context.tools.avatar_engine is None:
        raise NeverWorks(
            "AVATAR_ENGINE_MISSING",
            f"{avatar.name} is drawn by an engine outside; JARAI_AVATAR_ENGINE_URL must name it",
        )
    mode = context.tools.render_mode
    second = _second(context, account, avatar, language.code) if kind.presenters > 1 else None
    voice = _voice(context, avatar, language.code)
    people = [each.at(account.speaking_rate) for each in (voice, *(second[1:] if second else ()))]
    share = 2 if mode == "draft" else 1
    frame = Frame(width=kind.width // share // 2 * 2, height=kind.height // share // 2 * 2)
    return Request(
        topic=production.topic,
        language=language.code,
        country=country.code,
        frame=frame,
        style=kind.style,
        presenter=_presenter(avatar, voice.slug, language.code),
        avatar_looks=words_of(language.code).of_person(avatar.looks),
        partner=_presenter(second[0], second[1].slug, language.code) if second else None,
        partner_looks=words_of(language.code).of_person(second[0].looks) if second else "",
        brand=account.brand,
        render_mode=mode,
        test=production.test,
        model=planned(context),
        settings=ScriptSettings(
            language=language.code,
            project_type_slug=kind.slug,
            duration_seconds=kind.duration_seconds,
            frame=frame,
            apart_ms=(OPENING_MS + ENDING_MS + 2 * PER_SCENE_MS if account.brand.tagline else 0)
            + (asking_ms(kind.duration_seconds) if second else 0),
            stretch=sum(each.stretch for each in people) // len(people),
        ),
        sound=wished(account.music, kind.music, context.tools.loudness),
        sound_only=kind.sound_only,
        lexicon=dict(account.lexicon.get(language.code, {})),
        rate=account.speaking_rate,
    )


def _presenter(avatar: Avatar, voice: str, language: str) -> Presenter:
    role = words_of(language).of_person(avatar.role)
    return Presenter(avatar=avatar.slug, name=avatar.name, role=role, voice=voice, likeness=avatar.likeness)


def _second(context: StepContext, account: Account, avatar: Avatar, language: str) -> tuple[Avatar, VoiceDescription]:
    """Who talks with the presenter, and in which voice."""
    found = second_presenter(avatar, account.avatars, language, context.tools.voices.here())
    if found is None:
        raise NeverWorks("VOICE_MISSING", f"no second voice speaks {language} here any more")
    return found


def _voice(context: StepContext, avatar: Avatar, language: str) -> VoiceDescription:
    """The voice that fits the avatar best."""
    fitting = voices_of(avatar, language, context.tools.voices.here())
    if not fitting:
        raise NeverWorks("VOICE_MISSING", f"no voice speaks {language} here any more")
    return fitting[0]


BRIEF = Step("ProductionBriefGenerator", BriefOutput, _run, patience=PATIENCE)
