from hypothesis import given
from hypothesis import strategies as st

from jarai.speech.phonemes import Word
from jarai.speech.pieces import LONGEST_PIECE, cut


def sentence(text: str) -> list[Word]:
    return [Word(token.strip(","), 0, token, spaced=True) for token in text.split()]


def said(pieces: list[tuple[Word, ...]]) -> list[str]:
    return [" ".join(word.signs for word in piece) for piece in pieces]


def test_a_clause_ends_a_piece_before_a_conjunction_does() -> None:
    words = sentence("one two three, four five and six seven")
    assert said(cut(words, 30)) == ["one two three,", "four five and six seven"]


def test_without_a_clause_a_conjunction_begins_the_next_piece() -> None:
    assert said(cut(sentence("one two three four and six seven"), 26)) == ["one two three four", "and six seven"]


def test_without_both_any_word_will_do() -> None:
    assert said(cut(sentence("one two three four"), 15)) == ["one two three", "four"]


@given(st.lists(st.tuples(st.text("abc,;", min_size=1, max_size=100), st.booleans()), max_size=60))
def test_nothing_is_lost_and_no_piece_is_too_long(words: list[tuple[str, bool]]) -> None:
    given_words = [Word(signs, index, signs, spaced) for index, (signs, spaced) in enumerate(words)]
    pieces = cut(given_words)
    assert [word for piece in pieces for word in piece] == given_words
    assert all(piece and sum(map(len, piece)) <= LONGEST_PIECE for piece in pieces)
