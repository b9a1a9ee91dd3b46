"""How the pieces of a text stand together: with a space between them, or tight, as Chinese and Japanese are written."""

import unicodedata
from collections.abc import Iterable

_WIDE = ("CJK ", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH KATAKANA", "BOPOMOFO")


def joined(pieces: Iterable[tuple[str, bool]]) -> str:
    """The pieces as one text; each comes with whether it follows the one before it without a space."""
    found: list[str] = []
    for text, tight in pieces:
        found.append(text if tight or not found else f" {text}")
    return "".join(found)


def is_wide(character: str) -> bool:
    """Whether a character belongs to Chinese or Japanese writing, which puts no spaces between words."""
    return bool(character) and unicodedata.name(character, "").startswith(_WIDE)
