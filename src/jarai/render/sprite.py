"""Something drawn once, unclipped, and blitted at whole pixels: so a patch equals a full drawing to the byte."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import skia

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the frame."""


@dataclass(frozen=True)
class Sprite:
    """An image and the pixels of the frame it covers, cut down to what is not transparent."""

    image: skia.Image
    box: Box

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
    surface = skia.Surface(pixels)
    canvas = surface.getCanvas()
    canvas.translate(-left, -top)
    paint(canvas)
    image = surface.makeImageSnapshot()
    rows, columns = np.flatnonzero(pixels[:, :, 3].any(axis=1)), np.flatnonzero(pixels[:, :, 3].any(axis=0))
    if not len(rows):
        return Sprite(image.makeSubset(skia.IRect.MakeWH(1, 1)), (left, top, left + 1, top + 1))
    x, y, end_x, end_y = int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
    part = image.makeSubset(skia.IRect.MakeLTRB(x, y, end_x, end_y))
    return Sprite(part, (left + x, top + y, left + end_x, top + end_y))


def shifted(box: Box, by: tuple[int, int]) -> Box:
    """The box, moved."""
    return box[0] + by[0], box[1] + by[1], box[2] + by[0], box[3] + by[1]


def union(*boxes: Box) -> Box:
    """The smallest box around all."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
