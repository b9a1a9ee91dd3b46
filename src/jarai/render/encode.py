"""Encoders of a segment: frames in, one MP4 of H.264 out. Each runs in a thread of its own beside the drawing."""

import io
from collections import deque
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Literal, Protocol

import av
import numpy as np
from numpy.typing import NDArray

from jarai.render.h264.elastic import OPTIONS, Filler
from jarai.storyboard.model import Frame
from jarai.storyboard.times import FRAME_RATE

Mode = Literal["constant", "elastic", "draft"]
"""`constant` encodes every frame. `elastic` encodes what changes and holds the rest. `draft` is fast and coarse."""
Yuv = NDArray[np.uint8]

THREADS = 2
"""Fixed, never the number of cores: x264's output depends on it."""
_QUALITY = {"constant": ("veryfast", "24"), "elastic": ("veryfast", "24"), "draft": ("ultrafast", "28")}
# Without the macroblock tree: with it, equal pictures give other bytes now and then (docs/decisions/0003). Without looking
# ahead for cuts and for where B frames fit: a scene is one shot that mostly stands still, and looking took 40 % of the time.
_TAGS = f"threads={THREADS}:mbtree=0:b-adapt=0:scenecut=0:colorprim=bt709:transfer=bt709:colormatrix=bt709:range=tv:open-gop=0:keyint=150"
_WAITING = 6
"""Pictures that may wait for the encoder: 3 MB each at full size."""


class Encoder(Protocol):
    """Takes every frame in order, and writes the file when it is finished."""

    def add(self, picture: Yuv | None) -> None:
        """The next frame's picture, planes Y, U, V one after the other; None where it equals the one before."""
        ...

    def finish(self) -> None:
        """Encode what waits and write the file."""
        ...


def encoder_of(mode: Mode, target: Path, frame: Frame) -> Encoder:
    """The encoder of a mode."""
    return Elastic(target, frame) if mode == "elastic" else ConstantRate(mode, target, frame)


class ConstantRate:
    """x264 sees every frame."""

    def __init__(self, mode: Mode, target: Path, frame: Frame) -> None:
        self._container = av.open(str(target), "w", format="mp4")
        preset, crf = _QUALITY[mode]
        options = {"preset": preset, "crf": crf, "x264-params": _TAGS}
        self._stream = self._container.add_stream("libx264", rate=FRAME_RATE, options=options)
        _configure(self._stream.codec_context, frame)
        self._last: Yuv | None = None
        self._count = 0

    def add(self, picture: Yuv | None) -> None:
        """See `Encoder`."""
        self._last = self._last if picture is None else picture
        if self._last is None:
            raise ValueError("the first frame has no picture")
        self._container.mux(self._stream.encode(_video_frame(self._last, self._count)))
        self._count += 1

    def finish(self) -> None:
        """See `Encoder`."""
        self._container.mux(self._stream.encode())
        self._container.close()


class Elastic:
    """x264 sees the pictures that change; the frames between are put in as skipped slices. The rate stays constant."""

    def __init__(self, target: Path, frame: Frame) -> None:
        self._target = target
        preset, crf = _QUALITY["elastic"]
        self._codec = av.CodecContext.create("libx264", "w")
        self._codec.options = {"preset": preset, "crf": crf, "x264-params": f"{_TAGS}:{OPTIONS}"}
        self._codec.time_base = Fraction(1, FRAME_RATE)
        self._codec.framerate = Fraction(FRAME_RATE)
        _configure(self._codec, frame)
        self._filler = Filler()
        self._stream = bytearray()
        self._sizes: list[int] = []
        self._held: deque[int] = deque()
        self._packets: deque[bytes] = deque()
        self._count = 0

    def add(self, picture: Yuv | None) -> None:
        """See `Encoder`."""
        if picture is None:
            if not self._held:
                raise ValueError("the first frame has no picture")
            self._held[-1] += 1
        else:
            self._held.append(0)
            self._packets += [bytes(each) for each in self._codec.encode(_video_frame(picture, self._count))]
            while self._packets and len(self._held) > 1:  # how long the last picture is held isn't known yet
                self._write()
        self._count += 1

    def finish(self) -> None:
        """See `Encoder`."""
        self._packets += [bytes(each) for each in self._codec.encode(None)]
        while self._packets:
            self._write()
        self._mux()

    def _write(self) -> None:
        """The oldest packet, and the frames that hold it."""
        self._append(self._filler.picture(self._packets.popleft()))
        for _ in range(self._held.popleft()):
            self._append(self._filler.held())

    def _append(self, unit: bytes) -> None:
        self._stream += unit
        self._sizes.append(len(unit))

    def _mux(self) -> None:
        """The byte stream as MP4, a packet a frame."""
        source = io.BytesIO(bytes(self._stream))
        with av.open(source, format="h264") as raw, av.open(str(self._target), "w", format="mp4") as container:
            track = container.add_stream_from_template(raw.streams.video[0])
            track.time_base = Fraction(1, FRAME_RATE)
            number = 0
            for packet in raw.demux(video=0):
                if not packet.size:
                    continue
                packet.time_base = Fraction(1, FRAME_RATE)
                packet.pts = packet.dts = number
                packet.duration = 1
                packet.stream = track
                container.mux(packet)
                number += 1
        if number != len(self._sizes):
            raise ValueError(f"{number} of {len(self._sizes)} frames were found again in the stream")


class Beside:
    """An encoder in a thread of its own, so that drawing and encoding share two cores."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._queue: Queue[Callable[[], None] | None] = Queue(_WAITING)
        self._failure: BaseException | None = None
        self._thread = Thread(target=self._work, daemon=True)
        self._thread.start()

    def add(self, picture: Yuv | None) -> None:
        """See `Encoder`; the picture is copied. Raises what the encoder raised meanwhile."""
        if self._failure is not None:
            raise self._failure
        copy = None if picture is None else picture.copy()
        self._queue.put(lambda: self._encoder.add(copy))

    def end(self) -> None:
        """No frame comes after; the encoder goes on with those that wait."""
        self._queue.put(self._encoder.finish)
        self._queue.put(None)

    def wait(self) -> None:
        """Until the file is written. Raises what the encoder raised."""
        self._thread.join()
        if self._failure is not None:
            raise self._failure

    def _work(self) -> None:
        while (work := self._queue.get()) is not None:
            if self._failure is None:
                try:
                    work()
                except BaseException as failure:  # noqa: BLE001 - handed to the thread that draws
                    self._failure = failure


def _configure(codec: av.VideoCodecContext, frame: Frame) -> None:
    codec.width, codec.height, codec.pix_fmt = frame.width, frame.height, "yuv420p"
    codec.profile = "High"
    codec.thread_type = "FRAME"
    codec.thread_count = THREADS
    codec.color_primaries = codec.color_trc = codec.colorspace = 1
    codec.color_range = 1


def _video_frame(picture: Yuv, number: int) -> av.VideoFrame:
    frame = av.VideoFrame.from_numpy_buffer(picture, format="yuv420p")
    frame.pts, frame.time_base = number, Fraction(1, FRAME_RATE)
    return frame
