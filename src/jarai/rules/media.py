"""Measures a finished MP4 by decoding all of it."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from jarai.base.hashing import file_sha256
from jarai.base.model import Wire
from jarai.rules.boxes import box_types
from jarai.rules.flashes import FlashCounter
from jarai.rules.model import Subject, Tool
from jarai.storyboard.times import SAMPLE_RATE, SAMPLES_PER_FRAME

_PROXY = 96
"""The longer side, in points, of the grid on which flashes and black are looked for."""
_BLACK = 27
"""Luma up to which a point is black: 5 % above the black of limited range."""
_WINDOW = SAMPLE_RATE // 100
_SILENCE = 10 ** (-50 / 20)


class Run(Wire):
    """The longest stretch of something: where it starts and how long it lasts, in samples at 48 kHz."""

    start: int = 0
    length: int = 0


class MediaFacts(Wire):
    """What was found in a file. Colour tags are the code points of ITU-T H.273 (1 is BT.709)."""

    sha256: str
    size_bytes: int
    container: str
    boxes: tuple[str, ...]
    decode_errors: int
    video_streams: int = 0
    audio_streams: int = 0
    video_codec: str = ""
    video_profile: str = ""
    pixel_format: str = ""
    width: int = 0
    height: int = 0
    frame_rate: str = ""
    frames: int = 0
    constant_frame_rate: bool = False
    colour: tuple[int, int, int] = (0, 0, 0)
    flashes_per_second: int = 0
    flashes_at: int = 0
    longest_black: Run = Run()
    audio_codec: str = ""
    audio_rate: int = 0
    audio_channels: int = 0
    audio_samples: int = 0
    longest_silence: Run = Run()

    @property
    def faststart(self) -> bool:
        """Whether the index stands before the media, so that playing can start before all is loaded."""
        return (
            {"moov", "mdat"} <= set(self.boxes)
            and self.boxes.index("moov") < self.boxes.index("mdat")
            and "?" not in self.boxes
        )

    @property
    def length_difference(self) -> int:
        """How many samples the sound is longer than the picture (negative: shorter)."""
        return self.audio_samples * SAMPLE_RATE // max(1, self.audio_rate) - self.frames * SAMPLES_PER_FRAME

    @property
    def subject(self) -> Subject:
        """This file, as measured by the decoder in use."""
        codec = ".".join(str(part) for part in av.library_versions["libavcodec"])
        return Subject(input=self.sha256, tool=Tool(name="PyAV, libavcodec", version=f"{av.__version__}, {codec}"))


def inspect(path: Path) -> MediaFacts:
    """Decodes every frame and sample of the file; a file that can't be opened at all has one decode error."""
    known = {"sha256": file_sha256(path), "size_bytes": path.stat().st_size, "boxes": box_types(path)}
    try:
        with av.open(str(path)) as container:
            return MediaFacts(
                **known,
                container=container.format.name,
                video_streams=len(container.streams.video),
                audio_streams=len(container.streams.audio),
                **_decoded(container),
            )
    except av.FFmpegError:
        return MediaFacts(**known, container="", decode_errors=1)


def _decoded(container: Any) -> dict[str, Any]:
    """Everything that is learnt from the first video and the first audio stream."""
    videos, audios = container.streams.video[:1], container.streams.audio[:1]
    picture, sound = _Picture(), _Sound()
    errors = 0
    for stream in (*videos, *audios):
        stream.codec_context.options = {"err_detect": "explode"}
        stream.codec_context.thread_type, stream.codec_context.thread_count = "FRAME", 2
    packets = container.demux(*videos, *audios)
    while True:
        try:
            packet = next(packets)
        except StopIteration:
            break
        except av.FFmpegError:
            errors += 1
            break
        errors += packet.is_corrupt
        try:
            for frame in packet.decode():
                errors += frame.is_corrupt
                (picture if isinstance(frame, av.VideoFrame) else sound).add(frame)
        except av.FFmpegError:
            errors += 1
    found: dict[str, Any] = {"decode_errors": errors}
    for stream in videos:
        found |= picture.facts(stream)
    for stream in audios:
        found |= sound.facts(stream)
    return found


