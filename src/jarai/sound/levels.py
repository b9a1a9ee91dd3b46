"""Loudness and true peak of stereo sound, after ITU-R BS.1770-4."""

import math

import numpy as np
import pyloudnorm
from numpy.typing import NDArray
from scipy.signal import resample_poly

from jarai.sound.wav import Samples
from jarai.storyboard.times import SAMPLE_RATE

SILENT = 1e-4
"""Sound that never exceeds this (-80 dBFS) counts as silence: there is nothing in it to bring up."""

_GATING_BLOCK = SAMPLE_RATE * 2 // 5
_OVERSAMPLING = 4
_STRIDE = SAMPLE_RATE * 20
_OVERLAP = 256


def integrated_loudness(stereo: Samples) -> float:
    """Integrated loudness in LUFS (BS.1770-4, gated), minus infinity for silence.

    Sound shorter than one gating block (400 ms) is measured as if it went on repeating until it fills one.
    """
    top = float(np.abs(stereo).max(initial=0.0))
    if top <= 0.0:
        return -math.inf
    if len(stereo) < _GATING_BLOCK:
        stereo = np.tile(stereo, (-(-_GATING_BLOCK // len(stereo)), 1))
    with np.errstate(divide="ignore"):  # a block of digital silence has no logarithm, and the gate drops it
        return float(pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(stereo.astype(np.float64)))


def true_peaks(stereo: Samples) -> NDArray[np.float32]:
    """For each sample the highest magnitude of either channel at four times the rate (BS.1770-4, annex 2)."""
    peaks = np.zeros(len(stereo), np.float32)
    for start in range(0, len(stereo), _STRIDE):
        # In strides, because four times a long programme would not fit in memory; overlaps keep the filter's tails.
        first, end = max(0, start - _OVERLAP), min(len(stereo), start + _STRIDE)
        part = stereo[first : min(len(stereo), end + _OVERLAP)]
        dense = np.abs(resample_poly(part, _OVERSAMPLING, 1, axis=0)).max(axis=1)
        peaks[start:end] = dense.reshape(-1, _OVERSAMPLING).max(axis=1)[start - first :][: end - start]
    return peaks


def true_peak(stereo: Samples) -> float:
    """The true peak in dBTP, minus infinity for silence."""
    top = float(true_peaks(stereo).max(initial=0.0))
    return 20 * math.log10(top) if top > 0 else -math.inf


def gain_of(decibels: float) -> float:
    """The factor of an amplitude that changes it by `decibels`."""
    return float(10 ** (decibels / 20))
