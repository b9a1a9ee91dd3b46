"""Joins segments and sound into the MP4 that is delivered: streams copied, index first, equal input giving equal bytes."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from babel import Locale
from numpy.typing import NDArray

from jarai.storyboard.times import FRAME_RATE, SAMPLE_RATE
from jarai.storyboard.words import words_of

_BIT_RATE = 160_000
_CODER = {"aac_coder": "fast"}
"""Half the time of the other one, and nearer to the original at this bit rate."""
_BLOCK = 1024
_ALPHA3 = {
    "en": "eng",
    "de": "deu",
    "es": "spa",
    "fr": "fra",
    "it": "ita",
    "pt": "por",
    "ja": "jpn",
    "zh": "zho",
    "nl": "nld",
}


def mux(
    segments: Sequence[Path],
    sound: NDArray[np.float32],
    target: Path,
    *,
    language: str,
    title: str,
    described: bool = False,
) -> None:
    """Write `target`: the segments' video one after the other, and `sound` (samples, 2) at 48 kHz as AAC.

    `language` is a BCP 47 tag, `title` the file's title; `described` names the sound as described.
    """
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(str(target), "w", format="mp4", options=options) as container, av.open(str(segments[0])) as first:
        video = container.add_stream_from_template(first.streams.video[0])
        audio = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo", options={"flags": "+bitexact", **_CODER})
        audio.codec_context.bit_rate = _BIT_RATE
        audio.metadata["language"] = language_code(language)
        container.metadata["title"] = title
        if described:
            audio.metadata["handler_name"] = words_of(language).described
        packets = _video_packets(segments, video)
        written = 0
        for packet, end in packets:
            container.mux(packet)
            written = _write_sound(container, audio, sound, written, min(len(sound), end))
        _write_sound(container, audio, sound, written, len(sound))
        container.mux(audio.encode())


def language_code(language: str) -> str:
    """The ISO 639-2 code of a BCP 47 tag's language, as MP4 wants it; `und` for one not known here."""
    return _ALPHA3.get(Locale.parse(language, sep="-").language, "und")


def _video_packets(segments: Sequence[Path], stream: av.VideoStream) -> list[tuple[av.Packet, int]]:
    """Every segment's packets on one clock, each with the sample at which its frame ends."""
    found = []
    offset = 0
    frame_ticks = 0
    for path in segments:
        with av.open(str(path)) as source:
            track = source.streams.video[0]
            frame_ticks = int(Fraction(1, FRAME_RATE) / track.time_base)
            count = 0
            for packet in source.demux(track):
                if packet.dts is None:
                    continue
                packet.pts += offset * frame_ticks
                packet.dts += offset * frame_ticks
                packet.stream = stream
                count += 1
                found.append((packet, (offset + count) * SAMPLE_RATE // FRAME_RATE))
            offset += count
    return found


def _write_sound(
    container: av.container.OutputContainer,
    stream: av.AudioStream,
    sound: NDArray[np.float32],
    start: int,
    end: int,
) -> int:
    """Encode whole blocks from `start` up to `end`, the last one short where the sound ends; the new position."""
    while start < end and (start + _BLOCK <= end or end == len(sound)):
        block = np.ascontiguousarray(sound[start : start + _BLOCK].T)
        frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, start, Fraction(1, SAMPLE_RATE)
        container.mux(stream.encode(frame))
        start += block.shape[1]
    return start
