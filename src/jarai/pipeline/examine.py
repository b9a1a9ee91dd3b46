"""Runs every check on the finished bytes: what the certificate says was measured here, on the files as delivered."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from jarai.base.hashing import hash_of, sha256_hex
from jarai.base.model import Wire
from jarai.description.coverage import coverage
from jarai.description.fit import Fitted
from jarai.rules import caption_checks, content_checks, media_checks
from jarai.rules.media import MediaFacts
from jarai.rules.model import Check, Subject, Tool
from jarai.rules.vtt import TextCue, read_webvtt
from jarai.sound.flac import open_flac
from jarai.sound.measure import Loudness, decode, find, measure
from jarai.sound.mix import separation
from jarai.sound.strides import Span
from jarai.storyboard.model import Storyboard
from jarai.storyboard.times import milliseconds
from jarai.version import VERSION

_SLACK_MS = 60
"""How far into a cue a silence may reach and still count as lying at its border."""


class Heard(Wire):
    """What was measured on the sound of one MP4.

    `audible_ms` is where its speech is found, `below_speech` by how many hundredths of LU all else lies below it while
    somebody speaks (None where there is nothing else).
    """

    loudness: Loudness
    audible_ms: tuple[tuple[int, int], ...]
    below_speech: int | None


def listen(path: Path, speech: Path, others: Sequence[Path], spans: Sequence[Span]) -> Heard:
    """In a child: decode the sound and measure it, with the help of the stems it was mixed from."""
    sound, spoken = decode(path), open_flac(speech)
    found = [(milliseconds(start), milliseconds(end)) for start, end in find(spoken, sound)]
    below = separation(spoken, [open_flac(each) for each in others], spans)
    return Heard(
        loudness=measure(sound),
        audible_ms=tuple(found),
        below_speech=None if below is None else round(below * 100),
    )


def media_results(
    facts: MediaFacts, heard: Heard, loudness: int, speech_sha256: str, *, sound_only: bool = False
) -> tuple[Check, ...]:
    """The checks of one MP4, whose loudness was to be this many LUFS and whose speech is the stem of that hash.

    Without pictures (`sound_only`) those of pictures are left out.
    """
    sound = Subject(
        input=facts.sha256,
        tool=Tool(name="JARAI Studio, ITU-R BS.1770-4 by pyloudnorm's filters", version=version("pyloudnorm")),
    )
    seen = () if sound_only else (media_checks.lengths, media_checks.flashing, media_checks.black)
    return (
        media_checks.structure(facts, sound_only=sound_only),
        media_checks.media_format(facts, sound_only=sound_only),
        *(check(facts) for check in seen),
        media_checks.silence(facts),
        media_checks.loudness(_level(heard.loudness.lufs), _level(heard.loudness.true_peak), sound, loudness),
        media_checks.separation(heard.below_speech, sound.model_copy(update={"input": speech_sha256})),
    )


def caption_results(captions: bytes, heard: Heard, board: Storyboard) -> tuple[Check, ...]:
    """The checks of the captions, as read back from the file, against the decoded sound and the script."""
    cues = read_webvtt(captions)
    subject = Subject(input=sha256_hex(captions), tool=Tool(name="JARAI Studio rules", version=VERSION))
    bordering, borders = caption_borders(cues, heard.audible_ms)
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


def content_results(board: Storyboard, description: Fitted, *, sound_only: bool = False) -> tuple[Check, ...]:
    """The checks of the script, the description and the notices, derived from the storyboard.

    Where nothing is seen (`sound_only`) nothing is to be described, and the notice stands in the file's tags.
    """
    subject = Subject(input=hash_of(board), tool=Tool(name="JARAI Studio rules", version=VERSION))
    places = ("tags", "transcript") if sound_only else ("picture", "transcript", "description")
    return (
        *(() if sound_only else _description_results(board, description, subject)),
        content_checks.ai_label(dict.fromkeys(places, True), subject),
        content_checks.sourced(board, subject),
        content_checks.figures_sourced(board, subject),
    )


def _description_results(board: Storyboard, description: Fitted, subject: Subject) -> tuple[Check, ...]:
    covered = coverage(board)
    return (
        content_checks.description_coverage(
            covered.shown, covered.spoken, [line.text for line in description.dropped], subject
        ),
        content_checks.description_overlap([line.over_speech for line in description.placed], subject),
    )


def caption_borders(
    cues: tuple[TextCue, ...], audible_ms: tuple[tuple[int, int], ...]
) -> tuple[list[TextCue], list[tuple[int, int]]]:
    """The cues with a silence before and after them, and the audible onset and end of each.

    Cues that follow one another within one breath share no silence: nothing audible marks the border between them.
    """
    ends = [0, *(end for _, end in audible_ms)]
    onsets = [*(start for start, _ in audible_ms), 1 << 40]
    silences = list(zip(ends, onsets, strict=True))
    bordering, borders = [], []
    for index, cue in enumerate(cues):
        before = cues[index - 1].end if index else 0
        after = cues[index + 1].start if index + 1 < len(cues) else 1 << 40
        onset = _silence_in(silences, before - _SLACK_MS, cue.start + _SLACK_MS)
        end = _silence_in(silences, cue.end - _SLACK_MS, after + _SLACK_MS)
        if onset and end:
            bordering.append(cue)
            borders.append((onset[1], end[0]))
    return bordering, borders


def _silence_in(silences: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """The longest silence that meets the span."""
    met = [each for each in silences if each[0] < end and each[1] > start]
    return max(met, key=lambda each: min(each[1], end) - max(each[0], start), default=None)


def _level(hundredths: int | None) -> float:
    return float("-inf") if hundredths is None else hundredths / 100
