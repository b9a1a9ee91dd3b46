"""Sound read piece by piece: a long programme is never in memory as a whole more often than it must be.

An array is a `Sound`, and so is what is reckoned from others only when a piece of it is asked for.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from jarai.sound.wav import FULL_SCALE, Samples, stereo
from jarai.storyboard.times import SAMPLE_RATE

STRIDE = SAMPLE_RATE * 2
"""The samples that are worked on at once: enough to be fast, so few that they stay near the processor."""
Span = tuple[int, int]
"""From a sample up to, not including, another."""


class Sound(Protocol):
    """Mono (`ndim` 1) or stereo (2) sound of known length. Pieces are float32 and must not be changed."""

    @property
    def ndim(self) -> int:
        """1 for mono, 2 for stereo."""

    def __len__(self) -> int: ...

    def __getitem__(self, piece: slice, /) -> Samples: ...


def strides(sound: Sound, step: int = STRIDE) -> Iterator[Samples]:
    """All of the sound, `step` samples at a time; the last piece is what is left."""
    for start in range(0, len(sound), step):
        yield sound[start : start + step]


def whole(sound: Sound) -> Samples:
    """All of it as an array of its own."""
    samples = np.empty((len(sound),) if sound.ndim == 1 else (len(sound), 2), np.float32)
    for number, piece in enumerate(strides(sound)):
        samples[number * STRIDE : number * STRIDE + len(piece)] = piece
    return samples


def highest(sound: Sound) -> float:
    """The highest magnitude of any sample; 0 for no sound, and not finite where a sample is no number."""
    return float(np.max([np.abs(each).max(initial=0.0) for each in strides(sound)], initial=0.0))


class Pcm:
    """16-bit sound, which takes half the memory: (samples,) or (samples, 2)."""

    def __init__(self, pcm: NDArray[np.int16]) -> None:
        self.pcm, self.ndim = pcm, pcm.ndim

    def __len__(self) -> int:
        return len(self.pcm)

    def __getitem__(self, piece: slice, /) -> Samples:
        return np.divide(self.pcm[piece], FULL_SCALE, dtype=np.float32)


class Gained:
    """A sound times a gain, one for all or one for each sample."""

    def __init__(self, sound: Sound, gain: NDArray[np.float32] | float) -> None:
        self._sound, self.ndim = sound, sound.ndim
        self._gain = gain if isinstance(gain, np.ndarray) else np.float32(gain)

    def __len__(self) -> int:
        return len(self._sound)

    def __getitem__(self, piece: slice, /) -> Samples:
        sound = self._sound[piece]
        if isinstance(self._gain, np.ndarray):
            gain = self._gain[piece]
            return sound * (gain if sound.ndim == 1 else gain[:, None])
        return sound * self._gain


class Sum:
    """Sounds of one length, heard at once, in stereo."""

    def __init__(self, *sounds: Sound) -> None:
        if len({len(each) for each in sounds}) != 1:
            raise ValueError(f"not of one length: {[len(each) for each in sounds]}")
        self._sounds, self.ndim = sounds, 2

    def __len__(self) -> int:
        return len(self._sounds[0])

    def __getitem__(self, piece: slice, /) -> Samples:
        total = np.array(stereo(self._sounds[0][piece]))
        for each in self._sounds[1:]:
            part = each[piece]
            total += part if part.ndim == 2 else part[:, None]
        return total


class Within:
    """What sounds within the spans, one after the other; spans that meet are one."""

    def __init__(self, sound: Sound, spans: Sequence[Span]) -> None:
        self._sound, self.ndim = sound, sound.ndim
        self._spans = _merged(spans, len(sound))
        self._ends = list(accumulate(end - start for start, end in self._spans))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __getitem__(self, piece: slice, /) -> Samples:
        first, last, _ = piece.indices(len(self))
        pieces = []
        for (start, end), until in zip(self._spans, self._ends, strict=True):
            begins = until - (end - start)
            low, high = max(first, begins), min(last, until)
            if low < high:
                pieces.append(self._sound[start + low - begins : start + high - begins])
        return np.concatenate(pieces) if pieces else self._sound[0:0]


def _merged(spans: Sequence[Span], length: int) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted((max(0, start), min(length, end)) for start, end in spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        elif start < end:
            merged.append((start, end))
    return merged
