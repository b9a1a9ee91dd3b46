"""Counts flashes as WCAG 2.2 defines them for success criterion 2.3.1 (general flash).

A flash is a pair of opposing changes of relative luminance of at least 10 % of the maximum, the darker below 0.80, at
once over at least a quarter of any 10 degrees of the field of view: of a block a third of the picture's sides.
"""

import numpy as np
from numpy.typing import NDArray

from jarai.storyboard.times import FRAME_RATE

_CHANGE = 0.10
_DARKER = 0.80
_AREA = 0.25
_STRIDE = 4
_HOLD = 3
"""Frames within which changes count as being at the same time."""

_LUMINANCE = (np.clip((np.arange(256) - 16) / 219, 0, 1) ** 2.4).astype(np.float32)
"""Relative luminance of 8-bit limited-range luma, by the display curve of BT.1886."""


class FlashCounter:
    """Fed the luma of each frame in turn (small, all of one shape), it knows the worst second so far."""

    def __init__(self, height: int, width: int) -> None:
        self._low = np.zeros((height, width), np.float32)
        self._high = np.zeros((height, width), np.float32)
        self._recent = np.full((2, height, width), -_HOLD, np.int64)
        self._block = max(1, height // 3), max(1, width // 3)
        self._none = self._windows(np.zeros((height, width), np.bool_)) > 0
        self._last = self._none.astype(np.int8)
        self._changes: list[NDArray[np.bool_]] = []
        self._frame = 0
        self.worst = 0
        self.worst_frame = 0

    def add(self, luma: NDArray[np.uint8]) -> None:
        """The next frame's luma, limited range."""
        light = _LUMINANCE[luma]
        if self._frame == 0:
            self._low[:], self._high[:] = light, light
        rising = (light - self._low >= _CHANGE) & (self._low < _DARKER)
        falling = (self._high - light >= _CHANGE) & (light < _DARKER)
        self._low = np.where(rising | falling, light, np.minimum(self._low, light))
        self._high = np.where(rising | falling, light, np.maximum(self._high, light))
        self._recent[0][rising] = self._frame
        self._recent[1][falling] = self._frame
        self._count([self._wide(self._recent[way] > self._frame - _HOLD) for way in (0, 1)])
        self._frame += 1

    def _wide(self, changed: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Of each block of the picture, whether at least a quarter changed."""
        height, width = self._block
        least = _AREA * height * width
        if np.count_nonzero(changed) < least:  # most pictures: counting by blocks took longer than decoding them
            return self._none
        wide: NDArray[np.bool_] = self._windows(changed) >= least
        return wide

    def _windows(self, changed: NDArray[np.bool_]) -> NDArray[np.int32]:
        """How many points of each block changed."""
        height, width = self._block
        sums = np.pad(changed.astype(np.int32).cumsum(0).cumsum(1), ((1, 0), (1, 0)))
        inside = sums[height:, width:] - sums[:-height, width:] - sums[height:, :-width] + sums[:-height, :-width]
        found: NDArray[np.int32] = inside[::_STRIDE, ::_STRIDE]
        return found

    def _count(self, ways: list[NDArray[np.bool_]]) -> None:
        """Adds each block's change of direction, and looks back over one second."""
        rising, falling = ways
        if rising is self._none and falling is self._none:
            self._changes = [*self._changes[-(FRAME_RATE - 1) :], self._none]
            return  # a second with one picture more in which nothing turned is no worse than the one before
        turned = (rising & (self._last != 1)) | (falling & ~rising & (self._last != -1))
        self._last = np.where(turned, np.where(rising, 1, -1), self._last).astype(np.int8)
        self._changes = [*self._changes[-(FRAME_RATE - 1) :], turned]
        flashes = int(np.sum(self._changes, axis=0).max()) // 2
        if flashes > self.worst:
            self.worst, self.worst_frame = flashes, self._frame
