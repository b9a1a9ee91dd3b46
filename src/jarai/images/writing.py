"""Where a picture holds writing: marks the size of letters, in rows as letters stand, found by what is drawn alone.

Marks are what is darker or lighter than its surroundings (after Epshtein et al., 2010: the strokes of letters are thin and
even). Nothing is read; that a row is writing is told by its marks being alike in height and unlike in shape.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

SIDE = 800
"""Pixels of the longer side that a picture is looked at with."""
_AROUND, _CONTRAST, _SPREAD = 31, 14, 0.8
_LEAST_HIGH, _MOST_HIGH = 7, 120
_WIDEST = 2.2
_FULL, _FULL_NARROW, _NARROW = 0.86, 0.98, 0.45
_EMPTY = 0.12
_THICKEST = 0.36
"""The widest place of a letter's strokes, in shares of its height."""
_GAP, _APART, _HEIGHTS = 1.1, 0.45, 1.7
LEAST_LETTERS = 5
"""A row of fewer marks may be anything."""
_VARIED = 0.12
"""Widths of letters differ by more than this share; windows and bars don't."""
_LEVEL, _ON_LINE = 0.08, 0.6
"""So many of a row stand on one line, within this share of their height; blades of grass don't."""
_MOST_MARKS = 4000

Box = tuple[int, int, int, int]


def letters_in(light: NDArray[np.float64]) -> int:
    """How many marks stand in rows as letters do; `light` is rows × columns, 0 to 255, at most SIDE on its longer side."""
    smooth = ndimage.gaussian_filter(light, 0.7)
    mean = ndimage.uniform_filter(smooth, _AROUND)
    spread = np.sqrt(np.maximum(ndimage.uniform_filter(smooth**2, _AROUND) - mean**2, 0))
    least = np.maximum(_CONTRAST, _SPREAD * spread)  # a stroke's edge lies where its light is half that of its middle
    masks = (sign * (smooth - mean) > least for sign in (1, -1))
    return sum(len(row) for mask in masks for row in _rows(_marks(mask)))


def _marks(mask: NDArray[np.bool_]) -> list[Box]:
    """What is of a letter's size and drawn in strokes: top, left, bottom, right."""
    labels, count = ndimage.label(mask, np.ones((3, 3)))
    if not count > 0:
        return []
    sizes = np.bincount(labels.ravel(), minlength=count + 1)
    thick = ndimage.maximum(ndimage.distance_transform_cdt(mask), labels, np.arange(count + 1))
    found: list[Box] = []
    for number, place in enumerate(ndimage.find_objects(labels), 1):
        rows, columns = place
        high, wide = rows.stop - rows.start, columns.stop - columns.start
        if not (_LEAST_HIGH <= high <= _MOST_HIGH and wide <= _WIDEST * high):
            continue
        full = sizes[number] / (high * wide)
        most = _FULL_NARROW if wide < _NARROW * high else _FULL
        if _EMPTY <= full <= most and 2 * thick[number] <= _THICKEST * high + 2:
            found.append((rows.start, columns.start, rows.stop, columns.stop))
    return found if len(found) <= _MOST_MARKS else []


def _rows(marks: list[Box]) -> list[list[Box]]:
    """The marks that stand in rows like letters, from left to right."""
    open_rows: list[list[Box]] = []
    for mark in sorted(marks, key=lambda each: each[1]):
        row = next((each for each in reversed(open_rows) if _follows(each[-1], mark)), None)
        if row is None:
            open_rows.append([mark])
        else:
            row.append(mark)
    return [row for row in open_rows if len(row) >= LEAST_LETTERS and _like_letters(row)]


def _follows(last: Box, mark: Box) -> bool:
    """Whether a mark stands beside another as one letter beside the next, or a word beside a word."""
    high, other = last[2] - last[0], mark[2] - mark[0]
    gap = mark[1] - last[3]
    middle = abs((last[0] + last[2]) - (mark[0] + mark[2])) / 2
    return (
        -0.3 * high <= gap <= _GAP * max(high, other)
        and middle <= _APART * min(high, other)
        and max(high, other) <= _HEIGHTS * min(high, other)
    )


def _like_letters(row: list[Box]) -> bool:
    """Whether most stand on one line, and they are not all of one width."""
    widths = np.array([each[3] - each[1] for each in row], float)
    feet, high = np.array([each[2] for each in row], float), float(np.median([each[2] - each[0] for each in row]))
    level = np.abs(feet - np.median(feet)) <= max(1.0, _LEVEL * high)
    return float(level.mean()) >= _ON_LINE and float(widths.std() / widths.mean()) > _VARIED
