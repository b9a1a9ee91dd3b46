"""Runs every check on the finished bytes: what the certificate says was measured here, on the files as delivered."""

from importlib.metadata import version
from pathlib import Path

from jarai.base.hashing import hash_of, sha256_hex
from jarai.base.model import Wire
from jarai.description.coverage import coverage
from jarai.description.fit import Fitted
from jarai.rules import caption_checks, content_checks, media_checks
from jarai.rules.media import MediaFacts, inspect
from jarai.rules.model import Check, Subject, Tool
from jarai.rules.vtt import TextCue, read_webvtt
from jarai.sound.measure import Loudness, audible, decode, measure
from jarai.storyboard.model import Storyboard
from jarai.storyboard.times import milliseconds
from jarai.version import VERSION

_NEAR_MS = 400
"""How far a cue's border may lie from a border of the audible sound and still be compared with it: cues that follow
one another within one breath share no silence, so nothing audible marks their border."""


class Heard(Wire):
    """What was measured on one MP4."""

    facts: MediaFacts
    loudness: Loudness
    audible_ms: tuple[tuple[int, int], ...]


def listen(path: Path) -> Heard:
    """In a child: decode the whole file and measure picture and sound."""
    spans = [(milliseconds(start), milliseconds(end)) for start, end in audible(decode(path))]
    return Heard(facts=inspect(path), loudness=measure(path), audible_ms=tuple(spans))


def media_results(heard: Heard) -> tuple[Check, ...]:
    """The checks of one MP4."""
    facts = heard.facts
    sound = Subject(input=facts.sha256, tool=Tool(name="pyloudnorm (ITU-R BS.1770-4)", version=version("pyloudnorm")))
    return (
        media_checks.structure(facts),
        media_checks.media_format(facts),
        media_checks.lengths(facts),
        media_checks.flashing(facts),
        media_checks.black(facts),
        media_checks.silence(facts),
        media_checks.loudness(_level(heard.loudness.lufs), _level(heard.loudness.true_peak), sound),
    )


def caption_results(captions: bytes, heard: Heard, board: Storyboard) -> tuple[Check, ...]:
    """The checks of the captions, as read back from the file, against the decoded sound and the script."""
    cues = read_webvtt(captions)
    subject = Subject(input=sha256_hex(captions), tool=Tool(name="JARAI Studio rules", version=VERSION))
    bordering, borders = _at_silences(cues, heard.audible_ms)
    spoken = [unit.shown for scene in board.scenes for sentence in scene.narration for unit in sentence.units]
    return (
        caption_checks.reading_speed(cues, subject),
        caption_checks.line_length(cues, subject),
        caption_checks.line_count(cues, subject),
        caption_checks.longest(cues, subject),
        caption_checks.shortest(cues, subject),
        caption_checks.gaps(cues, subject),
        caption_checks.sync(bordering, borders, subject),
        caption_checks.complete(cues, spoken, subject),
    )


def content_results(board: Storyboard, description: Fitted) -> tuple[Check, ...]:
    """The checks of the script, the description and the notices, derived from the storyboard."""
    subject = Subject(input=hash_of(board), tool=Tool(name="JARAI Studio rules", version=VERSION))
    covered = coverage(board)
    return (
        content_checks.description_coverage(
            covered.shown, covered.spoken, [line.text for line in description.dropped], subject
        ),
        content_checks.description_overlap([line.over_speech for line in description.placed], subject),
        content_checks.ai_label({"picture": True, "transcript": True, "description": True}, subject),
        content_checks.sourced(board, subject),
        content_checks.figures_sourced(board, subject),
    )


def _at_silences(
    cues: tuple[TextCue, ...], audible_ms: tuple[tuple[int, int], ...]
) -> tuple[list[TextCue], list[tuple[int, int]]]:
    """The cues that begin and end at a silence, and the audible onset and end of each."""
    bordering, borders = [], []
    for cue in cues:
        onset = min((start for start, _ in audible_ms), key=lambda start: abs(start - cue.start), default=-_NEAR_MS)
        end = min((end for _, end in audible_ms), key=lambda end: abs(end - cue.end), default=-_NEAR_MS)
        if abs(onset - cue.start) < _NEAR_MS and abs(end - cue.end) < _NEAR_MS:
            bordering.append(cue)
            borders.append((onset, end))
    return bordering, borders


def _level(hundredths: int | None) -> float:
    return float("-inf") if hundredths is None else hundredths / 100
