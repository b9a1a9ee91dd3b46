"""The adapter: a voice of a service outside as a `Voice`.

Where the service tells when each character sounds, the times of words and sounds are its own. Where it doesn't, they are
spread by the letters over what is heard, and the speech says so (`timing`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jarai.speech.narrator import Narrator, Rendering
from jarai.speech.phonemes import PAUSE_SIGNS, Word
from jarai.speech.reading import Reading
from jarai.speech.remote import azure, elevenlabs, openai
from jarai.speech.remote.answer import Answer
from jarai.speech.service import Service, SpeechEndpoint
from jarai.speech.spread import lettered, letters, spread
from jarai.speech.voices import VoiceDescription

_ASK: Mapping[Service, Callable[[SpeechEndpoint, VoiceDescription, str], Answer]] = {
    "openai": openai.ask,
    "azure": azure.ask,
    "elevenlabs": elevenlabs.ask,
}


@dataclass(frozen=True)
class RemoteVoice(Narrator):
    """A voice of a service; its `timbre` is what the service calls it. The same input needn't give the same samples."""

    endpoint: SpeechEndpoint

    def pronounce(self, reading: Reading) -> list[Word]:
        """The reading's words with their letters for signs: the service pronounces, these only share out the time."""
        return lettered(reading)

    def render(self, words: Sequence[Word]) -> Rendering:
        """See `Narrator.render`.

        Raises TryAgain `SPEECH_UNREACHABLE` where the service fails, NeverWorks `SPEECH_REFUSED` where it refuses, and
        NeverWorks `SPEECH_ANSWER` for what can't be this text read aloud.
        """
        text = "".join(word.text + " " * word.spaced for word in words).strip()
        answer = _ASK[self.endpoint.service](self.endpoint, self.description, text)
        if answer.starts:
            return Rendering(answer.samples, told(words, answer), "model")
        return Rendering(answer.samples, spread(words, answer.samples), "spread")


def told(words: Sequence[Word], answer: Answer) -> list[int]:
    """The samples each sign takes by the characters' times; a character that is no sign lengthens the one before it."""
    lengths = iter(np.diff(answer.starts).tolist())
    found = [answer.starts[0]]
    for word in words:
        punctuation = word.signs in PAUSE_SIGNS
        for character in word.text:
            length = int(next(lengths, 0))
            signs = 1 if punctuation else len(letters(character))
            found += [length * (part + 1) // signs - length * part // signs for part in range(signs)]
            found[-1] += 0 if signs else length
        if not word.text:
            found += [0] * len(word.signs)
        if word.spaced:
            found.append(int(next(lengths, 0)))
    return [*found, len(answer.samples) - answer.starts[-1]]
