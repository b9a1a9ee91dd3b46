"""Measures how far the engine's phoneme times lie behind its sound, and holds the catalogue to it.

Hissing sounds are where there is energy above 5 kHz, vowels where there is energy below 1.2 kHz. The lag at which
where the engine says they are fits best with where they are is the offset; the two kinds must agree.
"""

from statistics import median
from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import butter, sosfiltfilt

from jarai.speech.hibari import engine
from jarai.speech.phonemes import Pronouncer
from jarai.speech.port import VoiceDescription
from jarai.speech.reading import read
from jarai.speech.voices import DESCRIBER, PRESENTER
from jarai.storyboard.model import Unit

MS = 48
HISSES = "szʃʒʧʤ"
VOWELS = "AIOWYiuæɑəɛɪɹʊʌɔᵊᵻɜ"
TEXTS = (
    "The company will hire people in every region by next year.",
    "Such systems assess costs as soon as sales are seen.",
    "She said that the harbour would open again in the spring.",
    "Fish stocks in the northern sea have ceased since the storm.",
    "Hospitals saved a third of their power with better windows.",
    "The session was used to discuss his useless suggestions.",
    "Thousands of people passed through the streets to celebrate the season.",
    "Sixty passengers saw the same shop.",
    "Officials insist his crisis is a useful lesson.",
    "The essay says citizens possess houses.",
)


def energy(
    sound: NDArray[np.float32], kind: Literal["highpass", "bandpass"], edges: float | list[float]
) -> NDArray[np.float64]:
    """Log energy of a band, one value a millisecond, about its mean."""
    band = np.abs(sosfiltfilt(butter(4, edges, kind, fs=48_000, output="sos"), sound))
    level = np.log(np.convolve(band, np.full(480, 1 / 480), "same")[::MS] + 1e-4)
    return np.asarray(level - level.mean(), np.float64)


def lag(level: NDArray[np.float64], spans: list[tuple[int, int]]) -> int:
    """By how many milliseconds the spans (samples) come too late for the energy."""
    marked = np.zeros(len(level))
    for start, end in spans:
        marked[start // MS : end // MS] = 1
    marked -= marked.mean()
    return int(np.argmax([level @ np.roll(marked, -shift) for shift in range(150)]))


def measured_offset(voice: VoiceDescription) -> tuple[float, float]:
    """The median lag in milliseconds, by hisses and by vowels."""
    loaded = engine()
    pronouncer = Pronouncer(loaded.g2p, frozenset(loaded.vocabulary), {})
    hisses, vowels = [], []
    for text in TEXTS:
        words = pronouncer.words(read([Unit(shown=text, said=text)]))
        sound, durations = loaded.render(words, voice.pace)
        signs = "".join(word.signs + " " * word.spaced for word in words)
        edges = np.cumsum(durations).tolist()
        spans = list(zip(signs, edges, edges[1:], strict=False))
        hisses.append(lag(energy(sound, "highpass", 5000), [(a, b) for sign, a, b in spans if sign in HISSES]))
        vowels.append(lag(energy(sound, "bandpass", [100, 1200]), [(a, b) for sign, a, b in spans if sign in VOWELS]))
    return median(hisses), median(vowels)


@pytest.mark.parametrize("voice", [PRESENTER, DESCRIBER], ids=lambda voice: voice.slug)
def test_the_catalogue_has_the_measured_offset(voice: VoiceDescription) -> None:
    by_hisses, by_vowels = measured_offset(voice)
    assert abs(by_hisses - by_vowels) <= 15
    assert abs((by_hisses + by_vowels) / 2 - voice.offset / MS) <= 5, (by_hisses, by_vowels)
