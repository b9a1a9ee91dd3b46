"""Writes a programme without pictures as a file to be heard: AAC in an M4A, with its chapters in it."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from jarai.sound.strides import Sound, strides
from jarai.sound.wav import stereo
from jarai.storyboard.times import SAMPLE_RATE

_BIT_RATE = 160_000
_CODER = {"aac_coder": "fast"}
"""Half the time of the other one, and nearer to the original at this bit rate."""
_BLOCK = 1024


def encode(
    sound: Sound, target: Path, about: dict[str, str], language: str, chapters: Sequence[tuple[int, str]] = ()
) -> None:
    """Write `sound`, in two channels, to `target`: equal input gives equal bytes.

    `about` are the file's tags (title, artist, comment, …), `language` is of ISO 639-2. Each chapter, its first sample and
    its name, lasts until the next.
    """
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(str(target), "w", format="ipod", options=options) as file:
        stream = file.add_stream("aac", rate=SAMPLE_RATE, layout="stereo", options={"flags": "+bitexact", **_CODER})
        stream.codec_context.bit_rate = _BIT_RATE
        stream.metadata["language"] = language
        file.metadata.update(about)
        if chapters:
            file.set_chapters(_chapters(chapters, len(sound)))
        for number, block in enumerate(strides(sound, _BLOCK)):
            samples = np.ascontiguousarray(stereo(block).T)
            frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, number * _BLOCK, Fraction(1, SAMPLE_RATE)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def _chapters(chapters: Sequence[tuple[int, str]], end: int) -> list[Any]:
    ends = [*(start for start, _ in chapters[1:]), end]
    return [
        {"id": number, "start": start, "end": until, "time_base": Fraction(1, SAMPLE_RATE), "metadata": {"title": name}}
        for number, ((start, name), until) in enumerate(zip(chapters, ends, strict=True), 1)
    ]
