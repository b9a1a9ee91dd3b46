"""Every language the reader knows, by its BCP 47 tag."""

from collections.abc import Callable
from functools import lru_cache

from jarai.script.reading import english_rules, german_rules
from jarai.script.reading.chinese import Chinese
from jarai.script.reading.french import French
from jarai.script.reading.italian import Italian
from jarai.script.reading.japanese import Japanese
from jarai.script.reading.language import Language
from jarai.script.reading.portuguese import Portuguese
from jarai.script.reading.spanish import Spanish

_LANGUAGES: dict[str, Callable[[str], Language]] = {
    "de": german_rules.language,
    "en": english_rules.language,
    "es": lambda tag: Spanish(tag).language(),
    "fr": lambda tag: French(tag).language(),
    "it": lambda tag: Italian(tag).language(),
    "ja": lambda tag: Japanese(tag).language(),
    "pt": lambda tag: Portuguese(tag).language(),
    "zh": lambda tag: Chinese(tag).language(),
}
_OTHER_WRITING = ("zh-tw", "zh-hk", "zh-mo", "zh-hant")
"""Chinese in traditional characters: the reader's words are simplified ones."""


def languages() -> tuple[str, ...]:
    """The languages whose texts can be read aloud, figures and all, as primary subtags."""
    return tuple(_LANGUAGES)


def readable(tag: str) -> bool:
    """Whether a text in that language can be read aloud."""
    return tag.partition("-")[0].lower() in _LANGUAGES and not tag.lower().startswith(_OTHER_WRITING)


@lru_cache(maxsize=64)
def language_of(tag: str) -> Language:
    """What is known of a language: of one that can't be read nothing but that it is written in Latin letters."""
    if not readable(tag):
        return Language(tag=tag)
    known = tag if tag.isascii() and tag.replace("-", "").isalnum() else tag[:2]
    return _LANGUAGES[tag.partition("-")[0].lower()](known)
