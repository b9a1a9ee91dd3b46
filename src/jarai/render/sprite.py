"""Something drawn once, unclipped, and blitted at whole pixels: so a patch equals a full drawing to the byte."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import skia
from numpy.typing import NDArray

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the frame."""


def canvas_on(pixels: NDArray[np.uint8]) -> tuple[skia.Surface, skia.Canvas]:
    """A surface that draws into `pixels`, shape (height, width, 4), and its canvas.

    Skia's native order (blue, green, red, alpha on this kind of machine) and premultiplied: blits between such pixels are
    thirteen times as fast as between others.
    """
    height, width, _ = pixels.shape
    surface = skia.Surface.MakeRasterDirect(skia.ImageInfo.MakeN32Premul(width, height), pixels, width * 4)
    return surface, surface.getCanvas()


@dataclass(frozen=True)
class Sprite:
    """An image and the pixels of the frame it covers, cut down to what is not transparent."""

    image: skia.Image
    box: Box

    def pixels(self) -> NDArray[np.uint32]:
        """A copy of the image's pixels, one number each, shape (height, width)."""
        found = np.empty((self.image.height(), self.image.width()), np.uint32)
        info = skia.ImageInfo.MakeN32Premul(self.image.width(), self.image.height())
        self.image.readPixels(info, found, self.image.width() * 4, 0, 0)
        return found

    def draw(self, canvas: skia.Canvas, within: Box, by: tuple[int, int] = (0, 0), alpha: int = 255) -> None:
        """Blit it, moved by whole pixels, at an opacity of `alpha` 255ths, if it reaches into `within`, the clip."""
        left, top, right, bottom = shifted(self.box, by)
        if left >= within[2] or top >= within[3] or right <= within[0] or bottom <= within[1]:
            return
        paint = skia.Paint(Alphaf=alpha / 255) if alpha < 255 else None
        canvas.drawImage(self.image, left, top, skia.SamplingOptions(), paint)


def sprite(box: Box, paint: Callable[[skia.Canvas], None]) -> Sprite:
    """What `paint` draws within `box`, on a canvas whose origin is the frame's."""
    left, top, right, bottom = box
    pixels = np.zeros((bottom - top, right - left, 4), np.uint8)
    surface, canvas = canvas_on(pixels)
    canvas.translate(-left, -top)
    paint(canvas)
    image = surface.makeImageSnapshot()
    seen = pixels.view(np.uint32)[:, :, 0] != 0
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    x, y = (int(columns[0]), int(rows[0])) if len(rows) else (0, 0)
    end_x, end_y = (int(columns[-1]) + 1, int(rows[-1]) + 1) if len(rows) else (1, 1)
    part = image.makeSubset(skia.IRect.MakeLTRB(x, y, end_x, end_y))
    return Sprite(part, (left + x, top + y, left + end_x, top + end_y))


def difference(one: Sprite, other: Sprite) -> Box:
    """The box of the frame in which two sprites differ; empty where they are equal."""
    around = union(one.box, other.box)
    if one.box != other.box:
        return around
    differs = one.pixels() != other.pixels()
    rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    if not len(rows):
        return around[0], around[1], around[0], around[1]
    left, top = around[0], around[1]
    return left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1


def shifted(box: Box, by: tuple[int, int]) -> Box:
    """The box, moved."""
    return box[0] + by[0], box[1] + by[1], box[2] + by[0], box[3] + by[1]


def union(*boxes: Box) -> Box:
    """The smallest box around all."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
