"""The sheet a card is drawn on, its heading, and lines of text on it."""

from dataclasses import dataclass

import skia

from jarai.render.backdrop import rounded
from jarai.render.layout import Area
from jarai.render.presenter.ink import fill, line
from jarai.render.shape import draw, width
from jarai.render.text import Fitted
from jarai.render.theme import Theme

PADDING = 56.0
SHADOW = 48.0
"""How far the sheet's shadow reaches."""
WHOLE = 20
"""A card's figures have grown to their exact values."""


@dataclass(frozen=True)
class CardState:
    """How much of a card is shown: items revealed, the one being spoken (-1: none), growth of figures in twentieths.

    `near` is how far a photograph has come nearer, in thousandths.
    """

    revealed: int = 99
    active: int = -1
    grown: int = WHOLE
    near: int = 0

    @property
    def share(self) -> float:
        """The growth from 0 to 1, fast first."""
        return 1 - (1 - self.grown / WHOLE) ** 3


def draw_sheet(canvas: skia.Canvas, area: Area, theme: Theme) -> None:
    """A rounded sheet, lifted by a shadow, with the brand's colour along an edge."""
    left, top, right, bottom = area
    rounded(canvas, (left + 6, top + 18, right - 6, bottom + 16), theme.radius + 2, fill("#000000", theme.shadow, 22.0))
    shape = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(*area), theme.radius, theme.radius)
    canvas.save()
    canvas.clipRRect(shape, True)
    canvas.drawRect(skia.Rect.MakeLTRB(*area), fill(theme.sheet))
    if theme.edge == "left":
        canvas.drawRect(skia.Rect.MakeLTRB(left, top, left + 14, bottom), fill(theme.band))
    elif theme.edge == "top":
        canvas.drawRect(skia.Rect.MakeLTRB(left, top, right, top + 14), fill(theme.accent))
    canvas.restore()
    if theme.edge == "none":
        rounded(canvas, (left + 1.5, top + 1.5, right - 1.5, bottom - 1.5), theme.radius, line(theme.tint(0.18), 3.0))


def inner(area: Area) -> Area:
    """Where the content lies."""
    left, top, right, bottom = area
    side = min(PADDING, (right - left) * 0.075)
    return (
        left + side + 4,
        top + min(44.0, (bottom - top) * 0.12),
        right - side,
        bottom - min(40.0, (bottom - top) * 0.1),
    )


def draw_heading(canvas: skia.Canvas, text: str, area: Area, theme: Theme) -> Area:
    """The heading with its rule; what remains for the content."""
    left, top, right, bottom = area
    if not text:
        return area
    shown = text.upper() if theme.style == "social" else text
    found = theme.fit(shown, (right - left, 104), (44, 40, 36, 32, 28), 800)
    end = lines(canvas, found, left, top, theme.strong if theme.style == "social" else theme.ink)
    start = right - 150 if found.rtl else left
    rounded(canvas, (start, end + 10, start + 150, end + 18), 4, fill(theme.band))
    return left, end + 46, right, bottom


def draw_source(canvas: skia.Canvas, text: str, area: Area, theme: Theme) -> Area:
    """The source line at the bottom; what remains above it."""
    left, top, right, bottom = area
    if not text:
        return area
    found = theme.fit(text, (right - left, 28), (22, 20, 18), 500)
    lines(canvas, found, left, bottom - found.height, theme.muted)
    return left, top, right, bottom - found.height - 14


def lines(
    canvas: skia.Canvas, found: Fitted, left: float, top: float, ink: str, leading: float = 1.22, centre: bool = False
) -> float:
    """Draw lines from `top` down, from the side their script begins at or centred in their limit; where they end."""
    for number, row in enumerate(found.lines):
        free = found.limit - width(row, found.size, found.weight, found.lettering)
        x = left + (free / 2 if centre else free if found.rtl else 0.0)
        baseline = top + found.size * (0.95 + number * leading)
        draw(canvas, row, x, baseline, found.size, found.weight, fill(ink), found.lettering, found.rtl)
    return top + found.size * leading * len(found.lines)
