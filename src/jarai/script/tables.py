"""Reads a table: which column holds figures, in what unit, over what; and so what kind of picture it becomes."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from jarai.script.claim_words import DECIMAL_COMMA, base, folded, months
from jarai.script.dates import dates_of
from jarai.script.documents import Fact

TableKind = Literal["bars", "line", "donut", "comparison", "timeline", "words"]
_GROUPED = {"comma": r"\d{1,3}(?:[.   ]\d{3})+|\d{1,12}", "point": r"\d{1,3}(?:,\d{3})+|\d{1,12}"}
_UNIT = r"%|％|[^\W\d_]{1,9}\.?|[°m][²³C]?"
_PERIOD = re.compile(
    r"(?:FY\s?)?(?:1[5-9]|20)\d\d(?:[/–-]\d{2,4})?年?度?|[QTH][1-4](?:\s\d{4})?|\d{1,2}月|第?[一二三四1-4]季度"
)
_HEADED = re.compile(
    r"(?:\bin |\ben |\bem |\(|（)\s?(?P<symbol>[$£€¥]|R\$)?\s?(?P<unit>bn|mn|m|k|%|％|MW|GW|km|kg|t|TWh|GWh|million|billion|millones|"
    r"millions|milliards|milioni|miliardi|milhões|bilhões|Md€|M€|mln|mld|亿元|万元|亿美元|亿|万|億円|万円|円|元|人|件|台|点|分)?"
    r"(?:\s?(?:de |d['’]|di )?(?P<currency>euros|euro|dólares|dollars|dollari|reais))?\s?[)）]?$"
)
MOST_BARS, MOST_POINTS, MOST_SHARES = 8, 12, 6


@dataclass(frozen=True)
class Series:
    """The rows of a table that carry one figure each, as written, with their sizes in thousandths."""

    kind: TableKind
    measure: str
    unit: str
    labels: tuple[str, ...]
    values: tuple[str, ...]
    sizes: tuple[int, ...]

    @property
    def ranked(self) -> tuple[int, ...]:
        """Row numbers, the largest first; equal ones in the order given."""
        return tuple(sorted(range(len(self.sizes)), key=lambda row: -self.sizes[row]))


def magnitude(text: str, language: str = "en-US") -> int | None:
    """A table entry's figure in thousandths, or None where it is none. Separators are those of the language."""
    comma = base(language) in DECIMAL_COMMA
    grouped, point = (_GROUPED["comma"], ",") if comma else (_GROUPED["point"], r"\.")
    found = re.fullmatch(
        rf"([−+-])?(?:US|R)?[$£€¥]?\s?({grouped})(?:{point}(\d+))?\s?(?:{_UNIT})?\s?[$£€¥]?", text.strip()
    )
    if not found and comma:  # a plain decimal point is read as one where it can't group
        found = re.fullmatch(
            rf"([−+-])?(?:US|R)?[$£€¥]?\s?(\d+)(?:\.(\d{{1,2}}|\d{{4,}}))?\s?(?:{_UNIT})?\s?[$£€¥]?", text.strip()
        )
    if not found:
        return None
    value = int(re.sub(r"\D", "", found[2])) * 1000 + int((found[3] or "0").ljust(3, "0")[:3])
    return -value if found[1] in {"−", "-"} else value


def unit_of(text: str) -> str:
    """What stands beside the digits of an entry: `$`, `%`, `km`, `亿元`."""
    return re.sub(r"[\d.,\s−+'’-]", "", text)


@lru_cache(maxsize=1024)
def is_period(text: str, language: str) -> bool:
    """Whether an entry is a year, a quarter, a month, a date or a time of day, and nothing else."""
    text = text.strip()
    if not text or _PERIOD.fullmatch(text) or folded(text).rstrip(".") in months(base(language)):
        return bool(text)
    dated, rest = dates_of(text, base(language), short=True)
    return (
        bool(dated)
        and not any(each.isalnum() for each in re.sub(r"\b[a-z]{1,3}\b|[A-Z][a-z]{2}\b", "", rest))
        and len(text) <= 24
    )


