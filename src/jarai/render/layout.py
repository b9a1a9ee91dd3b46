"""Where things are: a plan for each shape of frame and each framing, in units of 1080 or 1920 across.

9:16: label, card, face and captions lie inside x 60–960, y 220–1520; below 1560 there is only the desk, since the
platforms' own buttons lie there. Other shapes: 5 % margins; 16:9 keeps what is read above y 930, where players put
closed captions. A variant in another shape is laid out anew, never cropped.
"""

from dataclasses import dataclass, replace
from typing import Literal

from jarai.storyboard.model import Dialogue, Disclaimer, Element, Frame, Section, Spotlight, Sting, WholeImage

Area = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Shape = Literal["upright", "wide", "square", "portrait"]
"""9:16, 16:9, 1:1 and 4:5."""
Framing = Literal["beside", "solo", "pair", "full", "image"]
"""A card and the presenter, the presenter alone and larger, two presenters, a card or a photograph over the whole frame."""


@dataclass(frozen=True)
class Layout:
    """The plan of a frame. `scale` turns its units into pixels.

    `presenter` is left and top of the art space, and its scale, `partner` the second person's; `desk` is where the desk begins. Captions stand at the
    bottom of their area, in at most `caption_rows` rows, in the area's middle where they are `centred`.
    """

    shape: Shape
    framing: Framing
    width: float
    height: float
    scale: float
    card: Area
    captions: Area
    label: Area
    logo: Area
    lower_third: Area
    presenter: tuple[float, float, float]
    desk: float
    caption_rows: int = 2
    centred: bool = True
    partner: tuple[float, float, float] = (0.0, 0.0, 0.0)
    partner_third: Area = (0.0, 0.0, 0.0, 0.0)

    @property
    def credit(self) -> Area:
        """Where a photograph's maker is named when it fills the frame: under the logo."""
        left, _, right, bottom = self.logo
        return left, bottom + 14, right + 160, bottom + 52


_UPRIGHT = Layout(
    shape="upright", framing="beside", width=1080, height=1920, scale=1, card=(60, 300, 960, 770),
    captions=(60, 1336, 960, 1520), label=(700, 228, 960, 280), logo=(60, 222, 400, 286), lower_third=(60, 1200, 388, 1300),
    presenter=(80, 638, 1.075), desk=1560,
)  # fmt: skip
_WIDE = Layout(
    shape="wide", framing="beside", width=1920, height=1080, scale=1, card=(96, 120, 1180, 750),
    captions=(96, 788, 1180, 894), label=(1564, 54, 1824, 106), logo=(96, 44, 496, 108), lower_third=(1300, 790, 1824, 894),
    presenter=(1112, 96, 1.05), desk=930, caption_rows=1, centred=False,
)  # fmt: skip
_SQUARE = Layout(
    shape="square", framing="beside", width=1080, height=1080, scale=1, card=(54, 134, 690, 700),
    captions=(54, 726, 1026, 938), label=(766, 54, 1026, 106), logo=(54, 48, 394, 112), lower_third=(716, 612, 1026, 712),
    presenter=(490, 62, 0.9), desk=962,
)  # fmt: skip
_PORTRAIT = Layout(
    shape="portrait", framing="beside", width=1080, height=1350, scale=1, card=(54, 126, 1026, 560),
    captions=(54, 970, 1026, 1182), label=(766, 54, 1026, 106), logo=(54, 54, 394, 114), lower_third=(54, 856, 392, 956),
    presenter=(206, 430, 0.835), desk=1206,
)  # fmt: skip
_SOLO: dict[Shape, dict[str, object]] = {
    "upright": {
        "presenter": (-92, 304, 1.44), "card": (60, 1186, 960, 1306), "lower_third": (60, 1066, 326, 1166),
    },
    "wide": {
        "presenter": (500, 60, 1.15), "card": (96, 560, 740, 750), "captions": (96, 788, 1824, 894),
        "lower_third": (1300, 650, 1824, 750), "centred": True,
    },
    "square": {"presenter": (140, 40, 1.0), "card": (54, 530, 372, 712), "lower_third": (716, 612, 1026, 712)},
    "portrait": {"presenter": (98, 101, 1.105), "card": (54, 780, 440, 956), "lower_third": (660, 856, 1026, 956)},
}  # fmt: skip
_PAIR: dict[Shape, dict[str, object]] = {
    "upright": {
        "presenter": (-104, 652, 0.91), "partner": (456, 652, 0.91), "card": (60, 300, 960, 560),
        "lower_third": (60, 1210, 388, 1310), "partner_third": (632, 1210, 960, 1310),
    },
    "wide": {
        "presenter": (40, 134, 0.8), "partner": (1240, 134, 0.8), "card": (630, 150, 1290, 470),
        "captions": (96, 788, 1824, 894), "lower_third": (96, 668, 560, 768), "partner_third": (1360, 668, 1824, 768),
        "centred": True,
    },
    "square": {
        "presenter": (-10, 306, 0.66), "partner": (562, 306, 0.66), "card": (54, 122, 1026, 236),
        "lower_third": (54, 256, 384, 356), "partner_third": (696, 256, 1026, 356),
    },
    "portrait": {
        "presenter": (-92, 330, 0.88), "partner": (468, 330, 0.88), "card": (54, 126, 1026, 340),
        "lower_third": (54, 872, 382, 972), "partner_third": (698, 872, 1026, 972),
    },
}  # fmt: skip
_FULL: dict[Shape, Area] = {
    "upright": (60, 420, 960, 1240),
    "wide": (240, 180, 1680, 740),
    "square": (90, 160, 990, 720),
    "portrait": (90, 180, 990, 930),
}


def grown(area: Area, by: float) -> Area:
    """The area with so much more on each side."""
    return area[0] - by, area[1] - by, area[2] + by, area[3] + by


def framing_of(element: Element) -> Framing:
    """How a scene with this element is framed."""
    if isinstance(element, Spotlight):
        return "solo"
    if isinstance(element, Dialogue):
        return "pair"
    if isinstance(element, WholeImage):
        return "image"
    return "full" if isinstance(element, Section | Sting | Disclaimer) else "beside"


def layout_of(frame: Frame, framing: Framing = "beside") -> Layout:
    """The plan for a frame, chosen by its shape."""
    ratio = frame.width / frame.height
    base = _UPRIGHT if ratio < 0.68 else _PORTRAIT if ratio < 0.9 else _SQUARE if ratio < 1.4 else _WIDE
    scale = frame.width / base.width
    plan = replace(base, scale=scale, height=frame.height / scale, framing=framing)
    if framing == "solo":
        return replace(plan, **_SOLO[base.shape])  # type: ignore[arg-type]
    if framing == "pair":
        return replace(plan, **_PAIR[base.shape])  # type: ignore[arg-type]
    if framing == "image":
        whole = (0.0, 0.0, plan.width, plan.desk)
        return replace(plan, card=whole, captions=_full_captions(plan), centred=True)
    if framing == "full":
        return replace(plan, card=_FULL[base.shape], captions=_full_captions(plan), centred=True)
    return plan


def _full_captions(plan: Layout) -> Area:
    """Captions over the whole width where nothing stands beside them."""
    left, top, right, bottom = plan.captions
    return (left, top, right if plan.shape != "wide" else plan.width - left, bottom)
