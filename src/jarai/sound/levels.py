"""Loudness and true peak, after ITU-R BS.1770-4. Mono sound counts as played by two channels, as it is delivered."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from pyloudnorm.iirfilter import IIRfilter
from scipy.signal import firwin, sosfilt

from jarai.sound.strides import STRIDE, Sound, highest, strides
from jarai.sound.wav import Samples
from jarai.storyboard.times import SAMPLE_RATE

SILENT = 1e-4
"""Sound that never exceeds this (-80 dBFS) counts as silence: there is nothing in it to bring up."""

_SEGMENT = SAMPLE_RATE // 10
"""Gating blocks begin every 100 ms; each is four of these."""
_SEGMENTS = 4
_GATING_BLOCK = _SEGMENTS * _SEGMENT
_OFFSET = -0.691
_ABSOLUTE_GATE, _RELATIVE_GATE = -70.0, -10.0
_OVERSAMPLING = 4
_REACH = 10
_CHUNK = 16
_AT_ONCE = 128
"""Chunks that are multiplied at once: for more, the library would wake threads, which cost more than they save."""


def _between() -> NDArray[np.float32]:
    """What the samples of a chunk and those around it weigh in the three values after each sample of it."""
    taps = firwin(2 * _REACH * _OVERSAMPLING + 1, 1 / _OVERSAMPLING, window=("kaiser", 5.0)) * _OVERSAMPLING
    weights = np.zeros((_CHUNK + 2 * _REACH, _CHUNK, _OVERSAMPLING - 1))
    for at in range(_CHUNK):
        for phase in range(1, _OVERSAMPLING):
            weights[at + 1 : at + 2 * _REACH + 1, at, phase - 1] = taps[phase::_OVERSAMPLING][::-1]
    return weights.reshape(len(weights), -1).astype(np.float32)


_BETWEEN = _between()
_MOST = float(np.abs(_BETWEEN).sum(axis=0).max())
"""How many times its highest sample a sound can reach between its samples."""


@dataclass(frozen=True)
class Gating:
    """The K-weighted power of each gating block, all channels together, from which loudness follows for any gain."""

    powers: NDArray[np.float64]

    def loudness(self, factor: float = 1.0) -> float:
        """Integrated loudness in LUFS of the sound times `factor`, minus infinity for silence."""
        powers = self.powers * factor**2
        loud = powers[powers >= _power_at(_ABSOLUTE_GATE)]
        if not len(loud):
            return -math.inf
        relative = float(loud.mean()) * 10 ** (_RELATIVE_GATE / 10)
        return _OFFSET + 10 * math.log10(float(loud[loud > relative].mean()))


def gating(sound: Sound) -> Gating:
    """Measure a sound of at least one gating block (400 ms), in strides: it is filtered in double precision.

    The weighting filters are pyloudnorm's, and so is what becomes of the end: a last block that the sound fills to more
    than seven eighths counts.
    """
    state = np.zeros((len(_WEIGHTING), sound.ndim, 2))
    segments = []
    for piece in strides(sound):
        rows = piece.reshape(len(piece), -1).T.astype(np.float64)
        heard, state = sosfilt(_WEIGHTING, rows, zi=state)
        whole = np.zeros((len(heard), -(-len(piece) // _SEGMENT) * _SEGMENT))
        whole[:, : len(piece)] = heard
        segments.append(np.square(whole).reshape(len(heard), -1, _SEGMENT).sum(axis=(0, 2)))
    energies = np.concatenate(segments)
    blocks = round((len(sound) - _GATING_BLOCK) / _SEGMENT) + 1
    energies = np.pad(energies, (0, max(0, blocks + _SEGMENTS - 1 - len(energies))))
    powers = np.convolve(energies, np.ones(_SEGMENTS), "valid")[:blocks] / _GATING_BLOCK
    return Gating(powers * 2 if sound.ndim == 1 else powers)


def integrated_loudness(sound: Sound) -> float:
    """Integrated loudness in LUFS (BS.1770-4, gated), minus infinity for silence.

    Sound shorter than one gating block is measured as if it went on repeating until it fills one.
    """
    if not len(sound):
        return -math.inf
    return gating(filled(sound)).loudness()


def filled(sound: Sound) -> Sound:
    """The sound, repeated until it fills a gating block where it is shorter."""
    if len(sound) >= _GATING_BLOCK:
        return sound
    return np.concatenate([sound[:]] * -(-_GATING_BLOCK // len(sound)))


def true_peaks(sound: Sound, above: float = 0.0) -> NDArray[np.float32]:
    """For each sample the highest magnitude of any channel from it to the next, at four times the rate (BS.1770-4, annex 2).

    Between samples where nothing can reach `above` nothing is reckoned.
    """
    peaks = np.empty(len(sound), np.float32)
    for start in range(0, len(sound), STRIDE):
        first, last = max(0, start - _REACH), min(len(sound), start + STRIDE + _REACH)
        around = sound[first:last]
        own = min(STRIDE, len(sound) - start)
        peaks[start : start + own] = _peaks(around, above)[start - first : start - first + own]
    return peaks


def true_peak(sound: Sound) -> float:
    """The true peak in dBTP, minus infinity for silence."""
    top = highest(sound)
    peak = float(true_peaks(sound, top).max(initial=0.0))
    return 20 * math.log10(peak) if peak > 0 else -math.inf


def gain_of(decibels: float) -> float:
    """The factor of an amplitude that changes it by `decibels`."""
    return float(10 ** (decibels / 20))


def _peaks(sound: Samples, above: float) -> NDArray[np.float32]:
    """As `true_peaks`, of one piece."""
    channels = sound.reshape(len(sound), -1)
    count = -(-len(sound) // _CHUNK)
    heights = np.zeros((count, _CHUNK), np.float32)
    for channel in channels.T:
        padded = np.pad(channel, (_REACH, _REACH + count * _CHUNK - len(channel)))
        around = sliding_window_view(padded, _CHUNK + 2 * _REACH)[::_CHUNK]
        own = np.abs(padded[_REACH : _REACH + count * _CHUNK]).reshape(-1, _CHUNK)
        high = np.pad(own.max(axis=1) * _MOST >= above, 1)
        wanted = np.flatnonzero(high[:-2] | high[1:-1] | high[2:])
        heights = np.maximum(heights, own)
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            between = np.abs(around[some] @ _BETWEEN).reshape(-1, _CHUNK, _OVERSAMPLING - 1).max(axis=2)
            heights[some] = np.maximum(heights[some], between)
    return heights.ravel()[: len(sound)]


def _power_at(loudness: float) -> float:
    return float(10 ** ((loudness - _OFFSET) / 10))


def _weighting() -> NDArray[np.float64]:
    """BS.1770's two filters as second-order sections, with the figures of pyloudnorm's meter."""
    shelf = IIRfilter(4.0, 1 / math.sqrt(2), 1_500.0, SAMPLE_RATE, "high_shelf")
    low_cut = IIRfilter(0.0, 0.5, 38.0, SAMPLE_RATE, "high_pass")
    return np.array([[*each.b, *each.a] for each in (shelf, low_cut)])


_WEIGHTING = _weighting()
