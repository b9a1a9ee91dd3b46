"""Voices behind HTTP that speak OpenAI's protocol for speech: `POST …/audio/speech`, text in, a WAV out.

Such a service tells no times. What it sends is trimmed to what is heard, and the times of words and sounds are spread over
that by their letters; the description says so (`timing`).
"""

import io
import re
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import httpx
import numpy as np
from scipy.signal import resample_poly

from jarai.base.errors import NeverWorks, TryAgain
from jarai.speech.letters.words import spaced
from jarai.speech.narrator import Narrator
from jarai.speech.phonemes import PAUSE_SIGNS, Word
from jarai.speech.port import Sound
from jarai.speech.reading import Reading, is_east_asian, unmarked
from jarai.speech.service import SpeechEndpoint
from jarai.speech.takes import audible_span
from jarai.storyboard.times import SAMPLE_RATE

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*'?|[^\w\s]")
_LARGEST = 64 * 2**20
_AGAIN = frozenset({408, 409, 425, 429})
_RATES = range(8_000, 192_001)
_SHORTEST, _LONGEST = 0.01, 1.0
"""Seconds per sign of text between which a sound may be that text."""


@dataclass(frozen=True)
class OpenAiVoice(Narrator):
    """A voice of such a service; its `timbre` is what the service calls it. The same input needn't give the same samples."""

    endpoint: SpeechEndpoint

    def pronounce(self, reading: Reading) -> list[Word]:
        """The reading's words with their letters for signs: the service pronounces, these only share out the time."""
        return [
            Word(match[0], reading.owners[match.start()], _signs(match[0]), spaced(reading, match.end()))
            for match in _TOKEN.finditer(reading.text)
        ]

    def render(self, words: Sequence[Word]) -> tuple[Sound, list[int]]:
        """See `Narrator.render`.

        Raises TryAgain `SPEECH_UNREACHABLE` where the service fails, NeverWorks `SPEECH_REFUSED` where it refuses, and
        NeverWorks `SPEECH_ANSWER` for what can't be this text read aloud.
        """
        text = "".join(word.text + " " * word.spaced for word in words).strip()
        samples = _decoded(self._asked(text), text)
        start, end = audible_span(samples)
        weights = np.array([_weight(sign) for word in words for sign in word.signs + " " * word.spaced])
        edges = np.round(start + np.concatenate([[0.0], np.cumsum(weights)]) / weights.sum() * (end - start)).astype(
            int
        )
        return samples, [start, *np.diff(edges).tolist(), len(samples) - end]

    def _asked(self, text: str) -> bytes:
        there = self.endpoint
        body = {
            "model": there.model,
            "voice": self.description.timbre,
            "input": text,
            "response_format": "wav",
            "speed": self.description.pace / 100,
        }
        headers = {"Authorization": f"Bearer {there.key}"} if there.key else {}
        problem = ""
        with httpx.Client(headers=headers, timeout=there.seconds, follow_redirects=False) as client:
            for attempt in range(there.tries):
                if attempt:
                    there.wait(there.pause * 2 ** (attempt - 1))
                try:
                    return _content(client, f"{there.url}/audio/speech", body)
                except (httpx.HTTPError, _AgainError) as error:
                    problem = str(error) or type(error).__name__
        raise TryAgain("SPEECH_UNREACHABLE", f"the speech service failed {there.tries} times: {problem}")


class _AgainError(Exception):
    """An answer that another try may better."""


def _content(client: httpx.Client, url: str, body: dict[str, object]) -> bytes:
    with client.stream("POST", url, json=body) as answer:
        if answer.status_code in _AGAIN or answer.status_code >= 500:
            raise _AgainError(f"status {answer.status_code}")
        if answer.status_code != 200:
            raise NeverWorks("SPEECH_REFUSED", f"the speech service refuses with status {answer.status_code}")
        content = bytearray()
        for block in answer.iter_bytes():
            content += block
            if len(content) > _LARGEST:
                raise NeverWorks("SPEECH_ANSWER", "the speech service sends more than a sentence can be")
        return bytes(content)


def _decoded(content: bytes, text: str) -> Sound:
    """A 16-bit WAV of any rate as samples at 48 kHz. Raises NeverWorks for what isn't one, or can't be the text."""
    try:
        with wave.open(io.BytesIO(content)) as file:
            rate, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
            data = file.readframes(min(file.getnframes(), len(content)))
    except (wave.Error, EOFError) as error:
        raise NeverWorks("SPEECH_ANSWER", f"the speech service sent no WAV: {error}") from None
    if width != 2 or channels not in {1, 2} or rate not in _RATES:
        raise NeverWorks("SPEECH_ANSWER", f"the speech service sent {8 * width} bits, {channels} channels, {rate} Hz")
    frames = np.frombuffer(data[: len(data) // (2 * channels) * 2 * channels], "<i2").reshape(-1, channels)
    mono = frames.astype(np.float32).mean(axis=1) / 32768
    ratio = Fraction(SAMPLE_RATE, rate)
    samples: Sound = resample_poly(mono, ratio.numerator, ratio.denominator).astype(np.float32) if len(mono) else mono
    start, end = audible_span(samples)
    seconds = (end - start) / SAMPLE_RATE
    if not _SHORTEST * len(text) <= seconds <= _LONGEST * len(text) + 2:
        raise NeverWorks(
            "SPEECH_ANSWER", f"the speech service sent {seconds:.1f} s of sound for {len(text)} signs of text"
        )
    return samples


def _signs(token: str) -> str:
    """Letters a mouth can be drawn for, or the token itself where it is a pause."""
    if token in PAUSE_SIGNS:
        return token
    return "".join("a" if is_east_asian(sign) else unmarked(sign.lower()) for sign in token if sign.isalpha())


def _weight(sign: str) -> float:
    if sign in PAUSE_SIGNS:
        return 0.3 if sign == " " else 2.0
    return 1.6 if sign in "aeiouyæøœ" else 1.0
