"""What is really in a finished file's sound: decoded, then measured."""

import math
from array import array
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from scipy.signal import correlate, resample_poly

from jarai.base.model import Wire
from jarai.sound.levels import integrated_loudness, true_peak
from jarai.sound.strides import STRIDE, Sound, strides
from jarai.sound.wav import Samples
from jarai.storyboard.times import SAMPLE_RATE

_BLOCK = 240
_CLOSE = SAMPLE_RATE * 120 // 1000
_COARSE = 6_000
_NEAR = _COARSE * 150 // 1000
_ALIKE = 0.5
_FILTER = 20
"""Coarse samples whose filter is over on either side."""


class Loudness(Wire):
    """Integrated loudness (hundredths of LUFS) and true peak (hundredths of dBTP), None for silence.

    `samples` counts what a player gets, per channel: the encoder's priming is cut, its padding at the end is not (less
    than one AAC frame of 1,024 samples).
    """

    lufs: int | None
    true_peak: int | None
    samples: int


def measure(samples: Sound) -> Loudness:
    """Loudness and true peak of decoded sound."""
    return Loudness(
        lufs=_hundredths(integrated_loudness(samples)), true_peak=_hundredths(true_peak(samples)), samples=len(samples)
    )


def decode(path: Path, audio_track: int = 0) -> Samples:
    """The stereo sound of one audio track at 48 kHz; sample 0 is time 0 of the presentation.

    The demuxer honours an MP4's edit list, so AAC's priming samples are already gone and the first frame says at which
    time it starts. Mono comes as two equal channels.
    """
    with av.open(str(path)) as container:
        stream = container.streams.audio[audio_track]
        frames = container.decode(stream)
        first = next(frames, None)
        if first is None:
            return np.zeros((0, 2), np.float32)
        lead = 0
        if first.pts is not None and first.time_base is not None:
            lead = round(first.pts * first.time_base * SAMPLE_RATE)
        sound = gathered(chain([first], frames))
    return sound[-lead:] if lead < 0 else np.pad(sound, ((lead, 0), (0, 0))) if lead else sound


def gathered(frames: Iterable[av.AudioFrame], at_most: int | None = None) -> Samples:
    """Decoded frames as stereo sound at 48 kHz. Raises TooLong once there are more samples than `at_most`."""
    resampler = av.AudioResampler(format="flt", layout="stereo", rate=SAMPLE_RATE)
    sound = array("f")  # grows in place: a list of blocks would be there a second time when they are joined
    for frame in chain(frames, [None]):
        for part in resampler.resample(frame):
            sound.frombytes(part.to_ndarray().tobytes())
        if at_most is not None and len(sound) > 2 * at_most:
            raise TooLong
    return np.frombuffer(sound, np.float32).reshape(-1, 2)


class TooLong(Exception):
    """There is more sound than was wanted."""


def audible(samples: Sound, within: int = 40) -> list[tuple[int, int]]:
    """Spans of samples in which something is heard, mono or stereo.

    5 ms blocks `within` so many decibels of the loudest; spans less than 120 ms apart (a stop's closure) are one. A voice's
    breath before a word, which may last 0.2 s, lies 42 dB below the loudest and lower, and a network's own noise too.
    """
    power = np.concatenate([np.zeros(0), *(_powers(piece) for piece in strides(samples))])
    top = power.max(initial=0.0)
    spans: list[tuple[int, int]] = []
    for block in np.flatnonzero(power > top * 10 ** (-within / 10)):
        start = int(block) * _BLOCK
        if spans and start - spans[-1][1] < _CLOSE:
            spans[-1] = spans[-1][0], start + _BLOCK
        else:
            spans.append((start, start + _BLOCK))
    return spans


def _powers(piece: Samples) -> NDArray[np.float64]:
    """The mean square of each whole block, of all channels: what is in them with opposite signs is heard too."""
    count = len(piece) // _BLOCK
    blocks = piece[: count * _BLOCK].reshape(count, -1)
    return np.asarray(np.square(blocks, dtype=np.float64).mean(axis=1))


def _mono(piece: Samples) -> Samples:
    return piece if piece.ndim == 1 else np.asarray(piece.mean(axis=1))


def find(speech: Sound, sound: Sound) -> list[tuple[int, int]]:
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


def _coarse(sound: Sound, step: int) -> Samples:
    """Every `step`th sample of the sound in mono, filtered. A piece is filtered with what lies around it."""
    around = _FILTER * step
    pieces = []
    for start in range(0, len(sound), STRIDE):
        before = min(start, around)
        piece = _mono(sound[start - before : start + STRIDE + around])
        own = -(-min(STRIDE, len(sound) - start) // step)
        pieces.append(resample_poly(piece, 1, step)[before // step :][:own])
    return np.concatenate([np.zeros(0, np.float32), *pieces]).astype(np.float32, copy=False)


def _lag(part: Samples, sound: Samples, place: int) -> int | None:
    """How many samples after `place` the part fits the sound best; None where it fits nowhere near."""
    first, last = place - _NEAR, place + len(part) + _NEAR
    beyond = max(0, -first), max(0, last - len(sound))
    around = np.pad(sound[max(0, first) : max(0, last)], beyond).astype(np.float64)[: last - first]
    fits = correlate(around, part.astype(np.float64), "valid", "fft")
    energy = np.concatenate([[0.0], np.cumsum(np.square(around))])
    beneath = np.sqrt(
        (energy[len(part) :] - energy[: -len(part)]).clip(1e-12) * np.square(part, dtype=np.float64).sum()
    )
    best = int(np.argmax(fits / beneath))
    return best - _NEAR if fits[best] / beneath[best] >= _ALIKE else None


def _hundredths(level: float) -> int | None:
    return round(level * 100) if math.isfinite(level) else None
