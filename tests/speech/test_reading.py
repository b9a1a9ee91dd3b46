import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarai.base.errors import NeverWorks
from jarai.speech.reading import LONGEST_WORD, plain, read
from jarai.storyboard.model import Unit


def unit(said: str, shown: str = "x") -> Unit:
    return Unit(shown=shown, said=said)


@pytest.mark.parametrize(
    "said",
    ["[rose](/fˈɛl/)", "fˈɛl", "ʃip", "4", "$", "a/b", "say <b>", "½", "北京", "Київ", "a\nb", "a\u0301\u200b", "🙂"],
)
def test_what_cannot_be_read_aloud_is_refused_by_the_units_name(said: str) -> None:
    with pytest.raises(NeverWorks, match="the offending unit") as refused:
        plain(unit(said, shown="the offending unit"))
    assert refused.value.code == "UNREADABLE_TEXT"


def test_marks_have_one_spelling() -> None:
    assert plain(unit("‘Siobhan’s’ twenty–four – re-elected players'")) == "Siobhan's twenty—four — re-elected players"


def test_a_decomposed_letter_is_a_letter() -> None:
    assert plain(unit("Sioba\u0301n")) == "Siobán"


def test_a_unit_without_letters_says_nothing() -> None:
    assert plain(unit("")) == plain(unit("—")) == plain(unit(" … ")) == ""


def test_a_long_word_is_cut_into_even_parts_the_engine_reads_whole() -> None:
    parts = plain(unit("ab" * 150)).split()
    assert "".join(parts) == "ab" * 150
    assert all(20 < len(part) <= LONGEST_WORD for part in parts)


SAID = st.text("abcXYZéńł'’‘-–—,.;:!?…()\"“” ", max_size=12)


@given(st.lists(SAID, max_size=6))
def test_every_character_knows_its_unit(said: list[str]) -> None:
    reading = read([unit(text) for text in said])
    assert len(reading.text) == len(reading.owners)
    for index, text in enumerate(said):
        mine = "".join(sign for sign, owner in zip(reading.text, reading.owners, strict=True) if owner == index)
        assert mine.strip() == plain(unit(text))
