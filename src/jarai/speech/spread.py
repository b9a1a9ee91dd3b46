"""Speech that tells no times: its words by their letters, and times spread over what is heard."""

import re
from collections.abc import Sequence
from itertools import groupby

import numpy as np

from jarai.speech.letters.words import spaced
from jarai.speech.phonemes import PAUSE_SIGNS, Word
from jarai.speech.port import Sound
from jarai.speech.reading import Reading, is_east_asian, unmarked
from jarai.speech.takes import audible_span
from jarai.storyboard.times import SAMPLE_RATE

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*'?|[^\w\s]")
_SHORTEST, _LONGEST = 0.01, 1.0
"""Seconds per sign of text between which a sound may be that text."""


def odd_length(samples: Sound, text: str) -> str:
    """Why the sound can't be the text read aloud, for a reader; empty where it can."""
    start, end = audible_span(samples)
    seconds = (end - start) / SAMPLE_RATE
    if _SHORTEST * len(text) <= seconds <= _LONGEST * len(text) + 2:
        return ""
    return f"{seconds:.1f} s of sound for {len(text)} signs of text"


def lettered(reading: Reading) -> list[Word]:
    """The reading's words with their letters for signs."""
    found: list[Word] = []
    for match in _TOKEN.finditer(reading.text):
        # Chinese and Japanese part no words: a run of letters may belong to several units.
        for owner, places in groupby(range(match.start(), match.end()), reading.owners.__getitem__):
            part = [*places]
            text = reading.text[part[0] : part[-1] + 1]
            found.append(Word(text, owner, letters(text), spaced(reading, part[-1] + 1)))
    return found


def spread(words: Sequence[Word], samples: Sound) -> list[int]:
    """The samples each sign takes, as `Rendering` has them, by how long such letters usually last."""
    start, end = audible_span(samples)
    weights = np.array([_weight(sign) for word in words for sign in word.signs + " " * word.spaced])
    edges = np.round(start + np.concatenate([[0.0], np.cumsum(weights)]) / weights.sum() * (end - start)).astype(int)
    return [start, *np.diff(edges).tolist(), len(samples) - end]


def letters(token: str) -> str:
    """Letters a mouth can be drawn for, or the token itself where it is a pause."""
    if token in PAUSE_SIGNS:
        return token
    return "".join("a" if is_east_asian(sign) else unmarked(sign.lower()) for sign in token if sign.isalpha())


def _weight(sign: str) -> float:
    if sign in PAUSE_SIGNS:
        return 0.3 if sign == " " else 2.0
    return 1.6 if sign in "aeiouyæøœ" else 1.0
