"""The presenter's mouth as a finished MP4 shows it, and the sound beside it: what lip-sync is measured on."""

from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfiltfilt

from jarai.render.layout import framing_of, layout_of
from jarai.sound.measure import decode
from jarai.storyboard.model import Storyboard
from jarai.storyboard.times import SAMPLE_RATE, SAMPLES_PER_FRAME
from jarai.storyboard.voicing import Voicing

_MOUTH = (345.0, 485.0, 455.0, 600.0)
"""Where the mouth is in the art space, with room for the head's moves."""
_DARK, _BRIGHT = 62, 222
"""Luma of the open mouth's inside, and of teeth."""
STEP = SAMPLE_RATE // 100
Series = NDArray[np.float64]


def apertures(video: Path, board: Storyboard, voicing: Voicing) -> Series:
    """The mouth's open area in each frame; NaN where no presenter is seen.

    In pixels for a presenter of size 1: in some scenes one stands larger, and the line between shut lips with them.
    """
    places = [
        layout_of(board.frame, framing_of(scene.element))
        for scene, spoken in zip(board.scenes, voicing.scenes, strict=True)
        for _ in range(spoken.frames)
    ]
    found = []
    with av.open(str(video)) as container:
        for frame, plan in zip(container.decode(video=0), places, strict=True):
            if plan.framing == "full":
                found.append(np.nan)
                continue
            left, top, size = (each * plan.scale for each in plan.presenter)
            x1, y1, x2, y2 = (round(each * size) for each in _MOUTH)
            luma = frame.to_ndarray()[: frame.height]
            mouth = luma[round(top) + y1 : round(top) + y2, round(left) + x1 : round(left) + x2]
            found.append(float(((mouth < _DARK) | (mouth > _BRIGHT)).sum()) / size**2)
    return np.array(found)


def energy(video: Path) -> Series:
    """How loud the file is between 200 and 4,000 Hz at 100 Hz, smoothed over 70 ms."""
    sound = decode(video).mean(axis=1).astype(np.float64)
    band = sosfiltfilt(butter(4, (200, 4000), "bandpass", fs=SAMPLE_RATE, output="sos"), sound)
    blocks = band[: len(band) // STEP * STEP].reshape(-1, STEP)
    smooth = np.convolve(np.square(blocks).mean(axis=1), np.ones(7) / 7, "same")
    return np.asarray(np.sqrt(np.maximum(smooth, 0)))


def lag_and_fit(aperture: Series, heard: Series) -> tuple[int, float]:
    """The picture's lag behind the sound in ms at which they fit best (negative: lips first), and that correlation."""
    seconds = (np.arange(len(aperture)) + 0.5) * SAMPLES_PER_FRAME / SAMPLE_RATE
    seen = ~np.isnan(aperture)
    times = np.arange(len(heard)) / 100
    mouth = np.interp(times, seconds[seen], aperture[seen])
    best = max(range(-25, 26), key=lambda lag: _fit(mouth, heard, lag))
    return best * 10, _fit(mouth, heard, best)


def _fit(mouth: Series, heard: Series, lag: int) -> float:
    late, early = (mouth[lag:], heard[: len(heard) - lag]) if lag >= 0 else (mouth[:lag], heard[-lag:])
    return float(np.corrcoef(late, early)[0, 1])
