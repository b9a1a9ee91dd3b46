"""Brings a programme to the loudness that platforms ask for: -16 LUFS, at most -1.5 dBTP once encoded."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d
from scipy.signal import oaconvolve
from scipy.signal.windows import gaussian

from jarai.sound.levels import SILENT, gain_of, integrated_loudness, true_peaks
from jarai.sound.wav import Samples

TARGET_LUFS = -16.0
CEILING_DBTP = -1.5

# AAC at 160 kb/s moves the peaks of speech by up to about one decibel; this much is left for it.
_ENCODER_HEADROOM = 1.5
_LOOK_AHEAD = 240
_BELL = gaussian(2 * _LOOK_AHEAD + 1, _LOOK_AHEAD / 3)
_SMOOTHING = (_BELL / _BELL.sum()).astype(np.float32)
_PASSES = 4
_CLOSE_ENOUGH = 0.02


def master(mono: Samples) -> Samples:
    """`mono` at the target loudness and ceiling, exactly as long. What is silent (see `levels.SILENT`) stays as it is.

    The limiter takes loudness away, so gain and limiting are repeated until the result measures right. Sound with so
    much crest that both can't be had keeps the ceiling.
    """
    top = float(np.abs(mono).max(initial=0.0))
    if not np.isfinite(top):
        raise ValueError("the sound has samples that are no number")
    if top <= SILENT:
        return mono.astype(np.float32)
    # At full scale first: the gate of the loudness measure is absolute and would hide quiet sound.
    source = (mono / top).astype(np.float32)
    gain = TARGET_LUFS - integrated_loudness(source)
    result = limit(source * np.float32(gain_of(gain)))
    for _ in range(_PASSES):
        missing = TARGET_LUFS - integrated_loudness(result)
        if abs(missing) < _CLOSE_ENOUGH:
            break
        gain += missing
        result = limit(source * np.float32(gain_of(gain)))
    return result


def limit(mono: Samples) -> Samples:
    """`mono` with its true peaks below the ceiling less the encoder's headroom.

    Look-ahead: the gain every sample needs is spread 5 ms to both sides, then smoothed within that reach, so that it
    has arrived when the peak does and never jumps.
    """
    ceiling = np.float32(gain_of(CEILING_DBTP - _ENCODER_HEADROOM))
    peaks = true_peaks(mono)
    if float(peaks.max(initial=0.0)) <= ceiling:
        return mono
    needed: NDArray[np.float32] = np.minimum(np.float32(1), ceiling / np.maximum(peaks, ceiling))
    held = minimum_filter1d(needed, 2 * _LOOK_AHEAD + 1, mode="nearest")
    padded = np.pad(held, _LOOK_AHEAD, mode="edge")
    smooth = oaconvolve(padded, _SMOOTHING, mode="valid")  # by blocks of spectrum: direct, it took half the mastering
    return (mono * smooth).astype(np.float32)
