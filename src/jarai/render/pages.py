"""Captions in the picture: pages of one or two rows, the spoken unit marked.

No page splits a number from its unit, a day from its month or a first name from the last; none has under three words or
lasts under a second where it can join its neighbour. A mark lasts from its unit's start to the next one's and goes out
in pauses over 0.4 s.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import skia

from jarai.render.backdrop import rounded
from jarai.render.layout import Area, Layout
from jarai.render.presenter.ink import fill
from jarai.render.shape import is_rtl, levels, visual_order, width
from jarai.render.theme import Theme
from jarai.storyboard.model import Scene
from jarai.storyboard.times import SAMPLE_RATE
from jarai.storyboard.voicing import SpokenScene

_WEIGHT, _LEADING, _PAD = 700, 1.64, 40.0
_BEFORE, _AFTER = (9.0, 1.0), (13.0, 5.0)
"""What lies around a unit that stands apart, and around one that stands tight to its neighbour."""
_EARLY, _LATE = SAMPLE_RATE // 20, SAMPLE_RATE // 4
_PAUSE = SAMPLE_RATE * 2 // 5
"""A mark goes out in a pause longer than this after its unit."""
_FEW, _SHORT = 3, SAMPLE_RATE
_CLAUSE_END, _SENTENCE_END = ",;:–—，、；：", ".!?…。！？؟"


@dataclass(frozen=True)
class Word:
    """One unit on a page: its text, box, baseline and inset in layout units, and when it is marked, in samples."""

    text: str
    box: Area
    baseline: float
    size: float
    start: int
    end: int
    inset: float


@dataclass(frozen=True)
class Page:
    """What is shown at once, from `start` to `end` in samples."""

    words: tuple[Word, ...]
    box: Area
    start: int
    end: int

    def marked(self, at: int) -> int:
        """The index of the word being spoken, or -1."""
        spoken = [index for index, word in enumerate(self.words) if word.start <= at and word.start >= 0]
        return spoken[-1] if spoken and at < self.words[spoken[-1]].end else -1


@dataclass(frozen=True)
class _Timed:
    """A unit with its times (-1: it isn't spoken) and its width with what lies around it."""

    text: str
    start: int
    end: int
    wide: float
    sentence: int
    inset: float


_Group = tuple[_Timed, ...]
"""Units that stay together."""


def pages_of(scene: Scene, spoken: SpokenScene, plan: Layout, theme: Theme) -> tuple[Page, ...]:
    """All pages of a scene, in order, never overlapping."""
    groups = _groups(_units(scene, spoken, theme))
    found = [
        _page(rows, plan, theme)
        for rows in _paged(groups, plan)
        if any(unit.start >= 0 for row in rows for unit in row)
    ]
    following = [*(page.start for page in found[1:]), *([spoken.samples] if found else [])]
    return tuple(replace(page, end=min(page.end, after)) for page, after in zip(found, following, strict=True))


def page_at(pages: tuple[Page, ...], at: int) -> int:
    """The index of the page shown at a sample, or -1."""
    index = bisect_right([page.start for page in pages], at) - 1
    return index if index >= 0 and at < pages[index].end else -1


def draw_page(canvas: skia.Canvas, page: Page, marked: int, theme: Theme) -> None:
    """The page with one word marked."""
    rounded(canvas, page.box, 26, fill(theme.plate, 0.92))
    for index, word in enumerate(page.words):
        if index == marked:
            rounded(canvas, word.box, 12, fill(theme.accent))
        ink = theme.on_accent if index == marked else theme.on_plate
        theme.write(canvas, word.text, word.box[0] + word.inset, word.baseline, word.size, _WEIGHT, fill(ink))


def _units(scene: Scene, spoken: SpokenScene, theme: Theme) -> list[_Timed]:
    times = {(unit.sentence, unit.unit): unit for unit in spoken.units}
    found = []
    for number, sentence in enumerate(scene.narration):
        for index, unit in enumerate(sentence.units):
            when = times.get((number, index))
            after = _AFTER[any(each.tight for each in sentence.units[index + 1 : index + 2])]
            inset = _BEFORE[unit.tight]
            wide = width(unit.shown, theme.caption_size, _WEIGHT, theme.lettering) + inset + after
            start, end = (when.start, when.end) if when else (-1, -1)
            found.append(_Timed(unit.shown, start, end, wide, number, inset))
    return found


def _groups(units: Sequence[_Timed]) -> list[_Group]:
    """Units that stay together, in order."""
    found: list[list[_Timed]] = []
    for unit in units:
        if found and _together(found[-1][-1], unit) and len(found[-1]) < _FEW:
            found[-1].append(unit)
        else:
            found.append([unit])
    return [tuple(group) for group in found]


def _together(left: _Timed, right: _Timed) -> bool:
    """Number and unit, day and month either way, first and last name; and what can't be spoken by itself."""
    if left.sentence != right.sentence or left.text[-1:] in _CLAUSE_END + _SENTENCE_END:
        return False
    if right.start < 0:
        return True
    named, follows = left.text[:1].isupper(), right.text[:1].isupper()
    number, then = left.text[-1:].isdigit() or left.text[-1:] in "%°", right.text[:1].isdigit()
    return (number and right.text[:1].isalpha()) or (named and (then or follows))


def _paged(groups: Sequence[_Group], plan: Layout) -> list[list[list[_Timed]]]:
    """The groups in pages of rows, where breaking costs least."""
    limit = plan.captions[2] - plan.captions[0] - 2 * _PAD
    best: list[tuple[float, int, list[list[_Timed]]]] = [(0.0, 0, [])]
    for end in range(1, len(groups) + 1):
        choices = []
        for start in range(end - 1, -1, -1):
            rows = _rows(groups[start:end], limit, plan.caption_rows)
            if rows is None:
                break
            choices.append((best[start][0] + _cost(groups, end, rows), start, rows))
        best.append(min(choices, key=lambda choice: (choice[0], -choice[1])))
    found = []
    at = len(groups)
    while at:
        _, start, rows = best[at]
        found.append(rows)
        at = start
    return found[::-1]


def _rows(groups: Sequence[_Group], limit: float, count: int) -> list[list[_Timed]] | None:
    """The groups in one row, or in two as even as can be; None if they don't fit. A single group always does."""
    whole = [unit for group in groups for unit in group]
    if sum(unit.wide for unit in whole) <= limit or len(groups) == 1:
        return [whole]
    if count == 1:
        return None
    ways = []
    for at in range(1, len(groups)):
        upper = [unit for group in groups[:at] for unit in group]
        lower = [unit for group in groups[at:] for unit in group]
        wide = sum(unit.wide for unit in upper), sum(unit.wide for unit in lower)
        if max(wide) <= limit:
            clause = upper[-1].text[-1:] in _CLAUSE_END + _SENTENCE_END
            ways.append((abs(wide[0] - wide[1]) - (0.2 * limit if clause else 0.0), [upper, lower]))
    return min(ways, key=lambda way: way[0])[1] if ways else None


def _cost(groups: Sequence[_Group], end: int, rows: list[list[_Timed]]) -> float:
    """How bad a page of these groups is: too short, over a sentence's end, or broken off in the middle of a clause."""
    units = [unit for row in rows for unit in row]
    spoken = [unit for unit in units if unit.start >= 0]
    after = next((unit.start for group in groups[end:] for unit in group if unit.start >= 0), None)
    lasts = (after if after is not None else spoken[-1].end + _LATE) - spoken[0].start if spoken else 0
    last = units[-1].text.rstrip("\"'”’)")[-1:]
    ends = 0.0 if end == len(groups) or last in _SENTENCE_END else 2.0 if last in _CLAUSE_END else 6.0
    across = sum(one.sentence != other.sentence for one, other in pairwise(units))
    spread = abs(sum(unit.wide for unit in rows[0]) - sum(unit.wide for unit in rows[-1])) / 400
    return 5.0 + ends + 60.0 * (len(units) < _FEW) + 60.0 * (lasts < _SHORT) + 25.0 * across + spread


def _page(rows: list[list[_Timed]], plan: Layout, theme: Theme) -> Page:
    """The page laid out at the bottom of the caption area, and its times."""
    left, _, right, bottom = plan.captions
    widest = max(_row_width(row) for row in rows)
    shrunk = min(1.0, (right - left - 2 * _PAD) / widest)
    size = theme.caption_size * shrunk
    step = theme.caption_size * _LEADING
    wide = widest * shrunk + 2 * _PAD
    middle = (left + right) / 2 if plan.centred else left + wide / 2
    box = (middle - wide / 2, bottom - step * len(rows) - 24, middle + wide / 2, bottom)
    words: list[Word] = []
    for number, row in enumerate(rows):
        baseline = box[1] + 12 + step * number + step * 0.68
        x = middle - _row_width(row) * shrunk / 2 if plan.centred else box[0] + _PAD
        placed: dict[int, Word] = {}
        for index in _order(row):
            unit = row[index]
            end = x + unit.wide * shrunk - 4
            placed[index] = Word(
                unit.text,
                (x, baseline - size * 1.02, end, baseline + size * 0.36),
                baseline,
                size,
                unit.start,
                unit.end,
                unit.inset,
            )
            x = end + 4
        words += [placed[index] for index in range(len(row))]
    spoken = [word for word in words if word.start >= 0]
    marked = tuple(replace(word, end=_marked_until(word, words)) for word in words)
    return Page(marked, box, max(0, spoken[0].start - _EARLY), spoken[-1].end + _LATE)


def _order(row: list[_Timed]) -> list[int]:
    """The units from left to right: each at the level of its first character in the row (UAX 9)."""
    text = " ".join(unit.text for unit in row)
    found = levels(text, is_rtl(text))
    starts = [0]
    for unit in row[:-1]:
        starts.append(starts[-1] + len(unit.text) + 1)
    return visual_order(tuple(found[at] if at < len(found) else 0 for at in starts))


def _marked_until(word: Word, words: list[Word]) -> int:
    """Until the next word starts, or its own end where a pause follows."""
    following = [other.start for other in words if other.start > word.start >= 0]
    end = min(following) if following else word.end
    return end if end - word.end <= _PAUSE else word.end


def _row_width(row: list[_Timed]) -> float:
    return sum(unit.wide for unit in row) - 4
