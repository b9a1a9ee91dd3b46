"""Rules from letters to phonemes: the first rule that matches at a place gives its signs, and one vowel is stressed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files

VOWELS = frozenset("aeiouɛɔɐəɪʊyøœɑæɨãẽĩõũ")

Rule = tuple[re.Pattern[str], str]


@dataclass(frozen=True)
class Sign:
    """What one rule gave: the letters it read, from where in the word, and its signs."""

    letters: str
    at: int
    signs: str


def rules(*pairs: tuple[str, str]) -> tuple[Rule, ...]:
    """Rules of pattern and signs. A pattern may look at what stands around; it must take at least one letter."""
    return tuple((re.compile(pattern), signs) for pattern, signs in pairs)


def sections(file: str) -> dict[str, tuple[str, ...]]:
    """The words of a file of this folder by its `[section]`; a line that begins with # says what they are."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in files("jarai.speech.letters").joinpath(file).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif not line.startswith("#"):
            found.setdefault(name, []).extend(line.split())
    return {section: tuple(words) for section, words in found.items()}


def apply(word: str, table: Sequence[Rule]) -> list[Sign]:
    """The word's signs, letter after letter; a letter that no rule knows is silent."""
    found: list[Sign] = []
    at = 0
    while at < len(word):
        for pattern, signs in table:
            if match := pattern.match(word, at):
                found.append(Sign(match[0], at, signs))
                at = match.end()
                break
        else:
            at += 1
    return found


def stressed(word: str, found: Sequence[Sign], which: Callable[[str, Sequence[Sign]], int | None]) -> str:
    """The signs as one, a stress mark before the vowel of the one that `which` names among those with a vowel."""
    nuclei = [index for index, sign in enumerate(found) if VOWELS.intersection(sign.signs)]
    chosen = which(word, [found[index] for index in nuclei]) if nuclei else None
    mark = None if chosen is None else nuclei[chosen]
    return "".join(_marked(sign.signs) if index == mark else sign.signs for index, sign in enumerate(found))


def _marked(signs: str) -> str:
    at = next(index for index, sign in enumerate(signs) if sign in VOWELS)
    return f"{signs[:at]}ˈ{signs[at:]}"
