"""Where things are: one plan for upright frames, one for wide ones, in units of 1080×1920 and 1920×1080.

Upright: label, card, face and captions lie inside x 60–960, y 220–1520; below 1560 there is only the desk, since the
platforms' own buttons lie there. Wide: 5 % margins, nothing to read below y 930, where players put closed captions.
"""

from dataclasses import dataclass

from jarai.storyboard.model import Frame

Area = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True)
class Layout:
    """The plan of a frame. `scale` turns its units into pixels.

    `presenter` is left and top of the art space, and its scale; `desk` is where the desk begins.
    """

    width: float
    height: float
    scale: float
    card: Area
    captions: Area
    label: Area
    lower_third: Area
    presenter: tuple[float, float, float]
    desk: float
    upright: bool


def layout_of(frame: Frame) -> Layout:
    """The plan for a frame, chosen by its shape."""
    if frame.height > frame.width:
        scale = frame.width / 1080
        return Layout(
            width=1080,
            height=frame.height / scale,
            scale=scale,
            card=(60, 300, 960, 770),
            captions=(60, 1336, 960, 1520),
            label=(700, 228, 960, 280),
            lower_third=(60, 1222, 420, 1322),
            presenter=(80, 638, 1.075),
            desk=1560,
            upright=True,
        )
    scale = frame.width / 1920
    return Layout(
        width=1920,
        height=frame.height / scale,
        scale=scale,
        card=(96, 120, 1180, 750),
        captions=(96, 788, 1180, 894),
        label=(1564, 54, 1824, 106),
        lower_third=(1300, 790, 1824, 894),
        presenter=(1112, 96, 1.05),
        desk=930,
        upright=False,
    )
