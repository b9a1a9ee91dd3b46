"""Words of texts, as pictures and scenes are compared by them: folded, without those that carry no meaning."""

import re
import unicodedata

WORD = re.compile(r"\w+")
UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_RUN = re.compile(r"[\u30a0-\u30ff\u4e00-\u9fff]+")
"""Ideographs and katakana; hiragana between them is mostly grammar."""
_ENDINGS = ("ing", "ed", "ers", "er", "es", "e", "s")
_SHORTEST_STEM = 3
_ROMANCE = frozenset({"es", "fr", "it", "pt"})
_SMALL = """
the and for with from that this was were are has have its into over than more less about after before their
they you your our not but who which when what will would can could one two three four five six seven eight
nine ten per all new photo picture image file last first every each year hour day week month minute very
some many much other out off under los las del una por con para que est les des une pour avec dans sur qui
della che sono uma dos das com não aux midnight noon morning evening today tomorrow medianoche mediodia
manana hoy mes hora dia semana minuit midi mois heure jour semaine matin mezzanotte mezzogiorno mese ora
giorno settimana mattina meia noite manha hoje mitternacht monat stunde tag der die und ein eine mit von ist
dem den sie wird todo toda tout tous tutti sua seu suo ses leur dix deux tre due
"""


def folded(word: str) -> str:
    """A word without case, accents and a plural's s."""
    plain = "".join(
        each for each in unicodedata.normalize("NFD", word.casefold()) if unicodedata.category(each) != "Mn"
    )
    return plain[:-1] if len(plain) > 3 and plain.endswith("s") and not plain.endswith("ss") else plain


SMALL = frozenset(map(folded, _SMALL.split()))
"""Words of little meaning in the languages we write, folded."""


def words_in(text: str) -> list[str]:
    """The folded words of a text in spaced scripts, in order."""
    return [folded(each) for each in WORD.findall(text) if not UNSPACED.search(each)]


def stem(word: str, language: str = "en") -> str:
    """A folded word without the endings of its forms, in English and in Romance languages: rough, and the same for both sides."""
    if language in _ROMANCE:
        return word.rstrip("aeios") if len(word.rstrip("aeios")) >= _SHORTEST_STEM else word
    for ending in _ENDINGS if language == "en" else ():
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def words_of(text: str, language: str = "") -> set[str]:
    """The stems of the words that carry meaning, by the language's code.

    Of Chinese and Japanese every two neighbouring signs, and one that stands alone.
    """
    return set(forms_of(text, language))


def forms_of(text: str, language: str = "") -> dict[str, str]:
    """The same stems, and a word of the text for each."""
    words = [each for each in words_in(text) if len(each) > 2 and not each.isdigit() and each not in SMALL]
    found = {stem(each, language): each for each in words}
    for run in _RUN.findall(text):
        found |= {run: run} if len(run) == 1 else {run[at : at + 2]: run[at : at + 2] for at in range(len(run) - 1)}
    return found
