"""The scenes as chapters that a platform reads from the times in a description."""

from collections.abc import Sequence

from jarai.base.model import Wire
from jarai.storyboard.times import SAMPLE_RATE

_FEWEST, _SHORTEST = 3, 10
"""YouTube reads times as chapters from three on, each of ten seconds or more, the first at 0:00 (YouTube Help)."""


class Chapter(Wire):
    """When it begins, in whole seconds, and its name."""

    start_seconds: int
    title: str

    @property
    def time(self) -> str:
        """`0:00`, `1:05:09`."""
        minutes, seconds = divmod(self.start_seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def chapters(scenes: Sequence[tuple[int, str]], end: int) -> tuple[Chapter, ...]:
    """The chapters of scenes, each its start in samples at 48 kHz and its name; none where too few are long enough.

    A scene without a name, with the name of one before, or that begins too soon goes with the one before; the last chapter
    has ten seconds too.
    """
    found: list[Chapter] = []
    last = end // SAMPLE_RATE
    for start, name in scenes:
        title, second = " ".join(name.split()), start // SAMPLE_RATE
        if not found:
            found.append(Chapter(start_seconds=0, title=title))
        elif not found[-1].title or second - found[-1].start_seconds < _SHORTEST:
            if not found[-1].title:
                found[-1] = Chapter(start_seconds=found[-1].start_seconds, title=title)
        elif title and title not in {each.title for each in found} and last - second >= _SHORTEST:
            found.append(Chapter(start_seconds=second, title=title))
    return tuple(found) if len(found) >= _FEWEST and all(each.title for each in found) else ()
