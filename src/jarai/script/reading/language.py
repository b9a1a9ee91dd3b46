"""What the reader must know of a language: its rules, its figures, its symbols, how a word in letters is said."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Say = Callable[[re.Match[str]], str]
Rule = tuple[re.Pattern[str], Say]
"""A pattern, tried only where a token begins, and what a match of it is said as."""


@dataclass(frozen=True)
class Written:
    """A word in letters: where it stands in its text, and whether figures touch it (`5G`)."""

    letters: str
    text: str
    position: int
    mixed: bool


@dataclass(frozen=True)
class Language:
    """One language as the reader uses it.

    `rules` are tried in their order. `cardinal` says a run of digits that no rule took; without it figures are dropped,
    with a note. `symbols` are said where they stand alone or mean something. `scripts` are those a voice of the
    language reads (as they begin a character's Unicode name); in a `tight` language no spaces part the words.
    """

    tag: str
    rules: tuple[Rule, ...] = ()
    cardinal: Callable[[str], str] | None = None
    symbols: Mapping[str, str] = field(default_factory=dict)
    pronounced: Callable[[Written], str] = lambda written: written.letters
    scripts: tuple[str, ...] = ("LATIN",)
    tight: bool = False


def compiled(parts: tuple[tuple[str, Say], ...]) -> tuple[Rule, ...]:
    """The rules with their patterns compiled."""
    return tuple((re.compile(pattern), say) for pattern, say in parts)


def longest_first(words: Mapping[str, object] | list[str] | frozenset[str]) -> str:
    """Alternatives of a pattern, quoted, so that the longest is tried first."""
    return "|".join(re.escape(each) for each in sorted(words, key=lambda word: (-len(word), word)))


def words(text: str) -> frozenset[str]:
    """The words of a list written with spaces."""
    return frozenset(text.split())
