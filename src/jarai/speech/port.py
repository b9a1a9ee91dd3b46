"""What the studio wants of a voice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from jarai.speech.voices import Timing, VoiceDescription
from jarai.storyboard.model import Scene, Sentence, Unit
from jarai.storyboard.times import SAMPLES_PER_FRAME
from jarai.storyboard.voicing import Guess, Phoneme, SpokenUnit

Sound = NDArray[np.float32]
"""Mono samples at 48 kHz, full scale at ±1, shape (samples,)."""


@dataclass(frozen=True)
class SceneSpeech:
    """Speech with its times: `samples` is read-only and exactly `frames` × 1,600 long.

    Units that nothing is said for are absent from `units`. Times are samples at 48 kHz from the first sample; units
    and phonemes come in the order they are spoken. `timing` says where their times come from,
    `guesses` which words were said as the voice guessed.
    """

    samples: Sound
    frames: int
    units: tuple[SpokenUnit, ...]
    phonemes: tuple[Phoneme, ...]
    timing: Timing = "model"
    guesses: tuple[Guess, ...] = ()

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


class VoiceBook(Protocol):
    """Every voice of this installation by its slug."""

    def here(self) -> tuple[VoiceDescription, ...]:
        """The voices that can read programmes here."""
        ...

    def voice(self, slug: str) -> Voice:
        """The voice with that slug. Raises NeverWorks `VOICE_MISSING` where it can't speak here."""
        ...

    def chain(self, slug: str, language: str, lexicon: Mapping[str, str], rate: int = 100) -> tuple[Voice, ...]:
        """That voice, then those that may speak the language in its place should it fail. Raises as `voice` does.

        `lexicon` is how the account has words pronounced: signs of the voices' alphabet by word. `rate` is how fast they
        speak, in percent of their own pace.
        """
        ...

    def recorded(
        self, account_id: str, language: str, beside: VoiceDescription, said: Sequence[Sentence]
    ) -> Voice | None:
        """The account's recordings of what is `said`, to be heard in place of the voice `beside`; none where there are none.

        Some sentences may lack one: who speaks then raises NeverWorks `NARRATION_INCOMPLETE`.
        """
        ...
