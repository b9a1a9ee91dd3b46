"""What every voice does whose network runs here: pronounce, cut, render, trim, lay on the timeline."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from jarai.base.errors import NeverWorks
from jarai.speech.borrowed import Lender, borrowed
from jarai.speech.phonemes import PAUSE_SIGNS, Word
from jarai.speech.pieces import cut
from jarai.speech.plan import LINE, SCENE, Pauses, Spoken, lay
from jarai.speech.port import SceneSpeech, Sound
from jarai.speech.reading import Reading, read
from jarai.speech.takes import Take, take
from jarai.speech.voices import Timing, VoiceDescription
from jarai.storyboard.model import Scene, Sentence, Unit
from jarai.storyboard.times import SAMPLE_RATE
from jarai.storyboard.voicing import Guess

_SENTENCE_ENDS = frozenset(".!?…")
_OPENING_QUOTES = ("“", '"', "‘", "«", "„", "「", "『")


class Rendering(NamedTuple):
    """Samples at 48 kHz, and the samples each sign takes (the leading silence first, the trailing last)."""

    samples: Sound
    durations: Sequence[int]
    timing: Timing = "model"


@dataclass(frozen=True)
class Narrator(ABC):
    """A `Voice` by a network of this process. One is made for each voice; the networks are loaded when they are needed.

    `lender` times what the voice itself tells no times of.
    """

    description: VoiceDescription
    lender: Lender | None = field(default=None, kw_only=True)

    @abstractmethod
    def pronounce(self, reading: Reading) -> list[Word]:
        """The reading as words with their signs."""

    @abstractmethod
    def render(self, words: Sequence[Word]) -> Rendering:
        """The words as sound, with the time of each of their signs; a space counts as one where it follows."""

    def speak(self, scene: Scene) -> SceneSpeech:
        """See `Voice.speak`."""
        return self._speak(scene.narration, replace(SCENE, tail=SCENE.tail + scene.rest * SAMPLE_RATE // 1000))

    def speak_line(self, units: Sequence[Unit]) -> SceneSpeech:
        """See `Voice.speak_line`."""
        return self._speak([Sentence(units=tuple(units))], LINE)

    def _speak(self, sentences: Iterable[Sentence], pauses: Pauses) -> SceneSpeech:
        spoken: list[Spoken] = []
        guesses: list[Guess] = []
        asked = False
        for number, sentence in enumerate(sentences):
            words = self.words(sentence)
            guesses += (
                Guess(word=word.text, signs=word.signs, sentence=number, unit=word.unit)
                for word in words
                if word.guessed
            )
            quotes = sentence.units[0].shown.startswith(_OPENING_QUOTES) if sentence.units else False
            pause = pauses.weighty if asked or quotes else pauses.sentence
            for piece in cut(words):
                spoken.append(Spoken(self.take(piece), number, pause))
                pause = pauses.clause if piece[-1].signs[-1:] in PAUSE_SIGNS else pauses.word
            asked = bool(words) and "?" in words[-1].signs
        return replace(lay(spoken, pauses), guesses=tuple(guesses))

    def take(self, words: Sequence[Word]) -> Take:
        """The words as one piece of sound with its times. Raises as `render` does."""
        samples, durations, timing = self.render(words)
        found = borrowed(samples, words, self.lender) if timing == "spread" and self.lender else None
        return found or replace(take(samples, words, durations, self.description.offset), timing=timing)

    def words(self, sentence: Sentence) -> list[Word]:
        """The sentence's words, ended by a full stop if nothing ends it; none where nothing is said."""
        reading = read(sentence.units, self.description.languages[0])
        if not reading.text:
            return []
        words = self.pronounce(reading)
        heard = {word.unit for word in words if not PAUSE_SIGNS.issuperset(word.signs)}
        for unit in dict.fromkeys(reading.owners):
            if unit not in heard:
                lost = sentence.units[unit]
                raise NeverWorks(
                    "UNREADABLE_TEXT", f"“{lost.shown}” is to be said as “{lost.said}”, which has no sound"
                )
        if _SENTENCE_ENDS.isdisjoint("".join(word.signs for word in words[-2:])):
            words.append(Word("", words[-1].unit, ".", spaced=False))
        return words
