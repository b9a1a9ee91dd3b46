"""Fits text into boxes by measuring it: lines are wrapped, the size steps down, and nothing is ever cut off."""

from dataclasses import dataclass
from functools import lru_cache

from jarai.render.breaks import parts, syllables
from jarai.render.fonts import PLAIN, Lettering, clusters
from jarai.render.shape import is_rtl, width

LEADING = 1.22
_BALANCED = 5
"""Texts of more lines are left as they are wrapped."""
_HYPHEN = "-"


@dataclass(frozen=True)
class Fitted:
    """Text in its box of `limit` pixels' width: the size and the lines, each `size * LEADING` high."""

    size: float
    weight: int
    lines: tuple[str, ...]
    limit: float = 0.0
    lettering: Lettering = PLAIN
    rtl: bool = False

    @property
    def height(self) -> float:
        """All lines together."""
        return len(self.lines) * self.size * LEADING

    @property
    def widest(self) -> float:
        """The longest line."""
        return max((width(each, self.size, self.weight, self.lettering) for each in self.lines), default=0.0)


@lru_cache(maxsize=2048)
def wrap(text: str, size: float, weight: int, limit: float, lettering: Lettering = PLAIN) -> tuple[str, ...]:
    """Lines no wider than `limit`, broken where the language allows it.

    Only a part that is wider than a whole line is broken inside: after a syllable with a hyphen, else after a character.
    """
    lines: list[str] = []
    current = ""
    for part in parts(" ".join(text.split()), lettering.language):
        if width((current + part).rstrip(), size, weight, lettering) <= limit:
            current += part
            continue
        if current:
            lines.append(current.rstrip())
        rest = part
        while width(rest.rstrip(), size, weight, lettering) > limit:
            head, rest = _broken_word(rest, size, weight, limit, lettering)
            lines.append(head)
        current = rest
    return tuple([*lines, current.rstrip()] if current.strip() else lines)


def fit(
    text: str, box: tuple[float, float], sizes: tuple[float, ...], weight: int, lettering: Lettering = PLAIN
) -> Fitted:
    """The text at the largest of `sizes` at which it fits into `box` (width, height).

    Where even the smallest is too large, the text ends with an ellipsis after its last line that fits.
    """
    limit, height = box
    rtl = is_rtl(text)
    for size in sizes:
        lines = wrap(text, size, weight, limit, lettering)
        if len(lines) * size * LEADING <= height and (
            size == sizes[-1] or not _splits(text, size, weight, limit, lettering)
        ):
            even = _balanced(text, size, weight, limit, lettering, len(lines))
            return Fitted(size, weight, even or lines, limit, lettering, rtl)
    size = sizes[-1]
    lines = wrap(text, size, weight, limit, lettering)
    room = max(1, int(height // (size * LEADING)))
    if len(lines) > room:
        last = lines[room - 1]
        while last and width(last + "…", size, weight, lettering) > limit:
            last = last[:-1]
        lines = (*lines[: room - 1], last.rstrip() + "…")
    return Fitted(size, weight, lines, limit, lettering, rtl)


def _splits(text: str, size: float, weight: int, limit: float, lettering: Lettering) -> bool:
    """Whether a word is wider than a line, although a smaller size may hold it whole."""
    return any(width(part.rstrip(), size, weight, lettering) > limit for part in parts(text, lettering.language))


def _balanced(text: str, size: float, weight: int, limit: float, lettering: Lettering, count: int) -> tuple[str, ...]:
    """The same number of lines, as even as can be: the least sum of squares of what each leaves free of the limit.

    Empty where it can't be done: one line, many lines, or a part broken inside.
    """
    pieces = parts(" ".join(text.split()), lettering.language)
    if not 1 < count <= _BALANCED or len(pieces) > 120:
        return ()
    end = len(pieces)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in range(count):
        row: dict[int, tuple[float, int]] = {}
        for first, (spent, _) in best[-1].items():
            for last in range(first + 1, end + 1):
                wide = width("".join(pieces[first:last]).rstrip(), size, weight, lettering)
                if wide > limit:
                    break
                price = spent + (limit - wide) ** 2
                if last not in row or price < row[last][0]:
                    row[last] = price, first
        best.append(row)
    found: list[str] = []
    for row in reversed(best[1:]):
        if end not in row:
            return ()
        first = row[end][1]
        found.append("".join(pieces[first:end]).rstrip())
        end = first
    return tuple(reversed(found))


def _broken_word(word: str, size: float, weight: int, limit: float, lettering: Lettering) -> tuple[str, str]:
    """The most of a word that fits into a line, and the rest; never between a character and its marks."""
    for at in reversed(syllables(word.rstrip(), lettering.language)):
        if width(word[:at] + _HYPHEN, size, weight, lettering) <= limit:
            return word[:at] + _HYPHEN, word[at:]
    ends = [*(start for start, _ in clusters(word)[1:]), len(word)]
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if width(word[: ends[middle]], size, weight, lettering) <= limit:
            low = middle
        else:
            high = middle - 1
    return word[: ends[low]], word[ends[low] :]
