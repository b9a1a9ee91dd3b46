"""Charts: bars, a line, a ring of shares. Values grow, end exact, and stand there as they were written."""

from collections.abc import Sequence

import skia

from jarai.render.backdrop import rounded
from jarai.render.cards.sheet import WHOLE, CardState, draw_heading, draw_source, lines
from jarai.render.layout import Area
from jarai.render.presenter.ink import colour, fill, line
from jarai.render.theme import Theme
from jarai.storyboard.model import BarChart, Datum, Donut, LineChart


def draw_bars(canvas: skia.Canvas, element: BarChart, area: Area, theme: Theme, state: CardState) -> None:
    """Horizontal bars that grow to exact lengths; every bar carries its value as written."""
    left, top, right, bottom = _frame(canvas, element, area, theme)
    row = (bottom - top) / len(element.bars)
    size = min(34.0, row * 0.44)
    sizes = (size, size * 0.85, size * 0.72, size * 0.6)
    names = [theme.fit(bar.label, ((right - left) * 0.36, row * 0.94), sizes, 600) for bar in element.bars]
    gutter = max(name.widest for name in names) + 26
    figures = [
        theme.fit(bar.value, ((right - left) * 0.3, row * 0.94), (*sizes[:1], size * 0.8, size * 0.6, size * 0.45), 800)
        for bar in element.bars
    ]
    values = max(found.widest for found in figures) + 22
    lowest, highest = _range(element.bars)
    unit_width = max(10.0, right - left - gutter - values) / (highest - lowest)
    zero = left + gutter - lowest * unit_width
    for index, (bar, name, figure) in enumerate(zip(element.bars, names, figures, strict=True)):
        y = top + row * index
        lines(canvas, name, left, y + (row - name.height) / 2, theme.ink)
        length = bar.magnitude * unit_width * state.share
        start, end = sorted((zero, zero + length))
        track = (left + gutter, y + row * 0.2, left + gutter + (highest - lowest) * unit_width, y + row * 0.8)
        rounded(canvas, track, 9, fill(theme.tint(0.1)))
        if end - start >= 1:
            rounded(canvas, (start, y + row * 0.2, end, y + row * 0.8), 9, fill(theme.band))
        if state.grown == WHOLE:
            lines(canvas, figure, track[2] + 18, y + (row - figure.height) / 2, theme.ink)


def draw_line_chart(canvas: skia.Canvas, element: LineChart, area: Area, theme: Theme, state: CardState) -> None:
    """A line over its labels, with three marks of the axis; the last point carries its value as written."""
    left, top, right, bottom = _frame(canvas, element, area, theme)
    points = element.points
    step = (right - left) / max(1, len(points))
    names = [theme.fit(point.label, (step - 8, 56), (27, 25, 23, 21, 19, 17, 15), 600) for point in points]
    floor = bottom - max(name.height for name in names) - 14
    ceiling = top + 58
    lowest, highest = _range(points)
    places = [
        (left + step * (index + 0.5), floor - (floor - ceiling) * (point.magnitude - lowest) / (highest - lowest))
        for index, point in enumerate(points)
    ]
    for share in (0.0, 0.5, 1.0):
        y = floor - (floor - ceiling) * share
        canvas.drawLine(left, y, right, y, line(theme.tint(0.16 if share else 0.34), 2.5))
    for name, (x, _) in zip(names, places, strict=True):
        lines(canvas, name, x - name.limit / 2, floor + 10, theme.muted, centre=True)
    _draw_curve(canvas, places, (left, floor), theme, state)
    if state.grown == WHOLE:
        for index in {len(points) - 1, max(range(len(points)), key=lambda at: points[at].magnitude)}:
            _draw_value(canvas, points[index].value, places[index], (left, right), theme)


def _draw_curve(
    canvas: skia.Canvas, places: list[tuple[float, float]], corner: tuple[float, float], theme: Theme, state: CardState
) -> None:
    """The line up to where it has grown, the area under it, and its points."""
    end = corner[0] + (places[-1][0] - corner[0]) * state.share + 12
    canvas.save()
    canvas.clipRect(skia.Rect.MakeLTRB(corner[0] - 20, -9999, end, 9999))
    under, over = skia.Path(), skia.Path()
    under.moveTo(places[0][0], corner[1])
    over.moveTo(*places[0])
    for place in places:
        under.lineTo(*place)
        over.lineTo(*place)
    under.lineTo(places[-1][0], corner[1])
    under.close()
    canvas.drawPath(under, fill(theme.band, 0.14))
    canvas.drawPath(over, line(theme.band, 7.0))
    for x, y in places:
        canvas.drawCircle(x, y, 10, fill(theme.band))
        canvas.drawCircle(x, y, 5, fill(theme.sheet))
    canvas.restore()


