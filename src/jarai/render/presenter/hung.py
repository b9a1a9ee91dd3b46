"""The frame in which a picture without transparency hangs: white border, soft shadow, round corners."""

import skia

from jarai.render.presenter.ink import fill
from jarai.render.presenter.place import Area

HUNG = (90.0, 130.0, 710.0, 960.0)
"""Where the picture lies, in the art space."""
AROUND = (40.0, 80.0, 760.0, 1000.0)
"""As far as border and shadow reach."""
_RADIUS, _BORDER = 48.0, 10.0


def draw_frame(canvas: skia.Canvas) -> None:
    """Border and shadow."""
    around = skia.Rect.MakeLTRB(*HUNG)
    around.outset(_BORDER, _BORDER)
    corner = _RADIUS + _BORDER
    canvas.drawRoundRect(around.makeOffset(0, 12), corner, corner, fill("#000000", 0.35, 16.0))
    canvas.drawRoundRect(around, corner, corner, fill("#FFFFFF"))


def clip_to_frame(canvas: skia.Canvas) -> None:
    """Keep what follows inside the round corners."""
    canvas.clipRRect(skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(*HUNG), _RADIUS, _RADIUS), True)


def covering(shape: float) -> Area:
    """Where a picture of this shape (width through height) lies to cover the frame: cut at the sides, or below."""
    left, top, right, bottom = HUNG
    wide = max(right - left, (bottom - top) * shape)
    middle = (left + right) / 2
    return middle - wide / 2, top, middle + wide / 2, top + wide / shape
