"""How far a voice's phoneme times lie behind its sound, by listening.

Hissing sounds are where there is energy above 5 kHz, vowels where there is energy below 1.2 kHz. The lag at which
where the engine says they are fits best with where they are is the offset.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfiltfilt

MS = 48
HISSES = frozenset("szʃʒʧʤʦʣɕʨʥʂꭧ")
VOWELS = frozenset("AIOWYQiuæɑəɛɪɹʊʌɔᵊᵻɜaeoyøœɐɨɯɤ")


def energy(
    sound: NDArray[np.float32], kind: Literal["highpass", "bandpass"], edges: float | list[float]
) -> NDArray[np.float64]:
    """Log energy of a band, one value a millisecond, about its mean."""
    band = np.abs(sosfiltfilt(butter(4, edges, kind, fs=48_000, output="sos"), sound))
    level = np.log(np.convolve(band, np.full(480, 1 / 480), "same")[::MS] + 1e-4)
    return np.asarray(level - level.mean(), np.float64)


def lag(level: NDArray[np.float64], spans: Sequence[tuple[int, int]]) -> int:
    """By how many milliseconds the spans (samples) come too late for the energy."""
    marked = np.zeros(len(level))
    for start, end in spans:
        marked[start // MS : end // MS] = 1
    marked -= marked.mean()
    return int(np.argmax([level @ np.roll(marked, -shift) for shift in range(150)]))


def lags_of(sound: NDArray[np.float32], signs: str, durations: Sequence[int]) -> tuple[int, int]:
    """The lag in milliseconds by hisses and by vowels; `durations` begin with the leading silence."""
    edges = np.cumsum(durations).tolist()
    spans = list(zip(signs, edges, edges[1:], strict=False))
    hissing = [(start, end) for sign, start, end in spans if sign in HISSES]
    voiced = [(start, end) for sign, start, end in spans if sign in VOWELS]
    return lag(energy(sound, "highpass", 5000), hissing), lag(energy(sound, "bandpass", [100, 1200]), voiced)


def lag_of(sound: NDArray[np.float32], signs: str, durations: Sequence[int]) -> float:
    """The mean of both; a sentence without a hiss is measured by its vowels."""
    hissing, voiced = lags_of(sound, signs, durations)
    return (hissing + voiced) / 2 if HISSES.intersection(signs) else voiced
