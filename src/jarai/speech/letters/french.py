"""French: a package's model of each word, and what no word alone shows: elision and the liaison to the next word."""

import lzma
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import g2p2

from jarai.speech.letters.rules import sections
from jarai.speech.phonemes import Word

_LISTS = sections("french.txt")
_KNOWN = dict(each.split("=") for each in _LISTS["known"])
_ELIDED = dict(each.split("=") for each in _LISTS["elided"])
_LIAISON = {word: sound for sound in "znt" for word in _LISTS[f"liaison-{sound}"]}
_WEAK = frozenset(_LISTS["weak"])
_ASPIRATED = _LISTS["aspirated"]
_VOWEL = re.compile("[iyeøɛœəaɑɔou]\u0303?")
_OPEN_A = re.compile("ɑ(?!\u0303)")  # French no longer tells it from a; only the nasal one has its own sign


def french(word: str) -> str:
    """One word, in small letters, as phonemes with its stress, which is always on its last full vowel."""
    head, apostrophe, rest = word.partition("'")
    if apostrophe and head in _ELIDED and rest:
        return _ELIDED[head] + french(rest)
    if word in _KNOWN:
        return _KNOWN[word]
    signs = _OPEN_A.sub("a", str(_model().phonemize(word)))
    vowels = [match for match in _VOWEL.finditer(signs) if match[0] != "ə"]
    if word in _WEAK or not vowels:
        return signs
    at = vowels[-1].start()
    return f"{signs[:at]}ˈ{signs[at:]}"


def with_liaisons(words: Sequence[Word]) -> list[Word]:
    """The words, each with the consonant that it sounds only before a vowel, where it is bound to the next."""
    bound = list(words)
    for index, (word, after) in enumerate(pairwise(words)):
        sound = _LIAISON.get(word.text.lower())
        if sound and word.spaced and _opens(after):
            stem = word.signs[:-1] if word.signs[-1:] == "s" else word.signs
            bound[index] = replace(word, signs=stem + sound)
    return bound


def _opens(word: Word) -> bool:
    """Whether a word begins with a vowel to be bound to."""
    begins = _VOWEL.match(word.signs.lstrip("ˈ")) is not None or word.signs.startswith("ɥ")
    return begins and not word.text.lower().startswith(_ASPIRATED)


@cache
def _model() -> Any:
    packed = files("g2p2_group_romance").joinpath("fr.g2p.xz").read_bytes()
    return g2p2.Model.from_bytes(lzma.decompress(packed))
