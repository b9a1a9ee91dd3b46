"""Gives the spoken lines their final places: in the pauses, never over each other, never past the end."""

from collections.abc import Iterator, Sequence

from jarai.base.model import Wire
from jarai.description.gaps import Span, gaps, programme_samples, speech
from jarai.description.plan import DescriptionLine
from jarai.storyboard.times import SAMPLE_RATE
from jarai.storyboard.voicing import Voicing

BETWEEN = SAMPLE_RATE // 5
"""The least silence between two lines."""


class PlacedLine(Wire):
    """A line with its final start and end, in samples of the programme.

    `over_speech` is how many samples of it sound while the narrator speaks: there the programme is to be ducked.
    `index` is its place in the lines that were fitted.
    """

    index: int
    start: int
    end: int
    text: str
    priority: int
    scene_id: str
    over_speech: int


class Fitted(Wire):
    """The lines that have a place, in time order, and those that found none: the exceptions to report."""

    placed: tuple[PlacedLine, ...]
    dropped: tuple[DescriptionLine, ...]


def fit(lines: Sequence[DescriptionLine], durations: Sequence[int], voicing: Voicing) -> Fitted:
    """Places each line, which lasts `durations[i]` samples when spoken, the most important first.

    A line goes into the first pause of its scene that takes it whole. An essential one for which there is none goes
    where it covers the least speech.
    """
    pauses = gaps(voicing)
    said = speech(voicing)
    scenes = {scene.scene_id: Span(start, start + scene.samples) for start, scene in voicing.with_starts()}
    end = programme_samples(voicing)
    taken: list[Span] = []
    placed: list[PlacedLine] = []
    dropped: list[DescriptionLine] = []
    paired = list(zip(lines, durations, strict=True))
    for index in sorted(range(len(paired)), key=lambda at: (paired[at][0].priority, at)):
        line, duration = paired[index]
        scene = scenes[line.scene_id]
        spots = [
            Span(start, start + duration)
            for start in sorted(set(_starts(line, duration, scene, pauses, taken)))
            if scene.start <= start < scene.end and start + duration <= end
        ]
        free = [spot for spot in spots if all(_apart(spot, other) for other in taken)]
        quiet = [spot for spot in free if any(pause.start <= spot.start and spot.end <= pause.end for pause in pauses)]
        choice = quiet[:1] or (
            sorted(free, key=lambda spot: (_over(spot, said), spot.start))[:1] if line.essential else []
        )
        if not choice:
            dropped.append(line)
            continue
        spot = choice[0]
        taken.append(spot)
        placed.append(
            PlacedLine(
                index=index,
                start=spot.start,
                end=spot.end,
                text=line.text,
                priority=line.priority,
                scene_id=line.scene_id,
                over_speech=_over(spot, said),
            )
        )
    return Fitted(placed=tuple(sorted(placed, key=lambda line: line.start)), dropped=tuple(dropped))


def _starts(
    line: DescriptionLine, duration: int, scene: Span, pauses: Sequence[Span], taken: Sequence[Span]
) -> Iterator[int]:
    """Every start worth trying: as wanted, at either end of the scene and of each pause, and beside placed lines."""
    yield line.start
    yield scene.start
    yield scene.end - duration
    for pause in pauses:
        yield from (max(pause.start, scene.start), pause.end - duration)
    for span in taken:
        yield from (span.end + BETWEEN, span.start - BETWEEN - duration)


def _apart(one: Span, other: Span) -> bool:
    return one.end + BETWEEN <= other.start or other.end + BETWEEN <= one.start


def _over(spot: Span, said: Sequence[Span]) -> int:
    return sum(spot.overlap(span) for span in said)
