"""Where two recordings of the same words say the same: dynamic time warping over their cepstra.

A cepstrum is the cosine transform of a frame's log energies in bands of the mel scale: it tells one sound from another
and says little of who speaks. Two readings of one text are the same row of sounds at another pace, so the cheapest way
through the distances of their frames says which moment of one is which of the other (H. Sakoe and S. Chiba, "Dynamic
programming algorithm optimization for spoken word recognition", 1978). It knows no language.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dct
from scipy.signal import resample_poly

from jarai.speech.port import Sound

HOP = 480
"""Samples at 48 kHz from one frame to the next: 10 ms."""

Frames = NDArray[np.float32]
"""One row a frame, shape (frames, 2 × 13): cepstra about their means and their slopes, in units of the cepstra's deviation."""

_STEP, _WINDOW, _FFT = 3, 400, 512  # 16 kHz, 25 ms
_BANDS, _CEPSTRA = 26, 13
_LOWEST, _HIGHEST = 80.0, 7600.0
_FLOOR = 1e-5
"""How far below the loudest band's energy nothing counts: 50 dB."""
_SLOPE, _SLOPES = 2, 0.7
"""Frames to both sides, and how much slopes count."""
_WARP = 0.2
"""What standing still in one of the two costs a frame, in distances."""
ALIKE = 0.65
"""Up to this unlikeness two sounds are the same text: `benchmarks/alignment.py` prints where right and wrong ones lie."""
STRIDE = 2_000
"""Frames of the one that are looked at at once: 20 s. The first two thirds of the way through them stay."""
_FARTHEST = 4
"""How many strides of the other they may be."""


@dataclass(frozen=True)
class Alignment:
    """Which frame of the other each frame of the first is.

    `frames` are rising, one for each of the first's, fractions included. `unlikeness` is how far apart the two are on
    the way, against how far apart they are with one played backwards: about 0.5 for the same words, whoever speaks and
    wherever it was recorded, 0.7 and more for others, 1 for noise.
    """

    frames: NDArray[np.float64]
    unlikeness: float

    def moment(self, sample: int) -> int:
        """When the other says what the first says at `sample`, in samples at 48 kHz."""
        at = (sample - HOP / 2) / HOP
        return round(float(np.interp(at, np.arange(len(self.frames)), self.frames)) * HOP + HOP / 2)


