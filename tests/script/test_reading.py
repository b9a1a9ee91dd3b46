"""What is shown and what is said: a table of inputs, and what holds of any text."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarai.script.reading.read import cleaned, read
from jarai.script.reading.split import sentences

TABLE = [
    tuple(part.strip() for part in line.split(" | "))
    for line in (Path(__file__).parent / "readings.txt").read_text(encoding="utf-8").splitlines()[1:]
]
SAID = re.compile(r"[^\W\d_]*(?:[^\W\d_]|['.,;:!? ])*")
LANGUAGES = st.sampled_from(["en-US", "en-GB", "de-DE", "fr-FR"])
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
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join))


def said(text: str, language: str) -> str:
    return " ".join(unit.said for unit in read(text, language).units if unit.said)


@pytest.mark.parametrize(("language", "text", "spoken"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE])
def test_the_table(language: str, text: str, spoken: str) -> None:
    assert said(text, language) == spoken


def test_the_table_is_large_and_has_no_row_twice() -> None:
    assert len(TABLE) >= 150
    assert len({row[:2] for row in TABLE}) == len(TABLE)


@given(TEXTS, LANGUAGES)
def test_only_letters_apostrophes_and_punctuation_are_said(text: str, language: str) -> None:
    for unit in read(text, language).units:
        assert all(each.isalpha() or each in "'.,;:!? " for each in unit.said), unit
        assert SAID.fullmatch(unit.said), unit
        assert unit.said == unit.said.strip()


@given(TEXTS, LANGUAGES)
def test_the_units_show_the_text(text: str, language: str) -> None:
    assert " ".join(unit.shown for unit in read(text, language).units) == cleaned(text)


@given(TEXTS, LANGUAGES)
def test_what_is_not_said_is_noted(text: str, language: str) -> None:
    reading = read(text, language)
    for unit in reading.units:
        if not unit.said and any(each.isalnum() for each in unit.shown):
            assert reading.notes, unit


@given(TEXTS)
def test_reading_what_was_said_says_the_same(text: str) -> None:
    once = " ".join(unit.said for unit in read(text).units if unit.said)
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


def test_a_pathological_text_is_read_in_time_linear_in_its_length() -> None:
    for hostile in ("1," * 2000, "9" * 4000, "(" * 4000, "a." * 2000, "[" * 4000, "$" * 4000, "1-" * 2000, "A&" * 2000):
        assert read(hostile).units
