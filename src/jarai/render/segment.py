"""Draws and encodes one scene: a closed segment of H.264 that can be kept, and joined to others without re-encoding."""

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from jarai.render.picture import Picture
from jarai.render.stage import SegmentJob, Stage
from jarai.storyboard.model import Frame
from jarai.storyboard.times import FRAME_RATE

__all__ = ["SegmentJob", "render_segment", "still"]

THREADS = 2
"""Fixed, never the number of cores: x264's output depends on it."""
_OPTIONS = {
    "preset": "veryfast",
    "crf": "20",
    "x264-params": f"threads={THREADS}:colorprim=bt709:transfer=bt709:colormatrix=bt709:range=tv:open-gop=0:keyint=150",
}
_EVERY = 15


def render_segment(job: SegmentJob, audio: NDArray[np.float32], target: Path, progress: Callable[[int], None]) -> None:
    """Write the scene as MP4: video only, 30 frames a second, High profile, 4:2:0, BT.709 limited range.

    `audio` is the scene's mono sound at 48 kHz, for the mouth's loudness; `progress` is called with frames done.
    """
    stage, picture = Stage(job, audio), Picture(job.frame)
    with av.open(str(target), "w", format="mp4") as container:
        stream = add_video(container, job.frame)
        before = None
        for number in range(job.spoken.frames):
            look = stage.look(number)
            boxes = [picture.whole] if before is None else stage.changes(before, look)
            picture.redraw(boxes, partial(stage.draw, look=look))
            before = look
            frame = picture.video_frame()
            frame.pts, frame.time_base = number, Fraction(1, FRAME_RATE)
            container.mux(stream.encode(frame))
            if number % _EVERY == 0:
                progress(number)
        container.mux(stream.encode())


def add_video(container: av.container.OutputContainer, frame: Frame) -> av.VideoStream:
    """The x264 stream every segment is made with."""
    stream = container.add_stream("libx264", rate=FRAME_RATE, options=_OPTIONS)
    stream.width, stream.height, stream.pix_fmt = frame.width, frame.height, "yuv420p"
    context = stream.codec_context
    context.profile = "High"
    context.thread_type = "FRAME"
    context.thread_count = THREADS
    context.color_primaries = context.color_trc = context.colorspace = 1
    context.color_range = 1
    return stream


def still(job: SegmentJob, audio: NDArray[np.float32], number: int) -> bytes:
    """One frame of the scene as PNG, drawn from nothing."""
    stage, picture = Stage(job, audio), Picture(job.frame)
    look = stage.look(number)
    picture.redraw([picture.whole], partial(stage.draw, look=look))
    return picture.png()
