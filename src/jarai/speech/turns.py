"""A scene that two say: its turns, each read by a voice of its own, and their speech as one."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple, TypeVar

import numpy as np

from jarai.speech.port import SceneSpeech
from jarai.speech.voices import least_sure
from jarai.storyboard.model import Scene
from jarai.storyboard.times import SAMPLES_PER_FRAME
from jarai.storyboard.voicing import Phoneme, SpokenUnit

Part = TypeVar("Part", SpokenUnit, Phoneme)


class Turn(NamedTuple):
    """What one speaker says without a break, as a scene of its own, and the number of its first sentence."""

    speaker: int
    first: int
    scene: Scene


def turns_of(scene: Scene) -> tuple[Turn, ...]:
    """The scene's turns in order; the rest after the last word belongs to the last. One where nobody speaks."""
    found: list[Turn] = []
    at = 0
    for speaker, said in groupby(scene.narration, key=lambda sentence: sentence.speaker):
        narration = tuple(said)
        found.append(Turn(speaker, at, scene.model_copy(update={"narration": narration, "rest": 0})))
        at += len(narration)
    if not found:
        return (Turn(1, 0, scene),)
    last = found[-1]
    return (*found[:-1], last._replace(scene=last.scene.model_copy(update={"rest": scene.rest})))


def joined(parts: Sequence[tuple[SceneSpeech, int]]) -> SceneSpeech:
    """The speech of turns one after the other, each with the number of its first sentence."""
    if len(parts) == 1:
        return parts[0][0]
    samples = np.concatenate([speech.samples for speech, _ in parts])
    samples.flags.writeable = False
    units: list[SpokenUnit] = []
    phonemes: list[Phoneme] = []
    start = 0
    for speech, first in parts:
        units += (_moved(each, start, first) for each in speech.units)
        phonemes += (_moved(each, start, first) for each in speech.phonemes)
        start += speech.frames * SAMPLES_PER_FRAME
    frames = sum(speech.frames for speech, _ in parts)
    timing = least_sure(speech.timing for speech, _ in parts)
    guesses = tuple(
        guess.model_copy(update={"sentence": guess.sentence + first})
        for speech, first in parts
        for guess in speech.guesses
    )
    return SceneSpeech(samples, frames, tuple(units), tuple(phonemes), timing, guesses)


def _moved(part: Part, by: int, sentences: int) -> Part:
    """The same so many samples and sentences later."""
    later = {"start": part.start + by, "end": part.end + by, "sentence": part.sentence + sentences}
    return part.model_copy(update=later)
