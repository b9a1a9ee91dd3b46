import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarai.speech.hibari import engine
from jarai.speech.phonemes import Pronouncer, shipped_lexicon
from jarai.speech.reading import read
from jarai.storyboard.model import Unit


def pronounced(text: str, lexicon: dict[str, str] | None = None) -> str:
    loaded = engine()
    words = Pronouncer(loaded.g2p, frozenset(loaded.vocabulary), lexicon or {}).words(
        read([Unit(shown=part, said=part) for part in text.split()])
    )
    return "".join(word.signs + " " * word.spaced for word in words)


def test_the_shipped_lexicon_has_hundreds_of_names() -> None:
    assert len(shipped_lexicon()) >= 300


def test_every_shipped_pronunciation_is_in_the_engines_alphabet_and_has_a_stress() -> None:
    alphabet = frozenset(engine().vocabulary)
    for word, signs in shipped_lexicon().items():
        assert alphabet.issuperset(signs), word
        assert "ˈ" in signs, word


def test_names_come_from_the_shipped_lexicon_with_or_without_their_marks() -> None:
    assert pronounced("Siobhán met Krzysztof.") == "ʃəvˈɔn mˈɛt kʃˈɪʃtɔf."
    assert pronounced("In Gdansk and GDAŃSK") == "ɪn ɡədˈænsk ænd ɡədˈænsk"


def test_a_possessive_takes_its_sound_from_the_name() -> None:
    assert pronounced("Nguyen's plan") == "nwˈɛnz plˈæn"
    assert pronounced("Wojciech's plan").startswith("vˈYʧɛks ")
    assert pronounced("Sánchez's plan").startswith("sˈænʧɛzᵻz ")


def test_the_accounts_lexicon_comes_first() -> None:
    assert pronounced("Nguyen", {"Nguyen": "nuˈɪn"}) == "nuˈɪn"


@pytest.mark.parametrize("signs", ["", "n4n", "n" * 101])
def test_a_pronunciation_outside_the_alphabet_is_refused(signs: str) -> None:
    with pytest.raises(ValueError, match="Nguyen"):
        pronounced("Nguyen", {"Nguyen": signs})


def test_letters_are_named_one_by_one() -> None:
    assert pronounced("the A I act") == "ði ˈA ˌI ˈækt"
    assert pronounced("N A T O").startswith("ˈɛn ˈA ")


def test_a_letter_the_engine_lacks_is_read_without_its_mark() -> None:
    assert "ə" in engine().g2p.oov.cin
    assert "ọ" not in engine().g2p.oov.cin
    assert pronounced("Gbọlahan") == pronounced("Gbolahan")


SAID = st.text("abceioxtsMcYZéńłọ'’‘-–—,.;:!?…()\"“” ", max_size=14)


@settings(max_examples=60, deadline=None)
@given(st.lists(SAID, max_size=6))
def test_the_engines_words_tile_whatever_may_be_said(said: list[str]) -> None:
    loaded = engine()
    reading = read([Unit(shown="x", said=text) for text in said])
    words = Pronouncer(loaded.g2p, frozenset(loaded.vocabulary), {}).words(reading)
    assert [word.unit for word in words] == sorted(word.unit for word in words)
