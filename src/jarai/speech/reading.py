"""From display units to one line of plain text in which every character knows its unit.

Only letters of the language's script, apostrophes, spaces and punctuation may be said: a digit, a bracket or a phonetic sign would be read in
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

_EAST_ASIAN = frozenset({"zh", "ja"})
_PUNCTUATION = frozenset(",.;:!?…—–-()\"“”'’‘ ")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "—", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "¿": "", "¡": ""})
_QUOTES = str.maketrans({"«": "“", "»": "”", "„": "“"})
_WIDE = str.maketrans("。．！？：；，、（）「」『』《》〈〉・　％", "..!?:;,,()“”“”“”“”  %")
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


def read(units: Sequence[Unit], language: str = "en-US") -> Reading:
    """The units' `said` as one line, words parted by single spaces. Raises NeverWorks `UNREADABLE_TEXT`.

    In Chinese and Japanese no space parts two units unless one ends or begins with a Latin letter.
    """
    text: list[str] = []
    owners: list[int] = []
    for index, unit in enumerate(units):
        said = plain(unit, language)
        if said:
            piece = said if not text or _joined(text[-1], said) else " " + said
            text.append(piece)
            owners += [index] * len(piece)
    return Reading("".join(text), tuple(owners))


def plain(unit: Unit, language: str = "en-US") -> str:
    """What is said for `unit`, in one spelling of every mark; empty where it has no letter."""
    said = unicodedata.normalize("NFC", unit.said).translate(_PLAIN).translate(_QUOTES)
    wide = language[:2] in _EAST_ASIAN
    if wide:
        said = said.translate(_WIDE)
    strange = next((sign for sign in said if not (_can_be_said(sign) or (wide and is_east_asian(sign)))), None)
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


def is_east_asian(sign: str) -> bool:
    """Whether it is a letter that Chinese or Japanese is written with: Han, kana, or their marks of length and repetition."""
    return (
        "\u3041" <= sign <= "\u30ff" or "\u3400" <= sign <= "\u9fff" or sign in "々〆〇\uf900" or "𠀀" <= sign <= "𲎯"
    )


def _joined(before: str, said: str) -> bool:
    """Whether no space belongs between two units."""
    return is_east_asian(said[0]) and (is_east_asian(before[-1]) or before[-1] in _PUNCTUATION)


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
