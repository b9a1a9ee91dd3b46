"""A presenter from a clip that an engine outside drew: hung in a frame, its pictures shown when their time has come."""

from bisect import bisect_right
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import av
import numpy as np
import skia
from numpy.typing import NDArray

from jarai.base.errors import NeverWorks
from jarai.render.presenter.hung import AROUND, HUNG, clip_to_frame, covering, draw_frame
from jarai.render.presenter.place import Place
from jarai.render.presenter.pose import Pose
from jarai.render.sprite import Box, Sprite
from jarai.storyboard.times import FRAME_RATE

CLIP_WIDTH, CLIP_HEIGHT = 720, 960
"""The size a clip is asked for: the frame's shape, sharp enough for every place it hangs in."""
_SMALLEST, _LARGEST = 128, 4096
_SLOWEST = 10
_SHORT, _LONG = Fraction(1, 4), Fraction(2)
"""Seconds a clip may end before its sound, or after: its last picture stays, what is too much is not shown."""


class Clip:
    """The pictures of a clip, by number. Reading them in order is fast; a step back begins anew."""

    def __init__(self, file: Path) -> None:
        self._file = file
        with av.open(str(file)) as container:
            stream = container.streams.video[0]
            self.width, self.height = stream.width, stream.height
            stamps = sorted(packet.pts for packet in container.demux(stream) if packet.pts is not None)
            self.times = tuple((stamp - stamps[0]) * Fraction(stream.time_base) for stamp in stamps)
        self._pixels: NDArray[np.uint8] = np.zeros((0, 0, 4), np.uint8)
        self._last = -1
        self._begin()

    def at(self, frame: int) -> int:
        """The number of the picture seen in a frame of the scene."""
        return max(0, bisect_right(self.times, Fraction(frame, FRAME_RATE)) - 1)

    def picture(self, number: int) -> NDArray[np.uint8]:
        """The picture's pixels, RGBA, shape (height, width, 4)."""
        if number <= self._last:
            self._begin()
        while self._last < number:
            decoded = next(self._decoding, None)
            if decoded is None:
                break
            self._pixels, self._last = decoded.to_ndarray(format="rgba"), self._last + 1
        return self._pixels

    def _begin(self) -> None:
        self._container = av.open(str(self._file))
        self._decoding = self._container.decode(video=0)
        self._last = -1


class ClipFigure:
    """A clip at a place: `origin` is where the art space's corner lies, in pixels, `scale` pixels per unit."""

    def __init__(self, file: Path, scale: float, origin: tuple[float, float]) -> None:
        self._clip = Clip(file)
        self._art = Place(origin, scale)
        self._frame = self._art.sprite(AROUND, draw_frame)
        self._picture = lru_cache(maxsize=2)(self._draw_picture)

    def draw(self, canvas: skia.Canvas, within: Box, pose: Pose) -> None:
        """See `Person`."""
        self._frame.draw(canvas, within)
        self._picture(self._clip.at(pose.frame)).draw(canvas, within)

    def dirty(self, previous: Pose, current: Pose) -> list[Box]:
        """See `Person`."""
        same = self._clip.at(previous.frame) == self._clip.at(current.frame)
        return [] if same else [self._art.pixels(HUNG)]

    def _draw_picture(self, number: int) -> Sprite:
        image = skia.Image.fromarray(self._clip.picture(number), colorType=skia.kRGBA_8888_ColorType)
        place = skia.Rect.MakeLTRB(*covering(self._clip.width / self._clip.height))

        def paint(canvas: skia.Canvas) -> None:
            clip_to_frame(canvas)
            canvas.drawImageRect(image, place, skia.SamplingOptions(skia.FilterMode.kLinear))

        return self._art.sprite(HUNG, paint)


def check_clip(file: Path, frames: int) -> None:
    """Decode a clip for so many frames of sound, every picture of it.

    Raises NeverWorks AVATAR_CLIP_REFUSED, saying what is wrong and what would be accepted.
    """
    try:
        clip = Clip(file)
        pictures = len(clip.times)
        if not (min(clip.width, clip.height) >= _SMALLEST and max(clip.width, clip.height) <= _LARGEST):
            raise _refused(f"has {clip.width} × {clip.height} pixels; {_SMALLEST} to {_LARGEST} each way are accepted")
        for number in range(pictures):
            clip.picture(number)
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise _refused(f"can't be decoded ({error}); an MP4 with H.264 is") from error
    seconds, wanted = (clip.times[-1] * pictures / max(1, pictures - 1)), Fraction(frames, FRAME_RATE)
    if not wanted - _SHORT <= seconds <= wanted + _LONG:
        raise _refused(f"lasts {float(seconds):.2f} s, its sound {float(wanted):.2f} s")
    if pictures < seconds * _SLOWEST:
        raise _refused(f"has {pictures} pictures in {float(seconds):.2f} s; at least {_SLOWEST} a second are accepted")


def _refused(what: str) -> NeverWorks:
    return NeverWorks("AVATAR_CLIP_REFUSED", f"The avatar engine's clip {what}.")
