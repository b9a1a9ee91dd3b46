"""Scripts from facts and nothing else: what is said, with which source, and what hostile Markdown can't do."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sheets
from finished import MESSY, TIDAL
from jarai.base.errors import NeverWorks
from jarai.demo import FACTS
from jarai.script.documents import Script, ScriptSettings
from jarai.script.fit import length_ms
from jarai.script.material import parse
from jarai.script.phrasebook import book
from jarai.script.reading.read import cleaned
from jarai.script.tables import magnitude, with_unit
from jarai.script.wording import quoted
from jarai.script.writer import brief
from jarai.storyboard.model import BarChart, Comparison, Donut, Frame, LineChart, Timeline

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


def written(topic: str, facts: str = "", seconds: int = 60, language: str = "en-US") -> Script:
    return sheets.written(topic, facts, seconds, language)[1]


def said(script: Script) -> list[str]:
    return [sentence.text for scene in script.scenes for sentence in scene.narration]


def kinds(script: Script) -> list[str]:
    return [scene.element.kind for scene in script.scenes]


def test_the_demo_becomes_full_sentences_from_its_facts() -> None:
    assert said(written("Quarterly earnings", FACTS)) == [
        "Quarterly earnings.",
        "We look at the figures.",
        "Revenue came to $4.21bn, up 18% on the first quarter of 2025.",
        "Offshore wind made 57.4% of revenue.",
        "Another point: Operating margin rose to 21.3% from 19.8%.",
        "The company will hire 4,300 people by 2030.",
        "Siobhán Nguyen, chief executive, said: “We built more in ninety days than in all of last year.”",
        "By revenue, Offshore wind comes first with $2.42bn, ahead of Onshore wind with $1.10bn and Solar with $0.69bn.",
        "To remember: revenue came to $4.21bn.",
    ]


def test_a_table_of_numbers_becomes_a_chart_with_values_as_written() -> None:
    script = written("Tidal power", TIDAL, 120)
    assert set(kinds(script)) == {"title", "number", "bullets", "quote", "line", "closing"}
    chart = next(scene.element for scene in script.scenes if isinstance(scene.element, LineChart))
    assert [(point.label, point.value) for point in chart.points] == [
        ("2022", "12 GWh"), ("2023", "19 GWh"), ("2024", "31 GWh"), ("2025", "44 GWh"),
    ]  # fmt: skip
    assert "The cost came to £2.1bn." in said(script)
    assert "There are 24 turbines." in said(script)


@pytest.mark.parametrize(
    ("table", "language", "drawn"),
    [
        ("| Fuel | Share |\n|---|---|\n| Wind | 58% |\n| Sun | 31% |\n| Gas | 11% |", "en-US", Donut),
        ("| Fuel | Share |\n|---|---|\n| Wind | 58% |\n| Sun | 51% |\n| Gas | 11% |", "en-US", BarChart),
        ("| Mes | Visitas |\n|---|---|\n| enero | 1.200 |\n| febrero | 1.450 |\n| marzo | 2.010 |", "es-ES", LineChart),
        ("| Quarter | Sales |\n|---|---|\n| Q1 | $3m |\n| Q2 | $4m |\n| Q3 | $6m |", "en-US", LineChart),
        ("| Year | Ships |\n|---|---|\n| 2024 | 12 |\n| 2025 | 19 |", "en-US", Comparison),
        (
            "| Ville | Habitants |\n|---|---|\n| Lyon | 522 000 |\n| Nice | 343 000 |\n| Brest | 139 000 |",
            "fr-FR",
            BarChart,
        ),
        ("| 年份 | 产量（万吨） |\n|---|---|\n| 2023年 | 12 |\n| 2024年 | 15 |\n| 2025年 | 19 |", "zh-CN", LineChart),
        ("| When | What |\n|---|---|\n| May 2024 | Work begins |\n| June 2026 | The bridge opens |", "en-US", Timeline),
    ],
)
def test_a_table_becomes_the_picture_that_suits_it(table: str, language: str, drawn: type) -> None:
    script = written("A table", table, 60, language)
    assert drawn in {type(scene.element) for scene in script.scenes}


def test_two_figures_of_one_measure_become_a_comparison() -> None:
    script = written("Two bridges", "The bridges are near each other.\n\n## Cost\n\nNorth: $38m\nSouth: $52m")
    (pair,) = [scene.element for scene in script.scenes if isinstance(scene.element, Comparison)]
    assert (pair.left.label, pair.left.value, pair.right.label, pair.right.value) == ("North", "$38m", "South", "$52m")


@pytest.mark.parametrize(
    ("language", "entry", "thousandths"),
    [
        ("en-US", "$1,234.5m", 1_234_500),
        ("es-ES", "1.234,5 €", 1_234_500),
        ("fr-FR", "1 234,5 M€", 1_234_500),
        ("it-IT", "41.250", 41_250_000),
        ("it-IT", "2.42", 2_420),
        ("pt-BR", "−3,2%", -3_200),
        ("zh-CN", "4,210亿元", 4_210_000),
        ("en-US", "n/a", None),
    ],
)
def test_a_table_entry_is_read_with_the_separators_of_its_language(
    language: str, entry: str, thousandths: int | None
) -> None:
    assert magnitude(entry, language) == thousandths


@pytest.mark.parametrize(
    ("entry", "header", "language", "told"),
    [
        ("2.42", "Revenue in $bn", "en-US", "$2.42bn"),
        ("12", "Power in GWh", "en-US", "12 GWh"),
        ("58", "Share (%)", "en-US", "58%"),
        ("12", "Year in school", "en-US", "12"),
        ("2,42", "Chiffre d’affaires (en milliards d’euros)", "fr-FR", "2,42 milliards d’euros"),
        ("1,10", "Chiffre d’affaires (en milliards d’euros)", "fr-FR", "1,10 milliard d’euros"),
        ("1,10", "Receita (em bilhões de dólares)", "pt-BR", "1,10 bilhão de dólares"),
        ("1,10", "Ingresos (en millones de euros)", "es-ES", "1,10 millones de euros"),
        ("1", "Ricavi (milioni di euro)", "it-IT", "1 milione di euro"),
        ("350", "Prix (en euros)", "fr-FR", "350 euros"),
        ("24.2", "收入（亿元）", "zh-CN", "24.2亿元"),
    ],
)
def test_a_table_entry_takes_the_unit_of_its_header(entry: str, header: str, language: str, told: str) -> None:
    assert with_unit(entry, header, language) == told


def test_a_table_of_words_stays_a_table() -> None:
    script = written("Who", "| City | Mayor |\n|---|---|\n| Oslo | Anne |\n| Rome | Roberto |")
    assert "table" in kinds(script)


def test_a_topic_without_facts_makes_no_claim_and_says_so() -> None:
    script = written("Why cities plant trees")
    assert any("No facts" in notice for notice in script.notices)
    assert any("no claim" in sentence for sentence in said(script))
    assert kinds(script) == ["title", "bullets", "closing"]


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
    assert quoted(text, book("en-US")) == inside


def test_a_script_keeps_to_its_length_and_says_what_it_left_out() -> None:
    facts = "\n".join(f"- District {number} built {number * 3 + 10} houses in the spring." for number in range(40))
    script = written("Houses", facts, 30)
    words = sum(len(unit.said.split()) for scene in script.scenes for s in scene.narration for unit in s.units)
    assert 40 < words < 80
    assert any(re.fullmatch(r"\d+ of 40 facts did not fit .*", notice) for notice in script.notices)


def test_a_quicker_voice_is_given_more_to_say() -> None:
    facts = "\n".join(f"- District {number} built {number * 3 + 10} houses in the spring." for number in range(40))
    counts = []
    for stretch in (120, 100, 80):
        script = sheets.written("Houses", facts, 60, "en-US", stretch)[1]
        assert abs(length_ms(script.scenes, "en-US", stretch) - 60_000) <= 60 * 80
        counts.append(sum(len(scene.narration) for scene in script.scenes))
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


def test_a_language_the_writer_has_no_words_in_is_refused() -> None:
    settings = ScriptSettings(
        language="de-DE", project_type_slug="x", duration_seconds=30, frame=Frame(width=1080, height=1920)
    )
    with pytest.raises(NeverWorks, match="de-DE"):
        brief(parse("Brücken", ""), settings)


@settings(deadline=None)
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


def test_a_topic_that_has_no_sound_is_said_to_come_without_facts() -> None:
    assert said(written(":", seconds=5)) == [book("en-US").nothing]
