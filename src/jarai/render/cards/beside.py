"""What stands beside a card's text where there is room: a photograph, or an illustration drawn in the brand's colours.

The text keeps its place and gets the rest of the sheet; where it would become small, there is nothing beside it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

import skia

from jarai.images.icons import NOTHING, SIZE, icon_named
from jarai.render.cards.images import draw_photograph
from jarai.render.contrast import luminance
from jarai.render.layout import Area
from jarai.render.presenter.ink import colour, fill, mix
from jarai.render.shape import width
from jarai.render.theme import Theme
from jarai.storyboard.model import (
    BigNumber,
    Bullets,
    CallToAction,
    Closing,
    Element,
    Location,
    Photograph,
    Quote,
    Title,
)

_GAP = 40.0
_READABLE, _READABLE_BESIDE_A_PHOTOGRAPH = 38.0, 32.0
"""The size at which the text must fit in what is left to it."""
_AREA = 0.56 * 1.3
"""The area a character takes, lines' ends counted, in squares of the size."""
_HEADING = 96.0
_UNBROKEN = re.compile(r"[^\s\u2e80-\U0003ffff]+")
"""What is set on one line: ideographs and kana may be parted anywhere."""


class Beside(NamedTuple):
    """What a scene shows beside its text; the photograph goes first."""

    picture: Photograph | None = None
    illustration: str = ""


def split(beside: Beside, element: Element, box: Area, theme: Theme) -> tuple[Area, Area | None]:
    """Where the text lies, and the place beside it: None where there is nothing or no room for it."""
    if not beside.picture and (beside.illustration in {"", NOTHING} or isinstance(element, Location)):
        return box, None
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    if beside.picture and wide < high * 1.25:
        text, place = (left, top + high * 0.46, right, bottom), (left, top, right, top + high * 0.42)
    else:
        share = wide * 0.4 if beside.picture else min(high, wide * 0.3)
        text, place = (left, top, right - share - _GAP, bottom), (right - share, top, right, bottom)
    size = _READABLE_BESIDE_A_PHOTOGRAPH if beside.picture else _READABLE
    return (text, place) if _fits(element, text, size, theme) else (box, None)


def draw_beside(canvas: skia.Canvas, beside: Beside, place: Area, theme: Theme) -> None:
    """The photograph over the whole place with its credit, or the illustration as a square in its middle."""
    if beside.picture:
        draw_photograph(canvas, beside.picture.image, beside.picture.credit, place, theme)
        return
    left, top, right, bottom = place
    side = min(right - left, bottom - top)
    square = ((left + right - side) / 2, (top + bottom - side) / 2, side)
    if icon_named(beside.illustration):
        _draw_icon(canvas, beside.illustration, square, theme)
    else:
        _draw_motif(canvas, beside.illustration, square, theme)


def _fits(element: Element, area: Area, size: float, theme: Theme) -> bool:
    texts = [text for text in _texts(element) if text]
    if not texts:
        return False
    wide, high = area[2] - area[0], area[3] - area[1]
    heading = bool(getattr(element, "heading", ""))
    lead = 56.0 if isinstance(element, Bullets) else 0.0
    needed = sum(_long(text) * size * size * _AREA + wide * size * 0.6 for text in texts)
    longest = max((word for text in texts for word in _UNBROKEN.findall(text)), key=len, default="")
    if len(longest) > 60 or width(longest, size, 800, theme.lettering) > wide - lead:
        return False
    if isinstance(element, Quote) and width(element.speaker, 26, 600, theme.lettering) > wide - 66:
        return False
    return needed <= (wide - lead) * (high - _HEADING * heading)


def _texts(element: Element) -> Iterator[str]:
    match element:
        case Title():
            yield from (element.kicker, element.headline * 2)  # a headline is to be large
        case Bullets():
            yield from (item.text for item in element.items)
        case BigNumber():
            yield from (element.value * 4, element.label * 2, element.change)
        case Quote():
            yield from ("“" * 12, element.text, element.speaker)
        case Closing() | CallToAction():
            yield from (element.headline * 2, element.line)
        case Location():
            yield from (element.place * 2, element.region, element.line)


def _long(text: str) -> float:
    """The text's length in Latin characters: an ideograph is as wide as two."""
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)


def _draw_icon(canvas: skia.Canvas, name: str, square: tuple[float, float, float], theme: Theme) -> None:
    """The icon in two tones on a disc, with a dot of the accent."""
    x, y, side = square
    middle = (x + side / 2, y + side / 2)
    disc = theme.tint(0.22 if luminance(theme.sheet) < 0.2 else 0.09)
    canvas.drawCircle(*middle, side / 2, fill(disc))
    turn = (0.854, 0.146) if sha256(name.encode()).digest()[0] % 2 else (0.146, 0.146)
    canvas.drawCircle(x + side * turn[0], y + side * turn[1], side * 0.055, fill(theme.accent))
    inside = side * 0.66
    canvas.save()
    canvas.translate(middle[0] - inside / 2, middle[1] - inside / 2)
    canvas.scale(inside / SIZE, inside / SIZE)
    _picture(name, mix(disc, theme.accent, 0.45), theme.strong).render(canvas)
    canvas.restore()


@lru_cache(maxsize=32)
def _picture(name: str, area: str, line: str) -> skia.SVGDOM:
    """The icon's two paths in two colours."""
    icon = icon_named(name)
    paths = f'<path fill="{area}" d="{icon.area}"/><path fill="{line}" d="{icon.line}"/>' if icon else ""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}">{paths}</svg>'
    document = skia.SVGDOM.MakeFromStream(skia.MemoryStream(svg.encode(), True))
    document.setContainerSize(skia.Size(SIZE, SIZE))
    return document


def _draw_motif(canvas: skia.Canvas, name: str, square: tuple[float, float, float], theme: Theme) -> None:
    """Four tiles of discs and their parts, as the name has them: it stands for nothing."""
    x, y, side = square
    tile = side * 0.46
    more = 2.0 if luminance(theme.sheet) < 0.2 else 1.0
    shades = (
        theme.tint(0.12 * more),
        theme.tint(0.3 * more),
        mix(theme.sheet, theme.accent, 0.6),
        theme.tint(0.2 * more),
    )
    dice = sha256(name.encode()).digest()
    canvas.save()
    canvas.translate(x + (side - 2 * tile) / 2, y + (side - 2 * tile) / 2)
    for number in range(4):
        left, top = number % 2 * tile, number // 2 * tile
        shade = colour(shades[(dice[4] + number) % 4])
        _draw_tile(canvas, dice[number] % 6, (left, top), tile, skia.Paint(AntiAlias=True, Color=shade))
    canvas.restore()


def _draw_tile(canvas: skia.Canvas, kind: int, place: tuple[float, float], side: float, paint: skia.Paint) -> None:
    """A disc (4), a rounded square with a ring's hole (5), or a quarter of a larger disc in one of four corners."""
    left, top = place
    canvas.save()
    canvas.clipRect(skia.Rect.MakeXYWH(left, top, side, side), True)
    if kind == 4:
        canvas.drawCircle(left + side / 2, top + side / 2, side * 0.42, paint)
    elif kind == 5:
        ring = skia.Paint(paint)
        ring.setStyle(skia.Paint.kStroke_Style)
        ring.setStrokeWidth(side * 0.2)
        canvas.drawCircle(left + side / 2, top + side / 2, side * 0.34, ring)
    else:
        canvas.drawCircle(left + kind % 2 * side, top + kind // 2 * side, side, paint)
    canvas.restore()
