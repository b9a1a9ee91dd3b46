"""Brings a programme to the loudness that was chosen, -16 LUFS unless told, at most -1.5 dBTP once encoded."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d
from scipy.signal import oaconvolve
from scipy.signal.windows import gaussian

from jarai.sound.levels import SILENT, filled, gain_of, gating, true_peaks
from jarai.sound.strides import STRIDE, Gained, Sound, highest, whole
from jarai.sound.wav import Samples

TARGET_LUFS = -16.0
CEILING_DBTP = -1.5

# AAC at 160 kb/s moves the peaks of speech by up to about one decibel; this much is left for it.
_ENCODER_HEADROOM = 1.5
_CEILING = np.float32(gain_of(CEILING_DBTP - _ENCODER_HEADROOM))
_LOOK_AHEAD = 240
_BELL = gaussian(2 * _LOOK_AHEAD + 1, _LOOK_AHEAD / 3)
_SMOOTHING = (_BELL / _BELL.sum()).astype(np.float32)
_PASSES = 4
_CLOSE_ENOUGH = 0.02
_MORE = 3.0
"""How much louder, in decibels, a programme may have to become to make up for its limiter."""


def master(sound: Sound, lufs: float = TARGET_LUFS) -> Samples:
    """`sound` at this loudness under the ceiling, exactly as long. What is silent (`levels.SILENT`) stays as it is."""
    return whole(Gained(sound, mastering(sound, lufs)))


def mastering(sound: Sound, lufs: float = TARGET_LUFS) -> NDArray[np.float32]:
    """The gain for each sample, the same for all channels, that brings `sound` to the loudness under the ceiling.

    The limiter takes loudness away, so gain and limiting are repeated until the result measures right. Sound with so
    much crest that both can't be had keeps the ceiling. Raises ValueError for samples that are no number.
    """
    top = highest(sound)
    if not np.isfinite(top):
        raise ValueError("the sound has samples that are no number")
    if top <= SILENT:
        return np.ones(len(sound), np.float32)
    # The gate of the loudness measure is absolute and would hide quiet sound: it is measured as if at full scale.
    decibels = lufs - gating(filled(sound)).loudness(1 / top)
    peaks = true_peaks(sound, _enough(decibels, top))
    limited = limiting(peaks, gain_of(decibels) / top)
    for _ in range(_PASSES):
        if float(limited.min()) == float(limited.max()):
            break  # nothing was limited, and loudness follows the gain
        missing = lufs - gating(filled(Gained(sound, limited))).loudness()
        if abs(missing) < _CLOSE_ENOUGH:
            break
        decibels += missing
        limiting(peaks, gain_of(decibels) / top, limited)
    return limited


def _enough(decibels: float, top: float) -> float:
    """How high a sound must reach to matter, at full scale times this gain or somewhat more; the others aren't reckoned."""
    return float(_CEILING) * top / gain_of(decibels + _MORE)


def limiting(
    peaks: NDArray[np.float32], factor: float = 1.0, into: NDArray[np.float32] | None = None
) -> NDArray[np.float32]:
    """The gain per sample, at most `factor`, that keeps these true peaks below the ceiling less the encoder's headroom.

    Look-ahead: the gain every sample needs is spread 5 ms to both sides, then smoothed within that reach, so that it
    has arrived when the peak does and never jumps. It is written into `into` where that is given.
    """
    gain = np.empty(len(peaks), np.float32) if into is None else into
    gain[:] = factor
    for start in range(0, len(peaks), STRIDE):
        first, last = max(0, start - 2 * _LOOK_AHEAD), min(len(peaks), start + STRIDE + 2 * _LOOK_AHEAD)
        reached = peaks[first:last] * np.float32(factor)
        if float(reached.max()) <= _CEILING:
            continue
        needed: NDArray[np.float32] = _CEILING / np.maximum(reached, _CEILING)
        held = minimum_filter1d(needed, 2 * _LOOK_AHEAD + 1, mode="nearest")
        padded = np.pad(held, _LOOK_AHEAD, mode="edge")
        # By blocks of spectrum: direct, it took half the mastering.
        smooth = oaconvolve(padded, _SMOOTHING, mode="valid")
        own = gain[start : start + STRIDE]
        own *= smooth[start - first : start - first + len(own)]
    return gain
