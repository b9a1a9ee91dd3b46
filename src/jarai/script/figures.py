"""Reads the figures of a text by value, in digits or in words, with what they count: percent, a currency, or nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from jarai.script.claim_words import (
    CURRENCIES,
    DECIMAL_COMMA,
    MAGNITUDES,
    PERCENT,
    SHORT_MAGNITUDES,
    folded,
    number_words,
)

_NUMERALS = {each: value for value, each in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_HAN = re.compile(r"[〇零一二三四五六七八九两十百千万亿億兆]+")
_COUNTED = frozenset("个人年月日号岁元円本枚台件名位天次倍つ分時点歳回社")
_NOT_FIGURES = frozenset(["万一", "千万", "一一", "十分", "三三两两", "万千", "一万一", "百分"])


@dataclass(frozen=True)
class Figure:
    """One figure as written, and all values its digits can have.

    `4.300` is 4300 in Spanish and 4.3 in English text: where a text leaves it open both are kept. `values` are without
    the magnitude, whose power of ten is `power`; `mark` is `%`, a currency code, or empty.
    """

    text: str
    values: frozenset[Decimal]
    power: int
    mark: str

    def told_by(self, source: "Figure", text: str) -> bool:
        """Whether a figure of the source is this one: same value and mark, or bare there with the unit elsewhere in `text`."""
        alike = self.mark in {source.mark, ""} or (not source.mark and _names_unit(self.mark, text))
        if not alike or (source.mark == "%" and not self.mark):
            return False
        scaled = {value.scaleb(self.power) for value in self.values}
        if scaled & {value.scaleb(source.power) for value in source.values}:
            return True
        return not source.power and bool(self.values & source.values) and _names_power(self.power, text)


def figures_of(text: str, language: str) -> list[Figure]:
    """The figures of a text in order."""
    found = [(match.start(), _figure(match, language)) for match in _pattern(language).finditer(text)]
    found += list(_in_words(text, language)) if language not in {"zh", "ja"} else list(_in_han(text))
    return [figure for _, figure in sorted(found, key=lambda each: each[0])]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = sorted({*MAGNITUDES.get(language, {}), *MAGNITUDES["en"]}, key=len, reverse=True)
    ends = "" if language in {"zh", "ja"} else r"(?![^\W\d_])"
    big = "|".join(map(re.escape, words))
    grouped = r"\d{1,3}(?:[   ]\d{3})+(?!\d)" if language in DECIMAL_COMMA else r"\d{1,3}(?:[  ]\d{3})+(?!\d)"
    coins = "|".join(re.escape(each) for each in sorted(CURRENCIES, key=len, reverse=True))
    percent = "|".join(map(re.escape, sorted(PERCENT, key=len, reverse=True)))
    return re.compile(
        rf"(?<![A-Za-zÀ-ÿ0-9_])(?<!\d[.,])(?P<before>(?:us|a|c|r)?[$£€¥₹]|usd|eur|gbp|chf|jpy)?\s?"
        rf"(?P<digits>{grouped}(?:[.,]\d+)?|\d+(?:[.,'’]\d+)*)"
        rf"(?:[ -]?(?:(?P<word>{big}){ends}|(?P<short>k|mm|m|b|t)(?![^\W\d_])|(?P<joined>mld|md|m|k)(?=[$£€])))?"
        rf"(?:\s?(?:de |d['’]|di )?(?P<after>{percent}|{coins}){ends})?",
        re.IGNORECASE,
    )


def _figure(match: re.Match[str], language: str) -> Figure:
    before, after = (match["before"] or "").lower(), (match["after"] or "").lower()
    mark = "%" if after in PERCENT else CURRENCIES.get(before) or CURRENCIES.get(after, "")
    power = 0
    if word := (match["word"] or "").lower():
        power = MAGNITUDES.get(language, {}).get(word) or MAGNITUDES["en"].get(word, 0)
    elif short := (match["short"] or match["joined"] or "").lower():
        power = SHORT_MAGNITUDES[short] if mark not in {"", "%"} else 0
    return Figure(match[0].strip(), values_of(match["digits"]), power, mark)


def values_of(digits: str) -> frozenset[Decimal]:
    """What digits with separators can mean: `1.234` is one or one thousand, `1.234,5` and `12.5` are one thing only."""
    plain = re.sub(r"[\s   '’]", "", digits)
    marks = [each for each in plain if each in ".,"]
    if not marks:
        return frozenset({Decimal(plain)})
    found = set()
    last = max(plain.rfind("."), plain.rfind(","))
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+", plain):
        found.add(Decimal(re.sub(r"[.,]", "", plain)))
    if marks.count(plain[last]) == 1:
        found.add(Decimal(re.sub(r"[.,]", "", plain[:last]) + "." + plain[last + 1 :]))
    return frozenset(found or {Decimal(part) for part in re.split(r"[.,]", plain)})


def _in_words(text: str, language: str) -> Iterator[tuple[int, Figure]]:
    """Number words in a row as one figure: `two hundred and fifty`, `quatre-vingts`."""
    words, large = number_words(language), MAGNITUDES.get(language, {})
    row: list[re.Match[str]] = []
    total = current = 0
    for match in re.finditer(r"[^\W\d_]+|[^\w\s]", text):
        word = match[0].lower()
        if word in words:
            value = words[word]
            if value in {100, 1000} or (language == "fr" and value == 20 and current % 100 == 4):
                current = max(current, 1) * value
            else:
                current += value
            row.append(match)
        elif row and word in large and large[word] >= 3:
            total, current = total + current * 10 ** large[word], 0
            row.append(match)
        elif not row or word not in {"-", "and", "y", "et", "e"}:
            yield from _row(text, row, total + current)
            row, total, current = [], 0, 0
    yield from _row(text, row, total + current)


def _row(text: str, row: list[re.Match[str]], value: int) -> Iterator[tuple[int, Figure]]:
    if not row:
        return
    after = folded(text[row[-1].end() : row[-1].end() + 14]).strip(" -")
    mark = next(("%" for each in PERCENT if after.startswith(folded(each))), "")
    first = re.match(r"[^\W\d_]+", after)
    mark = mark or CURRENCIES.get(first[0] if first else "", "")
    yield row[0].start(), Figure(text[row[0].start() : row[-1].end()], frozenset({Decimal(value)}), 0, mark)


def _in_han(text: str) -> Iterator[tuple[int, Figure]]:
    """Figures in Chinese characters; a single one only before what it counts."""
    for match in _HAN.finditer(text.replace("百分之", "％％％")):
        written = match[0]
        counted = text[match.end() : match.end() + 1] in _COUNTED and written not in {"一", "十"}
        before = text[match.start() - 1 : match.start()]
        if (
            written in _NOT_FIGURES
            or before.isdigit()
            or (len(written) < 2 and not counted)
            or set(written) <= set(_BIG)
        ):
            continue
        mark = "%" if text[: match.start()].endswith("百分之") else ""
        yield match.start(), Figure(written, frozenset({Decimal(_han(written))}), 0, mark)


def _han(text: str) -> int:
    if not any(each in _POWERS or each in _BIG for each in text):
        return int("".join(str(_NUMERALS[each]) for each in text))
    total = section = digit = 0
    for each in text:
        if each in _NUMERALS:
            digit = _NUMERALS[each]
        elif each in _POWERS:
            section += (digit or 1) * _POWERS[each]
            digit = 0
        else:
            total += max(section + digit, 1) * _BIG[each]
            section = digit = 0
    return total + section + digit


def _names_unit(mark: str, text: str) -> bool:
    """Whether the source names the unit somewhere: in a table's header, say."""
    if mark == "%":
        return any(folded(each) in text for each in PERCENT)
    return any(folded(word) in text for word, code in CURRENCIES.items() if code == mark)


def _names_power(power: int, text: str) -> bool:
    words = {word for known in MAGNITUDES.values() for word, each in known.items() if each == power}
    short = {word for word, each in SHORT_MAGNITUDES.items() if each == power}
    return any(folded(word) in text for word in words) or any(re.search(rf"[$£€¥]\s?{each}\b", text) for each in short)
