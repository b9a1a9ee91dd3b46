"""FLAC files: 16 bits at 48 kHz, for what is kept and seldom read. The same samples give the same bytes."""

from pathlib import Path
from typing import BinaryIO

import av
import numpy as np

from jarai.sound.wav import Samples
from jarai.storyboard.times import SAMPLE_RATE

_FULL_SCALE = 32767
_BLOCK = 4_096


def write_flac(sound: Samples, target: Path | BinaryIO) -> None:
    """Write mono (samples,) or stereo (samples, 2). What lies beyond full scale is clipped."""
    pcm = np.rint(np.clip(sound, -1.0, 1.0) * np.float32(_FULL_SCALE)).astype(np.int16).reshape(len(sound), -1)
    layout = "mono" if sound.ndim == 1 else "stereo"
    file_name = str(target) if isinstance(target, Path) else target
    with av.open(file_name, "w", format="flac", options={"fflags": "+bitexact"}) as file:
        stream = file.add_stream("flac", rate=SAMPLE_RATE, layout=layout, options={"flags": "+bitexact"})
        stream.codec_context.format = "s16"
        for start in range(0, len(pcm), _BLOCK):
            block = np.ascontiguousarray(pcm[start : start + _BLOCK]).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout=layout)
            frame.sample_rate, frame.pts = SAMPLE_RATE, start
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def read_flac(source: Path) -> Samples:
    """The samples of a file that `write_flac` wrote, mono or stereo."""
    with av.open(str(source), format="flac") as file:
        blocks = [frame.to_ndarray() for frame in file.decode(audio=0)]
        channels = file.streams.audio[0].codec_context.layout.nb_channels
    pcm = np.concatenate(blocks, axis=1).reshape(-1, channels).astype(np.float32) / np.float32(_FULL_SCALE)
    return pcm[:, 0] if channels == 1 else pcm
