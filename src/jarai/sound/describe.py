"""Mixes audio description lines into a programme."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from jarai.sound.levels import SILENT, gain_of, integrated_loudness
from jarai.sound.master import TARGET_LUFS, mastering
from jarai.sound.strides import Gained, Sound, whole
from jarai.sound.wav import Samples
from jarai.storyboard.times import SAMPLE_RATE

DUCK_DB = -12.0
RAMP = SAMPLE_RATE * 150 // 1000


def mix_described(
    programme: Sound, speech: Sound, lines: Sequence[tuple[int, Samples]], lufs: float = TARGET_LUFS
) -> Sound:
    """The programme, mono or stereo, with each mono line from its start sample on, mastered again, exactly as long.

    Under a line the programme sinks by 12 dB, with ramps of 150 ms before and after it; elsewhere it is untouched but
    for the master's gain. Music that has risen in the pause then lies 22 dB below the line. The lines are as loud as
    `speech`, the programme's own. Raises ValueError for a line that begins before the programme or ends after it.
    """
    dialogue = integrated_loudness(speech)
    level = dialogue if np.isfinite(dialogue) else lufs
    mixed = whole(Gained(programme, duck(len(programme), [(start, start + len(line)) for start, line in lines])))
    for start, line in lines:
        said = _at_loudness(line, level)
        mixed[start : start + len(line)] += said if mixed.ndim == 1 else said[:, None]
    return Gained(mixed, mastering(mixed, lufs))


def duck(length: int, spans: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    """The programme's gain per sample: 1, and the ducked gain inside the spans, ramps linear in decibels."""
    gain = np.ones(length, np.float32)
    slope = np.power(np.float32(10), np.linspace(0.0, DUCK_DB, RAMP, dtype=np.float32) / 20)
    for start, end in spans:
        if start < 0 or end > length:
            raise ValueError(f"a description from sample {start} to {end} is not within {length}")
        curve = np.concatenate([slope, np.full(end - start, gain_of(DUCK_DB), np.float32), slope[::-1]])
        first, last = max(0, start - RAMP), min(length, end + RAMP)
        inside = curve[first - (start - RAMP) : last - (start - RAMP)]
        gain[first:last] = np.minimum(gain[first:last], inside)
    return gain


def _at_loudness(line: Samples, lufs: float) -> Samples:
    """The line with this integrated loudness; silence stays silence."""
    top = float(np.abs(line).max(initial=0.0))
    if top <= SILENT:
        return line
    full = line / np.float32(top)
    return full * np.float32(gain_of(lufs - integrated_loudness(full)))
