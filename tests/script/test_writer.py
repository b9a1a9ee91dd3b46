"""Scripts from facts and nothing else: what is said, with which source, and what hostile Markdown can't do."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finished import MESSY, TIDAL
from jarai.base.errors import NeverWorks
from jarai.demo import FACTS
from jarai.script.documents import Script, ScriptSettings
from jarai.script.material import parse
from jarai.script.reading.read import cleaned
from jarai.script.sentences import quoted
from jarai.script.writer import beats, brief, narrative, scenes
from jarai.storyboard.model import BarChart, Frame

BLOCKS = st.sampled_from(
    [
        "# Heading 🚀",
        "- The bridge is 412 metres long.",
        "* Sales rose 3–5% in Q1.",
        "Cost: $38m",
        "> We won.\n> — Ann",
        "| Year | GWh |\n|---|---|\n| 2024 | 12 |\n| 2025 | 19 |",
        "| a | b |\n|---|---|\n| x | y |",
        "<script>alert(1)</script>",
        "![pic](https://e.com/a.png)",
        "[rose](/fˈɛl/) [link](javascript:alert(1))",
        "```\ncode 12\n```",
        "1. First\n2. Second",
        "****",
        "> ",
        "|",
        "東京 3",
        "“Half a quote",
    ]
)
MARKDOWN = st.one_of(st.text(max_size=200), st.lists(BLOCKS, max_size=10).map("\n\n".join))


def written(topic: str, facts: str = "", seconds: int = 60) -> Script:
    settings = ScriptSettings(
        language="en-US", project_type_slug="x", duration_seconds=seconds, frame=Frame(width=1080, height=1920)
    )
    material = parse(topic, facts)
    story = narrative(brief(material, settings), material)
    return scenes(beats(story, material, settings), material, settings)


def said(script: Script) -> list[str]:
    return [sentence.text for scene in script.scenes for sentence in scene.narration]


def kinds(script: Script) -> list[str]:
    return [scene.element.kind for scene in script.scenes]


def test_the_demo_becomes_full_sentences_from_its_facts() -> None:
    assert said(written("Quarterly earnings", FACTS)) == [
        "Our topic: Quarterly earnings.",
        "Revenue came to $4.21bn, up 18% on the first quarter of 2025.",
        "Offshore wind made 57.4% of revenue.",
        "Operating margin rose to 21.3% from 19.8%.",
        "The company will hire 4,300 people by 2030.",
        "Offshore wind has the highest revenue, at $2.42bn, followed by Onshore wind at $1.10bn and Solar at $0.69bn.",
        "Siobhán Nguyen, chief executive, said: “We built more in ninety days than in all of last year.”",
        "The figure to remember: revenue, $4.21bn.",
    ]


def test_a_table_of_numbers_becomes_a_chart_with_values_as_written() -> None:
    script = written("Tidal power", TIDAL, 120)
    assert set(kinds(script)) == {"title", "number", "bullets", "quote", "chart", "closing"}
    chart = next(scene.element for scene in script.scenes if isinstance(scene.element, BarChart))
    assert [(bar.label, bar.value) for bar in chart.bars] == [
        ("2022", "12"), ("2023", "19"), ("2024", "31"), ("2025", "44"),
    ]  # fmt: skip
    assert "The cost came to £2.1bn." in said(script)
    assert "There are 24 turbines." in said(script)


def test_a_table_of_words_stays_a_table() -> None:
    script = written("Who", "| City | Mayor |\n|---|---|\n| Oslo | Anne |\n| Rome | Roberto |")
    assert "table" in kinds(script)


def test_a_topic_without_facts_makes_no_claim_and_says_so() -> None:
    script = written("Why cities plant trees")
    assert any("No facts" in notice for notice in script.notices)
    assert any("no claim" in sentence for sentence in said(script))
    assert kinds(script) == ["title", "closing"]


def test_what_partners_write_is_material() -> None:
    script = written("The harbour market", MESSY)
    text = " ".join(said(script))
    assert "alert" not in text
    assert "http" not in text
    assert "🚀" not in text
    assert "‘We sold every fish by noon,’ said the oldest trader." in text
    assert any(source.url == "https://example.com/report?x=1&y=2" for source in script.sources)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“We won.”", "We won."),
        ('"We won."', "We won."),
        ("We won.", "We won."),
        ("“We won,” she said.", "‘We won,’ she said."),
        ('She said "no" twice.', "She said ‘no’ twice."),
        ("don't", "don't"),
    ],
)
def test_quotes_inside_a_quotation_are_single(text: str, inside: str) -> None:
    assert quoted(text) == inside


def test_a_script_keeps_to_its_length_and_says_what_it_left_out() -> None:
    facts = "\n".join(f"- District {number} built {number * 3 + 10} houses in the spring." for number in range(40))
    script = written("Houses", facts, 30)
    words = sum(len(unit.said.split()) for scene in script.scenes for s in scene.narration for unit in s.units)
    assert 40 < words < 80
    assert any(re.fullmatch(r"\d+ of 40 facts did not fit .*", notice) for notice in script.notices)


def test_a_language_the_writer_has_no_words_in_is_refused() -> None:
    settings = ScriptSettings(
        language="de-DE", project_type_slug="x", duration_seconds=30, frame=Frame(width=1080, height=1920)
    )
    with pytest.raises(NeverWorks, match="de-DE"):
        brief(parse("Brücken", ""), settings)


@given(
    st.text(min_size=1, max_size=500).filter(lambda text: text.strip() != ""), MARKDOWN, st.sampled_from([5, 30, 120])
)
def test_any_markdown_becomes_a_script_whose_every_figure_has_a_source(topic: str, facts: str, seconds: int) -> None:
    script = written(topic, facts, seconds)
    known = {source.source_id for source in script.sources}
    material = cleaned(topic + " " + facts)
    for scene in script.scenes:
        for sentence in scene.narration:
            assert set(sentence.source_ids) <= known
            figures = re.findall(r"[0-9]+", sentence.text)
            assert not figures or sentence.source_ids, sentence.text
            assert all(figure in material for figure in figures), sentence.text
            assert "<script" not in sentence.text
    assert any(sentence.units for scene in script.scenes for sentence in scene.narration)
