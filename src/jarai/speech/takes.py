"""One rendered piece: trimmed to what is audible, with the time of every phoneme in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from jarai.speech.phonemes import MODIFIERS, PAUSE_SIGNS, STRESS, Word
from jarai.speech.port import Sound
from jarai.speech.voices import Timing

MARGIN = 480
"""Samples kept before the first and after the last audible one, so that no attack is cut."""

_BLOCK = 240
_FADE = 480
_AUDIBLE = 10 ** (-42 / 20)
"""The networks' own noise lies 49 to 52 dB below the loudest block, and goes on for up to 0.1 s after a word."""
_SHORTEST = 480
_PAUSE = 4800
"""A silence at a pause sign counts as the pause from here: 100 ms, longer than a stop's closure."""


@dataclass(frozen=True)
class Sounding:
    """One phoneme in a take: samples from the take's first audible sample."""

    symbol: str
    start: int
    end: int
    stressed: bool
    unit: int


@dataclass(frozen=True)
class Take:
    """A piece as spoken. `samples[onset]` is the first audible sample; `length` samples are audible from there."""

    samples: Sound
    onset: int
    length: int
    phonemes: tuple[Sounding, ...]
    timing: Timing = "model"


def audible_span(samples: Sound) -> tuple[int, int]:
    """The first sample and the one after the last of what is audible: 5 ms blocks within 42 dB of the loudest.

    An empty span (0, 0) for silence.
    """
    loud = _audible_blocks(samples)
    return (int(loud[0]) * _BLOCK, (int(loud[-1]) + 1) * _BLOCK) if len(loud) else (0, 0)


def silences(samples: Sound) -> list[tuple[int, int]]:
    """The spans of at least 100 ms between two audible blocks."""
    loud = _audible_blocks(samples)
    ends, onsets = (loud[:-1] + 1) * _BLOCK, loud[1:] * _BLOCK
    return [(int(end), int(onset)) for end, onset in zip(ends, onsets, strict=True) if onset - end >= _PAUSE]


def _audible_blocks(samples: Sound) -> NDArray[np.int64]:
    blocks = samples[: len(samples) // _BLOCK * _BLOCK].reshape(-1, _BLOCK)
    power = np.square(blocks, dtype=np.float64).mean(axis=1)
    return np.flatnonzero(power > power.max(initial=0.0) * _AUDIBLE**2)


def take(samples: Sound, words: Sequence[Word], durations: Sequence[int], offset: int) -> Take:
    """Trim a rendering and time its phonemes.

    `durations` are samples at 48 kHz for each sign of the words (a space included where one follows), after the time
    of the engine's leading silence; `offset` is how many samples the engine's times lie behind its sound.
    """
    start, end = audible_span(samples)
    times, pauses = _soundings(words, durations, -offset - start)
    return timed(samples, _at_silences(times, pauses, silences(samples[start:end])))


def timed(samples: Sound, times: Sequence[Sounding]) -> Take:
    """The sound trimmed to what is audible, the times, from its first audible sample, brought into order within it."""
    start, end = audible_span(samples)
    first, last = max(0, start - MARGIN), min(len(samples), end + MARGIN)
    trimmed = samples[first:last].copy()
    ramp = np.linspace(0.0, 1.0, min(_FADE, len(trimmed)), dtype=np.float32)
    trimmed[: len(ramp)] *= ramp
    trimmed[len(trimmed) - len(ramp) :] *= ramp[::-1]
    return Take(trimmed, start - first, end - start, _within(times, end - start))


def _soundings(words: Sequence[Word], durations: Sequence[int], clock: int) -> tuple[list[Sounding], dict[int, bool]]:
    """One value per phoneme: stress marks give their time to the vowel after them, modifiers to the phoneme before.

    Beside them, the indexes of the phonemes before which a pause sign stands, and whether one of them is more than a space.
    """
    found: list[Sounding] = []
    pauses: dict[int, bool] = {}
    spent = iter(durations)
    clock += next(spent)
    for word in words:
        stressed_at: int | None = None
        for sign in word.signs + " " * word.spaced:
            start, clock = clock, clock + next(spent)
            if sign in STRESS:
                stressed_at = start
            elif sign in MODIFIERS and found and found[-1].unit == word.unit:
                before = found[-1]
                found[-1] = Sounding(before.symbol + sign, before.start, clock, before.stressed, before.unit)
            elif sign not in PAUSE_SIGNS:
                begin = start if stressed_at is None else stressed_at
                found.append(Sounding(sign, begin, clock, stressed_at is not None, word.unit))
                stressed_at = None
            else:
                pauses[len(found)] = pauses.get(len(found), False) or sign != " "
    return found, pauses


def _at_silences(times: list[Sounding], pauses: dict[int, bool], found: Sequence[tuple[int, int]]) -> list[Sounding]:
    """The phonemes at a pause sign moved to the silence that is heard there.

    The engine gives a clause's last phoneme a part of the pause after it, up to a third of a second. A silence belongs to
    one place: rather to a comma's than to a space's, then to that whose time by the engine is the nearest.
    """
    places: dict[int, tuple[int, int]] = {}
    for end, onset in sorted(found, key=lambda silence: silence[0] - silence[1]):
        near = [
            index
            for index in pauses.keys() - places.keys()
            if 0 < index < len(times) and end < times[index].end and onset > times[index - 1].start
        ]
        if near:
            places[min(near, key=lambda index: (not pauses[index], abs(times[index].start - onset), index))] = (
                end,
                onset,
            )
    moved = list(times)
    for index, (end, onset) in sorted(places.items()):
        moved[index - 1] = replace(moved[index - 1], end=end)
        _begin_at(moved, index, onset)
    return moved


def _begin_at(times: list[Sounding], first: int, onset: int) -> None:
    """Have the phonemes from `first` on begin at `onset`: those that began before it share what is left of their time.

    A weak word after a pause may lie wholly within it by the engine's times.
    """
    last = first
    while last + 1 < len(times) and (times[last + 1].start < onset or times[last].end < onset + _SHORTEST):
        last += 1
    group = times[first : last + 1]
    lengths = [max(1, each.end - each.start) for each in group]
    left = max(0, group[-1].end - onset)
    at = [onset + left * sum(lengths[:number]) // sum(lengths) for number in range(len(group) + 1)]
    times[first : last + 1] = [
        replace(each, start=start, end=end) for each, start, end in zip(group, at[:-1], at[1:], strict=True)
    ]


def _within(times: Sequence[Sounding], length: int) -> tuple[Sounding, ...]:
    """The times inside the audible span: the first begins with it, the last ends with it, none is out of order."""
    if not times:
        return ()
    shortest = min(_SHORTEST, length // len(times))
    starts, ends = [0, *(sound.start for sound in times[1:])], [sound.end for sound in times]
    ceiling = ends[-1] = length
    for index in range(len(times) - 1, -1, -1):
        ends[index] = min(ends[index], ceiling)
        ceiling = starts[index] = min(starts[index], ends[index] - shortest)
    floor = 0
    for index in range(len(times)):
        starts[index] = max(starts[index], floor)
        floor = ends[index] = max(ends[index], starts[index] + shortest)
    return tuple(
        Sounding(sound.symbol, start, end, sound.stressed, sound.unit)
        for sound, start, end in zip(times, starts, ends, strict=True)
    )
