"""What is really in a finished file's sound: decoded, then measured."""

import math
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from scipy.signal import correlate, resample_poly

from jarai.base.model import Wire
from jarai.sound.levels import integrated_loudness, true_peak
from jarai.sound.wav import Samples
from jarai.storyboard.times import SAMPLE_RATE

_BLOCK = 240
_CLOSE = SAMPLE_RATE * 120 // 1000
_COARSE = 6_000
_NEAR = _COARSE * 150 // 1000
_ALIKE = 0.5


class Loudness(Wire):
    """Integrated loudness (hundredths of LUFS) and true peak (hundredths of dBTP), None for silence.

    `samples` counts what a player gets, per channel: the encoder's priming is cut, its padding at the end is not (less
    than one AAC frame of 1,024 samples).
    """

    lufs: int | None
    true_peak: int | None
    samples: int


def measure(samples: Samples) -> Loudness:
    """Loudness and true peak of decoded sound."""
    return Loudness(
        lufs=_hundredths(integrated_loudness(samples)), true_peak=_hundredths(true_peak(samples)), samples=len(samples)
    )


def decode(path: Path, audio_track: int = 0) -> Samples:
    """The stereo sound of one audio track at 48 kHz; sample 0 is time 0 of the presentation.

    The demuxer honours an MP4's edit list, so AAC's priming samples are already gone and the first frame says at which
    time it starts. Mono comes as two equal channels.
    """
    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE)
    blocks: list[NDArray[np.float32]] = []
    lead = 0
    with av.open(str(path)) as container:
        stream = container.streams.audio[audio_track]
        for frame in container.decode(stream):
            if not blocks and frame.pts is not None and frame.time_base is not None:
                lead = round(frame.pts * frame.time_base * SAMPLE_RATE)
            blocks += [part.to_ndarray() for part in resampler.resample(frame)]
        blocks += [part.to_ndarray() for part in resampler.resample(None)]
    sound = np.concatenate([np.zeros((2, max(0, lead)), np.float32), *blocks], axis=1)
    return np.ascontiguousarray(sound[:, max(0, -lead) :].T, np.float32)


def audible(samples: Samples) -> list[tuple[int, int]]:
    """Spans of samples in which something is heard, mono or stereo.

    5 ms blocks within 45 dB of the loudest; spans less than 120 ms apart (a stop's closure) are one.
    """
    mono = samples if samples.ndim == 1 else samples.mean(axis=1)
    blocks = mono[: len(mono) // _BLOCK * _BLOCK].reshape(-1, _BLOCK)
    power = np.square(blocks, dtype=np.float64).mean(axis=1)
    top = power.max(initial=0.0)
    spans: list[tuple[int, int]] = []
    for block in np.flatnonzero(power > top * 10**-4.5):
        start = int(block) * _BLOCK
        if spans and start - spans[-1][1] < _CLOSE:
            spans[-1] = spans[-1][0], start + _BLOCK
        else:
            spans.append((start, start + _BLOCK))
    return spans


def find(speech: Samples, sound: Samples) -> list[tuple[int, int]]:
    """Where the audible spans of the mono `speech` are in `sound`, in which other things may sound too, in samples.

    Each span is looked for by itself, up to 150 ms before and after its own place (by correlation, at 6 kHz). One that
    is not there, or hardly, is left out.
    """
    step = SAMPLE_RATE // _COARSE
    wanted, heard = _coarse(speech, step), _coarse(sound, step)
    return [
        (start + lag * step, end + lag * step)
        for start, end in audible(speech)
        if (lag := _lag(wanted[start // step : end // step], heard, start // step)) is not None
    ]


def _coarse(samples: Samples, step: int) -> Samples:
    mono = samples if samples.ndim == 1 else samples.mean(axis=1)
    return np.asarray(resample_poly(mono, 1, step), np.float32)


def _lag(part: Samples, sound: Samples, place: int) -> int | None:
    """How many samples after `place` the part fits the sound best; None where it fits nowhere near."""
    around = np.pad(sound, (_NEAR, _NEAR + len(part)))[place : place + len(part) + 2 * _NEAR].astype(np.float64)
    fits = correlate(around, part.astype(np.float64), "valid", "fft")
    energy = np.concatenate([[0.0], np.cumsum(np.square(around))])
    beneath = np.sqrt(
        (energy[len(part) :] - energy[: -len(part)]).clip(1e-12) * np.square(part, dtype=np.float64).sum()
    )
    best = int(np.argmax(fits / beneath))
    return best - _NEAR if fits[best] / beneath[best] >= _ALIKE else None


def _hundredths(level: float) -> int | None:
    return round(level * 100) if math.isfinite(level) else None
