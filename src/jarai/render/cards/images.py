"""Cards with a photograph: over the whole frame, slowly nearing, or on the sheet beside a text. The credit is always seen."""

from functools import lru_cache
from pathlib import Path

import skia

from jarai.render.backdrop import rounded
from jarai.render.cards.sheet import CardState, draw_heading, lines
from jarai.render.layout import Area
from jarai.render.logo import image_at
from jarai.render.presenter.ink import colour, fill
from jarai.render.theme import Theme
from jarai.storyboard.model import Asset, ImageText, WholeImage

NEARS = 0.08
"""How much larger the photograph is at the scene's end."""


def draw_whole_image(canvas: skia.Canvas, element: WholeImage, area: Area, theme: Theme, state: CardState) -> None:
    """The photograph over the whole area, darker below, where captions stand; its credit lies elsewhere."""
    left, top, right, bottom = area
    canvas.save()
    canvas.clipRect(skia.Rect.MakeLTRB(*area))
    _cover(canvas, element.image, area, theme, 1 + NEARS * state.near / 1000)
    start = top + (bottom - top) * 0.6
    ends = [colour("#05070D", 0.0), colour("#05070D", 0.72)]
    dark = skia.GradientShader.MakeLinear([skia.Point(0, start), skia.Point(0, bottom)], ends)
    canvas.drawRect(skia.Rect.MakeLTRB(left, start, right, bottom), skia.Paint(Shader=dark))
    canvas.restore()


def draw_image_text(canvas: skia.Canvas, element: ImageText, area: Area, theme: Theme) -> None:
    """The photograph at the left or on top, heading and text beside it."""
    left, top, right, bottom = area
    wide, high = right - left, bottom - top
    if wide > high * 1.25:
        picture, text = (left, top, left + wide * 0.46, bottom), (left + wide * 0.5, top, right, bottom)
    else:
        picture, text = (left, top, right, top + high * 0.5), (left, top + high * 0.55, right, bottom)
    draw_photograph(canvas, element.image, element.credit, picture, theme)
    x, y, end, foot = draw_heading(canvas, element.heading, text, theme)
    found = theme.fit(element.text, (end - x, foot - y), (48, 44, 40, 37, 34, 31, 28, 25, 22, 19), 500)
    lines(canvas, found, x, y + max(0.0, (foot - y - found.height) / 2.6), theme.ink)


def draw_photograph(canvas: skia.Canvas, image: Asset, credit: str, area: Area, theme: Theme) -> None:
    """The photograph over the area, its corners rounded, and who made it on a plate in it."""
    canvas.save()
    canvas.clipRRect(skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(*area), 18, 18), True)
    _cover(canvas, image, area, theme, 1.0)
    canvas.restore()
    if credit:
        draw_credit(canvas, credit, (area[0] + 14, area[3] - 44, area[2] - 14, area[3] - 12), theme)


def _cover(canvas: skia.Canvas, asset: Asset, area: Area, theme: Theme, near: float) -> None:
    """The photograph as large as it must be to leave nothing of the area free, its middle in the area's middle."""
    left, top, right, bottom = area
    units = canvas.getTotalMatrix().getScaleX()
    image = _sized(theme.assets / asset.sha256, round((right - left) * units), round((bottom - top) * units))
    wide, high = image.width() / units * near, image.height() / units * near
    place = skia.Rect.MakeXYWH((left + right - wide) / 2, (top + bottom - high) / 2, wide, high)
    canvas.drawImageRect(image, place, skia.SamplingOptions(skia.FilterMode.kLinear))


@lru_cache(maxsize=4)
def _sized(path: Path, width: int, height: int) -> skia.Image:
    """The picture just large enough to cover so many pixels, in the order of bytes that is blitted fastest."""
    image = image_at(path)
    share = max(width / image.width(), height / image.height())
    surface = skia.Surface(max(width, round(image.width() * share)), max(height, round(image.height() * share)))
    canvas = surface.getCanvas()
    sampling = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    canvas.drawImageRect(image, skia.Rect.MakeWH(surface.width(), surface.height()), sampling)
    return surface.makeImageSnapshot()


def draw_credit(canvas: skia.Canvas, text: str, area: Area, theme: Theme) -> None:
    """Who made it, on a small plate at the area's left."""
    left, top, right, bottom = area
    found = theme.fit(text, (right - left - 24, bottom - top), (22, 20, 18, 16), 500)
    rounded(canvas, (left, top, left + found.widest + 24, bottom), 9, fill(theme.plate, 0.85))
    lines(canvas, found, left + 12, top + (bottom - top - found.height) / 2, theme.on_plate)
