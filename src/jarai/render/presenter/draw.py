"""Draws a presenter at a place and size, and says which rectangles change between two poses.

Art space: 800 wide, 1,000 high; the head's top lies at about y 60, the chin at 490, the middle at x 400.
"""

import math

import skia

from jarai.render.presenter.avatars import Avatar
from jarai.render.presenter.body import draw_body
from jarai.render.presenter.face import draw_face
from jarai.render.presenter.hair import draw_back_hair, draw_front_hair
from jarai.render.presenter.ink import channels
from jarai.render.presenter.pose import NEUTRAL, Pose

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the frame."""

_NECK_DROP = 92.0
"""How far the head sits lower than it is drawn, so that the chin meets the neck."""
_HEAD = (190.0, 20.0, 610.0, 740.0)
_MOUTH = (340.0, 396.0, 460.0, 505.0)
_EYES = (296.0, 252.0, 504.0, 350.0)


class Figure:
    """One avatar at a place: `origin` is where the art space's corner lies, in pixels, `scale` pixels per unit."""

    def __init__(self, avatar: Avatar, scale: float, origin: tuple[float, float]) -> None:
        self._avatar = avatar
        self._scale = scale
        self._origin = origin
        self.bounds = self._pixels((-16.0, 20.0, 816.0, 1000.0), (0.0, 0.0))
        self._body = self._rasterised()

    def draw(self, canvas: skia.Canvas, pose: Pose) -> None:
        """The whole figure in this pose."""
        self._head_layer(canvas, pose, back=True)
        canvas.drawImage(self._body, self.bounds[0], self.bounds[1])
        self._head_layer(canvas, pose, back=False)

    def dirty(self, previous: Pose, current: Pose) -> list[Box]:
        """What changes from one pose to the next."""
        if previous.head != current.head:
            before, after = self._pixels(_HEAD, previous.head), self._pixels(_HEAD, current.head)
            low = min(before[0], after[0]), min(before[1], after[1])
            high = max(before[2], after[2]), max(before[3], after[3])
            return [(*low, *high)]
        boxes = []
        if previous.mouth != current.mouth:
            boxes.append(self._pixels(_MOUTH, current.head))
        if (previous.lids, previous.gaze, previous.brows) != (current.lids, current.gaze, current.brows):
            boxes.append(self._pixels(_EYES, current.head))
        return boxes

    def _head_layer(self, canvas: skia.Canvas, pose: Pose, *, back: bool) -> None:
        canvas.save()
        canvas.translate(*self._origin)
        canvas.scale(self._scale, self._scale)
        canvas.translate(pose.head[0], pose.head[1] + _NECK_DROP)
        if back:
            draw_back_hair(canvas, self._avatar)
        else:
            draw_face(canvas, self._avatar, pose)
            draw_front_hair(canvas, self._avatar)
        canvas.restore()

    def _rasterised(self) -> skia.Image:
        """The body as an image over `bounds`: it never changes, and blitted it is the same under every clip."""
        left, top, right, bottom = self.bounds
        surface = skia.Surface(right - left, bottom - top)
        canvas = surface.getCanvas()
        canvas.translate(self._origin[0] - left, self._origin[1] - top)
        canvas.scale(self._scale, self._scale)
        draw_body(canvas, self._avatar)
        return surface.makeImageSnapshot()

    def _pixels(self, area: tuple[float, float, float, float], head: tuple[float, float]) -> Box:
        """An area of the art space, moved with the head, in whole pixels that cover it."""
        drop = 0.0 if area[3] == 1000.0 else _NECK_DROP
        left, top = (
            self._origin[0] + (area[0] + head[0]) * self._scale,
            self._origin[1] + (area[1] + head[1] + drop) * self._scale,
        )
        right, bottom = (
            self._origin[0] + (area[2] + head[0]) * self._scale,
            self._origin[1] + (area[3] + head[1] + drop) * self._scale,
        )
        return math.floor(left) - 2, math.floor(top) - 2, math.ceil(right) + 2, math.ceil(bottom) + 2


def portrait(avatar: Avatar, size: int) -> bytes:
    """Head and shoulders on a soft ground, as a square PNG."""
    surface = skia.Surface(size, size)
    canvas = surface.getCanvas()
    ends = [skia.Color(*channels(each)) for each in ("#2A4A78", "#14233F")]
    centre = skia.Point(size * 0.4, size * 0.3)
    canvas.drawPaint(skia.Paint(Shader=skia.GradientShader.MakeRadial(centre, size * 0.9, ends)))
    scale = size / 640
    Figure(avatar, scale, (-80 * scale, -20 * scale)).draw(canvas, NEUTRAL)
    picture: bytes = surface.makeImageSnapshot().encodeToData(skia.kPNG, 100).bytes()
    return picture