def numeric_column(fact: Fact, language: str = "en-US") -> int | None:
    """The first column, after the first, whose every entry is a figure in one unit; None where there is none."""
    for column in range(1, len(fact.columns)):
        entries = [row[column] for row in fact.rows if column < len(row)]
        figures = all(magnitude(entry, language) is not None for entry in entries)
        if len(entries) == len(fact.rows) and figures and len({unit_of(entry) for entry in entries}) == 1:
            return column
    return None


def series_of(fact: Fact, language: str) -> Series | None:
    """The table as one series of figures and the picture that suits it; None where it holds no figures or too many."""
    column = numeric_column(fact, language)
    if column is None or not all(row[0] for row in fact.rows) or len({row[0] for row in fact.rows}) < len(fact.rows):
        return None
    header = fact.columns[column]
    labels = tuple(row[0] for row in fact.rows)
    values = tuple(with_unit(row[column], header, language) for row in fact.rows)
    sizes = tuple(magnitude(row[column], language) or 0 for row in fact.rows)
    kind = _kind(labels, values, sizes, header, language)
    return Series(kind, measure(header), header, labels, values, sizes) if kind else None


def _kind(
    labels: tuple[str, ...], values: tuple[str, ...], sizes: tuple[int, ...], header: str, language: str
) -> TableKind | None:
    count = len(labels)
    if all(is_period(label, language) for label in labels):
        return "comparison" if count == 2 else "line" if 3 <= count <= MOST_POINTS else None
    shares = all("%" in value or "％" in value for value in values) or "%" in header
    if shares and 2 <= count <= MOST_SHARES and min(sizes) >= 0 and 97_000 <= sum(sizes) <= 103_000:
        return "donut"
    if count == 2:
        return "comparison"
    return "bars" if 3 <= count <= MOST_BARS else None


def is_timeline(fact: Fact, language: str) -> bool:
    """Whether a table tells what happened when: dates or rising numbers in its first column, words in its second."""
    if len(fact.columns) < 2 or len(fact.rows) < 2 or not all(len(row) >= 2 and row[1] for row in fact.rows):
        return False
    when = [row[0].rstrip("'′.") for row in fact.rows]
    counted = all(each.isdigit() for each in when) and [*map(int, when)] == sorted(map(int, when))
    worded = not any(magnitude(row[1], language) is not None for row in fact.rows)
    return worded and (counted or all(is_period(each, language) for each in when))


def with_unit(entry: str, header: str, language: str = "en-US") -> str:
    """A table's entry with its header's unit: `2.42` under `Revenue in $bn` is `$2.42bn`."""
    found = _HEADED.search(header)
    if not found or not entry[:1].isdigit() or not entry[-1:].isdigit():
        return entry
    symbol, unit, currency = found["symbol"] or "", found["unit"] or "", found["currency"] or ""
    if not unit and not symbol and not currency:
        return entry
    close = symbol or unit in {"", "%", "％"} or not (unit.isascii() or unit in _ONE)
    told = f"{symbol}{entry}{'' if close else ' '}{_agreeing(unit, entry, language)}"
    return f"{told} {_of(currency, base(language)) if unit else currency}" if currency else told


_ONE = {"millions": "million", "milliards": "milliard", "milhões": "milhão", "bilhões": "bilhão", "millones": "millón"}
_ONE |= {"milioni": "milione", "miliardi": "miliardo"}


def _agreeing(unit: str, entry: str, language: str) -> str:
    """The unit in its number: French and Portuguese have the plural from two on, the others after all but one."""
    size = magnitude(entry, language) or 0
    one = 0 < size < 2000 if base(language) in {"fr", "pt"} else size == 1000
    return _ONE.get(unit, unit) if one else unit


def _of(currency: str, language: str) -> str:
    """A currency after millions of it."""
    if language == "fr":
        return ("d’" if currency[0] == "e" else "de ") + currency
    return {"es": "de ", "it": "di ", "pt": "de "}.get(language, "") + currency


def measure(header: str) -> str:
    """What a column measures: its header without the unit."""
    found = _HEADED.search(header)
    name = header[: found.start()] if found and (found["unit"] or found["symbol"] or found["currency"]) else header
    return re.sub(r"[\s(（]+$", "", name) or header
