"""The storyboard once spoken: when each unit and phoneme sounds, scene by scene.

Times are samples at 48 kHz from the start of the scene. A scene lasts a whole number of frames, so scenes can be
rendered apart and joined; the scene's start in the programme is the sum of the durations before it.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from jarai.base.model import Wire
from jarai.storyboard.credit import Credited
from jarai.storyboard.times import SAMPLES_PER_FRAME


class SpokenUnit(Wire):
    """When one display unit sounds. `sentence` and `unit` index into the scene's narration."""

    sentence: int
    unit: int
    start: int
    end: int


class Phoneme(Wire):
    """One phoneme of the voice's alphabet (IPA-like), and the display unit it belongs to."""

    symbol: str
    start: int
    end: int
    stressed: bool
    sentence: int
    unit: int


class Guess(Wire):
    """A word that no dictionary of the voice has: as written, the signs it was said by, and where it stands."""

    word: str
    signs: str
    sentence: int
    unit: int


class Unsure(Wire):
    """A word whose pronunciation is unsure, and when it is said first, in samples of the programme."""

    word: str
    signs: str
    start: int
    end: int


class SpokenScene(Wire):
    """One scene's speech.

    `voice` is the slug of who spoke, both with a space between where two did, `timing` where the times come from: the
    voice itself, a voice of ours found in its sound, or spread over what is heard. `audio` is the storage key of its mono 48 kHz 16-bit WAV, exactly
    `frames` long.
    """

    scene_id: str
    voice: str = ""
    timing: Literal["model", "aligned", "spread"] = "model"
    frames: int
    audio: str
    audio_sha256: str
    units: tuple[SpokenUnit, ...]
    phonemes: tuple[Phoneme, ...]
    guesses: tuple[Guess, ...] = ()

    @property
    def samples(self) -> int:
        """The scene's duration in samples."""
        return self.frames * SAMPLES_PER_FRAME


class Fallback(Wire):
    """A voice that failed, and how; the next one of its chain spoke in its place."""

    voice: str
    code: str
    message: str


_MOST_UNSURE = 12
_ESTIMATED = {
    "aligned": "The voice tells no times: those of captions and lips were found in its sound by a voice of the studio's.",
    "spread": "The voice tells no times, and no voice of the studio's was found in its sound: those of captions and lips are"
    " estimated by the letters. Listen whether it says what the captions show.",
}


class Voicing(Credited):
    """All scenes as spoken, in the storyboard's order, by one voice; before it those failed that the chain begins with.

    `rate` is how fast it was asked to speak, in percent of its own pace; `wished` is what the account has set.
    """

    scenes: tuple[SpokenScene, ...]
    fallbacks: tuple[Fallback, ...] = ()
    rate: int = 100
    wished: int = 100

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reviewer must know of the voice."""
        speaking = " and ".join(dict.fromkeys(slug for scene in self.scenes for slug in scene.voice.split()))
        failed = tuple(
            f"The voice {each.voice} failed ({each.message}); {speaking} speaks instead." for each in self.fallbacks
        )
        timings = {scene.timing for scene in self.scenes}
        estimated = tuple(text for timing, text in _ESTIMATED.items() if timing in timings)
        slower = f"The voice speaks at {self.rate} percent of its pace, not at {self.wished}: captions could not be read else."
        words = ", ".join(f"“{each.word}”" for each in self.unsure)
        guessed = (
            (f"Pronunciation unsure: {words}. No dictionary has them: listen how they are said.",) if words else ()
        )
        return (*failed, *((slower,) if self.rate < self.wished else ()), *estimated, *guessed)

    @property
    def unsure(self) -> tuple[Unsure, ...]:
        """At most twelve distinct words that were guessed: names before others, the most frequent first, in order."""
        found: dict[str, Unsure] = {}
        count: Counter[str] = Counter()
        for start, scene in self.with_starts():
            spans = {(unit.sentence, unit.unit): unit for unit in scene.units}
            for guess in scene.guesses:
                span = spans.get((guess.sentence, guess.unit))
                if span is not None:
                    count[guess.word] += 1
                    told = Unsure(word=guess.word, signs=guess.signs, start=start + span.start, end=start + span.end)
                    found.setdefault(guess.word, told)
        weightiest = sorted(
            found.values(), key=lambda each: (not each.word[:1].isupper(), -count[each.word], each.start)
        )
        return tuple(sorted(weightiest[:_MOST_UNSURE], key=lambda each: each.start))

    @property
    def frames(self) -> int:
        """The programme's duration in frames."""
        return sum(scene.frames for scene in self.scenes)

    def with_starts(self) -> Iterator[tuple[int, SpokenScene]]:
        """Each scene with its start in the programme, in samples."""
        start = 0
        for scene in self.scenes:
            yield start, scene
            start += scene.samples
