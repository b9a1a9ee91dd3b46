"""BERT's WordPiece, uncased: text to the numbers an English model reads (Devlin et al. 2019; the vocabulary is theirs)."""

import unicodedata
from functools import cache
from importlib.resources import files

UNKNOWN, START, END = 100, 101, 102
_LONGEST = 100
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


@cache
def vocabulary() -> dict[str, int]:
    """Every piece and its number."""
    pieces = (files("jarai.images") / "data/vocabulary.txt").read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(pieces) if piece}


def numbers(text: str, most: int = 128) -> list[int]:
    """The text's pieces as numbers, at most so many, between the marks of start and end."""
    found = [number for word in _words(text) for number in _pieces(word)]
    return [START, *found[: most - 2], END]


def _words(text: str) -> list[str]:
    """Words, and each sign by itself: lower case, without accents."""
    spread = []
    for character in unicodedata.normalize("NFD", _clean(text).lower()):
        if unicodedata.category(character) == "Mn":
            continue
        spread.append(f" {character} " if _stands_alone(character) else character)
    return "".join(spread).split()


def _clean(text: str) -> str:
    kept = []
    for character in text:
        if character in "\t\n\r" or unicodedata.category(character) == "Zs":
            kept.append(" ")
        elif character not in "\0\ufffd" and not unicodedata.category(character).startswith("C"):
            kept.append(character)
    return "".join(kept)


def _stands_alone(character: str) -> bool:
    """Punctuation and the ideographs of Chinese, in BERT's own ranges."""
    code = ord(character)
    ascii_sign = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return (
        ascii_sign
        or any(start <= code <= end for start, end in _IDEOGRAPHS)
        or unicodedata.category(character).startswith("P")
    )


def _pieces(word: str) -> list[int]:
    """The longest pieces from the left; one unknown for a word that can't be made of pieces."""
    known = vocabulary()
    if len(word) > _LONGEST:
        return [UNKNOWN]
    found: list[int] = []
    start = 0
    while start < len(word):
        end = len(word)
        while end > start and ("##" if start else "") + word[start:end] not in known:
            end -= 1
        if end == start:
            return [UNKNOWN]
        found.append(known[("##" if start else "") + word[start:end]])
        start = end
    return found
