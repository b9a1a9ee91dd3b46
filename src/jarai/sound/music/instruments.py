"""Six soft instruments and a room, at 24 kHz: nothing in them lies above 9 kHz, so nothing folds back.

A sound is float32, mono (samples,). The same arguments give the same samples.
"""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, oaconvolve, sosfilt

RATE = 24_000
"""Half of the programme's rate: all that is here lies low enough, and it costs half."""
Sound = NDArray[np.float32]

_TABLE = 1 << 14
_TOP = 9_000.0
_PAD = (1.0, 0.5, 0.3, 0.16, 0.1, 0.06, 0.04, 0.025)
_BASS = (1.0, 0.42, 0.16, 0.05)
_KEYS = ((1, 1.0, 1.5), (2, 0.38, 0.9), (3, 0.16, 0.55), (4, 0.1, 0.35), (6, 0.03, 0.2))
"""Partials of the plucked sound: number, level, seconds to fall to 1/e."""
_CENTS = 4.0


def frequency(pitch: float) -> float:
    """Of a MIDI note number: 69 is 440 Hz, 12 are an octave."""
    return float(440.0 * 2 ** ((pitch - 69) / 12))


@cache
def pad(pitch: int, length: int) -> tuple[Sound, Sound]:
    """A held chord tone, left and right: three slightly detuned voices that swell and sink. It outlasts `length` by 1.1 s."""
    rise, fall = RATE * 6 // 10, RATE * 11 // 10
    total = length + fall
    shape = envelope(total, min(rise, length), fall)
    low, middle, high = (_wave(pitch + cents / 100, total, _PAD, turn) for cents, turn in _voices(pitch))
    return (shape * (middle + 0.7 * low)) * np.float32(0.5), (shape * (middle + 0.7 * high)) * np.float32(0.5)


@cache
def bass(pitch: int, length: int) -> Sound:
    """A round low tone that sinks a little while it is held."""
    total = length + RATE // 8
    sinking: Sound = np.exp(-np.arange(total, dtype=np.float32) / np.float32(2.2 * RATE))
    return np.asarray(envelope(total, RATE // 60, RATE // 8) * sinking * _wave(pitch, total, _BASS, 0.0))


@cache
def pluck(pitch: int) -> Sound:
    """A soft struck tone, such as of an electric piano, 2.4 s until it is gone."""
    total = RATE * 24 // 10
    time = np.arange(total, dtype=np.float32) / np.float32(RATE)
    tone = np.zeros(total, np.float32)
    higher = 2 ** ((pitch - 60) / 30)  # what is higher rings shorter
    for number, level, seconds in _KEYS:
        if frequency(pitch) * number < _TOP:
            angle = np.float32(2 * math.pi * frequency(pitch) * number) * time
            tone += np.float32(level) * np.exp(-time * np.float32(higher / seconds)) * np.sin(angle)
    return tone * envelope(total, RATE // 200, RATE // 2)


@cache
def kick() -> Sound:
    """A low soft thump, 0.3 s, falling from 95 to 45 Hz."""
    total = RATE * 3 // 10
    time = np.arange(total, dtype=np.float64) / RATE
    turns = 45 * time + 50 * 0.035 * (1 - np.exp(-time / 0.035))
    return envelope(total, RATE // 300, RATE // 10) * (np.exp(-time / 0.11) * np.sin(2 * np.pi * turns)).astype(
        np.float32
    )


@cache
def shaker() -> Sound:
    """A breath of noise between 3 and 7 kHz, 90 ms."""
    return _noise(RATE * 9 // 100, 3_000, 7_000, RATE // 40, 1)


@cache
def tick() -> Sound:
    """A short wooden tap around 1.2 kHz, 50 ms."""
    return _noise(RATE * 5 // 100, 900, 1_700, RATE // 400, 2)


@cache
def brush() -> Sound:
    """A swept brush, noise between 1.2 and 5 kHz, 220 ms."""
    return _noise(RATE * 22 // 100, 1_200, 5_000, RATE // 16, 3)


def envelope(total: int, rise: int, fall: int) -> Sound:
    """From silence to one within `rise` samples, and back to silence within the last `fall`, both without a corner."""
    shape = np.ones(total, np.float32)
    up, down = min(rise, total), min(fall, total)
    shape[:up] = _swell(up)
    shape[total - down :] *= _swell(down)[::-1]
    return shape


def fade(sound: Sound, rise: int, fall: int) -> None:
    """Give sound of shape (channels, samples) the ends of an `envelope`, where it lies."""
    sound[:, :rise] *= _swell(rise)
    sound[:, sound.shape[1] - fall :] *= _swell(fall)[::-1]


def _swell(length: int) -> Sound:
    angle = np.arange(length, dtype=np.float32) * np.float32(math.pi / 2 / max(1, length))
    return np.asarray(np.square(np.sin(angle)))


class Room:
    """A soft room of 1.6 s, to which sound comes a piece at a time."""

    def __init__(self) -> None:
        self._rooms = np.stack([_room(11), _room(12)])
        self._ringing = np.zeros((2, 0), np.float32)

    def answer(self, dry: Sound) -> Sound:
        """What it answers to the next mono piece on the left and on the right, (2, as long as the piece)."""
        wet = oaconvolve(dry[None, :], self._rooms, axes=1)
        wet[:, : self._ringing.shape[1]] += self._ringing
        self._ringing = wet[:, len(dry) :]
        return wet[:, : len(dry)]


@cache
def _room(seed: int) -> Sound:
    """Noise that dies away, dark, after 15 ms of nothing; of energy one."""
    total = RATE * 16 // 10
    time = np.arange(total) / RATE
    noise = np.random.default_rng(seed).normal(0.0, 1.0, total) * np.exp(-time * 6.9 / 1.6) * np.minimum(1, time / 0.02)
    dark = sosfilt(butter(2, (180, 3_200), "bandpass", fs=RATE, output="sos"), noise)
    late = np.concatenate([np.zeros(RATE * 15 // 1000), dark])
    return np.asarray(late / np.sqrt(np.square(late).sum()), np.float32)


def _voices(pitch: int) -> tuple[tuple[float, float], ...]:
    """Detuning in cents and where in its turn each of three voices begins; another for each pitch, so that they don't meet."""
    turn = (pitch * 0.381966) % 1.0
    return (-_CENTS, turn), (0.0, (turn + 0.37) % 1.0), (_CENTS, (turn + 0.71) % 1.0)


def _wave(pitch: float, length: int, partials: tuple[float, ...], turn: float) -> Sound:
    """A steady tone of these partials, those left out that lie too high, from `turn` of its period on."""
    step = frequency(pitch) / RATE
    fitting = tuple(level for number, level in enumerate(partials, 1) if number * step * RATE < _TOP)
    place = (np.arange(length, dtype=np.float64) * step + turn) * _TABLE
    return np.asarray(_table(fitting)[place.astype(np.int64) & (_TABLE - 1)])


@cache
def _table(partials: tuple[float, ...]) -> Sound:
    """One period. Partials begin at different turns, which keeps the peak low."""
    angle = np.arange(_TABLE) * (2 * np.pi / _TABLE)
    period = sum(level * np.sin(angle * number + number * number) for number, level in enumerate(partials, 1))
    return np.asarray(period / sum(partials), np.float32)


def _noise(total: int, low: int, high: int, rise: int, seed: int) -> Sound:
    rough = np.random.default_rng(seed).normal(0.0, 0.5, total + 400)
    band = sosfilt(butter(2, (low, high), "bandpass", fs=RATE, output="sos"), rough)[400:]
    return envelope(total, rise, total - rise) ** 2 * band.astype(np.float32)
