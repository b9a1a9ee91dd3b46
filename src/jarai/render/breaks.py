"""Where lines may break: by Unicode's rules and ICU's dictionaries (Thai, Khmer, Lao), and hyphens inside long words."""

from functools import lru_cache

import pyphen
from icu4py.breakers import LineBreaker

_LEAST = 3
"""Characters that stay before and after a hyphen."""


@lru_cache(maxsize=4096)
def parts(text: str, language: str) -> tuple[str, ...]:
    """The text in parts that may each end a line, spaces with the part before them (UAX 14)."""
    return tuple(part for part in LineBreaker(text, language or "en") if part)


@lru_cache(maxsize=64)
def _dictionary(language: str) -> pyphen.Pyphen | None:
    found = pyphen.language_fallback(language.replace("-", "_")) if language else None
    return pyphen.Pyphen(lang=found, left=_LEAST, right=_LEAST) if found else None


def syllables(word: str, language: str) -> tuple[int, ...]:
    """The places in a word where a hyphen may stand, by the language's dictionary; none where there is no dictionary."""
    dictionary = _dictionary(language)
    if dictionary is None or not word.isalpha():
        return ()
    return tuple(int(at) for at in dictionary.positions(word))
