"""Plays a mood to a length: bars that fit the length whole, a cadence, and a last chord that dies away at the very end."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, resample_poly, sosfilt

from jarai.base.hashing import hash_of
from jarai.sound.levels import gain_of, integrated_loudness
from jarai.sound.music import instruments
from jarai.sound.music.instruments import RATE
from jarai.sound.music.moods import STYLES, Chord, Style
from jarai.sound.strides import STRIDE
from jarai.sound.wav import Samples
from jarai.sound.wish import Mood
from jarai.storyboard.times import SAMPLE_RATE

REFERENCE_LUFS = -20.0
"""How loud every piece is handed out."""

_LOOP = 8
"""Bars until the music begins anew; what is different in the second four is the plucking."""
_LOWEST_PAD, _LOWEST_PLUCK, _LOWEST_BASS = 53, 65, 33
_NINTH = 2
_TAIL = RATE * 3
_FADE = RATE * 2
_WET = 0.32
_EDGES = np.concatenate(
    [butter(2, 45, "highpass", fs=RATE, output="sos"), butter(2, 6_500, "lowpass", fs=RATE, output="sos")]
)
_AROUND = 100
"""Samples that the filter of the resampling sees on either side, and more."""
_REST = 12
"""After so many bars with drums come four without."""


@dataclass(frozen=True)
class Plan:
    """The piece: its style, the chords of the loop, the plucking of each of its bars, the key, and the bars' length.

    Times are samples at 24 kHz. `bars` counts the last chord's; `bar` is exact, so that no rounding adds up.
    """

    style: Style
    chords: tuple[Chord, ...]
    plucks: tuple[tuple[int, ...], ...]
    key: int
    bars: int
    bar: float
    strengths: tuple[float, ...]

    def start(self, bar: int) -> int:
        """Where a bar begins."""
        return round(bar * self.bar)

    def chord(self, bar: int) -> Chord:
        """The chord of a bar."""
        left = self.bars - 1 - bar
        return self.style.final if left == 0 else self.style.cadence if left == 1 else self.chords[bar % 4]


def plan(mood: Mood, samples: int, seed: str) -> Plan:
    """The piece for a length in samples at 48 kHz. The tempo bends so that the bars fill it."""
    style = STYLES[mood]
    chance = np.random.default_rng(int(hash_of({"mood": mood, "seed": seed})[:12], 16))
    length = samples * RATE / SAMPLE_RATE
    bars = max(1, round(length / (RATE * 240 / style.tempo)))
    order = chance.permutation(len(style.plucks)).tolist() if style.plucks else []
    return Plan(
        style=style,
        chords=style.progressions[int(chance.integers(len(style.progressions)))],
        plucks=tuple(style.plucks[order[bar // 2 % len(order)]] for bar in range(_LOOP)) if order else (),
        key=style.key + int(chance.integers(-3, 3)),
        bars=bars,
        bar=length / bars,
        strengths=tuple(chance.uniform(0.75, 1.0, 16).tolist()),
    )


def compose(mood: Mood, samples: int, seed: str) -> Samples:
    """Stereo music at 48 kHz, exactly `samples` long, silent at both ends, at `REFERENCE_LUFS`; equal input, equal bytes."""
    length = -(-samples * RATE // SAMPLE_RATE)
    played = _Desk(plan(mood, samples, seed), length).play()
    instruments.fade(played, min(RATE // 50, length // 3), min(_FADE, length // 3))
    music = _doubled(played)[:samples]
    # The filter of the resampling rings a little past the fade.
    music[-240:] *= np.linspace(1, 0, 240, dtype=np.float32)[-len(music) :, None][-240:]
    loudness = integrated_loudness(music)
    if np.isfinite(loudness):
        music *= np.float32(gain_of(REFERENCE_LUFS - loudness))
    return music


def _doubled(played: NDArray[np.float32]) -> Samples:
    """What was played at 24 kHz, (2, length), at 48 kHz, (samples, 2), a stride at a time with what lies around it."""
    length, factor = played.shape[1], SAMPLE_RATE // RATE
    music = np.empty((length * factor, 2), np.float32)
    for start in range(0, length, STRIDE):
        before = min(start, _AROUND)
        piece = played[:, start - before : start + STRIDE + _AROUND]
        own = min(STRIDE, length - start) * factor
        finer = resample_poly(piece, factor, 1, axis=1)[:, before * factor :][:, :own]
        music[start * factor : start * factor + own] = finer.T
    return music


class _Desk:
    """Mixes the bars. Every different bar is played once and kept, with what rings on after it."""

    def __init__(self, plan: Plan, length: int) -> None:
        self._plan, self._length = plan, length
        self._kept: dict[tuple[str, int], NDArray[np.float32]] = {}
        self._out = np.zeros((2, length), np.float32)

    def play(self) -> NDArray[np.float32]:
        """The whole piece in its room, (2, length)."""
        plan = self._plan
        for bar in range(plan.bars - 1):
            self._add("pad", bar)
            self._add("bass", bar)
            if bar or plan.bars < 4:
                self._add("pluck", bar)
            if 2 <= bar < plan.bars - 2 and (bar - 2) % (_REST + 4) < _REST:
                self._add("drums", bar)
        self._add("last", plan.bars - 1)
        room = instruments.Room()
        edges = np.zeros((len(_EDGES), 2, 2))
        for start in range(0, self._length, STRIDE):
            dry = self._out[:, start : start + STRIDE]
            heard, edges = sosfilt(_EDGES, dry + room.answer(dry.sum(axis=0) * np.float32(_WET)), zi=edges)
            dry[:] = heard
        return self._out

    def _add(self, layer: str, bar: int) -> None:
        own = bar if bar >= self._plan.bars - 2 else bar % _LOOP
        if (layer, own) not in self._kept:
            self._kept[layer, own] = self._played(layer, bar)
        start = self._plan.start(bar)
        sound = self._kept[layer, own][:, : self._length - start]
        self._out[:, start : start + sound.shape[1]] += sound

    def _played(self, layer: str, bar: int) -> NDArray[np.float32]:
        """One layer of one bar from its beginning on, (2, bar and tail)."""
        length = self._plan.start(bar + 1) - self._plan.start(bar)
        sound = np.zeros((2, length + _TAIL), np.float32)
        {"pad": self._pad, "bass": self._bass, "pluck": self._pluck, "drums": self._drums, "last": self._last}[layer](
            sound, bar, length
        )
        return sound

    def _pad(self, sound: NDArray[np.float32], bar: int, length: int) -> None:
        tones = _spread(self._plan, bar)
        for tone in tones:
            for side, heard in enumerate(instruments.pad(tone, length)):
                _put(sound[side], 0, heard, self._plan.style.pad / len(tones))

    def _bass(self, sound: NDArray[np.float32], bar: int, length: int) -> None:
        style = self._plan.style
        root = (self._plan.chord(bar)[0] + self._plan.key - _LOWEST_BASS) % 12 + _LOWEST_BASS
        ends = (*style.bass[1:], 4.0)
        for start, end in zip(style.bass, ends, strict=True):
            held = round((min(end, start + 3.5) - start) * 0.92 * length / 4)
            for channel in sound:
                _put(channel, round(start * length / 4), instruments.bass(root, held), style.bass_level * 0.5)

    def _pluck(self, sound: NDArray[np.float32], bar: int, length: int) -> None:
        if not self._plan.plucks:
            return
        pattern = self._plan.plucks[bar % _LOOP]
        tones = _upwards(_close(self._plan, bar, _LOWEST_PLUCK))
        for step, tone in enumerate(pattern):
            if tone >= 0:
                self._strike(sound, round(step * length / len(pattern)), tones[tone], step)

    def _strike(self, sound: NDArray[np.float32], at: int, tone: int, step: int, softer: float = 1.0) -> None:
        """Plucked tones lie a little to the left and to the right in turn."""
        level = self._plan.style.pluck * self._plan.strengths[step % 16] * softer
        left = 0.6 if step % 2 else 0.4
        for channel, share in zip(sound, (left, 1 - left), strict=True):
            _put(channel, at, instruments.pluck(tone), level * share)

    def _drums(self, sound: NDArray[np.float32], bar: int, length: int) -> None:
        style = self._plan.style
        parts = (
            (style.kick, instruments.kick, 1.0),
            (style.tick, instruments.tick, 0.5),
            (style.brush, instruments.brush, 0.35),
            (style.shaker, instruments.shaker, 0.3),
        )
        for places, instrument, level in parts:
            for place in places:
                strength = level * style.drums * self._plan.strengths[(place + bar) % 16] * 0.6
                for channel in sound:
                    _put(channel, round(place * length / 16), instrument(), strength)

    def _last(self, sound: NDArray[np.float32], bar: int, length: int) -> None:
        """The last chord: held, with the bass, and struck once, upwards."""
        self._pad(sound, bar, length)
        root = (self._plan.chord(bar)[0] + self._plan.key - _LOWEST_BASS) % 12 + _LOWEST_BASS
        for channel in sound:
            _put(channel, 0, instruments.bass(root, length), self._plan.style.bass_level * 0.5)
        for step, tone in enumerate(_upwards(_close(self._plan, bar, _LOWEST_PLUCK))[:5]):
            self._strike(sound, step * RATE * 9 // 100, tone, step, 0.55)


def _close(plan: Plan, bar: int, lowest: int) -> list[int]:
    """The chord's tones within the octave from `lowest` on: common tones stay where they are from chord to chord."""
    root, tones = plan.chord(bar)
    return sorted((plan.key + root + tone - lowest) % 12 + lowest for tone in tones)


def _spread(plan: Plan, bar: int) -> list[int]:
    """The chord held: without its root where it has four tones (the bass has it), and with the ninth an octave higher.

    So no two of its tones lie a semitone apart, which would beat.
    """
    root, tones = plan.chord(bar)
    held = tones[1:] if len(tones) > 3 else tones
    raised = {tone: 12 if tone == _NINTH else 0 for tone in held}
    return sorted((plan.key + root + tone - _LOWEST_PAD) % 12 + _LOWEST_PAD + raised[tone] for tone in held)


def _upwards(tones: list[int]) -> list[int]:
    return [*tones, *(tone + 12 for tone in tones)]


def _put(channel: NDArray[np.float32], at: int, sound: NDArray[np.float32], level: float) -> None:
    """Add `sound` from `at` on, as far as the channel goes."""
    fitting = sound[: len(channel) - at]
    channel[at : at + len(fitting)] += fitting * np.float32(level)
