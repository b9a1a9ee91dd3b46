"""Two quiet effects, made here: a whoosh over a cut between scenes, and a low hit where a scene without words begins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from jarai.sound.levels import gain_of, integrated_loudness
from jarai.sound.wav import Samples
from jarai.storyboard.times import SAMPLE_RATE

Kind = Literal["whoosh", "hit"]
APART = SAMPLE_RATE * 8
"""The least time from one whoosh to the next: more of them would tire."""

_LENGTH = {"whoosh": SAMPLE_RATE * 52 // 100, "hit": SAMPLE_RATE * 110 // 100}
_BEFORE = {"whoosh": SAMPLE_RATE * 34 // 100, "hit": 0}
_CLEAR = SAMPLE_RATE * 6 // 100
"""What stays free of an effect before and after a word."""


@dataclass(frozen=True)
class Effect:
    """An effect and its first sample in the programme."""

    kind: Kind
    start: int


def place(cuts: Iterable[tuple[int, bool]], speech: Sequence[tuple[int, int]], length: int) -> tuple[Effect, ...]:
    """Effects where a scene begins, as (sample, whether words are in it), and only where no word is near."""
    placed: list[Effect] = []
    for at, worded in cuts:
        kind: Kind = "whoosh" if worded else "hit"
        start = at - _BEFORE[kind]
        end = start + _LENGTH[kind]
        near = any(start < last + _CLEAR and first - _CLEAR < end for first, last in speech)
        rested = not placed or start - placed[-1].start >= APART or kind == "hit"
        if start >= 0 and end <= length and (at or kind == "hit") and not near and rested:
            placed.append(Effect(kind, start))
    return tuple(placed)


class Played:
    """Effects in stereo over `length` samples, each at this loudness."""

    ndim = 2

    def __init__(self, effects: Sequence[Effect], length: int, lufs: float) -> None:
        self._length = length
        sounds = {kind: _made(kind) for kind in {effect.kind for effect in effects}}
        loud = {kind: made * np.float32(gain_of(lufs - integrated_loudness(made))) for kind, made in sounds.items()}
        self._placed = [(effect.start, loud[effect.kind]) for effect in effects]

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, piece: slice, /) -> Samples:
        first, last, _ = piece.indices(self._length)
        sound = np.zeros((max(0, last - first), 2), np.float32)
        for start, made in self._placed:
            low, high = max(first, start), min(last, start + len(made))
            if low < high:
                sound[low - first : high - first] += made[low - start : high - start]
        return sound


@cache
def _made(kind: Kind) -> Samples:
    return _whoosh() if kind == "whoosh" else _hit()


def _whoosh() -> Samples:
    """Air that brightens towards the cut and passes from left to right."""
    length, cut = _LENGTH["whoosh"], _BEFORE["whoosh"]
    at = np.arange(length)
    swell = np.where(at < cut, np.sin(at / cut * np.pi / 2) ** 3, np.cos((at - cut) / (length - cut) * np.pi / 2) ** 2)
    air = swell * _noise(length, 180, 700, 21) + swell**3 * 1.6 * _noise(length, 500, 2_200, 22)
    across = at / length
    return np.stack([air * np.sqrt(1 - 0.7 * across), air * np.sqrt(0.3 + 0.7 * across)], axis=1).astype(np.float32)


def _hit() -> Samples:
    """A soft drum in a room."""
    length = _LENGTH["hit"]
    time = np.arange(length) / SAMPLE_RATE
    turns = 52 * time + 45 * 0.05 * (1 - np.exp(-time / 0.05))
    drum = np.exp(-time / 0.22) * np.sin(2 * np.pi * turns) + 0.25 * np.exp(-time / 0.1) * np.sin(
        2 * np.pi * 156 * time
    )
    edges = np.minimum(1, time / 0.004) * np.minimum(1, (length / SAMPLE_RATE - time) / 0.2)
    room = [0.12 * np.exp(-time / 0.3) * _noise(length, 200, 1_800, seed) for seed in (23, 24)]
    return np.stack([(drum + side) * edges for side in room], axis=1).astype(np.float32)


def _noise(length: int, low: int, high: int, seed: int) -> NDArray[np.float64]:
    rough = np.random.default_rng(seed).normal(0.0, 0.5, length + 2_000)
    return np.asarray(sosfilt(butter(2, (low, high), "bandpass", fs=SAMPLE_RATE, output="sos"), rough)[2_000:])
