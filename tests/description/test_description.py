from io import StringIO

import pytest
import webvtt as reader
from hypothesis import given, settings
from hypothesis import strategies as st

from jarai.description.coverage import coverage, unspoken
from jarai.description.fit import BETWEEN, fit
from jarai.description.gaps import GUARD, gaps, programme_samples, speech
from jarai.description.plan import plan
from jarai.description.webvtt import webvtt
from jarai.script.reading import read
from jarai.storyboard.model import (
    Asset,
    BarChart,
    BigNumber,
    Brand,
    Bullet,
    Bullets,
    Closing,
    Datum,
    Element,
    Frame,
    Photograph,
    Presenter,
    Quote,
    Scene,
    Sentence,
    Storyboard,
    Table,
    Title,
    Unit,
)
from jarai.storyboard.times import SAMPLE_RATE, frames_covering
from jarai.storyboard.voicing import SpokenScene, SpokenUnit, Voicing

LOOKS = "a woman with short dark hair in a blue jacket"


def scene(element: Element, words: str, scene_id: str = "s0") -> Scene:
    units = tuple(Unit(shown=word, said=word.strip(".,")) for word in words.split())
    return Scene(scene_id=scene_id, narration=(Sentence(units=units),), element=element)


def storyboard(*scenes: Scene) -> Storyboard:
    return Storyboard(
        title="T",
        topic="T",
        language="en-US",
        country="US",
        frame=Frame(width=270, height=480),
        presenter=Presenter(avatar="mia", name="Mia Chen", role="Host", voice="en"),
        brand=Brand(name="Acme"),
        scenes=scenes,
    )


def voicing(story: Storyboard, lead: int = 0, word: int = 14_400, tail: int = 0) -> Voicing:
    scenes = []
    for item in story.scenes:
        count = len(item.narration[0].units)
        units = tuple(
            SpokenUnit(sentence=0, unit=at, start=lead + at * word, end=lead + (at + 1) * word) for at in range(count)
        )
        frames = frames_covering(lead + count * word + tail)
        scenes.append(
            SpokenScene(scene_id=item.scene_id, frames=frames, audio="a", audio_sha256="0", units=units, phonemes=())
        )
    return Voicing(scenes=tuple(scenes))


@pytest.mark.parametrize(
    ("element", "narration", "expected"),
    [
        (Title(headline="Acme grows again"), "Acme grows again.", []),
        (Title(headline="Acme grows again"), "Welcome.", ["Acme grows again"]),
        (BigNumber(heading="Revenue", value="$4.21bn", label="revenue"), "Revenue was $4.21bn.", []),
        (BigNumber(heading="", value="$4.22bn", label="revenue"), "Revenue was $4.21bn.", ["$4.22bn revenue"]),
        (BigNumber(heading="", value="4", label="ships", change="+12%"), "4 ships.", ["+12%"]),
        (Quote(text="We won", speaker="Ana Souza"), "They won, she said. We won.", ["Ana Souza"]),
        (Bullets(heading="Costs", items=(Bullet(text="Rents fell"),)), "The cost and the rent fell.", []),
        (BarChart(heading="", bars=(Datum(label="May", value="3", magnitude=3),)), "In May.", ["May: 3"]),
        (Table(heading="", columns=("a",), rows=(("Oslo", "7"), ("Rome", "9"))), "Oslo has 7.", ["Rome, 9"]),
        (Closing(headline="Remember this"), "Remember this.", []),
    ],
)
def test_only_what_is_not_said_is_missing(element: Element, narration: str, expected: list[str]) -> None:
    assert [fact.text for fact in unspoken(scene(element, narration))] == expected


@pytest.mark.parametrize(
    ("shown", "said", "per_mille"),
    [
        ("营收增长18%", "公司营收同比增长18%。", 750),
        ("营收增长18%", "公司营收增长18%。", 1000),
        ("営業利益は42億円", "会社の営業利益は42億円でした。", 1000),
        ("営業利益", "人口が増えました。", 0),
    ],
)
def test_where_no_spaces_part_words_neighbouring_characters_count(shown: str, said: str, per_mille: int) -> None:
    units = read(said, "zh-CN" if "营" in shown else "ja-JP").units
    spoken = Scene(scene_id="s0", narration=(Sentence(units=units),), element=Title(headline=shown))
    assert coverage(storyboard(spoken)).per_mille == per_mille


def test_coverage_counts_words_and_figures() -> None:
    half = scene(BigNumber(heading="", value="$4bn", label="revenue"), "Revenue rose.")
    assert (coverage(storyboard(half)).shown, coverage(storyboard(half)).per_mille) == (2, 500)
    assert coverage(storyboard(scene(Title(headline=""), "Hello."))).per_mille == 1000


def test_what_is_shown_in_a_scene_counts_only_there() -> None:
    story = storyboard(scene(Title(headline="Oslo"), "Hello."), scene(Title(headline="Rome"), "Oslo and Rome.", "s1"))
    assert coverage(story).per_mille == 500


def test_the_plan_opens_with_who_is_seen_and_that_it_is_ai() -> None:
    story = storyboard(scene(Title(headline="Acme grows"), "Welcome to the show."))
    first, second = plan(story, voicing(story), LOOKS)
    assert first.text == "AI video. Mia Chen: a woman with short dark hair in a blue jacket."
    assert (first.priority, first.essential, first.available) == (1, True, 0)
    assert second.text == "Text on screen: Acme grows."


