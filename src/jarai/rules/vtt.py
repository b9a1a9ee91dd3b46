"""Reads a WebVTT file back from its bytes, apart from the code that wrote it."""

import re
from html import unescape

from jarai.base.model import Wire

_TIME = re.compile(r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})")
_TAG = re.compile(r"<[^>]*>")


class TextCue(Wire):
    """One cue as a player shows it: times in milliseconds, lines without tags and escapes."""

    start: int
    end: int
    lines: tuple[str, ...]

    @property
    def characters(self) -> int:
        """The characters to read."""
        return sum(len(line) for line in self.lines)


def read_webvtt(data: bytes) -> tuple[TextCue, ...]:
    """The cues in file order. Raises ValueError where the file is not WebVTT or a time line is broken."""
    header, *blocks = re.split(r"\n{2,}", data.decode("utf-8").strip("\n"))
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", header):
        raise ValueError("the file doesn't begin with WEBVTT")
    return tuple(_cue(block.split("\n")) for block in blocks if not block.startswith("NOTE"))


def _cue(block: list[str]) -> TextCue:
    at = 0 if "-->" in block[0] else 1
    start, arrow, end = block[at].partition(" --> ") if at < len(block) else ("", "", "")
    if not arrow:
        raise ValueError(f"no time line in {block[0]!r}")
    text = tuple(unescape(_TAG.sub("", line)) for line in block[at + 1 :])
    return TextCue(start=_milliseconds(start), end=_milliseconds(end.split(" ")[0]), lines=text)


def _milliseconds(written: str) -> int:
    found = _TIME.fullmatch(written)
    if not found:
        raise ValueError(f"not a time: {written!r}")
    hours, minutes, seconds, millis = (int(part or 0) for part in found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + millis
