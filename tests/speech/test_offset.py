"""Holds the catalogue to how far the engine's phoneme times lie behind its sound; `offsets` says how that is measured."""

from statistics import median

import pytest

from jarai.speech.hibari import engine
from jarai.speech.phonemes import Pronouncer
from jarai.speech.reading import read
from jarai.speech.voices import DESCRIBER, PRESENTER, VoiceDescription
from jarai.storyboard.model import Unit
from offsets import lags_of

MS = 48
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


def measured_offset(voice: VoiceDescription) -> tuple[float, float]:
    """The median lag in milliseconds, by hisses and by vowels."""
    loaded = engine()
    pronouncer = Pronouncer(loaded.g2p, frozenset(loaded.vocabulary), {})
    found = []
    for text in TEXTS:
        words = pronouncer.words(read([Unit(shown=text, said=text)]))
        sound, durations = loaded.render(words, voice.pace)
        found.append(lags_of(sound, "".join(word.signs + " " * word.spaced for word in words), durations))
    return median(hiss for hiss, _ in found), median(vowel for _, vowel in found)


@pytest.mark.parametrize(
    "voice", [PRESENTER, DESCRIBER, PRESENTER.at(125)], ids=lambda voice: f"{voice.slug}-{voice.pace}"
)
def test_the_catalogue_has_the_measured_offset(voice: VoiceDescription) -> None:
    by_hisses, by_vowels = measured_offset(voice)
    assert abs(by_hisses - by_vowels) <= 15
    assert abs((by_hisses + by_vowels) / 2 - voice.offset / MS) <= 5, (by_hisses, by_vowels)