def _draw_value(
    canvas: skia.Canvas, text: str, place: tuple[float, float], within: tuple[float, float], theme: Theme
) -> None:
    """A value in a chip above its point, inside the card."""
    if not text:
        return
    found = theme.fit(text, (240, 44), (32, 29, 26, 23, 20), 800)
    half = found.widest / 2 + 18
    x = min(max(place[0], within[0] + half), within[1] - half)
    rounded(canvas, (x - half, place[1] - 66, x + half, place[1] - 18), 24, fill(theme.accent))
    lines(canvas, found, x - found.limit / 2, place[1] - 42 - found.height / 2, theme.on_accent, centre=True)


def draw_donut(canvas: skia.Canvas, element: Donut, area: Area, theme: Theme, state: CardState) -> None:
    """A ring of shares and their names with values as written, beside it or below."""
    left, top, right, bottom = _frame(canvas, element, area, theme)
    beside = right - left > (bottom - top) * 1.25
    size = min((right - left) * 0.42, bottom - top) if beside else min(right - left, (bottom - top) * 0.5)
    middle = (left + size / 2, (top + bottom) / 2) if beside else ((left + right) / 2, top + size / 2)
    whole = sum(max(0, share.magnitude) for share in element.shares) or 1
    wide = size * 0.17
    ring = skia.Rect.MakeXYWH(
        middle[0] - size / 2 + wide / 2, middle[1] - size / 2 + wide / 2, size - wide, size - wide
    )
    start = -90.0
    for index, share in enumerate(element.shares):
        sweep = 360 * max(0, share.magnitude) / whole * state.share
        paint = skia.Paint(
            AntiAlias=True, Color=colour(theme.series[index % len(theme.series)]), Style=skia.Paint.kStroke_Style,
            StrokeWidth=wide,
        )  # fmt: skip
        canvas.drawArc(ring, start, max(0.0, sweep - 1.6), False, paint)
        start += sweep
    if element.total:
        total = theme.fit(element.total, (size - wide * 2.5, size * 0.4), (54, 48, 42, 37, 32, 27, 23, 19), 800)
        lines(canvas, total, middle[0] - total.limit / 2, middle[1] - total.height / 2, theme.ink, centre=True)
    legend = (left + size + 44, top, right, bottom) if beside else (left, top + size + 26, right, bottom)
    _draw_legend(canvas, element.shares, legend, theme, state)


def _draw_legend(canvas: skia.Canvas, shares: Sequence[Datum], area: Area, theme: Theme, state: CardState) -> None:
    left, top, right, bottom = area
    row = min(76.0, (bottom - top) / len(shares))
    y = top + (bottom - top - row * len(shares)) / 2
    for index, share in enumerate(shares):
        chip = min(26.0, row * 0.5)
        rounded(
            canvas, (left, y + (row - chip) / 2, left + chip, y + (row + chip) / 2), 7, fill(theme.series[index % 6])
        )
        value = theme.fit(share.value, ((right - left) * 0.36, row * 0.9), (34, 31, 28, 25, 22, 19, 16), 800)
        room = right - left - chip - 18 - value.widest - 20
        name = theme.fit(share.label, (room, row * 0.94), (32, 29, 26, 23, 20, 17, 15), 600)
        lines(canvas, name, left + chip + 18, y + (row - name.height) / 2, theme.ink)
        if state.grown == WHOLE:
            lines(canvas, value, right - value.widest, y + (row - value.height) / 2, theme.ink)
        y += row


def _frame(canvas: skia.Canvas, element: BarChart | LineChart | Donut, area: Area, theme: Theme) -> Area:
    """Heading, unit and source line; what remains for the chart."""
    left, top, right, bottom = draw_source(
        canvas, element.source, draw_heading(canvas, element.heading, area, theme), theme
    )
    if element.unit:
        unit = theme.fit(element.unit, (right - left, 34), (25, 23, 21), 500)
        top = lines(canvas, unit, left, top - 10, theme.muted) + 8
    return left, top, right, bottom


def _range(values: Sequence[Datum]) -> tuple[int, int]:
    """From zero or the lowest value to zero or the highest, never empty."""
    return min(0, *(each.magnitude for each in values), 0), max(1, *(each.magnitude for each in values), 0)
