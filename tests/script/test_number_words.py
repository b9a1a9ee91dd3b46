"""Number words against another maker's, whose known faults are put right first."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from jarai.script.reading import read


def as_it_is(words: str) -> str:
    return words


def spanish(words: str) -> str:
    """num2words says `setenta y uno mil`; it is `setenta y un mil`."""
    return re.sub(r"uno (mil\w*)", r"un \1", words).replace("veintiun ", "veintiún ")


def italian(words: str) -> str:
    """num2words says `centodicotto`, leaves accents out, and has an `e` after millions that may be left out."""
    words = words.replace("dicotto", "diciotto").replace("tré", "tre").replace(" e ", " ")
    return re.sub(r"uno ?(mil[ai])", r"un\1", words)


def portuguese(words: str) -> str:
    """Whether an `e` stands between groups is a matter of taste."""
    return re.sub(r"\be\b", "", words)


def squeezed(words: str) -> str:
    return re.sub(r"[\s,-]", "", words.lower())


NUMBERS = st.one_of(st.integers(0, 2000), st.integers(0, 10**6), st.integers(0, 10**12))


@pytest.mark.parametrize(
    ("tag", "other", "right"),
    [
        ("es-ES", "es", spanish),
        ("fr-FR", "fr", as_it_is),
        ("it-IT", "it", italian),
        ("pt-BR", "pt_BR", portuguese),
        ("en-GB", "en_GB", as_it_is),
        ("de-DE", "de", as_it_is),
    ],
)
@given(number=NUMBERS)
def test_a_number_is_said_as_num2words_says_it(tag: str, other: str, right: Callable[[str], str], number: int) -> None:
    grouped = f"{number:,}" if tag == "en-GB" else f"{number:,}".replace(",", " " if tag == "fr-FR" else ".")
    said = " ".join(unit.said for unit in read(grouped, tag).units)
    assert squeezed(right(said)) == squeezed(right(num2words(number, lang=other)))


@given(number=NUMBERS)
def test_a_japanese_number_is_said_as_num2words_says_it(number: int) -> None:
    """It leaves out the `一` that stands before `千万`, and writes nought in kanji."""
    said = read(f"{number:,}", "ja-JP").units[0].said.replace("一千", "千").replace("ゼロ", "零")
    assert said == num2words(number, lang="ja").replace("一千", "千")


@given(number=NUMBERS)
def test_a_chinese_number_is_worth_what_is_written(number: int) -> None:
    assert worth(read(f"{number:,}", "zh-CN").units[0].said) == number


def worth(words: str) -> int:
    """The value of Chinese number words."""
    total = section = digit = 0
    for character in words:
        if character in "零一二三四五六七八九":
            digit = "零一二三四五六七八九".index(character)
        elif character == "两":
            digit = 2
        elif character in "十百千":
            section += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
        else:
            section += digit
            total = total + section * 10**4 if character == "万" else (total + section) * 10**8
            section = 0
            digit = 0
    return total + section + digit
