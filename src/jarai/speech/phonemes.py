"""From plain text to the engine's phonemes, word by word, each word knowing its display unit.

The engine's own normaliser, sentence splitter and inline pronunciation syntax are never called: its tokeniser and
dictionary see only text that `reading` has let through.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jarai.speech.reading import Reading, unmarked

STRESS = frozenset("ˈˌ")
"""A stress mark stands before its vowel's syllable and has a time of its own."""

PAUSE_SIGNS = frozenset(' ;:,.!?—…"()“”')
"""Signs of the alphabet that are no sound."""

MODIFIERS = frozenset("ːʰʲ̃ᵝ↓→↗↘")
"""Signs that change the phoneme before them."""

_LONGEST_PRONUNCIATION = 100
_BY_THE_NET = 2
"""How the engine rates what its reader of unknown words gave; what dictionaries and their endings gave is above."""
_VOICELESS = frozenset("ptkfθ")
_HISSING = frozenset("szʃʒʧʤ")


@dataclass(frozen=True)
class Word:
    """One token: its text, its unit, its signs of the engine's alphabet, and whether a space follows.

    `guessed` is one that no dictionary has, and whose spelling doesn't tell how it is said.
    """

    text: str
    unit: int
    signs: str
    spaced: bool
    guessed: bool = False

    def __len__(self) -> int:
        return len(self.signs) + self.spaced


@cache
def shipped_lexicon() -> dict[str, str]:
    """Names the engine would get wrong, in its alphabet."""
    entries = json.loads(files("jarai.speech").joinpath("lexicon.json").read_text(encoding="utf-8"))
    return {str(word): str(signs) for word, signs in entries.items()}


class Pronouncer:
    """Pronounces with the engine's dictionary, corrected by lexicons: the account's before the studio's.

    `g2p` is the engine's grapheme-to-phoneme converter, `alphabet` its signs. A lexicon has single words. Raises ValueError for an entry of
    `lexicon` that is empty, too long, or not in the alphabet.
    """

    def __init__(self, g2p: Any, alphabet: frozenset[str], lexicon: Mapping[str, str]) -> None:
        self._g2p = g2p
        self._alphabet = alphabet
        self._known_letters = frozenset(g2p.oov.cin)
        for word, signs in lexicon.items():
            if not signs or len(signs) > _LONGEST_PRONUNCIATION or not alphabet.issuperset(signs):
                raise ValueError(f"the pronunciation of {word!r} is not in the voice's alphabet: {signs!r}")
        entries = {
            unicodedata.normalize("NFC", word): signs for word, signs in (shipped_lexicon() | dict(lexicon)).items()
        }
        self._exact = entries
        self._folded = {unmarked(word).casefold(): signs for word, signs in entries.items()}

    def words(self, reading: Reading) -> list[Word]:
        """The reading's words in order; signs the alphabet lacks are left out."""
        tokens = self._g2p._tokens(reading.text)
        self._correct(tokens)
        said: list[Word] = []
        at = 0
        for token in self._g2p.phonemize_tokens(tokens):
            signs = "".join(sign for sign in token.phonemes or "" if sign in self._alphabet)
            guessed = token.rating == _BY_THE_NET and any(map(str.isalpha, token.text))
            said.append(Word(token.text, reading.owners[at], signs, bool(token.whitespace), guessed))
            at += len(token.text) + len(token.whitespace)
        if at != len(reading.text):
            raise AssertionError(f"the engine's words don't tile {reading.text!r}")
        return said

    def _correct(self, tokens: list[Any]) -> None:
        """Set the pronunciation of tokens in the lexicons and of lone letters; unmark letters the engine doesn't know."""
        letters = [len(token.text) == 1 and token.text.isupper() for token in tokens]
        for index, token in enumerate(tokens):
            after = tokens[index + 1] if index + 1 < len(tokens) else None
            spelled = any(letters[max(0, index - 1) : index] + letters[index + 1 : index + 2])
            signs = self._signs(token.text)
            if token.text == "A" and spelled:
                token.phonemes = "ˈA"  # a letter among letters is its name, never the article
            elif signs is not None:
                possessive = after is not None and not token.whitespace and after.text in {"'s", "'S"}
                token.phonemes = signs + _possessive(signs) if possessive else signs
                if after is not None and possessive:
                    after.phonemes = ""
            elif token.phonemes is None:
                token.text = "".join(
                    unmarked(sign) if sign.isalpha() and sign not in self._known_letters else sign
                    for sign in token.text
                )

    def _signs(self, word: str) -> str | None:
        """The lexicons' entry: as written, or for a capitalised word whatever its marks and case (`GDANSK`)."""
        if word in self._exact:
            return self._exact[word]
        return self._folded.get(unmarked(word).casefold()) if word[:1].isupper() else None


def _possessive(signs: str) -> str:
    if signs[-1] in _HISSING:
        return "ᵻz"
    return "s" if signs[-1] in _VOICELESS else "z"
