"""Cards of words: title, bullets, quote, closing."""

import skia

from jarai.render.backdrop import rounded
from jarai.render.cards.sheet import CardState, draw_heading, lines
from jarai.render.fonts import draw
from jarai.render.layout import Area
from jarai.render.palette import INK, PAPER, SLATE, Palette
from jarai.render.presenter.ink import fill, mix
from jarai.render.text import LEADING, Fitted, fit, wrap
from jarai.storyboard.model import Bullets, Closing, Quote, Title

_HEADLINES = (84, 76, 68, 62, 56, 50, 44, 38, 32, 28)


def draw_title(canvas: skia.Canvas, element: Title, area: Area, colours: Palette) -> None:
    """Kicker, then the headline as large as it goes."""
    left, top, right, bottom = area
    if element.kicker:
        kicker = fit(element.kicker.upper(), (right - left, 40), (28, 26, 24, 22), 700)
        top = lines(canvas, kicker, left, top, colours.primary) + 12
    found = fit(element.headline, (right - left, bottom - top - 44), _HEADLINES, 800)
    start = top + max(0.0, (bottom - top - 44 - found.height) / 2)
    end = lines(canvas, found, left, start, INK, 1.16)
    rounded(canvas, (left, end + 16, left + 180, end + 26), 5, fill(colours.primary))


def draw_bullets(canvas: skia.Canvas, element: Bullets, area: Area, colours: Palette, state: CardState) -> None:
    """Items that appear one by one; the one being spoken is lit."""
    left, top, right, bottom = draw_heading(canvas, element.heading, area, colours)
    size, rows = _bullet_rows(element, right - left - 56, bottom - top)
    heights = [len(each) * size * LEADING for each in rows]
    gap = min(34.0, max(10.0, (bottom - top - sum(heights)) / max(1, len(rows))))
    y = top
    for index, (row, height) in enumerate(zip(rows, heights, strict=True)):
        if index < state.revealed:
            if index == state.active:
                rounded(
                    canvas, (left - 14, y - 8, right + 14, y + height + 6), 14, fill(mix(PAPER, colours.accent, 0.42))
                )
            rounded(canvas, (left + 2, y + size * 0.34, left + 24, y + size * 0.34 + 22), 7, fill(colours.primary))
            lines(canvas, Fitted(size, 600, row), left + 50, y, INK)
        y += height + gap


def _bullet_rows(element: Bullets, wide: float, high: float) -> tuple[float, list[tuple[str, ...]]]:
    """The largest size at which all items fit, and each item's lines."""
    for size in (50, 47, 44, 40, 36, 33, 30, 27, 24):
        rows = [wrap(item.text, size, 600, wide) for item in element.items]
        if sum(len(row) * size * LEADING + 14 for row in rows) <= high:
            return size, rows
    room = max(1, int(high / len(element.items) / (22 * LEADING)))
    return 22, [fit(item.text, (wide, room * 22 * LEADING), (22,), 600).lines for item in element.items]


def draw_quote(canvas: skia.Canvas, element: Quote, area: Area, colours: Palette) -> None:
    """The quotation under a large mark, and who said it."""
    left, top, right, bottom = area
    draw(canvas, "“", left - 10, top + 150, 210, 800, fill(mix(PAPER, colours.primary, 0.3)))
    foot = 66 if element.speaker else 0
    found = fit(
        element.text.strip("“”\"'"),
        (right - left, bottom - top - 96 - foot),
        (72, 64, 58, 52, 48, 44, 40, 36, 32, 28, 25, 22),
        600,
    )
    start = top + 92 + max(0.0, (bottom - top - 96 - foot - found.height) / 2)
    lines(canvas, found, left, start, INK)
    if element.speaker:
        rounded(canvas, (left, bottom - 30, left + 44, bottom - 23), 3, fill(colours.primary))
        name = fit(element.speaker, (right - left - 66, 44), (32, 30, 28, 26, 24, 22), 600)
        lines(canvas, name, left + 64, bottom - 46, SLATE)


def draw_closing(canvas: skia.Canvas, element: Closing, area: Area, colours: Palette) -> None:
    """What to remember, over a band in the brand's colour."""
    left, top, right, bottom = area
    line = fit(element.line, (right - left - 56, 108), (34, 32, 30, 28, 26, 24, 22), 600) if element.line else None
    foot = (line.height + 44 if line else 0) + 24
    found = fit(element.headline, (right - left, bottom - top - foot), _HEADLINES[1:], 800)
    lines(canvas, found, left, top + max(0.0, (bottom - top - foot - found.height) / 2), INK, 1.16)
    if line:
        rounded(canvas, (left, bottom - line.height - 36, right, bottom), 18, fill(colours.primary))
        lines(canvas, line, left + 28, bottom - line.height - 20, PAPER)
