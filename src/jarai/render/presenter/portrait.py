"""A presenter from one portrait: the picture stands still, the mouth opens with the sound.

Below the mouth's line a soft-edged part of the picture, lower lip and chin, moves down by the opening; what it leaves
free is the dark of the mouth. The picture of an engine's person, who speaks in clips, keeps still.
"""

import math
from functools import lru_cache
from pathlib import Path

import numpy as np
import skia

from jarai.render.presenter.hung import clip_to_frame, covering, draw_frame
from jarai.render.presenter.ink import fill
from jarai.render.presenter.place import Place
from jarai.render.presenter.pose import Pose
from jarai.render.sprite import Box, Sprite, union
from jarai.storyboard.model import Likeness

_WIDTH, _HEIGHT = 800.0, 1000.0
_OPENS = 0.3
"""How far the widest vowel opens the mouth, in shares of its width."""
_WIDEST = 30.0
_STEPS = 10


class PortraitFigure:
    """A portrait at a place: `origin` is where the art space's corner lies, in pixels, `scale` pixels per unit."""

    def __init__(self, likeness: Likeness, file: Path, scale: float, origin: tuple[float, float]) -> None:
        self._image = skia.Image.open(str(file)).makeRasterImage()
        self._art = Place(origin, scale)
        self._cut_out = is_cut_out(self._image)
        self._place = self._placed()
        left, top, right, bottom = self._place
        x, y, wide = likeness.mouth
        self._mouth_at = left + x / 1000 * (right - left), top + y / 1000 * (bottom - top)
        self._mouth_width = wide / 1000 * (right - left)
        self._speaks = likeness.kind == "portrait"
        self._ground = self._art.sprite((0.0, 0.0, _WIDTH, _HEIGHT), self._draw_picture)
        self._mouth = lru_cache(maxsize=_STEPS + 1)(self._draw_mouth)

    def draw(self, canvas: skia.Canvas, within: Box, pose: Pose) -> None:
        """See `Person`."""
        self._ground.draw(canvas, within)
        if step := self._step(pose):
            self._mouth(step).draw(canvas, within)

    def dirty(self, previous: Pose, current: Pose) -> list[Box]:
        """See `Person`."""
        before, after = self._step(previous), self._step(current)
        if before == after:
            return []
        return [union(*(self._mouth(step).box for step in (before, after) if step))]

    def _step(self, pose: Pose) -> int:
        """The opening in steps; a shut mouth is 0."""
        return math.ceil(min(1.0, pose.mouth.open / _WIDEST * 1.6) * _STEPS) if self._speaks else 0

    def _placed(self) -> tuple[float, float, float, float]:
        """Where the whole picture lies: a cut-out stands on the desk, another covers its frame."""
        shape = self._image.width() / self._image.height()
        if self._cut_out:
            wide = min(_WIDTH, _HEIGHT * 0.94 * shape)
            return (_WIDTH - wide) / 2, _HEIGHT - wide / shape, (_WIDTH + wide) / 2, _HEIGHT
        return covering(shape)

    def _draw_picture(self, canvas: skia.Canvas) -> None:
        if not self._cut_out:
            draw_frame(canvas)
            clip_to_frame(canvas)
        self._draw_whole(canvas)

    def _draw_whole(self, canvas: skia.Canvas) -> None:
        sampling = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
        canvas.drawImageRect(self._image, skia.Rect.MakeLTRB(*self._place), sampling)

    def _draw_mouth(self, step: int) -> Sprite:
        """The mouth opened by so many steps, with the chin below it."""
        (x, y), wide = self._mouth_at, self._mouth_width
        down = wide * _OPENS * step / _STEPS
        around = (x - wide, y - wide * 0.25, x + wide, y + wide * 1.5)

        def paint(canvas: skia.Canvas) -> None:
            if not self._cut_out:
                clip_to_frame(canvas)
            dark = skia.Rect.MakeLTRB(x - wide * 0.42, y - down * 0.25, x + wide * 0.42, y + down * 1.1)
            canvas.drawOval(dark, fill("#3A1218", 1.0, max(0.6, wide * 0.02)))
            teeth = skia.Rect.MakeLTRB(x - wide * 0.3, y - down * 0.1, x + wide * 0.3, y + down * 0.2)
            canvas.drawRoundRect(teeth, down * 0.1, down * 0.1, fill("#EFE9E1", 0.85, max(0.6, wide * 0.015)))
            canvas.saveLayer(skia.Rect.MakeLTRB(*around), None)
            canvas.save()
            canvas.translate(0, down)
            self._draw_whole(canvas)
            canvas.restore()
            canvas.drawPaint(self._chin_mask(down))
            canvas.restore()

        return self._art.sprite(around, paint)

    def _chin_mask(self, down: float) -> skia.Paint:
        """Opaque on the lower lip and chin, fading to nothing around them: kept, times what lies in the layer.

        The upper edge is the lip's own arc: high at the corners, so that they stay joined.
        """
        (x, y), wide = self._mouth_at, self._mouth_width
        size = 96
        rows, columns = np.mgrid[0:size, 0:size]
        across = (columns + 0.5) / size * 2 - 1  # −1 to 1 over twice the mouth's width
        below = (rows + 0.5) / size * 1.75 - 0.25  # in mouth widths below the line, unmoved
        lip = down / wide * (1 - (across / 0.5) ** 2).clip(0, 1)
        upper = ((below - lip) / 0.05 + 0.5).clip(0, 1)
        side = ((0.8 - np.abs(across)) / 0.35).clip(0, 1)
        lower = ((1.2 - below) / 0.7).clip(0, 1)
        alpha = upper * (side * lower) ** 0.8
        pixels = np.zeros((size, size, 4), np.uint8)
        pixels[:, :, 3] = np.round(alpha * 255)
        mask = skia.Image.fromarray(pixels, colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kUnpremul_AlphaType)
        matrix = skia.Matrix()
        matrix.setScale(2 * wide / size, 1.75 * wide / size)
        matrix.postTranslate(x - wide, y - wide * 0.25)
        shader = mask.makeShader(
            skia.TileMode.kClamp, skia.TileMode.kClamp, skia.SamplingOptions(skia.FilterMode.kLinear), matrix
        )
        return skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kDstIn)


def is_cut_out(image: skia.Image) -> bool:
    """Whether the picture's upper corners are transparent: a person without a background."""
    alpha = np.array(image.toarray(colorType=skia.kRGBA_8888_ColorType))[:, :, 3]
    return bool(alpha[0, 0] < 128 and alpha[0, -1] < 128)
