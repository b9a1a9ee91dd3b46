"""Where nobody speaks, exactly, from the voicing."""

from collections.abc import Iterator
from dataclasses import dataclass

from jarai.storyboard.times import SAMPLE_RATE
from jarai.storyboard.voicing import Voicing

GUARD = SAMPLE_RATE // 4
"""What stays silent between speech and a description."""
SHORTEST = SAMPLE_RATE * 12 // 10
"""The shortest room worth a description, after the guards."""


@dataclass(frozen=True)
class Span:
    """From `start` up to, not including, `end`, in samples of the programme."""

    start: int
    end: int

    def overlap(self, other: "Span") -> int:
        """The samples in both."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


def programme_samples(voicing: Voicing) -> int:
    """The programme's length in samples."""
    return sum(scene.samples for scene in voicing.scenes)


def speech(voicing: Voicing) -> tuple[Span, ...]:
    """Every spoken unit, in order."""
    return tuple(
        Span(start + unit.start, start + unit.end) for start, scene in voicing.with_starts() for unit in scene.units
    )


def gaps(voicing: Voicing) -> tuple[Span, ...]:
    """The usable pauses: at least 1.2 s long after 0.25 s of guard on each side that has speech."""
    return tuple(span for span in _silences(voicing) if span.end - span.start >= SHORTEST)


def _silences(voicing: Voicing) -> Iterator[Span]:
    free = 0
    for span in sorted(speech(voicing), key=lambda span: span.start):
        yield Span(free, span.start - GUARD)
        free = max(free, span.end + GUARD)
    yield Span(free, programme_samples(voicing))
