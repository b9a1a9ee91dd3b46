"""Cards over the whole frame: section, opening and ending, disclaimer."""

import skia

from jarai.render.backdrop import rounded
from jarai.render.cards.sheet import CardState, lines
from jarai.render.layout import Area
from jarai.render.logo import draw_logo
from jarai.render.presenter.ink import fill
from jarai.render.theme import Theme
from jarai.storyboard.model import Disclaimer, Section, Sting

_LARGE = (132, 116, 104, 92, 80, 70, 62, 54, 48, 42, 36, 30, 26)


def draw_section(canvas: skia.Canvas, element: Section, area: Area, theme: Theme) -> None:
    """The chapter's number in the accent, its name below, a rule between."""
    left, top, right, bottom = area
    ink = theme.on_backdrop
    number = theme.fit(element.number, (right - left, 190), (170, 150, 130, 110, 90), 800) if element.number else None
    used = (number.height * 0.9 + 40) if number else 40
    found = theme.fit(element.headline, (right - left, bottom - top - used), _LARGE, 800)
    y = top + max(0.0, (bottom - top - used - found.height) / 2)
    if number:
        y = lines(canvas, number, left, y, theme.strong if theme.light else theme.accent, 1.1)
    start = right - 240 if found.rtl else left
    rounded(canvas, (start, y + 8, start + 240, y + 20), 6, fill(theme.accent))
    lines(canvas, found, left, y + 44, ink, 1.16)


def draw_sting(canvas: skia.Canvas, element: Sting, area: Area, theme: Theme, state: CardState) -> None:
    """The programme's name in the middle between two rules that open, and a line under it."""
    left, top, right, bottom = area
    ink = theme.on_backdrop
    told = theme.fit(element.line, (right - left, 120), (48, 44, 40, 36, 32, 28), 500) if element.line else None
    mark = min(180.0, (bottom - top) * 0.3) if theme.logo else 0.0
    used = (told.height + 30 if told else 0) + 80 + mark * 1.25
    found = theme.fit(element.headline, (right - left, bottom - top - used), _LARGE, 800)
    y = top + max(0.0, (bottom - top - used - found.height) / 2)
    if theme.logo:
        draw_logo(canvas, theme.logo, (left, y, right, y + mark), theme.backdrop, middle=True)
        y += mark * 1.25
    middle, half = (left + right) / 2, (right - left) / 2 * state.share
    rounded(canvas, (middle - half, y, middle + half, y + 10), 5, fill(theme.accent))
    end = lines(canvas, found, left, y + 40, ink, 1.16, centre=True)
    if told:
        end = lines(canvas, told, left, end + 14, ink, centre=True)
    rounded(canvas, (middle - half, end + 30, middle + half, end + 40), 5, fill(theme.accent))


def draw_disclaimer(canvas: skia.Canvas, element: Disclaimer, area: Area, theme: Theme) -> None:
    """Heading, then the text at a size that can be read in rest."""
    left, top, right, bottom = area
    heading = theme.fit(element.heading, (right - left, 110), (52, 47, 42, 38, 34, 30), 800)
    top = lines(canvas, heading, left, top, theme.strong) + 24
    found = theme.fit(
        element.text, (right - left, bottom - top), (60, 56, 52, 48, 44, 41, 38, 35, 32, 29, 26, 24, 22), 500
    )
    lines(canvas, found, left, top + max(0.0, (bottom - top - found.height) / 2.6), theme.ink)
