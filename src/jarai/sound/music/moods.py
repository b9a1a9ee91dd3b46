"""What is written down for each mood: tempo, key, chords, and what each instrument plays."""

from dataclasses import dataclass

from jarai.sound.wish import Mood

Chord = tuple[int, tuple[int, ...]]
"""The root in semitones above the key's, and the tones in semitones above the root."""

_MAJOR, _MINOR = (0, 4, 7), (0, 3, 7)
_MAJOR7, _MINOR7, _ADD9, _MINOR9 = (0, 4, 7, 11), (0, 3, 7, 10), (0, 2, 4, 7), (0, 2, 3, 7)
_SUS2, _SUS4, _SIX = (0, 2, 7), (0, 5, 7), (0, 4, 7, 9)


@dataclass(frozen=True)
class Style:
    """One mood as music in 4/4. Levels are factors of amplitude; a level of 0 leaves the instrument out.

    `plucks` are patterns for one bar: which tone of the chord (counted upwards, on into the next octave) sounds at each
    of its equal steps, -1 for none. `bass` are the beats in quarters at which the bass sounds. `kick`, `tick`, `brush` and
    `shaker` are sixteenths of the bar. `progressions` have four chords, one a bar; `cadence` leads to the key's own chord
    `final`.
    """

    tempo: int
    key: int
    progressions: tuple[tuple[Chord, ...], ...]
    cadence: Chord
    final: Chord
    pad: float
    plucks: tuple[tuple[int, ...], ...] = ()
    pluck: float = 0.0
    bass: tuple[float, ...] = (0.0,)
    bass_level: float = 0.5
    kick: tuple[int, ...] = ()
    tick: tuple[int, ...] = ()
    brush: tuple[int, ...] = ()
    shaker: tuple[int, ...] = ()
    drums: float = 0.0


_ = -1
STYLES: dict[Mood, Style] = {
    "calm": Style(
        tempo=72,
        key=62,
        progressions=(
            ((0, _ADD9), (9, _MINOR7), (5, _MAJOR7), (7, _SUS4)),
            ((0, _MAJOR7), (5, _ADD9), (9, _MINOR9), (5, _SIX)),
        ),
        cadence=(5, _ADD9),
        final=(0, _ADD9),
        pad=0.5,
        plucks=((0, _, 2, _, 3, _, _, _), (1, _, _, 3, _, _, 2, _), (0, _, _, 2, _, 4, _, _)),
        pluck=0.3,
        bass=(0.0,),
        bass_level=0.4,
    ),
    "bright": Style(
        tempo=104,
        key=67,
        progressions=(
            ((0, _ADD9), (7, _MAJOR), (9, _MINOR7), (5, _ADD9)),
            ((5, _ADD9), (0, _MAJOR), (7, _SUS4), (9, _MINOR7)),
        ),
        cadence=(7, _SUS4),
        final=(0, _ADD9),
        pad=0.32,
        plucks=((0, 2, 3, 2, 4, 2, 3, 1), (0, 1, 3, 4, 3, 1, 2, 3), (2, 3, 4, 3, 2, 3, 1, 0)),
        pluck=0.34,
        bass=(0.0, 1.5, 2.5),
        bass_level=0.42,
        kick=(0, 8),
        shaker=(2, 6, 10, 14),
        drums=0.3,
    ),
    "news": Style(
        tempo=100,
        key=57,
        progressions=(
            ((0, _MINOR9), (8, _MAJOR7), (3, _ADD9), (10, _SUS4)),
            ((0, _MINOR7), (5, _MINOR9), (8, _MAJOR7), (10, _MAJOR)),
        ),
        cadence=(10, _SUS2),
        final=(0, _MINOR9),
        pad=0.34,
        plucks=((0, _, 0, 2, _, 0, 1, _, 0, _, 0, 2, _, 0, 3, _), (0, _, 0, 1, _, 0, 2, _, 0, _, 0, 3, _, 2, 1, _)),
        pluck=0.24,
        bass=(0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5),
        bass_level=0.34,
        kick=(0, 10),
        tick=(4, 12),
        drums=0.26,
    ),
    "warm": Style(
        tempo=84,
        key=65,
        progressions=(
            ((0, _MAJOR7), (9, _MINOR7), (2, _MINOR7), (7, _SUS4)),
            ((5, _MAJOR7), (7, _SIX), (4, _MINOR7), (9, _MINOR9)),
        ),
        cadence=(5, _MAJOR7),
        final=(0, _MAJOR7),
        pad=0.36,
        plucks=((0, _, 1, 2, _, 3, _, 1), (0, 2, _, 3, _, 1, 2, _), (1, _, 3, _, 2, _, 0, _)),
        pluck=0.34,
        bass=(0.0, 2.5),
        bass_level=0.46,
        kick=(0,),
        brush=(4, 12),
        drums=0.22,
    ),
    "driven": Style(
        tempo=116,
        key=64,
        progressions=(
            ((0, _MINOR7), (8, _ADD9), (3, _MAJOR), (10, _SUS2)),
            ((0, _MINOR9), (10, _MAJOR), (8, _MAJOR7), (10, _SUS4)),
        ),
        cadence=(10, _MAJOR),
        final=(0, _MINOR9),
        pad=0.3,
        plucks=((0, 2, 3, 0, 2, 3, 0, 2, 3, 0, 2, 3, 4, 3, 2, 1), (0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 4, 3, 2, 1, 2)),
        pluck=0.22,
        bass=(0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5),
        bass_level=0.38,
        kick=(0, 4, 8, 12),
        shaker=(2, 6, 10, 14),
        drums=0.34,
    ),
    "solemn": Style(
        tempo=60,
        key=60,
        progressions=(
            ((0, _MINOR), (8, _MAJOR7), (5, _MINOR9), (7, _SUS4)),
            ((0, _MINOR9), (3, _MAJOR), (8, _MAJOR7), (5, _MINOR)),
        ),
        cadence=(8, _MAJOR7),
        final=(0, _MINOR9),
        pad=0.6,
        plucks=((0, _, _, _), (2, _, _, _), (_, _, 1, _)),
        pluck=0.16,
        bass=(0.0,),
        bass_level=0.42,
    ),
}
