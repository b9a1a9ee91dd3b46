"""How bad it would be to break a line or a cue between two pieces of text, and the best two lines of a cue."""

from collections.abc import Sequence
from itertools import pairwise

from jarai.captions.atoms import Atom
from jarai.captions.profile import Profile

_SENTENCE_END = (".", "!", "?", "…")
_CLAUSE_END = (",", ";", ":", "–", "—")
_CLOSING = "\"'”’)]»"
_OPENING = "\"'“‘([«"

NEVER = 40
"""The cost of a break that splits what belongs together; chosen only where every other way breaks a limit."""


def break_costs(row: Sequence[Atom], profile: Profile) -> tuple[int, ...]:
    """The cost of breaking before each piece of `row`; the first is 0."""
    return (0, *(_cost(left, right, profile) for left, right in pairwise(row)))


def _cost(left: Atom, right: Atom, profile: Profile) -> int:
    if left.sentence != right.sentence:
        return 0
    if right.glued:
        return NEVER
    before = left.text.rstrip(_CLOSING)
    word, following = before.lower().strip(_OPENING), right.text.strip(_OPENING + _CLOSING + ",.;:!?").lower()
    if before.endswith(_SENTENCE_END) and len(word) > 3:
        return 1
    if before.endswith(_CLAUSE_END):
        return 2
    if word in profile.leading or (any(char.isdigit() for char in word) and following[:1].isalpha()):
        return NEVER
    if word in profile.prepositions or word in profile.conjunctions:
        return NEVER
    if following in profile.conjunctions:
        return 4
    if following in profile.prepositions and following != "of":
        return 6
    if left.text[:1].isupper() and right.text[:1].isupper():
        return 25
    return 12


def lines(
    row: Sequence[Atom], costs: Sequence[int], first: int, last: int, profile: Profile
) -> tuple[int, tuple[str, ...]] | None:
    """Pieces `first` to `last - 1` as one or two lines with what their break costs, or None if they don't fit.

    Of equal breaks the more even one wins, and a shorter upper line before a longer one.
    """
    width = profile.characters_per_line
    whole = " ".join(atom.text for atom in row[first:last])
    if len(whole) <= width:
        return 0, (whole,)
    if len(whole) > 2 * width + 1:
        return None
    best: tuple[int, tuple[str, ...]] | None = None
    upper = 0
    for at in range(first + 1, last):
        upper += len(row[at - 1].text) + (at > first + 1)
        lower = len(whole) - upper - 1
        if upper > width or lower > width:
            continue
        cost = costs[at] + abs(upper - lower) // 4 + (upper > lower)
        if best is None or cost < best[0]:
            best = cost, (whole[:upper], whole[upper + 1 :])
    return best
