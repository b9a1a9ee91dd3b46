"""Each check of captions and content passes on something right and fails on something wrong."""

import json
from collections.abc import Callable

import pytest

from jarai.base.hashing import canonical_json
from jarai.rules import caption_checks, content_checks
from jarai.rules.model import Check, Rule, Subject, Tool, result, verdict_of
from jarai.rules.vtt import TextCue, read_webvtt
from jarai.storyboard.model import Brand, Frame, Presenter, Scene, Sentence, Source, Storyboard, Title, Unit

SUBJECT = Subject(input="ab" * 32, tool=Tool(name="tool", version="1"))


def cue(start: int, end: int, *lines: str) -> TextCue:
    return TextCue(start=start, end=end, lines=lines)


GOOD = (cue(0, 2_000, "This is a good", "pair of lines."), cue(2_000, 4_000, "So is this."), cue(4_066, 5_000, "Yes."))


@pytest.mark.parametrize(
    ("check", "wrong", "worst"),
    [
        (caption_checks.reading_speed, (cue(0, 1_000, "x" * 21),), ("cue 1", "21.0")),
        (caption_checks.line_length, (*GOOD, cue(6_000, 9_000, "x" * 43)), ("cue 4", 43)),
        (caption_checks.line_count, (cue(0, 2_000, "a", "b", "c"),), ("cue 1", 3)),
        (caption_checks.longest, (*GOOD, cue(6_000, 13_001, "long")), ("cue 4", 7_001)),
        (caption_checks.shortest, (cue(0, 832, "short"),), ("cue 1", 832)),
        (caption_checks.gaps, (cue(0, 900, "a"), cue(960, 2_000, "b")), ("cue 2", 60)),
        (caption_checks.gaps, (cue(0, 900, "a"), cue(899, 2_000, "b")), ("cue 2", -1)),
    ],
)
def test_caption_limits(
    check: Callable[[tuple[TextCue, ...], Subject], Check], wrong: tuple[TextCue, ...], worst: tuple[str, int | str]
) -> None:
    assert check(GOOD, SUBJECT).verdict == "pass"
    failed = check(wrong, SUBJECT)
    assert failed.verdict == "fail"
    assert (failed.evidence[0].where, failed.evidence[0].value) == worst
    assert check((), SUBJECT).verdict == "not_applicable"


def test_cues_off_the_sound_fail() -> None:
    audible = [(80, 1_850), (2_000, 4_150), (4_000, 5_000)]
    assert caption_checks.sync(GOOD, audible, SUBJECT).verdict == "pass"
    late = caption_checks.sync(GOOD, [(81, 1_850), *audible[1:]], SUBJECT)
    assert (late.verdict, late.measured["start"]) == ("fail", 81)
    long = caption_checks.sync(GOOD, [*audible[:2], (4_000, 4_849)], SUBJECT)
    assert (long.verdict, long.evidence[1].where, long.evidence[1].value) == ("fail", "cue 3 end", 151)
    assert caption_checks.sync(GOOD, None, SUBJECT).verdict == "needs_human"
    with pytest.raises(ValueError, match="shorter"):
        caption_checks.sync(GOOD, [], SUBJECT)


def test_a_missing_or_misplaced_word_fails() -> None:
    spoken = ["This", "is", "a good", "pair", "of", "lines.", "So", "is", "this.", "Yes."]
    assert caption_checks.complete(GOOD, spoken, SUBJECT).verdict == "pass"
    missing = caption_checks.complete(GOOD, [*spoken, "Gone"], SUBJECT)
    assert (missing.verdict, missing.evidence[0].where, missing.evidence[0].value) == ("fail", "unit 11", "Gone")
    assert caption_checks.complete(GOOD, spoken[::-1], SUBJECT).verdict == "fail"
    assert caption_checks.complete((), spoken, SUBJECT).verdict == "fail"


def test_undescribed_facts_and_overlaps_fail() -> None:
    assert content_checks.description_coverage(10, 10, (), SUBJECT).verdict == "pass"
    left = content_checks.description_coverage(10, 9, ("Text on screen: News.",), SUBJECT)
    assert (left.verdict, left.severity, left.evidence[0].value) == ("fail", "should", "Text on screen: News.")
    assert content_checks.description_overlap((0, 0), SUBJECT).verdict == "pass"
    over = content_checks.description_overlap((0, 48_000), SUBJECT)
    assert (over.verdict, over.measured["total"], over.evidence[0].where) == ("fail", 1_000, "line 2")


