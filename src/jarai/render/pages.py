"""Captions in the picture: pages of two lines, the spoken unit marked."""

from bisect import bisect_right
from dataclasses import dataclass

import skia

from jarai.render.backdrop import rounded
from jarai.render.fonts import draw, width
from jarai.render.layout import Area, Layout
from jarai.render.palette import WHITE, Palette
from jarai.render.presenter.ink import fill
from jarai.storyboard.model import Scene
from jarai.storyboard.times import SAMPLE_RATE
from jarai.storyboard.voicing import SpokenScene

_SIZE, _WEIGHT, _LINE, _PAD = 50.0, 700, 82.0, 40.0
_EARLY, _LATE = SAMPLE_RATE // 20, SAMPLE_RATE // 4
_PAUSE = SAMPLE_RATE * 2 // 5
"""A mark goes out in a pause longer than this after its unit."""
_FEW = 3


@dataclass(frozen=True)
class Word:
    """One unit on a page: its text, box and baseline in layout units, and when it is marked, in samples."""

    text: str
    box: Area
    baseline: float
    size: float
    start: int
    end: int


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
    text: str
    start: int
    end: int


def pages_of(scene: Scene, spoken: SpokenScene, plan: Layout) -> tuple[Page, ...]:
    """All pages of a scene, in order, never overlapping."""
    times = {(unit.sentence, unit.unit): unit for unit in spoken.units}
    found: list[Page] = []
    for number, sentence in enumerate(scene.narration):
        units = []
        for index, unit in enumerate(sentence.units):
            when = times.get((number, index))
            units.append(_Timed(unit.shown, when.start if when else -1, when.end if when else -1))
        spoken_rows = (
            rows for rows in _rows_by_page(units, plan) if any(unit.start >= 0 for row in rows for unit in row)
        )
        found.extend(_page(rows, plan) for rows in spoken_rows)
    starts = [page.start for page in found[1:]] + [spoken.samples]
    return tuple(
        Page(page.words, page.box, page.start, min(page.end, after)) for page, after in zip(found, starts, strict=True)
    )


def page_at(pages: tuple[Page, ...], at: int) -> int:
    """The index of the page shown at a sample, or -1."""
    index = bisect_right([page.start for page in pages], at) - 1
    return index if index >= 0 and at < pages[index].end else -1


def draw_page(canvas: skia.Canvas, page: Page, marked: int, colours: Palette) -> None:
    """The page with one word marked."""
    rounded(canvas, page.box, 26, fill("#070D1A", 0.9))
    for index, word in enumerate(page.words):
        if index == marked:
            rounded(canvas, word.box, 12, fill(colours.accent))
        ink = colours.on_accent if index == marked else WHITE
        draw(canvas, word.text, word.box[0] + 9, word.baseline, word.size, _WEIGHT, fill(ink))


def _rows_by_page(units: list[_Timed], plan: Layout) -> list[list[list[_Timed]]]:
    """A sentence's units in pages of at most two rows; a last page of few words takes some from the one before."""
    limit = plan.captions[2] - plan.captions[0] - 2 * _PAD
    per_page = 2 if plan.upright else 1
    rows: list[list[_Timed]] = []
    used = limit + 1.0
    for unit in units:
        wide = width(unit.text, _SIZE, _WEIGHT) + 22
        clause = rows and rows[-1][-1].text[-1:] in ",;:" and len(rows[-1]) >= _FEW and used > limit * 0.55
        if used + wide > limit or clause:
            rows.append([])
            used = 0.0
        rows[-1].append(unit)
        used += wide
    if len(rows) > 1 and len(rows[-1]) < _FEW and len(rows) % per_page == 1 % per_page:
        while len(rows[-1]) < _FEW and len(rows[-2]) > _FEW:
            rows[-1].insert(0, rows[-2].pop())
    return [rows[at : at + per_page] for at in range(0, len(rows), per_page)]


def _page(rows: list[list[_Timed]], plan: Layout) -> Page:
    """The page laid out at the bottom of the caption area, and its times."""
    left, _, right, bottom = plan.captions
    widest = max(_row_width(row, _SIZE) for row in rows)
    size = _SIZE * min(1.0, (right - left - 2 * _PAD) / widest)
    wide = max(_row_width(row, size) for row in rows) + 2 * _PAD
    high = _LINE * len(rows) + 24
    middle = (left + right) / 2 if plan.upright else left + wide / 2
    box = (middle - wide / 2, bottom - high, middle + wide / 2, bottom)
    words = []
    for number, row in enumerate(rows):
        x = middle - _row_width(row, size) / 2 if plan.upright else box[0] + _PAD
        baseline = box[1] + 12 + _LINE * number + _LINE * 0.68
        for unit in row:
            wide_word = width(unit.text, size, _WEIGHT) + 18
            edges = (x, baseline - size * 1.02, x + wide_word, baseline + size * 0.36)
            words.append(Word(unit.text, edges, baseline, size, unit.start, unit.end))
            x += wide_word + 4
    spoken = [word for word in words if word.start >= 0]
    marked = [_marked_until(word, words) for word in words]
    return Page(tuple(marked), box, max(0, spoken[0].start - _EARLY), spoken[-1].end + _LATE)


def _marked_until(word: Word, words: list[Word]) -> Word:
    """The word with its mark lasting to the next word's start, or over its own end by a little in a pause."""
    following = [other.start for other in words if other.start > word.start >= 0]
    end = min(following) if following else word.end
    last = end if end - word.end <= _PAUSE else word.end
    return Word(word.text, word.box, word.baseline, word.size, word.start, last)


def _row_width(row: list[_Timed], size: float) -> float:
    return sum(width(unit.text, size, _WEIGHT) + 22 for unit in row) - 4
