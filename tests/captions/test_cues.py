"""Cues over any storyboard and any timing: complete, in order, within the limits."""

from io import StringIO

import pytest
import webvtt as reader
from hypothesis import given, settings
from hypothesis import strategies as st

from jarai.captions.cue import Cue
from jarai.captions.make import cues
from jarai.captions.profile import MAX_DURATION, MAX_EXTENSION, MIN_GAP
from jarai.captions.srt import srt
from jarai.captions.webvtt import webvtt
from jarai.storyboard.model import Brand, Frame, Presenter, Scene, Sentence, Storyboard, Title, Unit
from jarai.storyboard.times import SAMPLE_RATE, frames_covering
from jarai.storyboard.voicing import SpokenScene, SpokenUnit, Voicing

HOSTILE = ("-->", "a-->b", "<script>alert(1)</script>", "&amp;", "<v Bob>", "x\ny", "שלום", "مرحبا", "NOTE", "{\\an8}")


def storyboard(scenes: list[list[list[Unit]]], name: str = "Mia Chen") -> Storyboard:
    return Storyboard(
        title="A title",
        topic="A topic",
        language="en-US",
        country="US",
        frame=Frame(width=270, height=480),
        presenter=Presenter(avatar="mia", name=name, role="Host", voice="en"),
        brand=Brand(name="Acme"),
        scenes=tuple(
            Scene(
                scene_id=f"s{number}",
                narration=tuple(Sentence(units=tuple(units)) for units in scene),
                element=Title(headline="Headline"),
            )
            for number, scene in enumerate(scenes)
        ),
    )


def voicing(story: Storyboard, durations: list[int], pauses: list[int]) -> Voicing:
    """Speaks every unit that can be said, with durations and pauses (samples) taken in turn."""
    scenes = []
    turn = 0
    for scene in story.scenes:
        units = []
        at = 4_800
        for sentence_index, sentence in enumerate(scene.narration):
            for unit_index, unit in enumerate(sentence.units):
                if unit.said:
                    end = at + durations[turn % len(durations)]
                    units.append(SpokenUnit(sentence=sentence_index, unit=unit_index, start=at, end=end))
                    at = end + pauses[turn % len(pauses)]
                    turn += 1
        frames = frames_covering(at + 4_800)
        scenes.append(
            SpokenScene(
                scene_id=scene.scene_id, frames=frames, audio="a", audio_sha256="0", units=tuple(units), phonemes=()
            )
        )
    return Voicing(scenes=tuple(scenes))


def said(text: str) -> list[Unit]:
    return [Unit(shown=word, said=word) for word in text.split()]


def squeezed(text: str) -> str:
    return "".join(text.split())


def speak(text: str, seconds: float = 0.3, pause: float = 0.0) -> tuple[Cue, ...]:
    sentences = [said(part) for part in text.split("|")]
    story = storyboard([sentences])
    return cues(story, voicing(story, [round(seconds * SAMPLE_RATE)], [round(pause * SAMPLE_RATE)]))


words = st.one_of(
    st.from_regex(r"[A-Za-z]{1,12}[.,!?]?", fullmatch=True),
    st.sampled_from([*HOSTILE, "$4.21bn", "x" * 60, "€5–10m"]),
    st.text(st.characters(exclude_categories=("Cs", "Zs", "Zl", "Zp", "Cc")), min_size=1, max_size=90),
)
units = st.one_of(
    words.map(lambda word: Unit(shown=word, said="word")),
    st.sampled_from(["🚀", "👩‍👩‍👧", "漢字", "—"]).map(lambda shown: Unit(shown=shown, said="")),
)
sentence = st.lists(units, min_size=1, max_size=30).map(lambda found: [*found, Unit(shown="end.", said="end")])
story_scenes = st.lists(st.lists(sentence, min_size=1, max_size=3), min_size=1, max_size=3)
durations = st.lists(st.integers(2_400, 60_000), min_size=1, max_size=20)
pauses = st.lists(st.integers(0, 60_000), min_size=1, max_size=20)


@settings(max_examples=150, deadline=None)
@given(story_scenes, durations, pauses)
def test_any_story_gives_ordered_complete_cues_within_the_limits(
    scenes: list[list[list[Unit]]], durations: list[int], pauses: list[int]
) -> None:
    story = storyboard(scenes)
    voiced = voicing(story, durations, pauses)
    found = cues(story, voiced)
    ends = [0, *(cue.end for cue in found)]
    for before, cue in zip(ends, found, strict=False):
        assert cue.start >= before
        assert cue.start == before or cue.start - before >= MIN_GAP or before == 0
        assert 0 < cue.end - cue.start <= MAX_DURATION
        assert 1 <= len(cue.lines) <= 2
        assert all(0 < len(line) <= 42 for line in cue.lines)
    shown = "".join(unit.shown for scene in scenes for units in scene for unit in units)
    assert squeezed("".join(line for cue in found for line in cue.lines)) == squeezed(shown)


