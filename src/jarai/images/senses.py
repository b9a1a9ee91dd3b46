"""English words of several meanings: a bridge of cards is none over a river, though both are called so.

`data/senses.json` (written by us) has a few words for each meaning of a word. Which of them a text uses is the one whose
words are nearest to it by the embedding model.
"""

import json
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from jarai.images.meaning import Vectors, embedder
from jarai.images.words import folded, stem

_CLEAR = 0.03
"""By so much a meaning must be nearer than the next to be sure of it."""


def senses(shared: set[str], scene: Vectors, picture: Vectors) -> tuple[str, int]:
    """The first of the shared words that scene and picture use in different meanings, and how many surely in the same.

    Words are stems; the first is empty where there is none. `scene` has a row for each way to say the scene, `picture` is one row.
    """
    agreed = 0
    for word in sorted(_senses().keys() & shared):
        meanings = _vectors(word)
        ours, theirs = (meanings @ scene.T).max(1), meanings @ picture
        one, other = int(np.argmax(ours)), int(np.argmax(theirs))
        if one != other and min(ours[one] - ours[other], theirs[other] - theirs[one]) >= _CLEAR:
            return _senses()[word][0], 0
        agreed += one == other and min(_lead(ours), _lead(theirs)) >= _CLEAR
    return "", agreed


def _lead(near: NDArray[np.float32]) -> float:
    """By how much the nearest is before the next."""
    next_one, first = np.sort(near)[-2:]
    return float(first - next_one)


@cache
def _vectors(word: str) -> Vectors:
    name, meanings = _senses()[word]
    return embedder().vectors([f"{name}: {each}" for each in meanings])


@cache
def _senses() -> dict[str, tuple[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = json.loads((files("jarai.images") / "data/senses.json").read_text("utf-8"))
    return {stem(folded(word)): (word, tuple(meanings)) for word, meanings in found.items()}
