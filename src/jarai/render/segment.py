"""Draws and encodes one scene: a closed segment of H.264 that can be kept, and joined to others without re-encoding."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from jarai.render.encode import Beside, encoder_of
from jarai.render.picture import Picture
from jarai.render.stage import SegmentJob, Stage

__all__ = ["SegmentJob", "render_segment", "still"]

_EVERY = 15


def render_segment(job: SegmentJob, audio: NDArray[np.float32], target: Path, progress: Callable[[int], None]) -> None:
    """Write the scene as MP4: video only, 30 frames a second, High profile, 4:2:0, BT.709 limited range.

    `audio` is the scene's mono sound at 48 kHz, for the mouth's loudness; `progress` is called with frames done.
    """
    stage = Stage(job, audio)
    picture = Picture(job.frame, stage.ground)
    encoder = Beside(encoder_of(job.mode, target, job.frame))
    before = None
    for number in range(job.spoken.frames):
        look = stage.look(number)
        boxes = [picture.whole] if before is None else stage.changes(before, look)
        changed = picture.redraw(boxes, partial(stage.draw, look=look))
        encoder.add(picture.yuv if changed else None)
        before = look
        if number % _EVERY == 0:
            progress(number)
    encoder.finish()


def still(job: SegmentJob, audio: NDArray[np.float32], number: int) -> bytes:
    """One frame of the scene as PNG, drawn from nothing."""
    stage = Stage(job, audio)
    picture = Picture(job.frame, stage.ground)
    look = stage.look(number)
    picture.redraw([picture.whole], partial(stage.draw, look=look))
    return picture.png()
