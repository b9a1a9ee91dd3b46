"""The adapter: a person's recordings as a `Voice`. A recording says one sentence, or several that follow each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from jarai.base.errors import NeverWorks
from jarai.speech.borrowed import Lender
from jarai.speech.narrator import Narrator, Rendering
from jarai.speech.phonemes import Word
from jarai.speech.plan import LINE, SCENE, Pauses, Spoken, lay
from jarai.speech.port import SceneSpeech
from jarai.speech.reading import Reading
from jarai.speech.recorded.folder import Recording, key_of
from jarai.speech.spread import lettered, spread
from jarai.speech.takes import Take
from jarai.speech.voices import VoiceDescription
from jarai.storyboard.model import Scene, Sentence, Unit
from jarai.storyboard.times import SAMPLE_RATE
from jarai.storyboard.voicing import Phoneme, SpokenUnit

Part = TypeVar("Part", SpokenUnit, Phoneme)


@dataclass(frozen=True)
class _Played(Narrator):
    """One recording; its times are found as for any speech that tells none."""

    recording: Recording

    def pronounce(self, reading: Reading) -> list[Word]:
        return lettered(reading)

    def render(self, words: Sequence[Word]) -> Rendering:
        samples = self.recording.samples()
        return Rendering(samples, spread(words, samples), "spread")


@dataclass(frozen=True)
class RecordedVoice:
    """Whoever was recorded: a `Voice` of `recordings` by the key of what they say. `lender` times them."""

    description: VoiceDescription
    recordings: Mapping[str, Recording]
    lender: Lender | None = None

    def speak(self, scene: Scene) -> SceneSpeech:
        """See `Voice.speak`. Raises NeverWorks `NARRATION_INCOMPLETE` and what `Recording.samples` raises."""
        return self._speak(scene.narration, replace(SCENE, tail=SCENE.tail + scene.rest * SAMPLE_RATE // 1000))

    def speak_line(self, units: Sequence[Unit]) -> SceneSpeech:
        """See `Voice.speak_line`. Raises as `speak` does."""
        return self._speak([Sentence(units=tuple(units))], LINE)

    def says_any(self, sentences: Sequence[Sentence]) -> bool:
        """Whether a recording says one of the sentences, or several."""
        return any(self._found(sentences[at:]) for at in range(len(sentences)))

    def _speak(self, sentences: Sequence[Sentence], pauses: Pauses) -> SceneSpeech:
        spoken: list[Spoken] = []
        places: dict[tuple[int, int], tuple[int, int]] = {}
        at = 0
        while at < len(sentences):
            recording, count = self._found(sentences[at:]) or (None, 1)
            run = sentences[at : at + count]
            if recording:
                units = [(number, index) for number, each in enumerate(run, at) for index in range(len(each.units))]
                places |= {(at, index): place for index, place in enumerate(units)}
                spoken.append(Spoken(self._played(recording, run), at, pauses.sentence))
            elif any(unit.said for unit in run[0].units):
                raise NeverWorks("NARRATION_INCOMPLETE", f"no recording says “{run[0].text}”")
            at += count
        speech = lay(spoken, pauses)
        named = [_at(each, *places[each.sentence, each.unit]) for each in speech.units]
        sounds = [_at(each, *places[each.sentence, each.unit]) for each in speech.phonemes]
        return replace(speech, units=tuple(named), phonemes=tuple(sounds))

    def _played(self, recording: Recording, run: Sequence[Sentence]) -> Take:
        """A recording as one piece; its units are counted on through the sentences."""
        player = _Played(self.description, recording, lender=self.lender)
        words: list[Word] = []
        units = 0
        for sentence in run:
            words = [*words[:-1], *(replace(word, spaced=True) for word in words[-1:])]
            words += [replace(word, unit=word.unit + units) for word in player.words(sentence)]
            units += len(sentence.units)
        return player.take(words)

    def _found(self, sentences: Sequence[Sentence]) -> tuple[Recording, int] | None:
        """The recording of the most sentences from the first on, as shown or as said, and how many those are."""
        shown = [key_of(each.text) for each in sentences]
        said = [key_of(" ".join(unit.said for unit in each.units)) for each in sentences]
        for count in range(len(sentences), 0, -1):
            ways = ("".join(shown[:count]), "".join(said[:count]))
            if recording := self.recordings.get(ways[0]) or self.recordings.get(ways[1]):
                return recording, count
        return None


def _at(part: Part, sentence: int, unit: int) -> Part:
    return part.model_copy(update={"sentence": sentence, "unit": unit})
