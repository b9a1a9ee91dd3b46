"""Brings a programme to the loudness that was chosen, -16 LUFS unless told, at most -1.5 dBTP once encoded."""

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


def master(sound: Samples, lufs: float = TARGET_LUFS) -> Samples:
    """`sound` at this loudness under the ceiling, exactly as long. What is silent (`levels.SILENT`) stays as it is."""
    return with_gain(sound, mastering(sound, lufs))


def mastering(sound: Samples, lufs: float = TARGET_LUFS) -> NDArray[np.float32]:
    """The gain for each sample, the same for all channels, that brings `sound` to the loudness under the ceiling.

    The limiter takes loudness away, so gain and limiting are repeated until the result measures right. Sound with so
    much crest that both can't be had keeps the ceiling. Raises ValueError for samples that are no number.
    """
    top = float(np.abs(sound).max(initial=0.0))
    if not np.isfinite(top):
        raise ValueError("the sound has samples that are no number")
    if top <= SILENT:
        return np.ones(len(sound), np.float32)
    # At full scale first: the gate of the loudness measure is absolute and would hide quiet sound.
    source = (sound / top).astype(np.float32)
    gain = lufs - integrated_loudness(source)
    limited = _limited(source, gain)
    for _ in range(_PASSES):
        missing = lufs - integrated_loudness(with_gain(source, limited))
        if abs(missing) < _CLOSE_ENOUGH:
            break
        gain += missing
        limited = _limited(source, gain)
    return limited / np.float32(top)


def with_gain(sound: Samples, gain: NDArray[np.float32]) -> Samples:
    """`sound`, mono or stereo, times a gain for each sample."""
    return (sound * (gain if sound.ndim == 1 else gain[:, None])).astype(np.float32)


def _limited(source: Samples, decibels: float) -> NDArray[np.float32]:
    """The gain per sample that changes the level by `decibels`, less where the limiter must hold it."""
    factor = np.float32(gain_of(decibels))
    return factor * limiting(source * factor)


def limiting(sound: Samples) -> NDArray[np.float32]:
    """The gain per sample, at most 1, that keeps true peaks below the ceiling less the encoder's headroom.

    Look-ahead: the gain every sample needs is spread 5 ms to both sides, then smoothed within that reach, so that it
    has arrived when the peak does and never jumps.
    """
    ceiling = np.float32(gain_of(CEILING_DBTP - _ENCODER_HEADROOM))
    peaks = true_peaks(sound, float(ceiling))
    if float(peaks.max(initial=0.0)) <= ceiling:
        return np.ones(len(sound), np.float32)
    needed: NDArray[np.float32] = np.minimum(np.float32(1), ceiling / np.maximum(peaks, ceiling))
    held = minimum_filter1d(needed, 2 * _LOOK_AHEAD + 1, mode="nearest")
    padded = np.pad(held, _LOOK_AHEAD, mode="edge")
    # By blocks of spectrum: direct, it took half the mastering.
    return np.asarray(oaconvolve(padded, _SMOOTHING, mode="valid"), np.float32)
