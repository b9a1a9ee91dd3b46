"""How bad it would be to break a line or a cue between two pieces of text, and the best two lines of a cue."""

from collections.abc import Sequence
from itertools import pairwise

from jarai.captions.atoms import Atom
from jarai.captions.profile import Profile
from jarai.storyboard.joining import joined

_SENTENCE_END = (".", "!", "?", "…", "。", "！", "？")
_CLAUSE_END = (",", ";", ":", "–", "—", "，", "、", "；", "：")
_CLOSING = "\"'”’)]»」』）》"
_OPENING = "\"'“‘([«¿¡「『（《"

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
    if before.endswith(_SENTENCE_END) and (len(word) > 3 or right.tight):
        return 1
    if before.endswith(_CLAUSE_END):
        return 2
    figure = word[-1:].isdigit() if right.tight else any(char.isdigit() for char in word)
    if word in profile.leading or (figure and following[:1].isalpha()):
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
    whole = text(row[first:last])
    if len(whole) <= width:
        return 0, (whole,)
    if len(whole) > 2 * width + 1:
        return None
    best: tuple[int, tuple[str, ...]] | None = None
    for at in range(first + 1, last):
        upper, lower = text(row[first:at]), text(row[at:last])
        if len(upper) > width or len(lower) > width:
            continue
        cost = costs[at] + abs(len(upper) - len(lower)) // 4 + (len(upper) > len(lower))
        if best is None or cost < best[0]:
            best = cost, (upper, lower)
    return best


def text(row: Sequence[Atom]) -> str:
    """The pieces as one line of text."""
    return joined((atom.text, atom.tight) for atom in row)
