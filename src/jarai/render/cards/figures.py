"""Cards of figures: one large number, a table, a comparison."""

import re

import skia

from jarai.render.backdrop import rounded
from jarai.render.cards.sheet import WHOLE, CardState, draw_heading, lines
from jarai.render.layout import Area
from jarai.render.presenter.ink import fill
from jarai.render.theme import Theme
from jarai.storyboard.model import BigNumber, Comparison, Side, Table

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_VALUES = (220, 190, 170, 150, 130, 112, 96, 80, 64, 52, 42, 34, 28)


def draw_number(canvas: skia.Canvas, element: BigNumber, area: Area, theme: Theme, state: CardState) -> None:
    """The value as large as it goes, what it is, and the change in a chip."""
    left, top, right, bottom = draw_heading(canvas, element.heading, area, theme)
    label = theme.fit(element.label, (right - left, 104), (42, 39, 36, 33, 30, 27, 24), 600)
    chip = theme.fit(element.change, (260, 60), (40, 36, 32, 28), 800) if element.change else None
    value = theme.figure(element.value, (right - left, bottom - top - label.height - 8), _VALUES)
    beside = chip is not None and left + value.widest + chip.widest + 96 <= right
    if chip and not beside:
        value = theme.figure(element.value, (right - left, bottom - top - label.height - 94), _VALUES)
    used = value.height + label.height + 8 + (86 if chip and not beside else 0)
    start = top + max(0.0, (bottom - top - used) / 2)
    shown = theme.fit(counted(element.value, state), (right - left, value.height + 1), (value.size,), 800)
    lines(canvas, shown, left - 4, start, theme.strong, 1.1)
    end = lines(canvas, label, left, start + value.size * 1.1 * len(value.lines) + 8, theme.muted)
    if chip:
        x, y = (left + value.widest + 36, start + value.size * 0.5) if beside else (left, end + 16)
        rounded(canvas, (x, y, x + chip.widest + 56, y + 66), 33, fill(theme.accent))
        lines(canvas, chip, x + 28, y + 33 - chip.height / 2, theme.on_accent)


def counted(value: str, state: CardState) -> str:
    """A value on its way up from nothing, written as it is written at the end, which is exact."""
    found = _FIGURE.search(value)
    if state.grown >= WHOLE or found is None or len(found[0]) > 12:
        return value
    decimals = len(found[0].partition(".")[2])
    amount = float(found[0].replace(",", "")) * state.share
    text = f"{amount:,.{decimals}f}" if "," in found[0] else f"{amount:.{decimals}f}"
    return value[: found.start()] + text + value[found.end() :]


def draw_comparison(canvas: skia.Canvas, element: Comparison, area: Area, theme: Theme, state: CardState) -> None:
    """Two panels of one size side by side, or one above the other where the card is tall."""
    left, top, right, bottom = draw_heading(canvas, element.heading, area, theme)
    gap = 28.0
    if right - left >= bottom - top:
        middle = (left + right) / 2
        areas = (left, top, middle - gap / 2, bottom), (middle + gap / 2, top, right, bottom)
    else:
        middle = (top + bottom) / 2
        areas = (left, top, right, middle - gap / 2), (left, middle + gap / 2, right, bottom)
    for side, panel, ground, ink, small in (
        (element.left, areas[0], theme.tint(0.12), theme.strong, theme.ink),
        (element.right, areas[1], theme.band, theme.on_band, theme.on_band),
    ):
        rounded(canvas, panel, 22, fill(ground))
        _draw_side(canvas, side, panel, theme, (ink, small), state)


def _draw_side(
    canvas: skia.Canvas, side: Side, area: Area, theme: Theme, inks: tuple[str, str], state: CardState
) -> None:
    left, top, right, bottom = area[0] + 26, area[1] + 22, area[2] - 26, area[3] - 22
    label = theme.fit(side.label, (right - left, 76), (34, 31, 28, 25, 22, 19), 700)
    note = theme.fit(side.note, (right - left, 84), (28, 26, 24, 22, 20, 18), 500) if side.note else None
    room = bottom - top - label.height - (note.height if note else 0) - 16
    value = theme.figure(side.value, (right - left, room), _VALUES[3:])
    shown = theme.fit(counted(side.value, state), (right - left, value.height + 1), (value.size,), 800)
    y = top + max(0.0, (room - value.height) / 2)
    y = lines(canvas, label, left, y, inks[1]) + 8
    lines(canvas, shown, left, y, inks[0], 1.1)
    y += value.size * 1.1 * len(value.lines)
    if note:
        lines(canvas, note, left, y + 8, inks[1])


def draw_table(canvas: skia.Canvas, element: Table, area: Area, theme: Theme) -> None:
    """A header and up to seven striped rows; columns as wide as they need, within the card."""
    left, top, right, bottom = draw_heading(canvas, element.heading, area, theme)
    rows = [element.columns, *element.rows[:7]]
    height = min(84.0, (bottom - top) / len(rows))
    shares = _column_shares(rows)
    for number, row in enumerate(rows):
        y = top + number * height
        if number == 0:
            rounded(canvas, (left - 10, y, right + 10, y + height), 10, fill(theme.band))
        elif number % 2 == 0:
            rounded(canvas, (left - 10, y, right + 10, y + height), 8, fill(theme.tint(0.07)))
        x = left
        for share, text in zip(shares, row, strict=False):
            wide = (right - left) * share
            size = min(34.0, height * 0.5)
            found = theme.fit(
                text,
                (wide - 18, height * 0.94),
                (size, size * 0.86, size * 0.74, size * 0.62, size * 0.52),
                700 if number == 0 else 600,
            )
            ink = theme.on_band if number == 0 else theme.ink
            lines(canvas, found, x + 8, y + (height - found.height) / 2, ink)
            x += wide


def _column_shares(rows: list[tuple[str, ...]]) -> list[float]:
    """Each column's share of the width: by its longest entry, none under half its equal share."""
    count = len(rows[0])
    longest = [max(max((len(row[at]) for row in rows if at < len(row)), default=1), 4) for at in range(count)]
    limited = [min(each, 3 * sum(longest) / count / 2) for each in longest]
    return [each / sum(limited) for each in limited]
