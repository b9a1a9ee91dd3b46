"""The sheet a card is drawn on, and its heading."""

from dataclasses import dataclass

import skia

from jarai.render.backdrop import rounded
from jarai.render.fonts import draw
from jarai.render.layout import Area
from jarai.render.palette import INK, PAPER, Palette
from jarai.render.presenter.ink import fill
from jarai.render.text import Fitted, fit

PADDING = 56.0
SHADOW = 48.0
"""How far the sheet's shadow reaches."""


@dataclass(frozen=True)
class CardState:
    """How much of a card is shown: items revealed, the one being spoken (-1: none), growth of bars in twentieths."""

    revealed: int = 99
    active: int = -1
    grown: int = 20


def draw_sheet(canvas: skia.Canvas, area: Area, colours: Palette) -> None:
    """White, rounded, lifted by a shadow, with the brand's colour along its left edge."""
    left, top, right, bottom = area
    rounded(canvas, (left + 6, top + 18, right - 6, bottom + 16), 30, fill("#000000", 0.34, 22.0))
    shape = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(*area), 28, 28)
    canvas.save()
    canvas.clipRRect(shape, True)
    canvas.drawRect(skia.Rect.MakeLTRB(*area), fill(PAPER))
    canvas.drawRect(skia.Rect.MakeLTRB(left, top, left + 14, bottom), fill(colours.primary))
    canvas.restore()


def inner(area: Area) -> Area:
    """Where the content lies."""
    left, top, right, bottom = area
    return left + PADDING + 4, top + 44, right - PADDING, bottom - 40


def draw_heading(canvas: skia.Canvas, text: str, area: Area, colours: Palette) -> Area:
    """The heading with its rule; what remains for the content."""
    left, top, right, bottom = area
    if not text:
        return area
    found = fit(text, (right - left, 104), (44, 40, 36, 32, 28), 800)
    end = lines(canvas, found, left, top, INK)
    rounded(canvas, (left, end + 10, left + 150, end + 18), 4, fill(colours.primary))
    return left, end + 46, right, bottom


def lines(canvas: skia.Canvas, found: Fitted, left: float, top: float, ink: str, leading: float = 1.22) -> float:
    """Draw lines from `top` down; where they end."""
    for number, row in enumerate(found.lines):
        draw(canvas, row, left, top + found.size * (0.95 + number * leading), found.size, found.weight, fill(ink))
    return top + found.size * leading * len(found.lines)
