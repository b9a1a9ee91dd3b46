"""Cards of figures: one large number, a bar chart, a table."""

import skia

from jarai.render.backdrop import rounded
from jarai.render.cards.sheet import CardState, draw_heading, lines
from jarai.render.fonts import draw
from jarai.render.layout import Area
from jarai.render.palette import INK, PAPER, SLATE, Palette
from jarai.render.presenter.ink import fill, mix
from jarai.render.text import fit
from jarai.storyboard.model import BarChart, BigNumber, Table


def draw_number(canvas: skia.Canvas, element: BigNumber, area: Area, colours: Palette) -> None:
    """The value as large as it goes, what it is, and the change in a chip."""
    left, top, right, bottom = draw_heading(canvas, element.heading, area, colours)
    label = fit(element.label, (right - left, 104), (40, 36, 33, 30, 27, 24), 600)
    value = fit(
        element.value,
        (right - left, bottom - top - label.height - 8),
        (190, 170, 150, 130, 112, 96, 80, 64, 52, 42),
        800,
    )
    start = top + max(0.0, (bottom - top - label.height - value.height - 8) / 2)
    end = lines(canvas, value, left - 4, start, colours.primary, 1.1)
    lines(canvas, label, left, end + 8, SLATE)
    if element.change:
        chip = fit(element.change, (260, 60), (40, 36, 32, 28), 800)
        after = left + value.widest + 36
        x = after if after + chip.widest + 60 <= right else right - chip.widest - 60
        y = start + value.size * 0.5 if after == x else end - 10
        rounded(canvas, (x, y, x + chip.widest + 56, y + 66), 33, fill(colours.accent))
        draw(canvas, chip.lines[0], x + 28, y + 33 + chip.size * 0.36, chip.size, 800, fill(colours.on_accent))


def draw_chart(canvas: skia.Canvas, element: BarChart, area: Area, colours: Palette, state: CardState) -> None:
    """Horizontal bars that grow to exact lengths; every bar carries its value as written."""
    left, top, right, bottom = draw_heading(canvas, element.heading, area, colours)
    if element.unit:
        unit = fit(element.unit, (right - left, 34), (25, 23, 21), 500)
        top = lines(canvas, unit, left, top - 10, SLATE) + 8
    row = (bottom - top) / len(element.bars)
    size = min(32.0, row * 0.44)
    names = [
        fit(bar.label, ((right - left) * 0.36, row * 0.94), (size, size * 0.85, size * 0.72, size * 0.6), 600)
        for bar in element.bars
    ]
    gutter = max(name.widest for name in names) + 26
    figures = [
        fit(bar.value, ((right - left) * 0.3, row * 0.94), (size, size * 0.8, size * 0.6, size * 0.45), 800)
        for bar in element.bars
    ]
    values = max(found.widest for found in figures) + 22
    lowest, highest = min(0, *(bar.magnitude for bar in element.bars)), max(1, *(bar.magnitude for bar in element.bars))
    unit_width = max(10.0, right - left - gutter - values) / (highest - lowest)
    zero = left + gutter - lowest * unit_width
    for index, (bar, name, figure) in enumerate(zip(element.bars, names, figures, strict=True)):
        y = top + row * index
        lines(canvas, name, left, y + (row - name.height) / 2, INK)
        length = bar.magnitude * unit_width * _eased(state.grown)
        start, end = sorted((zero, zero + length))
        track = (left + gutter, y + row * 0.2, left + gutter + (highest - lowest) * unit_width, y + row * 0.8)
        rounded(canvas, track, 9, fill(mix(PAPER, colours.primary, 0.1)))
        if end - start >= 1:
            rounded(canvas, (start, y + row * 0.2, end, y + row * 0.8), 9, fill(colours.primary))
        if state.grown == 20:
            lines(canvas, figure, track[2] + 18, y + (row - figure.height) / 2, INK)


def draw_table(canvas: skia.Canvas, element: Table, area: Area, colours: Palette) -> None:
    """A header and up to seven striped rows; columns as wide as they need, within the card."""
    left, top, right, bottom = draw_heading(canvas, element.heading, area, colours)
    rows = [element.columns, *element.rows[:7]]
    height = min(74.0, (bottom - top) / len(rows))
    shares = _column_shares(rows)
    for number, row in enumerate(rows):
        y = top + number * height
        if number == 0:
            rounded(canvas, (left - 10, y, right + 10, y + height), 10, fill(colours.primary))
        elif number % 2 == 0:
            rounded(canvas, (left - 10, y, right + 10, y + height), 8, fill(mix(PAPER, colours.primary, 0.07)))
        x = left
        for share, text in zip(shares, row, strict=False):
            wide = (right - left) * share
            size = min(31.0, height * 0.5)
            found = fit(
                text,
                (wide - 18, height * 0.94),
                (size, size * 0.86, size * 0.74, size * 0.62, size * 0.52),
                700 if number == 0 else 600,
            )
            lines(canvas, found, x + 8, y + (height - found.height) / 2, PAPER if number == 0 else INK)
            x += wide


def _column_shares(rows: list[tuple[str, ...]]) -> list[float]:
    """Each column's share of the width: by its longest entry, none under half its equal share."""
    count = len(rows[0])
    longest = [max(max((len(row[at]) for row in rows if at < len(row)), default=1), 4) for at in range(count)]
    limited = [min(each, 3 * sum(longest) / count / 2) for each in longest]
    return [each / sum(limited) for each in limited]


def _eased(twentieths: int) -> float:
    """From 0 to 1, fast first."""
    return 1 - (1 - twentieths / 20) ** 3
