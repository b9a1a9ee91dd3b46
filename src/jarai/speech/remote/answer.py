"""What a speech service sent, as sound at 48 kHz, and whether it can be the text read aloud."""

import io
import wave
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from scipy.signal import resample_poly

from jarai.base.errors import NeverWorks
from jarai.speech.port import Sound
from jarai.speech.spread import odd_length
from jarai.storyboard.times import SAMPLE_RATE

_RATES = range(8_000, 192_001)
_FILES = (b"ID3", b"RIFF", b"OggS", b"fLaC", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")


@dataclass(frozen=True)
class Answer:
    """A sentence's sound. `starts` has for each character sent the sample it begins at, and one more where the last ends.

    `starts` is empty where the service tells no times, or none that can be true.
    """

    samples: Sound
    starts: tuple[int, ...] = ()


def most_bytes(text: str) -> int:
    """More than a sound of the text can take, at 48 kHz in stereo or written in base64."""
    return 2**20 + len(text) * SAMPLE_RATE * 4


def from_wav(content: bytes, text: str) -> Sound:
    """A 16-bit WAV of any rate as mono at 48 kHz. Raises NeverWorks `SPEECH_ANSWER` for what isn't one, or can't be the text."""
    try:
        with wave.open(io.BytesIO(content)) as file:
            rate, channels, width = file.getframerate(), file.getnchannels(), file.getsampwidth()
            data = file.readframes(min(file.getnframes(), len(content)))
    except (wave.Error, EOFError) as error:
        raise NeverWorks("SPEECH_ANSWER", f"the speech service sent no WAV: {error}") from None
    if width != 2 or channels not in {1, 2} or rate not in _RATES:
        raise NeverWorks("SPEECH_ANSWER", f"the speech service sent {8 * width} bits, {channels} channels, {rate} Hz")
    return _sound(data, channels, rate, text)


def from_pcm(content: bytes, rate: int, text: str) -> Sound:
    """Bare 16-bit mono samples, little-endian, of a rate as asked for. Raises as `from_wav` does."""
    if content.startswith(_FILES):
        raise NeverWorks("SPEECH_ANSWER", "the speech service sent a file where bare samples were asked for")
    return _sound(content, 1, rate, text)


def _sound(data: bytes, channels: int, rate: int, text: str) -> Sound:
    frames = np.frombuffer(data[: len(data) // (2 * channels) * 2 * channels], "<i2").reshape(-1, channels)
    mono = frames.astype(np.float32).mean(axis=1) / 32768
    ratio = Fraction(SAMPLE_RATE, rate)
    samples: Sound = resample_poly(mono, ratio.numerator, ratio.denominator).astype(np.float32) if len(mono) else mono
    if odd := odd_length(samples, text):
        raise NeverWorks("SPEECH_ANSWER", f"the speech service sent {odd}")
    return samples
