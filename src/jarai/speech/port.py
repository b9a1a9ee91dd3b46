"""What the studio wants of a voice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from jarai.base.model import Wire
from jarai.storyboard.model import Scene, Unit
from jarai.storyboard.times import SAMPLES_PER_FRAME
from jarai.storyboard.voicing import Phoneme, SpokenUnit

Sound = NDArray[np.float32]
"""Mono samples at 48 kHz, full scale at ±1, shape (samples,)."""


class VoiceDescription(Wire):
    """One voice of the catalogue.

    `pace` is the engine's speed in hundredths (100 is the pace it was trained at, more is faster). `offset` is how
    many samples at 48 kHz the engine's phoneme times lie behind its sound; it was measured and is checked by a test.
    """

    slug: str
    name: str
    languages: tuple[str, ...]
    gender: Literal["female", "male"]
    style: str
    pace: int
    offset: int


@dataclass(frozen=True)
class SceneSpeech:
    """Speech with its times: `samples` is read-only and exactly `frames` × 1,600 long.

    Units that nothing is said for are absent from `units`. Times are samples at 48 kHz from the first sample; units
    and phonemes come in the order they are spoken.
    """

    samples: Sound
    frames: int
    units: tuple[SpokenUnit, ...]
    phonemes: tuple[Phoneme, ...]

    def __post_init__(self) -> None:
        if self.samples.shape != (self.frames * SAMPLES_PER_FRAME,):
            raise ValueError(f"{self.samples.shape} samples are not {self.frames} frames of mono sound")


class Voice(Protocol):
    """Someone who reads aloud. The same input gives the same samples, bit for bit; calls may come from any thread."""

    @property
    def description(self) -> VoiceDescription:
        """Who speaks."""
        ...

    def speak(self, scene: Scene) -> SceneSpeech:
        """The scene's narration, with a lead-in, pauses and a tail.

        Raises NeverWorks `UNREADABLE_TEXT`, naming the unit, where `said` holds what can't be read aloud.
        """
        ...

    def speak_line(self, units: Sequence[Unit]) -> SceneSpeech:
        """One line alone, such as an audio description: no lead-in, no tail. Raises as `speak` does."""
        ...
