"""One picture that is changed in place: Skia's pixels for drawing, YUV 4:2:0 for the encoder, only changed rectangles converted.

Rectangles lie on 16×2 borders and are converted with AREA, so that a patch equals a full conversion to the byte.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

import av
import numpy as np
import skia
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter
from numpy.typing import NDArray

from jarai.render.sprite import Box, canvas_on
from jarai.storyboard.model import Frame

_MARGIN = 2
_SCALERS: defaultdict[tuple[int, int], VideoReformatter] = defaultdict(VideoReformatter)
"""One scaler for each size, whose setting up costs more than converting a mouth; they hold no picture."""
_NATIVE = skia.ImageInfo.MakeN32Premul(1, 1).colorType()
_ORDER = "bgra" if skia.kBGRA_8888_ColorType == _NATIVE else "rgba"


class Picture:
    """A frame that keeps what was drawn. `yuv` is the encoder's view: planes Y, U, V one after the other, BT.709 limited.

    `ground`, opaque pixels of the frame's size, lies under everything that is drawn.
    """

    def __init__(self, frame: Frame, ground: NDArray[np.uint8]) -> None:
        self._ground = ground
        self.width, self.height = frame.width, frame.height
        self._pixels = np.zeros((self.height, self.width, 4), np.uint8)
        self._surface, self._canvas = canvas_on(self._pixels)
        self.yuv = np.zeros((self.height * 3 // 2, self.width), np.uint8)
        self._planes = self._plane_views()
        self.converted_pixels = 0

    @property
    def whole(self) -> Box:
        """The whole frame."""
        return 0, 0, self.width, self.height

    def redraw(self, boxes: Iterable[Box], draw: Callable[[skia.Canvas, Box], None]) -> bool:
        """Draw everything inside each box again and convert it. False when there was no box."""
        changed = False
        for box in _merged([self._aligned(box) for box in boxes]):
            left, top, right, bottom = box
            self._pixels[top:bottom, left:right] = self._ground[top:bottom, left:right]
            self._canvas.save()
            self._canvas.clipRect(skia.Rect.MakeLTRB(*box))
            draw(self._canvas, box)
            self._canvas.restore()
            self._convert(box)
            changed = True
        return changed

    def png(self) -> bytes:
        """The picture as PNG."""
        data: bytes = self._surface.makeImageSnapshot().encodeToData(skia.kPNG, 100).bytes()
        return data

    def _plane_views(self) -> tuple[NDArray[np.uint8], ...]:
        """Views of the three planes; flat offsets, since a chroma plane need not fill whole rows of `yuv`."""
        flat, luma, chroma = self.yuv.reshape(-1), self.width * self.height, self.width * self.height // 4
        half = (self.height // 2, self.width // 2)
        return (
            flat[:luma].reshape(self.height, self.width),
            flat[luma : luma + chroma].reshape(half),
            flat[luma + chroma : luma + 2 * chroma].reshape(half),
        )

    def _aligned(self, box: Box) -> Box:
        left, top = max(0, box[0]) // 16 * 16, max(0, box[1]) // 2 * 2
        right = min(self.width, -(-box[2] // 16) * 16)
        bottom = min(self.height, -(-box[3] // 2) * 2)
        return left, top, right, bottom

    def _convert(self, box: Box) -> None:
        """Convert two rows more above and below and drop them: the scaler rounds its first and last chroma row apart."""
        left, top, right, bottom = box
        above, below = max(0, top - _MARGIN), min(self.height, bottom + _MARGIN)
        part = self._pixels[above:below, left:right]
        source = av.VideoFrame.from_numpy_buffer(part, format=_ORDER)
        found = _SCALERS[right - left, below - above].reformat(
            source,
            format="yuv420p",
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
            interpolation=Interpolation.AREA,
            threads=1,  # a second one would wait for the encoder's
        )
        for index, plane in enumerate(found.planes):
            step = 1 if index == 0 else 2
            rows = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)[(top - above) // step :]
            target = self._planes[index][top // step : bottom // step, left // step : right // step]
            target[:] = rows[: target.shape[0], : target.shape[1]]
        self.converted_pixels += (right - left) * (bottom - top)


def _merged(boxes: list[Box]) -> list[Box]:
    """Boxes without empty ones; those that overlap become one, so that nothing is drawn over itself."""
    found: list[Box] = []
    for box in boxes:
        if box[2] <= box[0] or box[3] <= box[1]:
            continue
        merged = box
        while touching := [other for other in found if _overlap(merged, other)]:
            for other in touching:
                found.remove(other)
                left, top = min(merged[0], other[0]), min(merged[1], other[1])
                merged = (left, top, max(merged[2], other[2]), max(merged[3], other[3]))
        found.append(merged)
    return found


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
