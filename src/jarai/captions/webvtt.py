"""Captions as WebVTT (W3C Candidate Recommendation, `text/vtt`)."""

from collections.abc import Iterable

from jarai.captions.cue import Cue
from jarai.storyboard.times import timestamp


def webvtt(cues: Iterable[Cue]) -> str:
    """The captions as a WebVTT file, with `<v Name>` where the speaker changes. All text is escaped."""
    blocks = ["WEBVTT\n"]
    speaker = ""
    for cue in cues:
        voice = f"<v {_escaped(cue.speaker)}>" if cue.speaker and cue.speaker != speaker else ""
        speaker = cue.speaker
        text = "\n".join(_escaped(line) for line in cue.lines)
        blocks.append(f"{cue.number}\n{timestamp(cue.start)} --> {timestamp(cue.end)}\n{voice}{text}\n")
    return "\n".join(blocks)


def _escaped(text: str) -> str:
    """Text with the three characters that WebVTT gives a meaning; this also breaks up every `-->`."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
