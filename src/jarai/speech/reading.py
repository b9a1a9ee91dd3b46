"""From display units to one line of plain text in which every character knows its unit.

Only letters, apostrophes, spaces and punctuation may be said: a digit, a bracket or a phonetic sign would be read in
a way nobody planned (some engines take `[rose](/fˈɛl/)` as an order to pronounce), so it is refused.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from jarai.base.errors import NeverWorks
from jarai.storyboard.model import Unit

LONGEST_WORD = 24
"""Letters in one go: the engine's reader of unknown words drops what follows."""

_PUNCTUATION = frozenset(",.;:!?…—–-()\"“”'’‘ ")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "—", "ʼ": "'", "\u00a0": " "})
_EDGE_APOSTROPHE = re.compile(r"(?<![^\W\d_])'|'(?![^\W\d_])")
_EDGE_HYPHEN = re.compile(r"(?<![^\W\d_])-|-(?![^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")
# Letters the engine's reader of unknown words knows only without their marks, and those that have no marks to lose.
_UNMARKED = str.maketrans({"đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T"})


@dataclass(frozen=True)
class Reading:
    """Plain text and, for each of its characters, the index of the unit it came from."""

    text: str
    owners: tuple[int, ...]


def read(units: Sequence[Unit]) -> Reading:
    """The units' `said` as one line, words parted by single spaces. Raises NeverWorks `UNREADABLE_TEXT`."""
    text: list[str] = []
    owners: list[int] = []
    for index, unit in enumerate(units):
        said = plain(unit)
        if said:
            piece = said if not text else " " + said
            text.append(piece)
            owners += [index] * len(piece)
    return Reading("".join(text), tuple(owners))


def plain(unit: Unit) -> str:
    """What is said for `unit`, in one spelling of every mark; empty where it has no letter."""
    said = unicodedata.normalize("NFC", unit.said).translate(_PLAIN)
    strange = next((sign for sign in said if not _can_be_said(sign)), None)
    if strange is not None:
        raise NeverWorks(
            "UNREADABLE_TEXT",
            f"“{unit.shown}” is to be said as “{unit.said}”, but {unicodedata.name(strange, 'a control character')}"
            " can't be read aloud",
        )
    if not any(sign.isalpha() for sign in said):
        return ""
    said = _EDGE_HYPHEN.sub(" ", _EDGE_APOSTROPHE.sub("", said))
    return " ".join(_WORD.sub(lambda word: _in_short_words(word[0]), said).split())


def unmarked(word: str) -> str:
    """`word` without the marks on its letters: `Gdańsk` as `Gdansk`."""
    parts = unicodedata.normalize("NFD", word.translate(_UNMARKED))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _can_be_said(sign: str) -> bool:
    if sign in _PUNCTUATION:
        return True
    # Latin letters with their European marks; what follows U+024F are phonetic signs, other scripts are silent.
    latin = sign.isascii() or "\u00c0" <= sign <= "\u024f" or "\u1e00" <= sign <= "\u1eff"
    return latin and unicodedata.category(sign) in {"Lu", "Ll"}


def _in_short_words(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    count = -(-len(word) // LONGEST_WORD)
    edges = [len(word) * part // count for part in range(count + 1)]
    return " ".join(word[start:end] for start, end in pairwise(edges))
