"""Reference data: the languages, countries, project types and avatars a production can name.

Ids are UUIDv5, the same on every installation.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from babel import Locale

from jarai.base.ids import stable_id
from jarai.base.model import Wire
from jarai.render.presenter.avatars import AVATARS
from jarai.sound.wish import Mood
from jarai.speech.voices import VoiceDescription
from jarai.storyboard.model import Asset, Likeness, StyleName

_HERE = Path(__file__).parent


class KnownLanguage(Wire):
    """A language by its BCP 47 tag."""

    language_id: str
    code: str
    name: str


class Language(KnownLanguage):
    """A language, and the voices that speak it on this installation."""

    voiced: bool
    voices: tuple[str, ...]


class Country(Wire):
    """A country by its ISO 3166-1 code."""

    country_id: str
    code: str
    name: str


class ProjectType(Wire):
    """A kind of programme: its shape, length, visual style and the mood of its music.

    What is for the ears alone has a shape too: that of its cover.
    """

    slug: str
    name: str
    aspect_ratio: str
    duration_seconds: int
    presenters: int
    style: StyleName
    width: int
    height: int
    test_only: bool = False
    music: Mood = "calm"
    sound_only: bool = False


class Avatar(Wire):
    """A presenter: one that every account has, or with a likeness and a preview of its own one that an account brought.

    `voices` are those it would rather have, the first above all; `gender` is the voice's, empty where any will do.
    """

    avatar_id: str
    slug: str
    name: str
    role: str
    description: str
    looks: str
    voices: tuple[str, ...] = ()
    gender: Literal["female", "male", ""] = ""
    likeness: Likeness | None = None
    preview: Asset | None = None


@cache
def known_languages() -> tuple[KnownLanguage, ...]:
    """All languages known, voiced or not."""
    rows = json.loads((_HERE / "languages.json").read_text())
    return tuple(KnownLanguage(language_id=stable_id(f"language/{row['code']}"), **row) for row in rows)


def languages(here: Sequence[VoiceDescription]) -> tuple[Language, ...]:
    """All languages known, with those of the voices `here` that speak each."""
    return tuple(_spoken(language, here) for language in known_languages())


def _spoken(language: KnownLanguage, here: Sequence[VoiceDescription]) -> Language:
    voices = tuple(voice.slug for voice in here if language.code in voice.languages)
    return Language(**language.model_dump(), voiced=bool(voices), voices=voices)


def voices_of(avatar: Avatar, language: str, here: Sequence[VoiceDescription]) -> tuple[VoiceDescription, ...]:
    """Those of the voices `here` in which an avatar may speak a language, the fittest first; none where none speaks it.

    A voice it would rather have comes first, then those of its gender; where the language has none of them, any.
    """
    speaking = [voice for voice in here if language in voice.languages]
    fitting = [each for each in speaking if not avatar.gender or each.gender == avatar.gender] or speaking
    return tuple(sorted(fitting, key=lambda voice: voice.slug not in avatar.voices))


def second_presenter(
    avatar: Avatar, offered: Sequence[Avatar], language: str, here: Sequence[VoiceDescription]
) -> tuple[Avatar, VoiceDescription] | None:
    """Who talks with a presenter, in a voice of their own; none where no second voice speaks the language.

    Somebody who sounds otherwise, by gender, before somebody who doesn't; nobody whom an engine outside draws.
    """
    first = voices_of(avatar, language, here)[:1]
    others = [each for each in offered if each.avatar_id != avatar.avatar_id]
    for other in sorted(others, key=lambda each: each.gender == avatar.gender):
        own = [voice for voice in voices_of(other, language, here) if voice not in first]
        if own and not (other.likeness and other.likeness.kind == "engine"):
            return other, own[0]
    return None


@cache
def countries() -> tuple[Country, ...]:
    """The countries of ISO 3166-1, by their English names (Unicode CLDR)."""
    names = Locale("en").territories
    # CLDR also lists groups, reserved codes and territories without a code of their own; these never are a viewer's country.
    apart = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"}
    codes = sorted(code for code in names if len(code) == 2 and code.isalpha() and code not in apart)
    return tuple(Country(country_id=stable_id(f"country/{code}"), code=code, name=names[code]) for code in codes)


@cache
def project_types() -> tuple[ProjectType, ...]:
    """All project types, the tests' own among them."""
    return tuple(ProjectType.model_validate(row) for row in json.loads((_HERE / "project_types.json").read_text()))


@cache
def avatars() -> tuple[Avatar, ...]:
    """The stock presenters."""
    return tuple(
        Avatar(
            avatar_id=stable_id(f"avatar/{slug}"),
            slug=slug,
            name=avatar.name,
            role=avatar.role,
            description=avatar.description,
            looks=avatar.looks,
            gender=avatar.voice,
        )
        for slug, avatar in AVATARS.items()
    )


def language_by_id(language_id: str) -> KnownLanguage | None:
    """The language with that id."""
    return next((language for language in known_languages() if language.language_id == language_id), None)


def country_by_id(country_id: str) -> Country | None:
    """The country with that id."""
    return next((country for country in countries() if country.country_id == country_id), None)


def avatar_by_id(avatar_id: str) -> Avatar | None:
    """The stock presenter with that id."""
    return next((avatar for avatar in avatars() if avatar.avatar_id == avatar_id), None)


def project_type_by_slug(slug: str) -> ProjectType | None:
    """The project type with that slug."""
    return next((kind for kind in project_types() if kind.slug == slug), None)
