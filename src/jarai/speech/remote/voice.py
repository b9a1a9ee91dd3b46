"""The adapter: a voice of a service outside as a `Voice`.

Where the service tells when each character sounds, the times of words and sounds are its own. Where it doesn't, they are
spread by the letters over what is heard, and the speech says so (`timing`).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from jarai.speech.letters.words import spaced
from jarai.speech.narrator import Narrator, Rendering
from jarai.speech.phonemes import PAUSE_SIGNS, Word
from jarai.speech.port import Sound
from jarai.speech.reading import Reading, is_east_asian, unmarked
from jarai.speech.remote import azure, elevenlabs, openai
from jarai.speech.remote.answer import Answer
from jarai.speech.service import Service, SpeechEndpoint
from jarai.speech.takes import audible_span
from jarai.speech.voices import VoiceDescription

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*'?|[^\w\s]")
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


def lettered(reading: Reading) -> list[Word]:
    """The reading's words with their letters for signs, for speech that tells no phonemes."""
    found: list[Word] = []
    for match in _TOKEN.finditer(reading.text):
        # Chinese and Japanese part no words: a run of letters may belong to several units.
        for owner, places in groupby(range(match.start(), match.end()), reading.owners.__getitem__):
            part = [*places]
            text = reading.text[part[0] : part[-1] + 1]
            found.append(Word(text, owner, _signs(text), spaced(reading, part[-1] + 1)))
    return found


def spread(words: Sequence[Word], samples: Sound) -> list[int]:
    """The samples each sign takes, as `Narrator.render` gives them, by how long such letters usually last."""
    start, end = audible_span(samples)
    weights = np.array([_weight(sign) for word in words for sign in word.signs + " " * word.spaced])
    edges = np.round(start + np.concatenate([[0.0], np.cumsum(weights)]) / weights.sum() * (end - start)).astype(int)
    return [start, *np.diff(edges).tolist(), len(samples) - end]


def told(words: Sequence[Word], answer: Answer) -> list[int]:
    """The samples each sign takes by the characters' times; a character that is no sign lengthens the one before it."""
    lengths = iter(np.diff(answer.starts).tolist())
    found = [answer.starts[0]]
    for word in words:
        punctuation = word.signs in PAUSE_SIGNS
        for character in word.text:
            length = int(next(lengths, 0))
            signs = 1 if punctuation else len(_signs(character))
            found += [length * (part + 1) // signs - length * part // signs for part in range(signs)]
            found[-1] += 0 if signs else length
        if not word.text:
            found += [0] * len(word.signs)
        if word.spaced:
            found.append(int(next(lengths, 0)))
    return [*found, len(answer.samples) - answer.starts[-1]]


def _signs(token: str) -> str:
    """Letters a mouth can be drawn for, or the token itself where it is a pause."""
    if token in PAUSE_SIGNS:
        return token
    return "".join("a" if is_east_asian(sign) else unmarked(sign.lower()) for sign in token if sign.isalpha())


def _weight(sign: str) -> float:
    if sign in PAUSE_SIGNS:
        return 0.3 if sign == " " else 2.0
    return 1.6 if sign in "aeiouyæøœ" else 1.0
