"""Text of many languages: code points against glyph order, by HarfBuzz clusters; breaks where the language has them."""

import pytest

from jarai.render.breaks import parts
from jarai.render.fonts import Lettering, displayable, faces, missing
from jarai.render.shape import line, width
from jarai.render.text import fit, wrap

LEFT_TO_RIGHT = {
    "en-US": "Office flights in Q1 2026",
    "de-DE": "Größere Straßen für Übermorgen",
    "pl-PL": "Zażółć gęślą jaźń",
    "vi-VN": "Tiếng Việt đẹp lắm",
    "ru-RU": "Мост длиной 412 метров",
    "el-GR": "Η γέφυρα έχει μήκος 412 μέτρα",
    "ja-JP": "橋の長さは412メートル。",
    "zh-CN": "这座桥长412米。",
    "ko-KR": "다리의 길이는 412미터",
    "th-TH": "สะพานยาว 412 เมตร ที่นี่",
    "hi-IN": "पुल की लंबाई 412 मीटर है, क्षत्रिय",
    "bn-BD": "সেতুটি ৪১২ মিটার লম্বা",
    "ta-IN": "பாலம் 412 மீட்டர்",
}
RIGHT_TO_LEFT = {
    # language: text, and its words as they stand from left to right
    "ar-EG": ("طول الجسر 412 مترا", ["مترا", "412", "الجسر", "طول"]),
    "he-IL": ("הגשר באורך 412 מטרים", ["מטרים", "412", "באורך", "הגשר"]),
    "fa-IR": ("پل جدید Nordwind باز شد", ["شد", "باز", "Nordwind", "جدید", "پل"]),
}


def sources(text: str, language: str) -> list[int]:
    """The source character of each glyph, left to right."""
    return [cluster for run in line(text, 40, 600, Lettering(language)).runs for cluster in run.clusters]


@pytest.mark.parametrize("language", LEFT_TO_RIGHT)
def test_glyphs_stand_in_the_order_of_reading(language: str) -> None:
    text = LEFT_TO_RIGHT[language]
    found = sources(text, language)
    assert found == sorted(found), "left to right"
    assert not line(text, 40, 600, Lettering(language)).rtl
    no_glyph_of_its_own = {at for at in range(len(text)) if at not in found}
    for at in no_glyph_of_its_own:
        assert at > 0
        assert any(before in found for before in range(max(0, at - 3), at)), (
            f"{text[at]!r} is part of a glyph before it"
        )
    assert missing(text) == ""


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_right_to_left_text_stands_from_the_right_and_figures_in_it_from_the_left(language: str) -> None:
    text, order = RIGHT_TO_LEFT[language]
    found = sources(text, language)
    assert line(text, 40, 600, Lettering(language)).rtl
    starts = {word: text.index(word) for word in order}
    assert (
        sorted(
            order,
            key=lambda word: min(
                found.index(at) for at in range(starts[word], starts[word] + len(word)) if at in found
            ),
        )
        == order
    )
    for word in order:
        places = [at for at in found if starts[word] <= at < starts[word] + len(word)]
        assert places == sorted(places, reverse=not word.isascii()), word


@pytest.mark.parametrize(
    "text", [*LEFT_TO_RIGHT.values(), *(text for text, _ in RIGHT_TO_LEFT.values()), "👨‍👩‍👧 🚀 ❤️"]
)
def test_no_character_becomes_a_box(text: str) -> None:
    glyphs = [glyph for run in line(text, 40, 600).runs for glyph in run.glyphs]
    assert glyphs
    assert 0 not in glyphs


def test_arabic_letters_join() -> None:
    alone, joined = (
        line("س", 40, 600, Lettering("ar")).runs[0].glyphs,
        line("سسس", 40, 600, Lettering("ar")).runs[0].glyphs,
    )
    assert len(joined) == 3
    assert len(set(joined)) == 3
    assert alone[0] not in joined


def test_a_vowel_written_before_its_consonant_is_drawn_before_it() -> None:
    consonant, vowel = line("क", 40, 600, Lettering("hi")).runs[0].glyphs, line("कि", 40, 600, Lettering("hi")).runs[0]
    assert vowel.glyphs.index(consonant[0]) == 1
    assert vowel.clusters == (0, 0)
    assert len(line("क्ष", 40, 600, Lettering("hi")).runs[0].glyphs) == 1, "a conjunct is one glyph"


def test_marks_take_no_room() -> None:
    assert width("ที่", 40, 600, Lettering("th")) == pytest.approx(width("ท", 40, 600, Lettering("th")))
    assert width("é", 40, 600) == pytest.approx(width("é", 40, 600))


def test_a_family_of_three_is_one_picture() -> None:
    assert len([glyph for run in line("👨‍👩‍👧", 40, 600).runs for glyph in run.glyphs]) == 1


def test_each_language_has_its_own_forms_of_shared_characters() -> None:
    japanese, chinese = (line("直骨", 40, 600, Lettering(language)).runs[0].glyphs for language in ("ja-JP", "zh-CN"))
    assert japanese != chinese or faces(600, Lettering("ja-JP"))[-2] is not faces(600, Lettering("zh-CN"))[-2]


def test_lines_break_where_the_language_breaks() -> None:
    thai = "สวัสดีชาวโลกภาษาไทย"
    assert parts(thai, "th") == ("สวัสดี", "ชาว", "โลก", "ภาษา", "ไทย")
    for line_of in wrap("橋の長さは四百十二メートル、開通は五月。" * 3, 40, 600, 300, Lettering("ja-JP")):
        assert line_of[0] not in "、。ー」", "a line never begins with these"
    assert wrap("one two three", 40, 600, 1, Lettering("en"))[0] == "o", "a single character is the least"


def test_a_word_too_wide_for_a_line_is_hyphenated_by_its_language() -> None:
    word = "Donaudampfschifffahrtsgesellschaft"
    lines = wrap(word, 40, 600, 400, Lettering("de-DE"))
    assert len(lines) > 1
    assert all(each.endswith("-") for each in lines[:-1])
    assert "".join(each.rstrip("-") for each in lines) == word
    plain = wrap(word, 40, 600, 400, Lettering("tlh"))
    assert "".join(plain) == word, "without a dictionary nothing is put in"


def test_right_to_left_text_is_fitted_for_the_right_edge() -> None:
    assert fit("طول الجسر", (400, 100), (40, 30), 600, Lettering("ar")).rtl
    assert not fit("The bridge", (400, 100), (40, 30), 600).rtl


def test_what_no_face_has_is_named_and_left_out() -> None:
    assert missing("A\U00012000B\U00012000") == "\U00012000"
    assert displayable("A\U00012000B") == "AB"
    assert line("\U00012000", 40, 600).width == 0
