"""Draws a presenter at a place and size, and says which rectangles change between two poses.

Art space: 800 wide, 1,000 high; the head's top lies at about y 60, the chin at 490, the middle at x 400.
"""

from collections.abc import Callable
from functools import lru_cache

import skia

from jarai.render.presenter.avatars import Avatar
from jarai.render.presenter.body import draw_body
from jarai.render.presenter.face import draw_eyes, draw_glasses, draw_head, draw_mouth
from jarai.render.presenter.hair import draw_back_hair, draw_front_hair
from jarai.render.presenter.hand import HAND, draw_hand
from jarai.render.presenter.ink import channels
from jarai.render.presenter.place import Place
from jarai.render.presenter.pose import HAND_UP, NEUTRAL, Eyes, Gesture, Mouth, Pose
from jarai.render.sprite import Box, Sprite, shifted, union

_SEATED = 0.95
"""Who sits in a wheelchair is framed lower: smaller by this, from the same desk up."""
_NECK_DROP = 92.0
"""How far the head sits lower than it is drawn, so that the chin meets the neck."""
_RISE = 64.0
"""How far the hand moves from picture to picture."""
_BODY = (-200.0, 20.0, 1000.0, 1000.0)
_HEAD = (180.0, 20.0, 620.0, 740.0)
_EYES = (296.0, 252.0, 504.0, 350.0)
_MOUTH = (330.0, 396.0, 470.0, 520.0)
_JAW = (296.0, 360.0, 530.0, 548.0)
"""What a jaw that moves can change, the blurred shade of the cheek with it."""


class Figure:
    """One avatar at a place: `origin` is where the art space's corner lies, in pixels, `scale` pixels per unit.

    Each part is a sprite, drawn once for each of its looks: a part seen before costs nothing.
    """

    def __init__(self, avatar: Avatar, scale: float, origin: tuple[float, float]) -> None:
        self._avatar = avatar
        share = _SEATED if avatar.seated else 1.0
        corner = origin[0] + 400 * scale * (1 - share), origin[1] + 1000 * scale * (1 - share)
        self._place = Place(corner, scale * share)
        self._body = self._place.sprite(_BODY, lambda canvas: draw_body(canvas, avatar))
        self._back_hair = self._place.sprite(_HEAD, lambda canvas: draw_back_hair(canvas, avatar), _NECK_DROP)
        self._top = self._place.sprite(_HEAD, self._draw_top, _NECK_DROP)
        self._hand = lru_cache(maxsize=2)(self._hand_part)
        self._face = lru_cache(maxsize=24)(self._face_part)
        self._eyes = lru_cache(maxsize=64)(self._eyes_part)
        self._mouth = lru_cache(maxsize=512)(self._mouth_part)

    def draw(self, canvas: skia.Canvas, within: Box, pose: Pose) -> None:
        """The figure in this pose, as far as it reaches into `within`, the canvas's clip."""
        moved = self._moved(pose)
        self._back_hair.draw(canvas, within, moved)
        self._body.draw(canvas, within, self._lifted(pose))
        for part in (self._face(_jaw(pose)), self._eyes(pose.eyes), self._mouth(pose.mouth), self._top):
            part.draw(canvas, within, moved)
        if pose.hand:
            self._hand(pose.gesture).draw(canvas, within, self._raised(pose))

    def dirty(self, previous: Pose, current: Pose) -> list[Box]:
        """What changes from one pose to the next."""
        before, after = self._moved(previous), self._moved(current)
        hands = [shifted(self._hand(pose.gesture).box, self._raised(pose)) for pose in (previous, current) if pose.hand]
        boxes = [union(*hands)] if hands and _hand(previous) != _hand(current) else []
        if self._lifted(previous) != self._lifted(current):
            bodies = (shifted(self._body.box, self._lifted(pose)) for pose in (previous, current))
            return [union(*bodies, *hands, self._head_box(previous), self._head_box(current))]
        if before != after:
            return [*boxes, union(self._head_box(previous), self._head_box(current))]
        areas = []
        if _jaw(previous) != _jaw(current):
            areas.append(_JAW)
        elif previous.mouth != current.mouth:
            areas.append(_MOUTH)
        if previous.eyes != current.eyes:
            areas.append(_EYES)
        return [*boxes, *(shifted(self._place.pixels(area, _NECK_DROP), after) for area in areas)]

    def _head_box(self, pose: Pose) -> Box:
        """Everything that moves with the head."""
        parts = (self._back_hair, self._face(_jaw(pose)), self._eyes(pose.eyes), self._mouth(pose.mouth), self._top)
        return shifted(union(*(part.box for part in parts)), self._moved(pose))

    def _moved(self, pose: Pose) -> tuple[int, int]:
        """The head's offset in whole pixels."""
        return self._place.offset(pose.head[0], pose.head[1] - pose.breath)

    def _lifted(self, pose: Pose) -> tuple[int, int]:
        """The body's offset in whole pixels: only a breath moves it."""
        return self._place.offset(0, -pose.breath)

    def _raised(self, pose: Pose) -> tuple[int, int]:
        """The hand's offset in whole pixels from where it is when it is raised."""
        return self._place.offset(0, (HAND_UP - pose.hand) * _RISE - pose.breath)

    def _hand_part(self, gesture: Gesture) -> Sprite:
        return self._place.sprite(HAND, lambda canvas: draw_hand(canvas, self._avatar, gesture))

    def _face_part(self, jaw: float) -> Sprite:
        return self._place.sprite(_HEAD, lambda canvas: draw_head(canvas, self._avatar, jaw), _NECK_DROP)

    def _eyes_part(self, eyes: Eyes) -> Sprite:
        return self._place.sprite(_EYES, lambda canvas: draw_eyes(canvas, self._avatar, eyes), _NECK_DROP)

    def _mouth_part(self, mouth: Mouth) -> Sprite:
        return self._place.sprite(_MOUTH, lambda canvas: draw_mouth(canvas, self._avatar, mouth), _NECK_DROP)

    def _draw_top(self, canvas: skia.Canvas) -> None:
        if self._avatar.glasses:
            draw_glasses(canvas)
        draw_front_hair(canvas, self._avatar)


def _hand(pose: Pose) -> tuple[int, str]:
    return pose.hand, pose.gesture if pose.hand else ""


def _jaw(pose: Pose) -> float:
    """How far the mouth opens the jaw, in steps that can't be seen one by one."""
    return round(pose.mouth.open / 2) * 2.0


def portrait(avatar: Avatar, size: int) -> bytes:
    """Head and shoulders of one of ours, as a square PNG."""
    scale = size / 640
    figure = Figure(avatar, scale, (-80 * scale, -20 * scale))
    return on_soft_ground(size, lambda canvas: figure.draw(canvas, (0, 0, size, size), NEUTRAL))


def on_soft_ground(size: int, paint: Callable[[skia.Canvas], None]) -> bytes:
    """What `paint` draws on a soft ground, as a square PNG."""
    surface = skia.Surface(size, size)
    canvas = surface.getCanvas()
    ends = [skia.Color(*channels(each)) for each in ("#2A4A78", "#14233F")]
    centre = skia.Point(size * 0.4, size * 0.3)
    canvas.drawPaint(skia.Paint(Shader=skia.GradientShader.MakeRadial(centre, size * 0.9, ends)))
    paint(canvas)
    picture: bytes = surface.makeImageSnapshot().encodeToData(skia.kPNG, 100).bytes()
    return picture
