"""Loudness and true peak, after ITU-R BS.1770-4. Mono sound counts as played by two channels, as it is delivered."""

import math

import numpy as np
import pyloudnorm
from numpy.typing import NDArray
from scipy.signal import resample_poly

from jarai.sound.wav import Samples
from jarai.storyboard.times import SAMPLE_RATE

SILENT = 1e-4
"""Sound that never exceeds this (-80 dBFS) counts as silence: there is nothing in it to bring up."""

_TWO_CHANNELS = 10 * math.log10(2)
_GATING_BLOCK = SAMPLE_RATE * 2 // 5
_OVERSAMPLING = 4
_STRIDE = SAMPLE_RATE * 20
_OVERLAP = 256


def integrated_loudness(sound: Samples) -> float:
    """Integrated loudness in LUFS (BS.1770-4, gated), minus infinity for silence.

    Sound shorter than one gating block (400 ms) is measured as if it went on repeating until it fills one.
    """
    top = float(np.abs(sound).max(initial=0.0))
    if top <= 0.0:
        return -math.inf
    if len(sound) < _GATING_BLOCK:
        sound = np.concatenate([sound] * -(-_GATING_BLOCK // len(sound)))
    with np.errstate(divide="ignore"):  # a block of digital silence has no logarithm, and the gate drops it
        measured = float(pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(sound.astype(np.float64)))
    return measured + _TWO_CHANNELS if sound.ndim == 1 else measured


def true_peaks(sound: Samples) -> NDArray[np.float32]:
    """For each sample the highest magnitude of any channel at four times the rate (BS.1770-4, annex 2)."""
    channels = sound.reshape(len(sound), -1)
    peaks = np.zeros(len(sound), np.float32)
    for start in range(0, len(sound), _STRIDE):
        # In strides, because four times a long programme would not fit in memory; overlaps keep the filter's tails.
        first, end = max(0, start - _OVERLAP), min(len(sound), start + _STRIDE)
        part = channels[first : min(len(sound), end + _OVERLAP)]
        dense = np.abs(resample_poly(part, _OVERSAMPLING, 1, axis=0)).max(axis=1)
        peaks[start:end] = dense.reshape(-1, _OVERSAMPLING).max(axis=1)[start - first :][: end - start]
    return peaks


def true_peak(sound: Samples) -> float:
    """The true peak in dBTP, minus infinity for silence."""
    top = float(true_peaks(sound).max(initial=0.0))
    return 20 * math.log10(top) if top > 0 else -math.inf


def gain_of(decibels: float) -> float:
    """The factor of an amplitude that changes it by `decibels`."""
    return float(10 ** (decibels / 20))
