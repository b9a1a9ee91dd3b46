"""Fits text into boxes by measuring it: lines are wrapped, the size steps down, and nothing is ever cut off."""

from dataclasses import dataclass
from functools import lru_cache

from jarai.render.fonts import width

LEADING = 1.22
_BALANCED = 5
"""Texts of more lines are left as they are wrapped."""


@dataclass(frozen=True)
class Fitted:
    """Text in its box: the size and the lines, each `size * LEADING` high."""

    size: float
    weight: int
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """All lines together."""
        return len(self.lines) * self.size * LEADING

    @property
    def widest(self) -> float:
        """The longest line."""
        return max((width(each, self.size, self.weight) for each in self.lines), default=0.0)


@lru_cache(maxsize=2048)
def wrap(text: str, size: float, weight: int, limit: float) -> tuple[str, ...]:
    """Lines no wider than `limit`, broken between words, and inside one only where it is wider than a whole line."""
    lines: list[str] = []
    current = ""
    for word in text.split():
        joined = f"{current} {word}".strip()
        if width(joined, size, weight) <= limit:
            current = joined
            continue
        if current:
            lines.append(current)
        while width(word, size, weight) > limit:
            count = _fitting(word, size, weight, limit)
            lines.append(word[:count])
            word = word[count:]  # noqa: PLW2901 - the rest of the word is the next word
        current = word
    return tuple([*lines, current] if current else lines)


def fit(text: str, box: tuple[float, float], sizes: tuple[float, ...], weight: int) -> Fitted:
    """The text at the largest of `sizes` at which it fits into `box` (width, height).

    Where even the smallest is too large, the text ends with an ellipsis after its last line that fits.
    """
    limit, height = box
    for size in sizes:
        lines = wrap(text, size, weight, limit)
        if len(lines) * size * LEADING <= height and not _broken(text, lines, size, sizes):
            return Fitted(size, weight, _balanced(text, size, weight, limit, lines))
    size = sizes[-1]
    lines = wrap(text, size, weight, limit)
    room = max(1, int(height // (size * LEADING)))
    if len(lines) > room:
        last = lines[room - 1]
        while last and width(last + "…", size, weight) > limit:
            last = last[:-1]
        lines = (*lines[: room - 1], last.rstrip() + "…")
    return Fitted(size, weight, lines)


def _broken(text: str, lines: tuple[str, ...], size: float, sizes: tuple[float, ...]) -> bool:
    """Whether a word was broken although a smaller size may hold it whole."""
    return size != sizes[-1] and len(" ".join(lines).split()) > len(text.split())


def _balanced(text: str, size: float, weight: int, limit: float, lines: tuple[str, ...]) -> tuple[str, ...]:
    """The same number of lines, as even as can be: the least sum of squares of what each leaves free of the limit."""
    words = text.split()
    if not 1 < len(lines) <= _BALANCED or len(" ".join(lines).split()) > len(words):
        return lines
    count = len(words)
    wide = {
        (first, last): width(" ".join(words[first:last]), size, weight)
        for first in range(count)
        for last in range(first + 1, count + 1)
    }
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in lines:
        row: dict[int, tuple[float, int]] = {}
        for first, (spent, _) in best[-1].items():
            for last in range(first + 1, count + 1):
                if wide[first, last] > limit:
                    break
                price = spent + (limit - wide[first, last]) ** 2
                if last not in row or price < row[last][0]:
                    row[last] = price, first
        best.append(row)
    found: list[str] = []
    end = count
    for row in reversed(best[1:]):
        first = row[end][1]
        found.append(" ".join(words[first:end]))
        end = first
    return tuple(reversed(found))


def _fitting(word: str, size: float, weight: int, limit: float) -> int:
    """How many characters of the word fit into a line, at least one."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        if width(word[:middle], size, weight) <= limit:
            low = middle
        else:
            high = middle - 1
    return low