def test_faint_text_fails() -> None:
    assert content_checks.contrast_hundredths("#000000", "#FFFFFF") == 2100
    assert content_checks.contrast_hundredths("#777777", "#FFFFFF") == 447
    good = content_checks.contrast({"title": ("#FFFFFF", "#101C3A")}, SUBJECT)
    assert (good.verdict, good.method) == ("pass", "derived")
    bad = content_checks.contrast({"title": ("#FFFFFF", "#101C3A"), "label": ("#777777", "#FFFFFF")}, SUBJECT)
    assert (bad.verdict, bad.evidence[0].where, bad.evidence[0].value) == ("fail", "label", "4.47")


def test_a_missing_ai_notice_fails_and_stays_a_declaration() -> None:
    good = content_checks.ai_label({"picture": True, "transcript": True}, SUBJECT)
    assert (good.verdict, good.method) == ("pass", "declared")
    assert content_checks.ai_label({"picture": False, "transcript": True}, SUBJECT).verdict == "fail"
    assert content_checks.ai_label({}, SUBJECT).verdict == "needs_human"


def story(text: str, *source_ids: str) -> Storyboard:
    units = tuple(Unit(shown=word, said="word") for word in text.split())
    return Storyboard(
        title="T",
        topic="T",
        language="en-US",
        country="US",
        frame=Frame(width=270, height=480),
        presenter=Presenter(avatar="mia", name="Mia", role="Host", voice="en"),
        brand=Brand(name="Acme"),
        scenes=(
            Scene(
                scene_id="s1",
                narration=(Sentence(units=units, source_ids=source_ids),),
                element=Title(headline="H"),
            ),
        ),
        sources=(Source(source_id="a", quote="Revenue: $4,210.5m (+12 %)"),),
    )


@pytest.mark.parametrize(
    ("board", "sourced", "figures"),
    [
        (story("Welcome to the show."), "pass", "pass"),
        (story("Revenue was $4,210.5m, up 12%.", "a"), "pass", "pass"),
        (story("Revenue was $4.21bn."), "fail", "fail"),
        (story("Revenue rose.", "gone"), "fail", "pass"),
        (story("Revenue rose 13%.", "a"), "pass", "fail"),
    ],
)
def test_figures_without_their_source_fail(board: Storyboard, sourced: str, figures: str) -> None:
    assert content_checks.sourced(board, SUBJECT).verdict == sourced
    assert content_checks.figures_sourced(board, SUBJECT).verdict == figures


def test_only_a_failed_must_blocks() -> None:
    def check(severity: str, verdict: bool) -> Check:
        rule = Rule.model_validate({"id": "X", "rule": "R", "clause": "C", "severity": severity, "unit": "u"})
        return result(rule, SUBJECT, measured={}, limit={}, verdict=verdict)

    assert verdict_of([]) == "Passed"
    assert verdict_of([check("must", True), check("should", False)]) == "Passed"
    assert verdict_of([check("must", True), check("must", False)]) == "Blocked"


def test_a_check_is_canonical_json_without_floats() -> None:
    data = json.loads(canonical_json(caption_checks.reading_speed(GOOD, SUBJECT)))
    assert data["measured"] == {"max": "14.0", "cuesAbove17": 0}
    assert set(data) == {
        *("id", "rule", "clause", "url", "severity", "measured", "unit", "limit"),
        *("verdict", "evidence", "tool", "input", "method"),
    }


def test_captions_are_read_as_a_player_shows_them() -> None:
    file = b"WEBVTT\n\nNOTE hello\n\n1\n00:00:01.000 --> 01:00:02.500\n<v Mia>Fish &amp; --&gt;\nchips\n\n00:03.000 --> 00:04.000 line:0\nx\n"
    assert read_webvtt(file) == (cue(1_000, 3_602_500, "Fish & -->", "chips"), cue(3_000, 4_000, "x"))
    assert read_webvtt(b"WEBVTT\n") == ()


@pytest.mark.parametrize(
    "file", [b"", b"WEBVTTX\n\n", b"WEBVTT\n\n1\nno time\n", b"WEBVTT\n\n1\n0:1 --> 0:2\nx", b"WEBVTT\n\n1"]
)
def test_what_is_no_webvtt_is_refused(file: bytes) -> None:
    with pytest.raises(ValueError, match=r"WEBVTT|time"):
        read_webvtt(file)
