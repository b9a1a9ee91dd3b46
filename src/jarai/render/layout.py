"""Where things are: one plan for upright frames, one for wide ones, in units of 1080×1920 and 1920×1080.

Upright: label, card, face and captions lie inside x 60–960, y 220–1520; below 1560 there is only the desk, since the
platforms' own buttons lie there. Wide: 5 % margins, nothing to read below y 930, where players put closed captions.
A frame of another shape gets the plan of its kind as large as it fits, in the middle of a wall and desk that fill it.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

from jarai.storyboard.model import Frame

Area = tuple[float, float, float, float]
"""Left, top, right, bottom, in units of the plan."""
Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels of the frame."""


@dataclass(frozen=True)
class Layout:
    """The plan of a frame. A point (x, y) of it lies at pixel (`left` + x, `top` + y) × `scale`."""

    frame: Frame
    scale: float
    left: float
    top: float
    card: Area
    captions: Area
    label: Area
    bug: Area
    lower_third: Area
    presenter: tuple[float, float, float]
    """Left and top of the presenter's art space, and its scale."""
    desk: float
    upright: bool

    @property
    def whole(self) -> Area:
        """The whole frame."""
        return (
            -self.left,
            -self.top,
            self.frame.width / self.scale - self.left,
            self.frame.height / self.scale - self.top,
        )

    def pixels(self, area: Area) -> Box:
        """The whole pixels that cover an area, inside the frame."""
        return inside(
            self.frame,
            (
                math.floor((area[0] + self.left) * self.scale),
                math.floor((area[1] + self.top) * self.scale),
                math.ceil((area[2] + self.left) * self.scale),
                math.ceil((area[3] + self.top) * self.scale),
            ),
        )


def inside(frame: Frame, box: Box) -> Box:
    """The part of a box that lies in the frame; where nothing does, right <= left or bottom <= top."""
    return max(0, box[0]), max(0, box[1]), min(frame.width, box[2]), min(frame.height, box[3])


def grown(area: Area, by: float) -> Area:
    """The area with a margin around it."""
    return area[0] - by, area[1] - by, area[2] + by, area[3] + by


@lru_cache(maxsize=32)
def layout_of(frame: Frame) -> Layout:
    """The plan for a frame, chosen by its shape."""
    upright = frame.height > frame.width
    width, height = (1080, 1920) if upright else (1920, 1080)
    scale = min(frame.width / width, frame.height / height)
    left, top = (frame.width / scale - width) / 2, (frame.height / scale - height) / 2
    if upright:
        return Layout(
            frame,
            scale,
            left,
            top,
            card=(60, 304, 960, 804),
            captions=(60, 1330, 960, 1520),
            label=(706, 228, 960, 280),
            bug=(60, 228, 660, 280),
            lower_third=(60, 1218, 470, 1322),
            presenter=(105, 764, 1.0125),
            desk=1560,
            upright=True,
        )
    return Layout(
        frame,
        scale,
        left,
        top,
        card=(96, 132, 1200, 762),
        captions=(96, 796, 1200, 904),
        label=(1570, 54, 1824, 106),
        bug=(96, 54, 900, 106),
        lower_third=(1290, 800, 1824, 904),
        presenter=(1122, 122, 1.0),
        desk=930,
        upright=False,
    )
