"""WAV files: 16-bit PCM at 48 kHz, mono or stereo. The same samples give the same bytes."""

import io
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from jarai.storyboard.times import SAMPLE_RATE

Samples = NDArray[np.float32]
"""Mono (samples,) or stereo (samples, 2), full scale at ±1."""

FULL_SCALE = 32767


def wav_bytes(samples: Samples) -> bytes:
    """The file's bytes. What lies beyond full scale is clipped; NaN raises ValueError, as does another shape."""
    if samples.ndim not in {1, 2} or (samples.ndim == 2 and samples.shape[1] != 2):
        raise ValueError(f"neither mono nor stereo: {samples.shape}")
    if not np.isfinite(samples).all():
        raise ValueError("the sound has samples that are no number")
    pcm = np.rint(np.clip(samples, -1.0, 1.0) * np.float32(FULL_SCALE)).astype("<i2")
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(samples.ndim)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(pcm.tobytes())
    return buffer.getvalue()


def stereo(sound: Samples) -> Samples:
    """Mono sound in two equal channels; stereo as it is."""
    return sound if sound.ndim == 2 else np.stack([sound, sound], axis=1)


def read_wav(source: Path | bytes) -> Samples:
    """The samples of a 16-bit 48 kHz WAV file, mono or stereo. Raises ValueError for anything else."""
    data = source if isinstance(source, bytes) else source.read_bytes()
    try:
        with wave.open(io.BytesIO(data)) as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            pcm = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise ValueError(f"not a WAV file: {error}") from error
    if width != 2 or rate != SAMPLE_RATE or channels not in {1, 2}:
        raise ValueError(f"not 16-bit 48 kHz mono or stereo: {width * 8} bits, {rate} Hz, {channels} channels")
    samples: Samples = np.divide(np.frombuffer(pcm, "<i2"), FULL_SCALE, dtype=np.float32)
    return samples.reshape(-1, 2) if channels == 2 else samples
