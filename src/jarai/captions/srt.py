"""Captions as SubRip, which has no markup of its own and no escapes: plain text."""

from collections.abc import Iterable

from jarai.captions.cue import Cue
from jarai.storyboard.times import timestamp


def srt(cues: Iterable[Cue]) -> str:
    """The captions as an SRT file. The arrow `-->`, which readers take for a time line, becomes `→`."""
    return "\n".join(
        f"{cue.number}\n{timestamp(cue.start, ',')} --> {timestamp(cue.end, ',')}\n"
        + "".join(line.replace("-->", "→") + "\n" for line in cue.lines)
        for cue in cues
    )
