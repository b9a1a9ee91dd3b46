"""Lays takes on a scene's timeline: the pauses are planned here, not left to the engine."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jarai.speech.port import SceneSpeech
from jarai.speech.takes import MARGIN, Take
from jarai.speech.voices import least_sure
from jarai.storyboard.times import SAMPLES_PER_FRAME, frames_covering
from jarai.storyboard.voicing import Phoneme, SpokenUnit

_MS = 48


@dataclass(frozen=True)
class Pauses:
    """Silences in samples: before the first sound, after the last, and between what is said."""

    lead_in: int
    tail: int
    sentence: int = 280 * _MS
    weighty: int = 450 * _MS
    """After a question and before a quotation."""
    clause: int = 140 * _MS
    """Where a long sentence was cut after punctuation."""
    word: int = 30 * _MS
    """Where it had to be cut between words."""


SCENE = Pauses(lead_in=250 * _MS, tail=500 * _MS)
LINE = Pauses(lead_in=MARGIN, tail=MARGIN)


@dataclass(frozen=True)
class Spoken:
    """A take of sentence number `sentence`, and the pause in samples before it (unused for the first)."""

    take: Take
    sentence: int
    pause: int


def lay(spoken: Sequence[Spoken], pauses: Pauses) -> SceneSpeech:
    """The takes one after another, as speech of whole frames. Without takes it is silence."""
    starts: list[int] = []
    clock = pauses.lead_in
    for index, part in enumerate(spoken):
        clock += part.pause if index else 0
        starts.append(clock)
        clock += part.take.length
    frames = frames_covering(clock + pauses.tail)
    samples = np.zeros(frames * SAMPLES_PER_FRAME, np.float32)
    phonemes: list[Phoneme] = []
    for start, part in zip(starts, spoken, strict=True):
        at = start - part.take.onset
        samples[at : at + len(part.take.samples)] += part.take.samples
        phonemes += [
            Phoneme(
                symbol=sound.symbol,
                start=start + sound.start,
                end=start + sound.end,
                stressed=sound.stressed,
                sentence=part.sentence,
                unit=sound.unit,
            )
            for sound in part.take.phonemes
        ]
    samples.flags.writeable = False
    timing = least_sure(part.take.timing for part in spoken)
    return SceneSpeech(samples, frames, _units(phonemes), tuple(phonemes), timing)


def _units(phonemes: Sequence[Phoneme]) -> tuple[SpokenUnit, ...]:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for sound in phonemes:
        start, _ = spans.get((sound.sentence, sound.unit), (sound.start, 0))
        spans[sound.sentence, sound.unit] = start, sound.end
    return tuple(
        SpokenUnit(sentence=sentence, unit=unit, start=start, end=end)
        for (sentence, unit), (start, end) in spans.items()
    )
