"""Loudness and true peak, after ITU-R BS.1770-4. Mono sound counts as played by two channels, as it is delivered."""

import math

import numpy as np
import pyloudnorm
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from scipy.signal import firwin

from jarai.sound.wav import Samples
from jarai.storyboard.times import SAMPLE_RATE

SILENT = 1e-4
"""Sound that never exceeds this (-80 dBFS) counts as silence: there is nothing in it to bring up."""

_TWO_CHANNELS = 10 * math.log10(2)
_GATING_BLOCK = SAMPLE_RATE * 2 // 5
_OVERSAMPLING = 4
_REACH = 10
_STRIDE = SAMPLE_RATE * 2


def _between() -> NDArray[np.float32]:
    """The weights of the 21 samples around one for the three values between it and the next, (21, 3)."""
    taps = firwin(2 * _REACH * _OVERSAMPLING + 1, 1 / _OVERSAMPLING, window=("kaiser", 5.0)) * _OVERSAMPLING
    padded = np.pad(taps, _OVERSAMPLING)
    around = np.arange(-_REACH, _REACH + 1)
    phases = [
        padded[(_REACH + 1) * _OVERSAMPLING + phase - _OVERSAMPLING * around] for phase in range(1, _OVERSAMPLING)
    ]
    return np.stack(phases, axis=1).astype(np.float32)


_BETWEEN = _between()


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


def true_peaks(sound: Samples, above: float = 0.0) -> NDArray[np.float32]:
    """For each sample the highest magnitude of any channel from it to the next, at four times the rate (BS.1770-4, annex 2).

    Between samples that lie below half of `above` nothing is reckoned: no sound reaches `above` from there.
    """
    magnitudes = np.abs(sound.reshape(len(sound), -1))
    peaks = np.asarray(magnitudes.max(axis=1), np.float32)
    near = magnitudes >= np.float32(above / 2)
    near[:-1] |= near[1:]
    for channel, wanted in zip(sound.reshape(len(sound), -1).T, near.T, strict=True):
        windows = sliding_window_view(np.pad(channel, _REACH), 2 * _REACH + 1)
        places = np.flatnonzero(wanted)
        for some in np.split(
            places, range(_STRIDE, len(places), _STRIDE)
        ):  # a long programme's would not fit in memory
            between = np.abs(windows[some] @ _BETWEEN).max(axis=1, initial=0.0)
            peaks[some] = np.maximum(peaks[some], between)
    return peaks


def true_peak(sound: Samples) -> float:
    """The true peak in dBTP, minus infinity for silence."""
    top = float(true_peaks(sound).max(initial=0.0))
    return 20 * math.log10(top) if top > 0 else -math.inf


def gain_of(decibels: float) -> float:
    """The factor of an amplitude that changes it by `decibels`."""
    return float(10 ** (decibels / 20))
