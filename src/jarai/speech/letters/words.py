"""From a reading to words with their signs, in every language the network speaks."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from hibari.g2p import G2P

from jarai.speech.letters.alphabet import ALPHABET
from jarai.speech.letters.foreign import is_foreign
from jarai.speech.letters.italian import italian
from jarai.speech.letters.portuguese import portuguese
from jarai.speech.letters.spanish import spanish
from jarai.speech.phonemes import Pronouncer, Word
from jarai.speech.reading import Reading, read
from jarai.storyboard.model import Unit

_TOKEN = re.compile(r"(?P<word>[^\W\d_]+(?:'(?=[^\W\d_])|'(?=\s|$))?)|(?P<mark>[^\w\s])")
_RULES: Mapping[str, Callable[[str], str]] = {"es-ES": spanish, "it-IT": italian, "pt-BR": portuguese}
_ELIDED = re.compile(r"(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*'?)|(?P<mark>[^\w\s])")


def pronounce(reading: Reading, language: str, lexicon: Mapping[str, str] | None = None) -> list[Word]:
    """The reading's words in order. `lexicon` has the account's pronunciations, word to signs of the alphabet."""
    if language.startswith("en"):
        return _english(reading, language, lexicon or {})
    if language == "zh-CN":
        from jarai.speech.letters.chinese import chinese

        return chinese(reading)
    if language == "ja-JP":
        from jarai.speech.letters.japanese import japanese

        return japanese(reading)
    if language == "fr-FR":
        from jarai.speech.letters.french import french, with_liaisons

        return with_liaisons(_by_word(reading, _ELIDED, french, lexicon or {}, language))
    return _by_word(reading, _TOKEN, _RULES[language], lexicon or {}, language)


def _by_word(
    reading: Reading,
    pattern: re.Pattern[str],
    letters: Callable[[str], str],
    lexicon: Mapping[str, str],
    language: str,
) -> list[Word]:
    said: list[Word] = []
    for match in pattern.finditer(reading.text):
        text = match[0]
        signs = (lexicon.get(text) or letters(text.lower())) if match["word"] else text
        guessed = text not in lexicon and is_foreign(text.rpartition("'")[2], language)
        owner = reading.owners[match.start()]
        said.append(Word(text, owner, in_alphabet(signs), spaced(reading, match.end()), guessed))
    return said


def signs_like(letters: str, language: str) -> str:
    """How a voice reads some letters of its language, as signs. Raises NeverWorks `UNREADABLE_TEXT` as `read` does."""
    words = pronounce(read([Unit(shown=letters, said=letters)], language), language)
    return "".join(word.signs for word in words)


def latin(text: str, owner: int) -> list[Word]:
    """A run of Latin letters amid another script, read as English."""
    words = pronounce(Reading(text, (owner,) * len(text)), "en-US")
    return [replace(word, unit=owner, spaced=True) for word in words]


def in_alphabet(signs: str) -> str:
    """The signs with marks apart from what they mark, as the alphabet has them; what it lacks is left out."""
    return "".join(sign for sign in unicodedata.normalize("NFD", signs).replace("c\u0327", "ç") if sign in ALPHABET)


def spaced(reading: Reading, end: int) -> bool:
    """Whether a space follows."""
    return reading.text[end : end + 1] == " "


def _english(reading: Reading, language: str, lexicon: Mapping[str, str]) -> list[Word]:
    return Pronouncer(_dictionary(british=language == "en-GB"), ALPHABET, lexicon).words(reading)


@cache
def _dictionary(*, british: bool) -> Any:
    loaded = G2P(british=british)
    loaded.oov  # noqa: B018 - its property loads the reader of unknown words; here no thread can race for it
    return loaded