def test_lines_want_the_first_usable_pause_of_their_scene() -> None:
    story = storyboard(scene(Title(headline="Acme grows"), "Welcome to the show."))
    lead = 2 * SAMPLE_RATE
    line = plan(story, voicing(story, lead=lead), LOOKS)[1]
    assert (line.start, line.available) == (0, lead - GUARD)
    line = plan(story, voicing(story, tail=lead), LOOKS)[1]
    assert (line.start, line.available) == (4 * 14_400 + GUARD, lead - GUARD)


def test_a_long_chart_is_told_by_its_extremes() -> None:
    bars = tuple(Datum(label=name, value=str(n), magnitude=n) for name, n in zip("abcde", (3, 9, 1, 4, 5), strict=True))
    story = storyboard(scene(BarChart(heading="Ships", unit="tons", bars=bars), "Look."))
    texts = [line.text for line in plan(story, voicing(story), LOOKS)]
    assert texts[1:] == ["A bar chart of tons, 5 values. Highest: b, 9. Lowest: c, 1.", "A bar chart: Ships."]


def test_a_spoken_quotation_only_wants_its_speaker() -> None:
    story = storyboard(scene(Quote(text="We won", speaker="Ana Souza"), "We won."))
    assert [line.text for line in plan(story, voicing(story), LOOKS)][1:] == ["The quotation is by Ana Souza."]


def test_a_gap_too_short_is_no_gap() -> None:
    story = storyboard(scene(Title(headline="A"), "Hello there."))
    least = round(1.45 * SAMPLE_RATE)
    assert gaps(voicing(story, lead=least - 1)) == ()
    assert [(gap.start, gap.end) for gap in gaps(voicing(story, lead=least))] == [(0, least - GUARD)]


def test_a_line_that_fits_stays_clear_of_speech() -> None:
    story = storyboard(scene(Title(headline="Acme grows"), "Welcome to the show."))
    voiced = voicing(story, lead=8 * SAMPLE_RATE)
    lines = plan(story, voiced, LOOKS)
    fitted = fit(lines, [4 * SAMPLE_RATE, 2 * SAMPLE_RATE], voiced)
    assert [line.over_speech for line in fitted.placed] == [0, 0]
    assert fitted.placed[1].start == 4 * SAMPLE_RATE + BETWEEN
    assert fitted.dropped == ()


def test_without_a_pause_the_essential_runs_over_speech_and_the_rest_is_reported() -> None:
    story = storyboard(scene(Title(headline="Acme grows", kicker="News"), "Welcome to the show of this evening."))
    voiced = voicing(story)
    fitted = fit(plan(story, voiced, LOOKS), [SAMPLE_RATE // 2] * 3, voiced)
    assert [line.over_speech for line in fitted.placed] == [SAMPLE_RATE // 2] * 2
    assert [line.text for line in fitted.dropped] == ["Text on screen: News."]


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, 300_000),
    st.integers(2_400, 30_000),
    st.integers(0, 300_000),
    st.lists(st.integers(1, 400_000), min_size=20, max_size=20),
)
def test_lines_never_overlap_each_other_or_leave_the_programme(
    lead: int, word: int, tail: int, durations: list[int]
) -> None:
    elements: list[Element] = [
        Title(headline="Acme grows", kicker="News"),
        BigNumber(heading="Revenue", value="$4bn", label="in May", change="+2%"),
        Quote(text="We won", speaker="Ana"),
    ]
    story = storyboard(*(scene(element, "Hello and welcome.", f"s{n}") for n, element in enumerate(elements)))
    voiced = voicing(story, lead, word, tail)
    lines = plan(story, voiced, LOOKS)
    fitted = fit(lines, durations[: len(lines)], voiced)
    assert len(fitted.placed) + len(fitted.dropped) == len(lines)
    end = -BETWEEN
    for line in fitted.placed:
        assert line.start >= max(0, end + BETWEEN)
        assert line.end - line.start == durations[line.index]
        end = line.end
        over = sum(max(0, min(line.end, said.end) - max(line.start, said.start)) for said in speech(voiced))
        assert over == line.over_speech
        assert over == 0 or lines[line.index].essential
    assert end <= programme_samples(voiced)


def test_the_track_is_plain_escaped_text() -> None:
    story = storyboard(scene(Title(headline="<b>Fish</b> & --> chips\nWEBVTT"), "Welcome."))
    voiced = voicing(story, lead=10 * SAMPLE_RATE)
    track = webvtt(fit(plan(story, voiced, LOOKS), [48_000, 48_000], voiced).placed)
    cues = list(reader.from_buffer(StringIO(track)))
    assert len(cues) == track.count("-->") == 2
    assert "Text on screen: &lt;b&gt;Fish&lt;/b&gt; &amp; --&gt; chips WEBVTT.\n" in track


@pytest.mark.parametrize(("language", "line"), [("en-US", "bridge at dawn"), ("es-ES", "bridge at dawn")])
def test_a_picture_beside_the_text_is_described_once(language: str, line: str) -> None:
    picture = Photograph(image=Asset(key="k", sha256="0"), alt="A bridge at dawn")
    plain = scene(Title(headline="Acme grows"), "Acme grows")
    scenes = tuple(plain.model_copy(update={"scene_id": name, "picture": picture}) for name in ("s0", "s1"))
    board = storyboard(*scenes).model_copy(update={"language": language})
    found = [each for each in plan(board, voicing(board), LOOKS) if line in each.text]
    (only,) = found
    assert (only.scene_id, only.essential) == ("s0", False)
    assert only.text != "A bridge at dawn", "it is said that this is a picture"
    without = tuple(each.model_copy(update={"picture": picture.model_copy(update={"alt": ""})}) for each in scenes)
    unnamed = board.model_copy(update={"scenes": without})
    assert len(plan(unnamed, voicing(unnamed), LOOKS)) == len(plan(board, voicing(board), LOOKS)) - 1