@settings(max_examples=100, deadline=None)
@given(story_scenes, durations, pauses)
def test_every_written_file_is_read_back_equal(
    scenes: list[list[list[Unit]]], durations: list[int], pauses: list[int]
) -> None:
    story = storyboard(scenes)
    found = cues(story, voicing(story, durations, pauses))
    file = webvtt(found)
    assert file.count("-->") == len(found) == len(list(reader.from_buffer(StringIO(file))))
    assert "<script" not in file
    plain = srt(found)
    assert plain.count("-->") == len(found) == len(list(reader.from_buffer(StringIO(plain), format="srt")))


def test_each_sentence_starts_a_cue_with_its_first_word() -> None:
    found = speak("This sentence is quite long enough alone. | And this one is about something else.", 0.3, 0.1)
    assert [" ".join(cue.lines) for cue in found] == [
        "This sentence is quite long enough alone.",
        "And this one is about something else.",
    ]
    assert found[1].start == 4_800 + 7 * 19_200
    assert found[1].end == found[1].start + 7 * 19_200 - 4_800


def test_two_short_sentences_share_a_cue() -> None:
    assert [cue.lines for cue in speak("Yes. | It works.", 0.25)] == [("Yes. It works.",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Revenue rose to four billion dollars, and the board approved a plan.",
            ("Revenue rose to four billion dollars,", "and the board approved a plan."),
        ),
        (
            "Analysts had expected growth of 12 percent in the first quarter.",
            ("Analysts had expected growth of 12 percent", "in the first quarter."),
        ),
        (
            "We spoke with the minister about the harbour at Port Lincoln today.",
            ("We spoke with the minister", "about the harbour at Port Lincoln today."),
        ),
    ],
)
def test_lines_break_where_a_reader_would_breathe(text: str, expected: tuple[str, ...]) -> None:
    (cue,) = speak(text, 0.35)
    assert cue.lines == expected


def test_a_long_sentence_is_cut_into_readable_cues() -> None:
    found = speak(
        "The company said that its revenue in the third quarter rose by twelve percent to four billion dollars, "
        "while operating costs fell because fewer warehouses were rented in Europe and in North America.",
        0.3,
    )
    assert len(found) > 1
    for cue in found:
        last = cue.lines[-1].split()[-1].lower()
        assert last not in {"the", "a", "its", "by", "to", "in", "and", "of"}
        assert 40_000 <= cue.end - cue.start <= 7 * SAMPLE_RATE


def test_a_cue_outlasts_its_last_word_by_at_most_a_tenth_of_a_second() -> None:
    (cue,) = speak("Yes.", 0.3)
    assert cue.end == 4_800 + 14_400 + MAX_EXTENSION


def test_what_cannot_be_said_stands_beside_its_neighbour() -> None:
    story = storyboard([[[Unit(shown="🚀", said=""), *said("We launch"), Unit(shown="🎉", said="")]]])
    (cue,) = cues(story, voicing(story, [20_000], [0]))
    assert cue.lines == ("🚀 We launch 🎉",)
    assert (cue.start, cue.end) == (4_800, 44_800)


def test_a_silent_scene_has_no_cues() -> None:
    story = storyboard([[[Unit(shown="🚀", said="")]]])
    assert cues(story, voicing(story, [20_000], [0])) == ()


def test_the_speaker_is_named_once_and_cannot_break_out() -> None:
    story = storyboard([[said("One sentence that stands here alone.")], [said("And another one after it.")]], "A>B\n&C")
    file = webvtt(cues(story, voicing(story, [15_000], [0])))
    assert file.count("<v ") == 1
    assert "<v A&gt;B &amp;C>One" in file


def test_the_files_look_as_specified() -> None:
    found = speak("Fish & chips <b> cost --> more.", 0.4)
    assert webvtt(found) == (
        "WEBVTT\n\n1\n00:00:00.100 --> 00:00:02.900\n<v Mia Chen>Fish &amp; chips &lt;b&gt; cost --&gt; more.\n"
    )
    assert srt(found) == "1\n00:00:00,100 --> 00:00:02,900\nFish & chips <b> cost → more.\n"
