"""A recording's file, decoded."""

import io

import av
import numpy as np
from numpy.typing import NDArray

from jarai.speech.port import Sound
from jarai.storyboard.times import SAMPLE_RATE

_KINDS = ((b"RIFF", "wav"), (b"fLaC", "flac"), (b"ID3", "mp3"), (b"\xff", "mp3"))


class UndecodableError(Exception):
    """What is no sound, or too long; the text says which."""


def decoded(data: bytes, longest: int) -> Sound:
    """All of a WAV, FLAC or MP3 in mono at 48 kHz, at most `longest` samples. Raises UndecodableError.

    The format is named by the file's first bytes and not left to be guessed: some formats are lists of other files.
    """
    kind = next((name for sign, name in _KINDS if data.startswith(sign)), None)
    if kind is None:
        raise UndecodableError("is no WAV, FLAC or MP3")
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=SAMPLE_RATE)
    blocks: list[NDArray[np.float32]] = [np.zeros((1, 0), np.float32)]
    length = 0
    try:
        with av.open(io.BytesIO(data), format=kind) as container:
            if not container.streams.audio:
                raise UndecodableError("has no sound")
            for frame in container.decode(container.streams.audio[0]):
                blocks += [part.to_ndarray() for part in resampler.resample(frame)]
                length += frame.samples * SAMPLE_RATE // max(1, frame.sample_rate)
                if length > longest:
                    raise UndecodableError(f"is longer than {longest // SAMPLE_RATE} s")
            blocks += [part.to_ndarray() for part in resampler.resample(None)]
    except (av.FFmpegError, ValueError) as error:
        raise UndecodableError(f"can't be decoded ({type(error).__name__})") from None
    found: Sound = np.concatenate(blocks, axis=1)[0]
    return found
