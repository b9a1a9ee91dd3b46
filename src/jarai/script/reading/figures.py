"""Figures as written and as said: separators, number words (ICU's spellout, CLDR), names of units (CLDR)."""

import re
from decimal import Decimal
from functools import lru_cache

from icu4py.messageformat import MessageFormat

LONGEST = 15
"""More digits than this are read one by one."""
_CONTINENTAL = (
    r"\d{1,3}(?:\.\d{3})+(?![\d.])(?:,\d+)?|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}(?!\d)|"
    r"\d{1,3}(?:[ '’]\d{3})+(?!\d)(?:,\d+)?|\d+,\d+|\d+\.(?:\d{1,2}|\d{4,})(?![\d.])|0\.\d+(?![\d.])|\d+"
)
_ANGLO = (
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?: \d{3})+(?!\d)(?:\.\d+)?|"
    r"\d+\.\d+(?!\.\d)|\d+,\d{1,2}(?![\d,])|\d+"
)


def number_pattern(decimal: str) -> str:
    """A figure with its separators, where `decimal` (`,` or `.`) marks decimals.

    The other habit is understood too where nothing else can be meant: `4.21` in Spanish is four and 21 hundredths,
    `1.234` is over a thousand.
    """
    return f"(?:{_CONTINENTAL if decimal == ',' else _ANGLO})"


def parse(text: str, decimal: str) -> tuple[str, str]:
    """The digits before and after the decimal mark of a figure that `number_pattern` took."""
    plain = re.sub(r"[ '’]", "", text)
    other = "." if decimal == "," else ","
    if decimal in plain and other in plain:
        mark = max(decimal, other, key=plain.rfind)
    elif plain.count(decimal) == 1:
        mark = decimal
    elif plain.count(other) == 1 and (not re.search(r"\D\d{3}$", plain) or plain[0] == "0"):
        mark = other
    else:
        mark = ""
    whole, _, fraction = plain.partition(mark) if mark else (plain, "", "")
    return re.sub(r"\D", "", whole), re.sub(r"\D", "", fraction)


def value_of(whole: str, fraction: str) -> Decimal:
    """The figure's value."""
    return Decimal(f"{whole or '0'}.{fraction or '0'}")


def digits_of(value: Decimal) -> tuple[str, str]:
    """The digits before and after the decimal mark, without needless zeros."""
    whole, _, fraction = f"{value:f}".partition(".")
    return whole.lstrip("0") or "0", fraction.rstrip("0")


@lru_cache(maxsize=64)
def _spellout(tag: str) -> MessageFormat:
    return MessageFormat("{n, spellout}", tag)


@lru_cache(maxsize=4096)
def spelled(value: int, tag: str) -> str:
    """The number's words by CLDR; parts that a soft hyphen may part are parted by one."""
    return _spellout(tag).format({"n": value})


@lru_cache(maxsize=1024)
def unit_words(unit: str, count: int, tag: str) -> str:
    """A CLDR unit's words for 1 or for many (2), with `{}` where the figure stands: `{} kilómetros`, `時速{}キロメートル`."""
    text = MessageFormat(f"{{n, number, ::unit/{unit} unit-width-full-name}}", tag).format({"n": count})
    words = re.sub(r"[⋅–-]", " ", text.replace("’", "'"))
    return re.sub(r"\s+", " ", re.sub(r"\s?/\s?", " ", words)).replace(str(count), "{}").strip()


def roman(text: str) -> int:
    """The value of a Roman numeral up to 39, or 0 where it isn't one."""
    if not text or not re.fullmatch(r"X{0,3}(?:IX|IV|V?I{0,3})", text):
        return 0
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in text]
    return sum(
        -value if index + 1 < len(values) and value < values[index + 1] else value for index, value in enumerate(values)
    )
