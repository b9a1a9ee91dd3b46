"""The description as a WebVTT text track (`kind="descriptions"`), which screen readers and players read out."""

from collections.abc import Iterable

from jarai.description.fit import PlacedLine
from jarai.storyboard.times import timestamp


def webvtt(lines: Iterable[PlacedLine]) -> str:
    """The placed lines as WebVTT: plain text only, one line a cue, everything escaped."""
    blocks = ["WEBVTT\n"]
    for number, line in enumerate(lines, 1):
        text = " ".join(line.text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        blocks.append(f"{number}\n{timestamp(line.start)} --> {timestamp(line.end)}\n{text}\n")
    return "\n".join(blocks)
