"""Mixes speech, music and effects: the music stays 20 dB below the voice while somebody speaks, and rises in the pauses.

What is spoken when is known, so nothing is detected: the music has sunk before a word begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jarai.sound.effects import Effect, play
from jarai.sound.levels import gain_of, integrated_loudness
from jarai.sound.master import mastering, with_gain
from jarai.sound.wav import Samples, stereo
from jarai.storyboard.times import SAMPLE_RATE

Span = tuple[int, int]
"""From a sample up to, not including, another."""

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

    programme: Samples
    speech: Samples
    music: Samples | None = None
    effects: Samples | None = None


def mix(speech: Samples, spans: Sequence[Span], music: Samples | None, effects: Sequence[Effect], lufs: float) -> Mix:
    """Speech (mono) with music (stereo, as long) ducked under `spans`, and effects, mastered to `lufs`."""
    if music is None and not effects:
        gain = mastering(speech, lufs)
        return Mix(with_gain(speech, gain), with_gain(speech, gain))
    spoken = integrated_loudness(speech)
    level = spoken if np.isfinite(spoken) else lufs
    parts = [stereo(speech)]
    if music is not None:
        parts.append(_ducked(music, spans, level))
    if effects:
        parts.append(play(effects, len(speech), level - _EFFECTS_BELOW))
    programme: Samples = np.sum(parts, axis=0, dtype=np.float32)
    gain = mastering(programme, lufs)
    own = iter([with_gain(part, gain) for part in parts[1:]])
    return Mix(
        programme=with_gain(programme, gain),
        speech=with_gain(speech, gain),
        music=next(own) if music is not None else None,
        effects=next(own) if effects else None,
    )


def separation(speech: Samples, others: Sequence[Samples], spans: Sequence[Span]) -> float | None:
    """How many LU all else lies below speech while somebody speaks, as BS.1770 measures both; None without one of them."""
    spoken = integrated_loudness(speech)
    beneath = [_within(part, spans) for part in others]
    if not beneath or not len(beneath[0]):
        return None
    heard = integrated_loudness(np.sum(beneath, axis=0, dtype=np.float32))
    return spoken - heard if np.isfinite(spoken) and np.isfinite(heard) else None


def _ducked(music: Samples, spans: Sequence[Span], level: float) -> Samples:
    """The music as it stands beside speech of this loudness; where nobody ever speaks it is alone at that loudness."""
    if not spans:
        return music * np.float32(gain_of(level - integrated_loudness(music)))
    beneath = integrated_loudness(_within(music, spans))
    low = level - _UNDER_SPEECH - beneath if np.isfinite(beneath) else -_UNDER_SPEECH
    return with_gain(music, np.float32(gain_of(low)) * rise(len(music), spans))


def rise(length: int, spans: Sequence[Span]) -> NDArray[np.float32]:
    """The music's gain above its level under speech, per sample: 1 while somebody speaks, more the longer nobody does.

    It begins to rise 120 ms after a word, needs 0.7 s to its height, and is down again 80 ms before the next; in a
    short pause it turns back on the way. Smooth everywhere, in decibels.
    """
    height = np.zeros(length, np.float32)
    last = -length
    for first, end in [*sorted(spans), (2 * length, 0)]:
        start, stop = max(0, last), min(length, first)
        if start < stop:
            at = np.arange(start, stop, dtype=np.float32)
            up = _smooth((at - np.float32(last + _AFTER)) / np.float32(_UP))
            down = _smooth((np.float32(first - _BEFORE) - at) / np.float32(_DOWN))
            height[start:stop] = up * down
        last = max(last, end)
    return np.asarray(np.power(np.float32(10), height * np.float32(_RISE / 20)), np.float32)


def _smooth(share: NDArray[np.float32]) -> NDArray[np.float32]:
    within = np.clip(share, 0, 1)
    return np.asarray(within * within * (3 - 2 * within), np.float32)


def _within(sound: Samples, spans: Sequence[Span]) -> Samples:
    """What sounds within the spans, one after the other."""
    inside = np.zeros(len(sound), np.bool_)
    for start, end in spans:
        inside[start:end] = True
    return sound[inside]
