"""The narration as a row of timed pieces of text that no line break may cut."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from jarai.storyboard.joining import is_wide
from jarai.storyboard.model import Scene
from jarai.storyboard.voicing import SpokenScene, SpokenUnit

_JOINER = "\u200d"


@dataclass(frozen=True)
class Atom:
    """A piece of one shown unit with its share of the time, in samples of the programme.

    `glued` pieces belong to the one before them: they share its word, or cannot be said themselves. A `tight` one
    follows the piece before it without a space.
    """

    text: str
    start: int
    end: int
    sentence: int
    glued: bool
    tight: bool = False


def atoms(
    scene: Scene, spoken: SpokenScene, start: int, width: int, names: Mapping[int, str] = MappingProxyType({})
) -> tuple[Atom, ...]:
    """The scene's units in order, each piece at most `width` characters; empty where nothing in the scene is spoken.

    A unit that cannot be said shares the time of the spoken unit before it, or after it where none is before. `names`
    are said by nobody: they stand before the sentences with these numbers.
    """
    return tuple(atom for group in _groups(scene, spoken, names) for atom in _pieces(group, start=start, width=width))


@dataclass
class _Group:
    """One spoken unit with the unspoken ones around it, as (sentence index, text, tight)."""

    timed: SpokenUnit
    texts: list[tuple[int, str, bool]]


def _groups(scene: Scene, spoken: SpokenScene, names: Mapping[int, str]) -> list[_Group]:
    """The units by the time they share. What comes before a sentence's first spoken unit belongs to that unit."""
    times = {(unit.sentence, unit.unit): unit for unit in spoken.units}
    groups: list[_Group] = []
    waiting: list[tuple[int, str, bool]] = []
    before = ""
    for sentence_index, sentence in enumerate(scene.narration):
        if waiting and groups:
            groups[-1].texts += waiting
            waiting = []
        if sentence_index in names:
            waiting.append((sentence_index, names[sentence_index], False))
        begun = False
        for unit_index, unit in enumerate(sentence.units):
            text = (sentence_index, unit.shown, unit.tight or (unit_index == 0 and is_wide(before[-1:])))
            before = unit.shown
            timed = times.get((sentence_index, unit_index))
            if timed is not None:
                groups.append(_Group(timed, [*waiting, text]))
                waiting, begun = [], True
            elif begun:
                groups[-1].texts.append(text)
            else:
                waiting.append(text)
    if groups:
        groups[-1].texts += waiting
    return groups


def _pieces(group: _Group, *, start: int, width: int) -> Iterator[Atom]:
    """The group's text cut into pieces, its time shared out by their lengths."""
    texts = [
        (sentence, piece, tight and part == 0)
        for sentence, shown, tight in group.texts
        for part, piece in enumerate(_split(shown, width))
    ]
    timed = group.timed
    total = sum(len(text) for _, text, _ in texts)
    done = 0
    for index, (sentence, text, tight) in enumerate(texts):
        begin = timed.start + (timed.end - timed.start) * done // total
        done += len(text)
        end = timed.start + (timed.end - timed.start) * done // total
        yield Atom(text, start + begin, start + end, sentence, glued=index > 0, tight=tight)


def _split(shown: str, width: int) -> Iterator[str]:
    """The words of a unit, without control characters; a word longer than a line is cut between characters."""
    plain = "".join(" " if unicodedata.category(char) == "Cc" else char for char in shown)
    for word in plain.split():
        rest = word
        while len(rest) > width:
            cut = width
            while cut > 1 and (unicodedata.category(rest[cut])[0] == "M" or _JOINER in rest[cut - 1 : cut + 1]):
                cut -= 1
            yield rest[:cut]
            rest = rest[cut:]
        yield rest
