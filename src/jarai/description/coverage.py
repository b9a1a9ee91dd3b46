"""How much of what is on screen is also said: the evidence that little or no description is needed.

W3C, Understanding SC 1.2.5: where the existing sound already conveys the picture, no description is necessary.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby, pairwise

from jarai.base.model import Wire
from jarai.description.facts import Fact, facts
from jarai.storyboard.joining import is_wide, joined
from jarai.storyboard.model import Scene, Storyboard

_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "it",
        "its",
        "this",
        "that",
        "than",
    ]
)
_SPOKEN = 750
"""Per mille of a fact's words that must be said, all its figures among them, for the fact to count as spoken."""


class Coverage(Wire):
    """Words and figures on screen, and how many of them the narration of the same scene says."""

    shown: int
    spoken: int

    @property
    def per_mille(self) -> int:
        """The spoken share in thousandths; 1000 where nothing is shown."""
        return self.spoken * 1000 // self.shown if self.shown else 1000


def coverage(storyboard: Storyboard) -> Coverage:
    """The spoken coverage of the whole programme."""
    shown = spoken = 0
    for scene in storyboard.scenes:
        heard = heard_words(scene)
        for fact in facts(scene.element):
            words = content_words(fact.text)
            shown += len(words)
            spoken += len(words & heard)
    return Coverage(shown=shown, spoken=spoken)


def unspoken(scene: Scene) -> tuple[Fact, ...]:
    """The scene's facts that its narration doesn't say."""
    heard = heard_words(scene)
    return tuple(fact for fact in facts(scene.element) if not _is_spoken(content_words(fact.text), heard))


def heard_words(scene: Scene) -> frozenset[str]:
    """All words of the scene's narration that are said, both as written and as spoken."""
    told = [[unit for unit in sentence.units if unit.said] for sentence in scene.narration]
    shown = (joined((unit.shown, unit.tight) for unit in units) for units in told)
    said = (joined((unit.said, unit.tight) for unit in units) for units in told)
    return content_words(" ".join([*shown, *said]))


def content_words(text: str) -> frozenset[str]:
    """The words and figures that carry meaning, folded: case, width, plural `s` and small words don't matter.

    Chinese and Japanese, which part no words, count by pairs of neighbouring characters.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    runs = (run for word in _WORD.findall(folded) for run in _runs(word))
    words = (word.removesuffix("'s").removesuffix("’s") for word in runs)
    return frozenset(_singular(word) for word in words if word not in _SMALL)


def _runs(word: str) -> Iterator[str]:
    """The word itself, or what it is made of where characters of a script without spaces stand in it."""
    for wide, characters in groupby(word, is_wide):
        run = "".join(characters)
        yield from map("".join, pairwise(run)) if wide and len(run) > 1 else (run,)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _is_spoken(words: frozenset[str], heard: frozenset[str]) -> bool:
    """Nothing to say counts as spoken."""
    missing = words - heard
    if any(char.isdigit() for word in missing for char in word):
        return False
    return (len(words) - len(missing)) * 1000 >= _SPOKEN * len(words)
