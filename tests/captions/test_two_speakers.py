"""Captions and transcript of a programme in which two speak: each turn is named, and no cue is of both."""

from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from boards import a_board
from jarai.captions.make import cues
from jarai.captions.srt import srt
from jarai.captions.transcript import html, text
from jarai.captions.webvtt import webvtt
from jarai.storyboard.model import Presenter, Scene, Sentence, Storyboard, Title, Unit
from jarai.storyboard.times import frames_covering
from jarai.storyboard.voicing import SpokenScene, SpokenUnit, Voicing

CLARA = Presenter(avatar="clara", name="Clara Jensen", role="Host", voice="two")
TURNS = st.lists(st.lists(st.tuples(st.sampled_from([1, 2]), st.integers(1, 14)), max_size=4), min_size=1, max_size=4)


def a_talk(*scenes: list[tuple[int, int]]) -> tuple[Storyboard, Voicing]:
    """Scenes of sentences, each who says it and how many words it has, a third of a second a word."""
    told, spoken = [], []
    for number, scene in enumerate(scenes):
        narration = tuple(
            Sentence(
                units=tuple(Unit(shown=f"{name}{at}", said=f"{name}{at}") for at in range(words)),
                speaker=1 if name == "a" else 2,
            )
            for name, words in (("ab"[speaker - 1], words) for speaker, words in scene)
        )
        told.append(Scene(scene_id=f"s{number}", narration=narration, element=Title(headline="H")))
        at, units = 4_800, []
        for index, sentence in enumerate(narration):
            for unit in range(len(sentence.units)):
                units.append(SpokenUnit(sentence=index, unit=unit, start=at, end=at + 16_000))
                at += 16_000
        spoken.append(SpokenScene(scene_id=f"s{number}", frames=frames_covering(at + 9_600), audio="a", audio_sha256="0", units=tuple(units), phonemes=()))  # fmt: skip
    board = a_board().model_copy(update={"scenes": tuple(told), "partner": CLARA})
    return board, Voicing(scenes=tuple(spoken))


def test_captions_name_who_begins_a_turn() -> None:
    found = cues(*a_talk([(1, 3), (1, 3), (2, 3)], [(2, 3)], [(1, 2)]))
    assert [(each.speaker, each.lines[0]) for each in found if each.lines[0].find(":") > 0] == [
        ("Anna Keller", "Anna: a0 a1 a2"),
        ("Clara Jensen", "Clara: b0 b1 b2"),
        ("Anna Keller", "Anna: a0 a1"),
    ]
    written = webvtt(found)
    assert written.count("<v Anna Keller>") == 2
    assert written.count("<v Clara Jensen>") == 1
    assert "Clara: b0" in srt(found)


def test_a_first_name_that_is_none_or_is_anothers_is_not_used_alone() -> None:
    for name in ("Anna Jensen", "Dr. Jensen", "C Jensen"):
        board, voicing = a_talk([(1, 5), (2, 5)])
        found = cues(board.model_copy(update={"partner": CLARA.model_copy(update={"name": name})}), voicing)
        assert [cue.lines[0] for cue in found] == ["Anna Keller: a0 a1 a2 a3 a4", f"{name}: b0 b1 b2 b3 b4"]


def test_a_name_makes_no_cue_too_fast_to_read() -> None:
    found = cues(*a_talk([(1, 14), (2, 14)], [(1, 9), (2, 5)]))
    for cue in found:
        assert sum(map(len, cue.lines)) <= 20 * (cue.end - cue.start) / 48_000, cue


def test_captions_of_one_presenter_name_nobody() -> None:
    board, voicing = a_talk([(1, 3), (1, 4)])
    found = cues(board.model_copy(update={"partner": None}), voicing)
    assert "Anna" not in srt(found)
    assert {each.speaker for each in found} == {"Anna Keller"}


def test_the_transcript_names_both_and_who_says_what() -> None:
    talk = a_talk([(1, 2), (2, 2)])
    told = text(*talk)
    assert "Speakers: Anna Keller, Analyst; Clara Jensen, Host." in told
    assert "Anna Keller: a0 a1" in told
    assert "Clara Jensen: b0 b1" in told
    assert '<strong dir="auto">Clara Jensen:</strong>' in html(*talk)


@settings(deadline=None, max_examples=50)
@given(TURNS)
def test_whatever_the_turns_no_cue_is_of_both_and_each_turn_is_named_once(scenes: list[list[tuple[int, int]]]) -> None:
    board, voicing = a_talk(*scenes)
    found = cues(board, voicing)
    for cue in found:
        words = " ".join(cue.lines).replace("Anna:", "").replace("Clara:", "").replace("–", "").split()
        assert {word[0] for word in words} == {"a" if cue.speaker == "Anna Keller" else "b"}
    said = [board.speaker(each) for scene in board.scenes for each in scene.narration]
    begun = [cue.speaker for cue in found if cue.lines[0].split()[0] in {"Anna:", "Clara:", "–"}]
    assert begun == [name for name, _ in groupby(said)]


def test_a_turn_too_short_for_a_name_begins_with_a_dash() -> None:
    found = cues(*a_talk([(1, 9), (2, 1), (1, 9)]))
    assert [cue.lines[0].split()[0] for cue in found if cue.lines[0].split()[0] in {"Anna:", "Clara:", "–"}] == [
        "Anna:", "–", "Anna:",
    ]  # fmt: skip
    assert "<v Clara Jensen>– b0" in webvtt(found)
