"""FLAC files: 16 bits at 48 kHz, for what is kept and seldom read. The same samples give the same bytes."""

from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
from numpy.typing import NDArray

from jarai.sound.strides import Pcm, Sound, strides, whole
from jarai.sound.wav import FULL_SCALE, Samples
from jarai.storyboard.times import SAMPLE_RATE

_BLOCK = 4_096
_STRIDE = 24 * _BLOCK


def write_flac(sound: Sound, target: Path | BinaryIO) -> None:
    """Write mono (samples,) or stereo (samples, 2). What lies beyond full scale is clipped."""
    layout = "mono" if sound.ndim == 1 else "stereo"
    file_name = str(target) if isinstance(target, Path) else target
    with av.open(file_name, "w", format="flac", options={"fflags": "+bitexact"}) as file:
        stream = file.add_stream("flac", rate=SAMPLE_RATE, layout=layout, options={"flags": "+bitexact"})
        stream.codec_context.format = "s16"
        start = 0
        for piece in strides(sound, _STRIDE):
            pcm = np.rint(np.clip(piece, -1.0, 1.0) * np.float32(FULL_SCALE)).astype(np.int16)
            for block in (pcm[at : at + _BLOCK] for at in range(0, len(pcm), _BLOCK)):
                frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="s16", layout=layout)
                frame.sample_rate, frame.pts = SAMPLE_RATE, start
                file.mux(stream.encode(frame))
                start += len(block)
        file.mux(stream.encode(None))


def read_flac(source: Path) -> Samples:
    """The samples of a file that `write_flac` wrote, mono or stereo."""
    return whole(open_flac(source))


def open_flac(source: Path, at_most: int | None = None) -> Pcm:
    """What `write_flac` wrote, kept in 16 bits; of a longer file the first `at_most` samples."""
    with av.open(str(source), format="flac") as file:
        channels = file.streams.audio[0].codec_context.layout.nb_channels
        length = 0
        pieces: list[NDArray[np.int16]] = []
        for frame in file.decode(audio=0):
            if at_most is not None and length >= at_most:
                break
            pieces.append(frame.to_ndarray())
            length += frame.samples
    pcm = np.concatenate([np.zeros((1, 0), np.int16), *pieces], axis=1)
    pcm = pcm.reshape(-1, channels)[:at_most]
    return Pcm(pcm[:, 0] if channels == 1 else pcm)
