"""Draws and encodes scenes: each a closed segment of H.264 that can be kept, and joined to others without re-encoding."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jarai.render.encode import Beside, encoder_of
from jarai.render.picture import Picture
from jarai.render.stage import SegmentJob, Stage

__all__ = ["Drawing", "SegmentJob", "render_segments", "still"]

_EVERY = 15


class Drawing(NamedTuple):
    """A scene to draw: its job, its mono sound at 48 kHz (for the mouth's loudness), and the file to write.

    `assets` is the folder in which the files the job names lie under their SHA-256.
    """

    job: SegmentJob
    audio: NDArray[np.float32]
    target: Path
    assets: Path = Path()


def render_segments(drawings: Iterable[Drawing], progress: Callable[[int], None]) -> None:
    """Write each scene as MP4: video only, 30 frames a second, High profile, 4:2:0, BT.709 limited range.

    A target appears when it is whole. While a scene's last frames are encoded the next one is begun. `progress` is called
    with frames drawn, of all scenes together.
    """
    done = 0
    last: tuple[Beside, Path] | None = None
    for drawing in drawings:
        encoder = Beside(encoder_of(drawing.job.mode, _unfinished(drawing.target), drawing.job.frame))
        for number in _draw(drawing, encoder):
            if number == 0 and last:
                _finish(*last)
            if number % _EVERY == 0:
                progress(done + number)
        encoder.end()
        last = encoder, drawing.target
        done += drawing.job.spoken.frames
    if last:
        _finish(*last)
        progress(done)


def _draw(drawing: Drawing, encoder: Beside) -> Iterator[int]:
    """Draw every frame into the encoder; the numbers of those drawn."""
    job = drawing.job
    stage = Stage(job, drawing.audio, drawing.assets)
    picture = Picture(job.frame, stage.ground)
    before = None
    for number in range(job.spoken.frames):
        look = stage.look(number)
        boxes = [picture.whole] if before is None else stage.changes(before, look)
        changed = picture.redraw(boxes, partial(stage.draw, look=look))
        encoder.add(picture.yuv if changed else None)
        before = look
        yield number


def _finish(encoder: Beside, target: Path) -> None:
    encoder.wait()
    _unfinished(target).replace(target)


def _unfinished(target: Path) -> Path:
    return target.with_suffix(".part")


def still(job: SegmentJob, audio: NDArray[np.float32], number: int, assets: Path = Path()) -> bytes:
    """One frame of the scene as PNG, drawn from nothing."""
    stage = Stage(job, audio, assets)
    picture = Picture(job.frame, stage.ground)
    look = stage.look(number)
    picture.redraw([picture.whole], partial(stage.draw, look=look))
    return picture.png()