class _Longest:
    """Follows runs of a condition over equal steps."""

    def __init__(self) -> None:
        self._length = 0
        self.start, self.length = 0, 0

    def add(self, at: int, holds: bool) -> None:
        self._length = self._length + 1 if holds else 0
        if self._length > self.length:
            self.start, self.length = at + 1 - self._length, self._length

    def run(self, step: int) -> Run:
        return Run(start=self.start * step, length=self.length * step)


class _Picture:
    """Takes decoded video frames in order."""

    def __init__(self) -> None:
        self.times: list[tuple[int, Fraction]] = []
        self._black = _Longest()
        self._flashes: FlashCounter | None = None

    def add(self, frame: av.VideoFrame) -> None:
        luma = _luma(frame)
        if self._flashes is None:
            self._flashes = FlashCounter(*luma.shape)
        self._flashes.add(luma)
        self._black.add(len(self.times), bool(np.mean(luma <= _BLACK) >= 0.98))
        self.times.append((frame.pts or 0, frame.time_base))

    def facts(self, stream: Any) -> dict[str, Any]:
        context = stream.codec_context
        rate = Fraction(stream.average_rate or 0)
        pairs = zip(self.times, self.times[1:], strict=False)
        steps = {(after - before, clock) for (before, _), (after, clock) in pairs}
        return {
            "video_codec": context.codec.canonical_name,
            "video_profile": str(context.profile or ""),
            "pixel_format": str(context.pix_fmt or ""),
            "width": context.width,
            "height": context.height,
            "frame_rate": f"{rate.numerator}/{rate.denominator}",
            "frames": len(self.times),
            "constant_frame_rate": bool(rate) and {ticks * clock for ticks, clock in steps} <= {1 / rate},
            "colour": (int(context.color_primaries), int(context.color_trc), int(context.colorspace)),
            "flashes_per_second": self._flashes.worst if self._flashes else 0,
            "flashes_at": self._flashes.worst_frame * SAMPLES_PER_FRAME if self._flashes else 0,
            "longest_black": self._black.run(SAMPLES_PER_FRAME),
        }


def _luma(frame: av.VideoFrame) -> NDArray[np.uint8]:
    """The frame's luma on a coarse grid."""
    step = max(1, max(frame.width, frame.height) // _PROXY)
    if frame.format.name != "yuv420p":
        frame = frame.reformat(format="yuv420p")
    plane = frame.planes[0]
    rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
    return rows[step // 2 : frame.height : step, step // 2 : frame.width : step].copy()


class _Sound:
    """Takes decoded audio frames in order. They are listened to a second at a time: one by one took ten times as long."""

    def __init__(self) -> None:
        self.samples = 0
        self._waiting: list[NDArray[Any]] = []
        self._rest: NDArray[np.float64] = np.zeros(0)
        self._windows = 0
        self._silence = _Longest()

    def add(self, frame: av.AudioFrame) -> None:
        samples = frame.to_ndarray()
        if not frame.format.is_planar:
            samples = samples.reshape(-1, frame.layout.nb_channels).T
        if self._waiting and self._waiting[-1].shape[0] != len(samples):  # the layout changed on the way
            self._listen()
        self._waiting.append(samples)
        self.samples += frame.samples
        if sum(each.shape[1] for each in self._waiting) >= SAMPLE_RATE:
            self._listen()

    def _listen(self) -> None:
        """Find silent windows in what waits; what fills no window waits on."""
        samples = np.concatenate(self._waiting, axis=1)
        self._waiting = []
        if samples.dtype.kind == "i":
            samples = samples / np.iinfo(samples.dtype).max
        power = np.concatenate([self._rest, np.mean(samples.astype(np.float64) ** 2, axis=0)])
        whole = len(power) // _WINDOW
        for mean in power[: whole * _WINDOW].reshape(-1, _WINDOW).mean(axis=1):
            self._silence.add(self._windows, bool(mean <= _SILENCE**2))
            self._windows += 1
        self._rest = power[whole * _WINDOW :]

    def facts(self, stream: Any) -> dict[str, Any]:
        if self._waiting:
            self._listen()
        context = stream.codec_context
        return {
            "audio_codec": context.codec.canonical_name,
            "audio_rate": context.sample_rate,
            "audio_channels": context.layout.nb_channels,
            "audio_samples": self.samples,
            "longest_silence": self._silence.run(_WINDOW),
        }