def frames_of(samples: Sound) -> Frames:
    """The sound's cepstra, a frame each whole 10 ms; none for less."""
    count = len(samples) // HOP
    if not count:
        return np.zeros((0, 2 * _CEPSTRA), np.float32)
    low = resample_poly(samples, 1, _STEP)
    hop = HOP // _STEP
    padded = np.pad(low, ((_WINDOW - hop) // 2, _WINDOW))
    windows = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[: count * hop : hop]
    cepstra = np.empty((count, _CEPSTRA), np.float32)
    loudest = _FLOOR * max(float(_energies(windows[at : at + STRIDE]).max()) for at in range(0, count, STRIDE)) + 1e-12
    for at in range(0, count, STRIDE):
        levels = np.log(_energies(windows[at : at + STRIDE]) + loudest)
        cepstra[at : at + STRIDE] = dct(levels, norm="ortho", axis=1)[:, :_CEPSTRA]
    edged = np.pad(cepstra, ((_SLOPE, _SLOPE), (0, 0)), "edge")
    slopes = edged[2 * _SLOPE :] - edged[: -2 * _SLOPE]
    centred = cepstra - cepstra.mean(axis=0)
    found = np.concatenate([centred, _SLOPES * slopes], axis=1) / (centred.std() + 1e-6)
    return np.asarray(found, np.float32)


def aligned(first: Frames, other: Frames, stride: int = STRIDE) -> Alignment:
    """The cheapest way through both from end to end, and what it tells of their likeness.

    Strides are looked at one after the other, so memory grows with the length alone. Raises ValueError where one
    is empty.
    """
    if not len(first) or not len(other):
        raise ValueError("there is nothing to align")
    way, cost = _strided(first, other, stride)
    _, backwards = _strided(first[::-1], other, stride)
    at, there = way[:, 0], way[:, 1]
    middle = np.bincount(at, there, len(first)) / np.bincount(at, minlength=len(first))
    return Alignment(middle, cost / max(backwards, 1e-9))


def _strided(first: Frames, other: Frames, stride: int) -> tuple[NDArray[np.int64], float]:
    """The pairs of frames on the way, shape (steps, 2), and their mean distance."""
    pace = len(other) / len(first)
    parts: list[NDArray[np.int64]] = []
    row, column, spent, last = 0, 0, 0.0, False
    while not last:
        last = row + stride >= len(first)
        reach = len(other) if last else column + round(stride * pace * 1.5)
        way, distances = _way(first[row : row + stride], other[column:reach][: _FARTHEST * stride], to_end=last)
        kept = len(way) if last else int(np.searchsorted(way[:, 0], stride * 2 // 3))
        parts.append(way[:kept] + np.array([row, column]))
        spent += float(distances[:kept].sum())
        if not last:
            row, column = row + int(way[kept, 0]), column + int(way[kept, 1])
    found = np.concatenate(parts)
    return found, spent / len(found)


def _way(first: Frames, other: Frames, *, to_end: bool) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The pairs of frames on the way, shape (steps, 2), and their distances; it ends at both ends, or where `first` does.

    Distances are Euclid's, a component's mean. A row of the table is the cheapest way to each of the other's frames. Going on along a row is a running minimum:
    D[j] = A[j] + min over k ≤ j of (D'[k] - A[k]), A the sum of what each step along the row costs.
    """
    table = np.empty((len(first), len(other)), np.float32)
    moves = np.empty((len(first), len(other)), np.int8)
    best = np.full(len(other), np.inf)
    squares = np.square(other).sum(axis=1)
    for index, frame in enumerate(first):
        distance = np.sqrt(np.maximum(0.0, squares + frame @ frame - 2 * (other @ frame))).astype(np.float64)
        distance /= np.sqrt(other.shape[1])
        table[index] = distance
        if index:
            stay, diagonal = best + _WARP, np.concatenate([[np.inf], best[:-1]])
            entered = np.minimum(stay, diagonal) + distance
            moves[index] = np.where(diagonal <= stay, 0, 1)
        else:
            entered = np.concatenate([distance[:1], np.full(len(other) - 1, np.inf)])
            moves[index] = 1
        along = np.cumsum(distance + _WARP)
        best = along + np.minimum.accumulate(entered - along)
        moves[index][best < entered - 1e-9] = 2
    row, column = len(first) - 1, len(other) - 1 if to_end else int(np.argmin(best))
    back = [(row, column)]
    while row or column:
        move = moves[row, column]
        row, column = row - (move != 2), column - (move != 1)
        back.append((int(row), int(column)))
    way = np.array(back[::-1], np.int64)
    return way, table[way[:, 0], way[:, 1]].astype(np.float64)


def _energies(windows: NDArray[np.floating]) -> NDArray[np.float64]:
    """Energy in each mel band, shape (frames, bands)."""
    spectrum = np.abs(np.fft.rfft(windows * np.hanning(_WINDOW), _FFT, axis=1)) ** 2
    return np.asarray(spectrum @ _filters().T, np.float64)


@cache
def _filters() -> NDArray[np.float64]:
    """Triangles, evenly spaced on the mel scale (2595 log10(1 + f / 700)), shape (bands, bins)."""
    lowest, highest = (2595 * np.log10(1 + edge / 700) for edge in (_LOWEST, _HIGHEST))
    edges = 700 * (10 ** (np.linspace(lowest, highest, _BANDS + 2) / 2595) - 1)
    bins = np.arange(_FFT // 2 + 1) * 16_000 / _FFT
    rising = (bins - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - bins) / (edges[2:] - edges[1:-1])[:, None]
    return np.asarray(np.clip(np.minimum(rising, falling), 0, None), np.float64)
