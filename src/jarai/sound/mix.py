"""Mixes speech, music and effects: the music stays 20 dB below the voice while somebody speaks, and rises in the pauses.

What is spoken when is known, so nothing is detected: the music has sunk before a word begins.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jarai.sound.effects import Effect, Played
from jarai.sound.levels import gain_of, integrated_loudness
from jarai.sound.master import mastering
from jarai.sound.strides import STRIDE, Gained, Sound, Span, Sum, Within
from jarai.sound.wav import Samples
from jarai.storyboard.times import SAMPLE_RATE

SEPARATION = 20.0
"""How far below speech all else stays while somebody speaks, in LU (WCAG 2.2, 1.4.7)."""
_UNDER_SPEECH = SEPARATION + 0.5
_RISE = 10.5
"""How much the music rises where nobody speaks for long, in decibels: to 10 below speech."""
_EFFECTS_BELOW = 12.0
_AFTER, _BEFORE = SAMPLE_RATE * 12 // 100, SAMPLE_RATE * 8 // 100
_UP, _DOWN = SAMPLE_RATE * 70 // 100, SAMPLE_RATE * 45 // 100


@dataclass(frozen=True)
class Mix:
    """The programme and what it is made of. The parts add up to it: its gain and its limiter are in each of them.

    Speech is mono, the others are stereo; without music and effects there is speech alone, and the programme is mono.
    """

    programme: Sound
    speech: Sound
    music: Sound | None = None
    effects: Sound | None = None


def mix(speech: Samples, spans: Sequence[Span], music: Samples | None, effects: Sequence[Effect], lufs: float) -> Mix:
    """Speech (mono) with music (stereo, as long) ducked under `spans`, and effects, mastered to `lufs`.

    The music is ducked where it lies: the array is changed.
    """
    spoken = integrated_loudness(speech)
    level = spoken if np.isfinite(spoken) else lufs
    if music is not None:
        _duck(music, spans, level)
    played = Played(effects, len(speech), level - _EFFECTS_BELOW) if effects else None
    beside: list[Sound] = [each for each in (music, played) if each is not None]
    whole: Sound = Sum(speech, *beside) if beside else speech
    gain = mastering(whole, lufs)
    return Mix(
        programme=Gained(whole, gain),
        speech=Gained(speech, gain),
        music=Gained(music, gain) if music is not None else None,
        effects=Gained(played, gain) if played else None,
    )


def separation(speech: Sound, others: Sequence[Sound], spans: Sequence[Span]) -> float | None:
    """How many LU all else lies below speech while somebody speaks, as BS.1770 measures both; None without one of them."""
    if not others:
        return None
    spoken, heard = integrated_loudness(speech), integrated_loudness(Within(Sum(*others), spans))
    return spoken - heard if np.isfinite(spoken) and np.isfinite(heard) else None


def _duck(music: Samples, spans: Sequence[Span], level: float) -> None:
    """Bring the music to where it stands beside speech of this loudness; where nobody ever speaks it is alone at it."""
    if not spans:
        music *= np.float32(gain_of(level - integrated_loudness(music)))
        return
    beneath = integrated_loudness(Within(music, spans))
    low = level - _UNDER_SPEECH - beneath if np.isfinite(beneath) else -_UNDER_SPEECH
    music *= np.float32(gain_of(low))
    for start, risen in rises(len(music), spans):
        music[start : start + len(risen)] *= risen[:, None]


def rises(length: int, spans: Sequence[Span]) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Where the music rises above its level under speech: a first sample, and the gain from there on.

    Between them, while somebody speaks, it is 1. It is more the longer nobody speaks: it begins to rise 120 ms after a
    word, needs 0.7 s to its height, and is down again 80 ms before the next; in a short pause it turns back on the way.
    Smooth everywhere, in decibels.
    """
    last = -length
    for first, end in [*sorted(spans), (2 * length, 0)]:
        stop = min(length, first)
        for start in range(max(0, last), stop, STRIDE):
            at = np.arange(start, min(stop, start + STRIDE), dtype=np.float32)
            up = _smooth((at - np.float32(last + _AFTER)) / np.float32(_UP))
            down = _smooth((np.float32(first - _BEFORE) - at) / np.float32(_DOWN))
            yield start, np.asarray(np.power(np.float32(10), up * down * np.float32(_RISE / 20)), np.float32)
        last = max(last, end)


def _smooth(share: NDArray[np.float32]) -> NDArray[np.float32]:
    within = np.clip(share, 0, 1)
    return np.asarray(within * within * (3 - 2 * within), np.float32)
