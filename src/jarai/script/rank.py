"""What kind of facts these are, and how much each of them says: the order of a script comes from here."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from jarai.script.claim_words import VERBS, base, folded
from jarai.script.dates import dates_of
from jarai.script.documents import Fact, Genre, Material
from jarai.script.figures import Figure, figures_of
from jarai.script.phrasebook import PhraseBook, book
from jarai.script.tables import is_period, series_of

VALUE_LIMIT = 14
_UNIT_AFTER = re.compile(
    r"\s?(?:km²|km/h|km|kg|g|MW|GW|TWh|GWh|MWh|kWh|°C|m²|GB|TB|mph|tons?|tonnes?|toneladas|tonnellate|metres?|meters?|metros|"
    r"mètres|metri|hours?|horas|heures|ore|minutes?|minutos|minuti|days|días|jours|giorni|dias|ha|t|m|公里|公斤|吨|平方米|米|"
    r"キロ|トン|メートル|時間|人|名|件|台|個|本)(?![\w])"
)
_SCORE = re.compile(r"\d{1,3}\s?[–:-]\s?\d{1,3}")
_CHANGE = r"\d[\d.,]*\d|\d"


def genre_of(material: Material) -> Genre:
    """The kind of programme these facts make."""
    facts, words = material.facts, book(material.language)
    if not facts:
        return "nothing"
    named = folded(" ".join([material.topic, material.title, *(fact.heading for fact in facts[:3])]))
    told = folded(" ".join(fact.text for fact in facts[:4]))
    calm = any(folded(word) in named for word in words.calm) or sum(folded(word) in told for word in words.calm) >= 2
    if calm or sum(fact.kind == "verse" for fact in facts) * 2 >= len(facts):
        return "calm"
    if sum(fact.kind == "step" and not is_fragment(fact, words) for fact in facts) >= 2:
        return "steps"
    if any(practical(fact, words) == "where" for fact in facts) and any(
        practical(fact, words) == "when" for fact in facts
    ):
        return "event"
    strong = sum(_weight(best_figure(fact, material.language)) >= 5 for fact in facts if fact.kind != "table")
    tables = sum(series_of(fact, material.language) is not None for fact in facts if fact.kind == "table")
    return "figures" if strong + 2 * tables >= 2 else "facts"


def tone_of(material: Material) -> Literal["plain", "verse", "mourning"]:
    """How the facts want to be told: a poem as verse, a death in mourning, all else plainly."""
    if genre_of(material) != "calm":
        return "plain"
    verses = sum(fact.kind == "verse" for fact in material.facts)
    return "verse" if verses * 2 >= len(material.facts) else "mourning"


def is_fragment(fact: Fact, words: PhraseBook) -> bool:
    """Whether an entry of a list is a name or a phrase and no sentence: short, and without a closing mark."""
    text = fact.text
    if not fact.listed or fact.kind not in {"statement", "step"} or text[-1:] in ".!?。！？…" or len(text) > 60:
        return False
    if not words.spaced:
        return len(text) <= 16
    return len(text.split()) <= 6 and not (words.language == "en" and is_sentence(text))


_VERBS = VERBS["en"] | {
    "would",
    "does",
    "do",
    "did",
    "rises",
    "falls",
    "grows",
    "costs",
    "cost",
    "shows",
    "starts",
    "ends",
}


def is_sentence(text: str) -> bool:
    """Whether an English text has a finite verb after its first word, as far as common ones and `-ed` tell."""
    words = re.findall(r"[A-Za-z']+", text.lower())
    return any(word in _VERBS or (word.endswith("ed") and len(word) > 4) for word in words[1:])


def practical(fact: Fact, words: PhraseBook) -> str:
    """`when`, `where`, `price` or `more` for a pair that tells a visitor what to do; else empty.

    A `when` holds a date or a time of day: three hours in an oven are none.
    """
    if fact.kind != "pair":
        return ""
    return _practical(fact.key, fact.value, words.language)


@lru_cache(maxsize=1024)
def _practical(key: str, value: str, language: str) -> str:
    keys = book(language).keys
    found = next((name for name, known in keys.items() if folded(key).strip() in {folded(each) for each in known}), "")
    return "" if found == "when" and not dates_of(value, language, short=True)[0] else found


def is_moment(fact: Fact, language: str) -> bool:
    """Whether a pair tells what happens when: `1998: Founded`, `09:30: Doors open`."""
    return fact.kind == "pair" and is_period(fact.key, language)


def is_aside(fact: Fact, language: str) -> bool:
    """Whether a pair tells no money, percentage or day: `Stadium: Northgate Park`, `Attendance: 41,250`."""
    if fact.kind != "pair" or is_score(fact.value) or is_period(fact.key, language) or is_period(fact.value, language):
        return False
    return _weight(best_figure(fact, language)) < 5


def best_figure(fact: Fact, language: str) -> Figure | None:
    """The figure that stands for a fact: money, then percentages, then large or measured ones, then the first."""
    return _best_figure(fact.value or fact.text, base(language))


@lru_cache(maxsize=1024)
def _best_figure(text: str, language: str) -> Figure | None:
    _, rest = dates_of(text, language)
    found = [figure for figure in figures_of(rest, language) if figure.text[0].isdigit() or figure.mark]
    return max(found, key=_weight, default=None)


def main_figure(fact: Fact, language: str) -> str:
    """The best figure as it is written, with its unit; empty where there is none, or it is too long for a card."""
    figure = best_figure(fact, language)
    if fact.kind == "pair" and is_score(fact.value):
        return fact.value
    if figure is None or not any(each.isdigit() for each in figure.text):
        return ""
    text = figure.text
    at = (fact.value or fact.text).find(text)
    if not figure.mark and not figure.power and at >= 0:
        unit = _UNIT_AFTER.match((fact.value or fact.text), at + len(text))
        text += unit[0] if unit else ""
    while len(text) > VALUE_LIMIT and " " in text:
        text = re.sub(r"\s(?:de|di|d['’]\w+|\w+)$", "", text) if re.search(r"\s\S+$", text) else text[:0]
    return text if len(text) <= VALUE_LIMIT and not re.search(r"\s(?:de|di)$", text) else ""


def is_score(value: str) -> bool:
    """Whether a value is a result such as `3–1`."""
    return len(value) <= VALUE_LIMIT and _SCORE.fullmatch(value) is not None


def said_figure(fact: Fact, language: str) -> str:
    """A pair's figure as it is said: the value's first clause where it is short, with its unit and currency."""
    clause = re.split(r"[,;](?=\s)|[，；、]", fact.value, maxsplit=1)[0].strip()
    return clause if len(clause) <= 40 else main_figure(fact, language) or fact.value


def change_of(text: str, words: PhraseBook) -> str:
    """A rise or fall in per cent that the text tells, as `+18%` or `−3%`; empty where it tells none."""
    for sign, patterns in (("+", words.rise), ("−", words.fall)):
        for pattern in patterns:
            if found := re.search(pattern.replace("({n})", f"({_CHANGE})"), text, re.IGNORECASE):
                return f"{sign}{found[1]}%"
    return ""


def score(fact: Fact, place: int, language: str) -> int:
    """How much a fact is worth telling: what its figure weighs, whether it tells a change or a day, where it was given."""
    words = book(language)
    if fact.kind in {"step", "verse"}:
        return 40
    kinds = {"table": 9 if series_of(fact, language) else 5, "quote": 7, "pair": 4, "statement": 4}
    figure = 0 if fact.kind == "table" else _weight(best_figure(fact, language))
    change = 2 if fact.kind != "table" and change_of(fact.text, words) else 0
    useful = 8 if practical(fact, words) else -2 if is_aside(fact, language) else 0
    dated = 3 if fact.kind == "statement" and _has_day(fact.text, base(language)) else 0
    return kinds[fact.kind] + figure + change + useful + dated + max(0, 5 - place // 2)


@lru_cache(maxsize=1024)
def _has_day(text: str, language: str) -> bool:
    return any(any(day for _, day in dated.days) for dated in dates_of(text, language)[0])


def strongest(material: Material) -> Fact | None:
    """The fact that opens: by its figure and its change, and how early it was given; none for an empty sheet."""
    words = book(material.language)
    told = [fact for fact in material.facts if fact.kind in {"pair", "statement"} and not practical(fact, words)]
    told = [fact for fact in told if not is_fragment(fact, words) and not is_moment(fact, material.language)]

    def weight(place: int) -> int:
        figure = _weight(best_figure(told[place], material.language))
        return (figure * 2 if figure >= 5 else 0) + bool(change_of(told[place].text, words)) * 3 - place

    best = max(range(len(told)), key=weight, default=None)
    return None if best is None else told[best]


def _weight(figure: Figure | None) -> int:
    if figure is None:
        return 0
    if figure.mark == "%":
        return 5
    if figure.mark:
        return 6
    if figure.power or any(value >= 1000 and not _is_year(value) for value in figure.values):
        return 4
    return 1 if any(_is_year(value) for value in figure.values) else 3


def _is_year(value: Decimal) -> bool:
    return value == int(value) and 1500 <= value <= 2100
