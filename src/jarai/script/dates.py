"""Reads the dates, days, quarters and times of day of a text, so that two ways to write one are the same."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cache

from babel import Locale

from jarai.script.claim_words import RELATIVE_DAYS, folded, months, weekdays

_YEAR = r"(?:1[0-9]|20)\d\d"
_QUARTERS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4,
    "premier": 1, "deuxième": 2, "troisième": 3, "quatrième": 4, "primo": 1, "secondo": 2, "terzo": 3, "quarto": 4,
    "primeiro": 1, "terceiro": 3, "一": 1, "二": 2, "三": 3, "四": 4,
}  # fmt: skip


@dataclass(frozen=True)
class Dated:
    """One date as written: the parts it tells. A day may be read two ways (`04/05`), a time by half days (`3:00`)."""

    text: str
    year: int = 0
    days: frozenset[tuple[int, int]] = frozenset()
    """Month and day; 0 where not told."""
    weekday: int = -1
    quarter: int = 0
    minutes: int = -1
    word: str = ""
    parts: frozenset[int] = field(default=frozenset(), compare=False)
    """The whole numbers in it, which a sentence may repeat alone."""

    def told_by(self, source: "Dated", years: Collection[int]) -> bool:
        """Whether the source says all this says; the year may also stand elsewhere in the sources."""
        if self.word or self.weekday >= 0 or self.quarter or self.minutes >= 0:
            same_time = self.minutes < 0 or (source.minutes >= 0 and self.minutes % 720 == source.minutes % 720)
            same = (self.word, self.weekday, self.quarter) == (source.word, source.weekday, source.quarter)
            return same and same_time and (not self.year or self.year == source.year or self.year in years)
        if self.year and self.year != source.year and not (not source.year and self.year in years):
            return False
        return any(
            mine[0] == month and (not mine[1] or mine[1] == day) for mine in self.days for month, day in source.days
        )


def dates_of(text: str, language: str, *, short: bool = False) -> tuple[list[Dated], str]:
    """The dates of a text, and the text with a space in place of each. With `short`, short names of weekdays count."""
    found: list[Dated] = []

    def take(dated: Dated) -> str:
        found.append(dated)
        return " "

    text = re.sub(
        rf"\b({_YEAR})-(\d\d)-(\d\d)\b",
        lambda m: take(_day(m[0], int(m[1]), (int(m[2]), int(m[3])))),
        text,
    )
    text = re.sub(rf"\b(\d{{1,2}})[/.](\d{{1,2}})[/.]({_YEAR})\b", lambda m: take(_numeric(m)), text)
    text = re.sub(
        rf"(?:({_YEAR})\s?年)?\s?(\d{{1,2}})\s?月(?:\s?(\d{{1,2}})\s?[日号])?",
        lambda m: take(_day(m[0], int(m[1] or 0), (int(m[2]), int(m[3] or 0)))),
        text,
    )
    text = _clock_times(text, take)
    text = _quarters(text, take)
    if months(language):
        text = _named(language).sub(lambda m: take(_written(m, language)) if _meant(m, language) else m[0], text)
    for name, number in weekdays(language).items():
        if short or len(name) > 3:
            pattern = name if language in {"zh", "ja"} else rf"\b{re.escape(name)}s?\b"
            if re.search(pattern, folded(text)):
                found.append(Dated(name, weekday=number))
    found += [Dated(each, word=each) for each in RELATIVE_DAYS.get(language, ()) if _says(each, text, language)]
    return found, text


def _says(word: str, text: str, language: str) -> bool:
    if language in {"zh", "ja"}:
        return word in text
    return re.search(rf"\b{word}\b", text.lower()) is not None


def _day(text: str, year: int, *days: tuple[int, int]) -> Dated:
    parts = {part for day in days for part in day if part} | ({year} if year else set())
    return Dated(text.strip(), year=year, days=frozenset(days), parts=frozenset(parts))


def _numeric(match: re.Match[str]) -> Dated:
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    return _day(match[0], year, *{(month, day) for month, day in ((second, first), (first, second)) if month <= 12})


def _clock_times(text: str, take: Callable[[Dated], str]) -> str:
    def clock(match: re.Match[str]) -> str:
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        late = (match["half"] or "").lower().startswith("p") and hour < 12
        numbers = frozenset({hour, minute})
        return take(Dated(match[0].strip(), minutes=(hour + 12 * late) * 60 + minute, parts=numbers))

    half = r"(?P<half>[ap]\.?\s?m\b\.?)"
    text = re.sub(rf"\b(?P<hour>\d{{1,2}})(?:[:.h](?P<minute>[0-5]\d))?\s?{half}", clock, text, flags=re.IGNORECASE)
    plain = r"\b(?P<hour>[01]?\d|2[0-3])(?::|\s?h\s?)(?P<minute>[0-5]\d)\b(?P<half>)(?!:)"
    text = re.sub(plain, clock, text)
    text = re.sub(r"\b(?P<hour>[01]?\d|2[0-3])\s?h(?:eures?)?(?P<minute>)(?P<half>)\b", clock, text)
    return re.sub(r"(?P<hour>[01]?\d|2[0-3])\s?[时時点](?!間)(?:(?P<minute>[0-5]?\d)\s?分)?(?P<half>)", clock, text)


def _quarters(text: str, take: Callable[[Dated], str]) -> str:
    words = "|".join(map(re.escape, _QUARTERS))
    text = re.sub(
        rf"\b[QT]([1-4])\b(?:\s(?:of |de |du |del )?({_YEAR}))?",
        lambda m: take(_quarter(m[0], int(m[1]), m[2])),
        text,
    )
    text = re.sub(
        rf"(?:({_YEAR})年)?第?([一二三四1-4])[季四][度半期]*",
        lambda m: take(_quarter(m[0], _ordinal(m[2]), m[1])),
        text,
    )
    return re.sub(
        rf"\b({words})\s(?:quarter|trimestre)(?:\s(?:of |de |du |del )?({_YEAR}))?",
        lambda m: take(_quarter(m[0], _QUARTERS[m[1].lower()], m[2])),
        text,
        flags=re.IGNORECASE,
    )


def _ordinal(text: str) -> int:
    return int(text) if text.isdigit() else _QUARTERS[text]


def _quarter(text: str, number: int, year: str | None) -> Dated:
    return Dated(
        text.strip(" ."), year=int(year or 0), quarter=number, parts=frozenset({number, *([int(year)] if year else [])})
    )


@cache
def _named(language: str) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _spelled(language)), key=len, reverse=True))
    return re.compile(
        rf"(?:\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|°)?\.?\s+(?:of\s+|de\s+)?)?\b(?P<month>{names})\b\.?"
        rf"(?:\s+(?P<after>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.,]?\d))?(?:,?\s+(?:of\s+|de\s+|del\s+)?(?P<year>{_YEAR})\b)?",
        re.IGNORECASE,
    )


def _spelled(language: str) -> list[str]:
    """Month names as they may be written: with accents or without."""
    locale = Locale(language)
    wide = [name for use in ("format", "stand-alone") for name in locale.months[use]["wide"].values()]
    brief = [name.rstrip(".") for name in locale.months["format"]["abbreviated"].values()]
    return list(dict.fromkeys(name for name in (*wide, *brief) if len(name) > 2))


def _meant(match: re.Match[str], language: str) -> bool:
    """Whether a month's name is one: `may` and `march` are words too, and a short name stands beside a figure."""
    figures = match["day"] or match["after"] or match["year"]
    if figures:
        return True
    whole = len(match["month"]) > 3 or folded(match["month"]) in {"mai", "may"}
    if language != "en":
        return whole
    before = match.string[: match.start()].rstrip().rsplit(" ", 1)[-1].lower()
    common = folded(match["month"]) in {"may", "march", "august"}
    return (
        whole
        and match["month"][0].isupper()
        and (not common or before in {"in", "of", "since", "until", "by", "last", "this"})
    )


def _written(match: re.Match[str], language: str) -> Dated:
    month = months(language)[folded(match["month"]).rstrip(".")]
    return _day(match[0].rstrip(" ."), int(match["year"] or 0), (month, int(match["day"] or match["after"] or 0)))
