"""Where a presenter stands: the art space (800 wide, 1,000 high) in pixels of the frame."""

import math
from collections.abc import Callable
from typing import NamedTuple

import skia

from jarai.render.sprite import Box, Sprite, sprite

Area = tuple[float, float, float, float]
"""Left, top, right, bottom in units of the art space."""


class Place(NamedTuple):
    """The art space's corner in pixels, and pixels per unit."""

    origin: tuple[float, float]
    scale: float

    def pixels(self, area: Area, drop: float = 0.0) -> Box:
        """An area, lowered by `drop` units, in whole pixels that cover it."""
        (x, y), scale = self.origin, self.scale
        left, top, right, bottom = area
        return (
            math.floor(x + left * scale),
            math.floor(y + (top + drop) * scale),
            math.ceil(x + right * scale),
            math.ceil(y + (bottom + drop) * scale),
        )

    def sprite(self, area: Area, paint: Callable[[skia.Canvas], None], drop: float = 0.0) -> Sprite:
        """What `paint` draws in the art space within `area`, lowered by `drop` units."""

        def placed(canvas: skia.Canvas) -> None:
            canvas.translate(self.origin[0], self.origin[1] + drop * self.scale)
            canvas.scale(self.scale, self.scale)
            paint(canvas)

        return sprite(self.pixels(area, drop), placed)

    def offset(self, x: float, y: float) -> tuple[int, int]:
        """A move in units as whole pixels."""
        return round(x * self.scale), round(y * self.scale)
