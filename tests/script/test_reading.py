"""What is shown and what is said: a table of inputs, and what holds of any text."""

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jarai.script.reading import cleaned, english, languages, read, readable, sentences
from jarai.script.reading.english_words import ABBREVIATIONS
from jarai.speech.voices import VOICES
from jarai.storyboard.joining import joined

TABLE = [
    tuple(part.strip() for part in line.split(" | "))
    for path in sorted((Path(__file__).parent / "readings").glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()[1:]
]
SAID = re.compile(r"[^\W\d_]*(?:[^\W\d_]|['.,;:!? ])*")
VOICED = ("en-US", "en-GB", "es-ES", "es-MX", "fr-FR", "it-IT", "pt-BR", "zh-CN", "ja-JP", "de-DE")
LANGUAGES = st.sampled_from([*VOICED, "nl-NL"])
PIECES = st.sampled_from(
    [
        "$4.21bn",
        "3–5%",
        "−5",
        "10:1",
        "①②",
        "H₂O",
        "24/7",
        "4(b)",
        "🚀",
        "東京",
        "(x)",
        "“y”",
        "R&D",
        "U.S.",
        "1.234,56",
        "12,5",
        "23.11.2026",
        "don't",
        "…",
        "1/2",
        "½",
        "…",
        "a@b.co",
        "2026年11月23日",
        "１２％",
        "第3回",
        "d'1,5",
        "XXIe",
        "3 500 000 €",
        "n.º 5",
        "1.º",
        "14h30",
        "¿Qué?",
        "。",
        "は",
        "iPhone15を",
        "R$ 5 mi",
        "$5–10bn",
        "+34 912 345 678",
        "1/3",
        "10⁶",
        "siglo XXI",
        "ONU",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES, max_size=12).map("".join)
)


def said(text: str, language: str) -> str:
    return joined((unit.said, unit.tight) for unit in read(text, language).units if unit.said)


@pytest.mark.parametrize(("language", "text", "spoken"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE])
def test_the_table(language: str, text: str, spoken: str) -> None:
    assert said(text, language) == spoken


def test_the_table_is_large_and_has_no_row_twice() -> None:
    assert len(TABLE) >= 150
    assert len({row[:2] for row in TABLE}) == len(TABLE)


def test_every_voiced_language_can_be_read() -> None:
    assert all(readable(tag) for tag in VOICED)
    assert {tag[:2] for tag in VOICED} == set(languages())
    assert {tag for voice in VOICES.values() for tag in voice.languages} <= set(VOICED)
    assert not any(readable(tag) for tag in ("nl-NL", "ar", "zh-TW", "zh-Hant-HK", "", "x"))


@given(TEXTS, LANGUAGES)
def test_only_letters_apostrophes_and_punctuation_are_said(text: str, language: str) -> None:
    for unit in read(text, language).units:
        assert all(each.isalpha() or each in "'.,;:!? " for each in unit.said), unit
        assert SAID.fullmatch(unit.said), unit
        assert unit.said == unit.said.strip()
        assert not any(each.isdigit() for each in unit.said)


FIGURES = st.sampled_from(
    [
        "$4.21bn",
        "€5–10m",
        "−5",
        "18%",
        "3–5%",
        "£2",
        "¥500",
        "R$3",
        "MX$1",
        "10:1",
        "24/7",
        "14:30",
        "2026-11-23",
        "11/12/2026",
        "5km",
        "21°C",
        "100GWh",
        "1/2",
        "½",
        "10⁶",
        "#1",
        "x²",
        "~5",
        "±2",
        "≥3",
        "§4",
        "No.5",
        "1,234.56",
        "2",
        "007",
        "&",
        "+",
        "=",
        "<",
        ">",
        "@",
        "€",
        "$",
        "£",
        "%",
        "°",
        "∞",
        "7pm",
        "3x",
        "Q1",
    ]
)
ENGLISH = {*english.SMALL, *english.TENS, "hundred", "thousand", "and", "percent", "dollars", "pounds", "minus", "degrees",
           "kilometers", "first", "at", "dot", "number", "least", "about", "half", "times", "equals", "less", "more", "section"}  # fmt: skip


SHARED = {"fr-FR": {"six", "section", "dollars"}, "it-IT": {"zero"}, "pt-BR": {"zero"}}
"""Words that English and the language both have."""


@given(
    st.lists(FIGURES, min_size=1, max_size=8).map(" ".join),
    st.sampled_from(["es-ES", "it-IT", "pt-BR", "fr-FR", "zh-CN", "ja-JP"]),
)
def test_no_english_word_is_said_in_another_language(text: str, language: str) -> None:
    assert not (set(re.findall(r"[^\W\d_]+", said(text, language))) & ENGLISH) - SHARED.get(language, set())


@given(TEXTS, LANGUAGES)
def test_the_units_show_the_text(text: str, language: str) -> None:
    units = read(text, language).units
    assert joined((unit.shown, unit.tight) for unit in units) == cleaned(text)
    assert all(unit.shown and unit.shown == unit.shown.strip() for unit in units)
    assert not any(unit.tight for unit in units[:1])


@given(TEXTS, LANGUAGES)
def test_what_is_not_said_is_noted(text: str, language: str) -> None:
    reading = read(text, language)
    for unit in reading.units:
        if not unit.said and any(each.isalnum() for each in unit.shown):
            assert reading.notes, unit


@given(TEXTS)
def test_reading_what_was_said_says_the_same(text: str) -> None:
    once = " ".join(unit.said for unit in read(text).units if unit.said)
    assume(not any(short in once for short in ABBREVIATIONS))
    words = [word.strip(".,;:!?'").lower() for word in said(once, "en-US").split()]
    assert [word for word in words if word] == [
        word for word in (w.strip(".,;:!?'").lower() for w in once.split()) if word
    ]


@given(TEXTS)
def test_sentences_keep_every_word(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Smith left. He came back at 5 p.m. and slept.", 2),
        ("Revenue was $4.21bn. Costs fell 3.5%.", 2),
        ("The U.S. grew. Why? Nobody knows!", 3),
        ("“We won,” she said. “At last.”", 2),
        ("Acme Inc. sells pumps.", 1),
        ("Wait… what?", 1),
        ("One line", 1),
        ("", 0),
    ],
)
def test_a_sentence_ends_where_a_presenter_would_end_it(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("es-ES", "El Sr. Ruiz pagó 1.234,56 €. ¿Cuándo? Ayer. ¡Bien!", 4),
        ("es-ES", "Vive en EE. UU. desde 2010, p. ej. en Miami.", 1),
        ("es-ES", "La edición n.º 23 abre el día 5. Cierra el 8.", 2),
        ("fr-FR", "M. Dupont a payé 1 234,56 €. Quand ? Hier !", 3),
        ("fr-FR", "« Non ! » dit-il. Il part.", 2),
        ("it-IT", "Il dott. Rossi arriva alle 20.30. Poi parte.", 2),
        ("pt-BR", "O Sr. Silva pagou R$ 1.234,56. A Dra. Souza, não.", 2),
        ("zh-CN", "营收达42.1亿。同比增长18%！“真的吗？”他问。", 3),
        ("zh-CN", "他说：“好。” 她走了。", 2),
        ("ja-JP", "人口は1,400万人です。「本当？」と聞いた。はい！", 3),
        ("ja-JP", "価格は3.5万円。", 1),
    ],
)
def test_a_sentence_ends_where_its_language_ends_it(language: str, text: str, found: int) -> None:
    assert len(sentences(text, language)) == found, sentences(text, language)


def test_a_pathological_text_is_read_in_time_linear_in_its_length() -> None:
    hostile = ("1," * 2000, "9" * 4000, "(" * 4000, "a." * 2000, "[" * 4000, "$" * 4000, "1-" * 2000, "A&" * 2000)
    for text in (*hostile, "1 " * 2000, "1.234" * 1000, "万" * 4000, "X" * 4000, "1 234" * 1000, "+1 " * 1000):
        assert all(read(text, language).units for language in VOICED)
