"""Wikidata: what is stated, with a reference, of the thing that the topic names, as `key: value` in the video's language.

MediaWiki's Action API (`wbsearchentities`, `wbgetentities`). Its data are under CC0 1.0.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from jarai.research.fetch import Reader
from jarai.research.fitting import title_fits
from jarai.research.port import Finding, Origin, Question
from jarai.storyboard.stopwords import stopwords

_PROPERTIES = (
    "P2043", "P2048", "P2044", "P2046", "P1082", "P2067", "P1083", "P1128", "P2139", "P1101",
    "P571", "P1619", "P577", "P569", "P570", "P580",
    "P84", "P112", "P50", "P57", "P170", "P61", "P86", "P169", "P6", "P35",
    "P36", "P37", "P38", "P17", "P131", "P159", "P106", "P495",
)  # fmt: skip
"""What a viewer may want to know: sizes, then dates, then people, then places. P2043 is a length, P571 a beginning."""
_SYMBOLS = {
    "Q11573": "m", "Q828224": "km", "Q174728": "cm", "Q25343": "m²", "Q712226": "km²", "Q35852": "ha", "Q11570": "kg",
    "Q191118": "t", "Q4917": "USD", "Q4916": "EUR", "Q25224": "GBP",
}  # fmt: skip
_MOST = 8
_LICENCE = "CC0-1.0"
Words = Mapping[str, str]


class Wikidata:
    """`address` is the wiki's."""

    name = "Wikidata"
    reads_addresses = False

    def __init__(self, reader: Reader, address: str = "https://www.wikidata.org") -> None:
        self._reader = reader
        self._api = f"{address}/w/api.php"
        self._address = address

    async def find(self, question: Question) -> tuple[Finding, ...]:
        """See `Researcher`: a finding a statement."""
        item = await self._item(question)
        if item is None:
            return ()
        answer = await self._entities(item, question, "claims|labels")
        entity = _dict(_dict(answer.get("entities")).get(item))
        claims = _dict(entity.get("claims"))
        chosen = [(each, claim) for each in _PROPERTIES if (claim := _best(claims.get(each)))]
        named = {name for each, claim in chosen for name in (each, *_items_of(claim))}
        words = await self._labels(named, question) if named else {}
        name = _label(entity, question.primary) or item
        origin = Origin(
            url=f"{self._address}/wiki/{item}", title=name, licence=_LICENCE, credit=f"Wikidata: {name} ({item})"
        )
        found = []
        for each, claim in chosen:
            key, value = words.get(each, ""), _written(claim, words, question.language)
            if key and value:
                found.append(Finding(origin=origin, key=key[:1].upper() + key[1:], value=value))
        return tuple(found[:_MOST])

    async def _item(self, question: Question) -> str | None:
        """The thing whose label or other name the topic is, or has in it."""
        for asked in _asked(question):
            answer = await self._reader.json(
                self._api, action="wbsearchentities", format="json", type="item", limit="10", search=asked,
                language=question.primary, uselang=question.primary,
            )  # fmt: skip
            found = answer.get("search")
            for each in found if isinstance(found, list) else []:
                name, item = _dict(_dict(each).get("match")).get("text"), _dict(each).get("id")
                if isinstance(name, str) and _is_id(item) and title_fits(name, question.topic, question.language):
                    return str(item)
        return None

    async def _entities(self, ids: str, question: Question, props: str) -> dict[str, Any]:
        return await self._reader.json(
            self._api, action="wbgetentities", format="json", ids=ids, props=props, languages=question.primary
        )

    async def _labels(self, ids: set[str], question: Question) -> Words:
        """Labels in the question's language of those that have one."""
        answer = await self._entities("|".join(sorted(ids)[:50]), question, "labels")
        entities = _dict(answer.get("entities"))
        return {each: label for each in ids if (label := _label(_dict(entities.get(each)), question.primary))}


def _asked(question: Question) -> tuple[str, ...]:
    """The topic, and its longest row of words without small ones at the ends."""
    small = stopwords(question.language)
    words = question.topic.split()
    while words and words[0].casefold() in small:
        words = words[1:]
    while words and words[-1].casefold() in small:
        words = words[:-1]
    return tuple(dict.fromkeys(each for each in (question.topic, " ".join(words)) if each))


def _best(claims: Any) -> dict[str, Any] | None:
    """The claim to tell: one with a reference and a value, the preferred one, else the last."""
    known = [
        each
        for each in (claims if isinstance(claims, list) else [])
        if isinstance(each, dict)
        and each.get("references")
        and each.get("rank") != "deprecated"
        and _dict(each.get("mainsnak")).get("snaktype") == "value"
    ]
    preferred = [each for each in known if each.get("rank") == "preferred"]
    return (preferred or known)[-1] if known else None


def _value(claim: dict[str, Any]) -> tuple[str, Any]:
    told = _dict(_dict(claim.get("mainsnak")).get("datavalue"))
    return str(told.get("type", "")), told.get("value")


def _items_of(claim: dict[str, Any]) -> tuple[str, ...]:
    """The things a claim names: its value, or its value's unit."""
    _, value = _value(claim)
    value = _dict(value)
    return tuple(each for each in (str(value.get("id", "")), _unit(value)) if _is_id(each) and each not in _SYMBOLS)


def _unit(value: dict[str, Any]) -> str:
    return str(value.get("unit", "")).rpartition("/")[2]


def _written(claim: dict[str, Any], words: Words, language: str) -> str:
    """The value in the language's own way; empty where it can't be told."""
    kind, value = _value(claim)
    value = _dict(value)
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    if kind == "wikibase-entityid":
        return words.get(str(value.get("id")), "")
    if kind == "quantity":
        return _quantity(value, words, locale)
    return _time(value, locale) if kind == "time" else ""


def _quantity(value: dict[str, Any], words: Words, locale: Locale) -> str:
    try:
        amount = Decimal(str(value.get("amount", "")))
    except InvalidOperation:
        return ""
    unit = _unit(value)
    if not amount.is_finite() or abs(amount) >= 10**15:
        return ""
    figure = str(format_decimal(amount, locale=locale))
    if unit == "1":
        return figure
    name = _SYMBOLS.get(unit) or words.get(unit, "")
    return f"{figure} {name}" if name else ""


def _time(value: dict[str, Any], locale: Locale) -> str:
    """`+1937-05-27T00:00:00Z` of precision 11 (day), 10 (month) or 9 (year), of the Gregorian calendar and our era."""
    stated, precision = str(value.get("time", "")), value.get("precision")
    parts = stated[1:].partition("T")[0].split("-")
    if not stated.startswith("+") or len(parts) != 3 or not str(value.get("calendarmodel", "")).endswith("Q1985727"):
        return ""
    try:
        day = date(int(parts[0]), max(1, int(parts[1])), max(1, int(parts[2])))
    except ValueError:
        return ""
    if precision == 11:
        return str(format_date(day, "long", locale=locale))
    if precision == 10:
        return str(format_skeleton("yMMMM", day, locale=locale))
    return str(day.year) if precision == 9 else ""


def _label(entity: dict[str, Any], language: str) -> str:
    label = _dict(_dict(entity.get("labels")).get(language)).get("value")
    return label if isinstance(label, str) else ""


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and len(value) < 15 and value[:1] in {"P", "Q"} and value[1:].isdecimal()


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
