"""What the Romance languages' rules are told with: number words that agree, figures with what they count, initials.

A language is a subclass of `Western`; what it says its own way it overrides here.
"""

import re
from abc import abstractmethod
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from babel import Locale

from jarai.script.reading import figures
from jarai.script.reading.language import Written, longest_first
from jarai.script.reading.signs import Signs


class Magnitude(NamedTuple):
    """`bn` as a language counts it: so many (`times`) of `one` or `many`; with neither the figure itself grows."""

    times: int
    one: str = ""
    many: str = ""


class Money(NamedTuple):
    """A currency's words, and its hundredths where they are said."""

    one: str
    many: str
    cent: str = ""
    cents: str = ""


_AFTER_SCALE = re.compile(r".*(?:illones|illón|illions?|illiards?|ilion[ei]|iliard[oi]|ilhão|ilhões)\b ?")


def after_scale(words: str) -> tuple[str, str]:
    """Number words up to their last million or more, and what follows, which alone agrees with what is counted."""
    found = _AFTER_SCALE.match(words)
    return (found[0], words[found.end() :]) if found else ("", words)


class Grammar(Signs):
    """The words of a Romance language and how they agree."""

    decimal_word: str
    alphabet: str
    """The names of the letters a to z, in order."""
    to: str
    and_: str
    plus: str
    minus: str
    plus_minus: str
    percent: str
    number_word: str
    section: str
    over: str
    per: str
    by: str
    half: str
    """One half of something: `medio litro`."""
    power: str
    quarters: str = "{} trimestre"
    """`{}` is the ordinal."""
    halves: str = "{} semestre"
    squared: tuple[str, str]
    fractions: Mapping[int, tuple[str, str]]
    money: Mapping[str, Money]
    magnitudes: Mapping[str, Magnitude]
    symbols: Mapping[str, str]
    abbreviations: Mapping[str, str]
    acronyms: frozenset[str] = frozenset()
    """Initials said as a word."""
    sayable: re.Pattern[str] | None = None
    """Initials of three letters and more that are said as a word because they look like one."""
    crowned: frozenset[str] = frozenset()
    """Names before which a Roman numeral is a crowned head's."""
    queens: frozenset[str] = frozenset()
    of_kings: str = "m"
    last_ordinal: int = 10
    """The last of a name who is said with an ordinal."""
    ordinary: frozenset[str]
    """Words that are no initials even in capitals."""
    function_words: frozenset[str]
    """Words after a figure that are not what it counts."""
    dating: frozenset[str]
    """Words after which `12/12` is a day."""
    telephone_words: str
    number_signs: str
    pesos: Mapping[str, Money] = {}
    pesos_in: frozenset[str] = frozenset()
    """Countries in which a bare `$` is their own money, not the dollar."""
    units: Mapping[str, tuple[str, str]]
    """Units CLDR lacks or names as nobody speaks."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        locale = Locale.parse(tag, sep="-")
        self.mark = "." if locale.number_symbols["latn"]["decimal"] == "." else ","
        self.number = figures.number_pattern(self.mark)
        self.months = [str(locale.months["format"]["wide"][month]) for month in range(1, 13)]
        short = [str(locale.months["format"]["abbreviated"][month]).rstrip(".") for month in range(1, 13)]
        self._month_numbers = dict(zip([*short, *self.months], [*range(1, 13)] * 2, strict=True))
        shorter = [each for each in short if each not in self.months]
        self.month_pattern = rf"(?P<month>(?:{longest_first(self.months)})\b|(?:{longest_first(shorter)})\b\.?)"
        self.weekdays = {str(name).lower() for name in locale.days["format"]["wide"].values()}
        self.month_first = str(locale.date_formats["short"].pattern).lower().startswith("m")
        self.local_money = self.pesos if tag.partition("-")[2] in self.pesos_in else {}

    def month(self, name: str) -> int:
        """The number of a month by its name or its short name."""
        return int(self._month_numbers[name.rstrip(".")])

    # Grammar: what a language does its own way.

    @abstractmethod
    def agree(self, words: str, gender: str) -> str:
        """Number words before a noun of that gender (`m`, `f`, or empty where nothing is counted)."""

    @abstractmethod
    def gender(self, noun: str) -> str:
        """The likely gender of a noun."""

    @abstractmethod
    def ordinal(self, value: int, gender: str = "m") -> str:
        """The ordinal's words."""

    def of(self, noun: str) -> str:
        """What stands between a million and what it counts, with it: `de euros`, `d'euros`."""
        return f"de {noun}"

    @abstractmethod
    def date(self, day: int, month: int, year: str) -> str:
        """A date in words; `year` may be empty."""

    @abstractmethod
    def clock(self, hour: int, minute: int) -> str:
        """A time of day."""

    def cents(self, whole: str, part: str) -> str:
        """Whole money and hundredths."""
        return f"{whole} {self.and_} {part}"

    def is_one(self, value: Decimal) -> bool:
        """Whether a noun after the figure stands in the singular."""
        return value == 1

    # Figures.

    def cardinal(self, text: str, gender: str = "") -> str:
        """A whole number given by its digits."""
        if len(text.lstrip("0")) > figures.LONGEST or (len(text) > 1 and text[0] == "0"):
            return self.digits(text)
        return self.agree(self.spelled(int(text)), gender)

    def spelled(self, value: int) -> str:
        """The words of a number, plainly."""
        return figures.spelled(value, self.tag).replace("\u00ad", "").replace("-", " ")

    def digits(self, text: str) -> str:
        """Digit by digit."""
        return " ".join(self.spelled(int(digit)) for digit in text if digit.isdigit())

    def said(self, whole: str, fraction: str, gender: str = "") -> str:
        """A figure: decimals up to three digits as a number after their zeros, more of them one by one."""
        if not fraction:
            return self.cardinal(whole or "0", gender)
        zeros = len(fraction) - len(fraction.lstrip("0"))
        parts = [self.spelled(0)] * zeros + ([self.cardinal(fraction[zeros:])] if fraction[zeros:] else [])
        tail = " ".join(parts) if len(fraction) <= 3 else self.digits(fraction)
        return f"{self.cardinal(whole or '0')} {self.decimal_word} {tail}"

    def figure(self, text: str, gender: str = "") -> str:
        """A figure as written."""
        return self.said(*figures.parse(text, self.mark), gender)

    def value(self, text: str) -> Decimal:
        """What a figure as written is worth."""
        return figures.value_of(*figures.parse(text, self.mark))

    def sign(self, text: str | None) -> str:
        """The word of a sign, with a space after it."""
        return {"−": self.minus + " ", "-": self.minus + " ", "+": self.plus + " ", "±": self.plus_minus + " "}.get(
            text or "", ""
        )

    def scaled(self, text: str, magnitude: str | None, gender: str = "") -> tuple[str, Decimal, bool]:
        """A figure with its magnitude in words; what it is worth in that magnitude; whether `de` must follow."""
        found = self.magnitudes[magnitude.strip()] if magnitude else None
        value = self.value(text)
        if found is None:
            words = self.figure(text, gender)
            return words, value, self.round(words)
        value *= found.times
        words = self.said(*figures.digits_of(value), "m" if found.one else gender)
        if not found.one:
            return words, value, self.round(words)
        return f"{words} {found.one if self.is_one(value) else found.many}", value, True

    def round(self, words: str) -> bool:
        """Whether number words end in a noun such as million."""
        last = words.rpartition(" ")[2]
        return any(each.one and last in {each.one, each.many} for each in self.magnitudes.values())

    def counted(self, text: str, magnitude: str | None, names: tuple[str, str]) -> str:
        """A figure and what it counts, in the right number and gender."""
        words, value, needs_of = self.scaled(text, magnitude, self.gender(names[1]))
        noun = names[0] if not magnitude and self.is_one(value) else names[1]
        return f"{words} {self.of(noun) if needs_of else noun}"

    def following(self, match: re.Match[str]) -> str:
        """The gender of what a bare figure counts, by the word after it; empty where it counts nothing."""
        found = re.compile(r" ([^\W\d_]{2,})").match(match.string, match.end())
        if not found or found[1] in self.function_words or not found[1].islower():
            return ""
        return self.gender(found[1])

    # Words.

    @cached_property
    def _names(self) -> dict[str, str]:
        names = self.alphabet.split(",")
        return dict(zip("abcdefghijklmnopqrstuvwxyz", names, strict=True))

    def letters(self, text: str) -> str:
        """Letters by their names."""
        return " ".join(self._names.get(letter, letter) for letter in text.lower() if letter.isalpha())

    def pronounced(self, written: Written) -> str:
        """A word as it is, initials by the names of their letters; what is elided before them stays."""
        elided, letters = re.fullmatch(r"((?:[^\W\d_]{1,6}')?)(.*)", written.letters, re.DOTALL).groups()  # type: ignore[union-attr]
        said = self._initials(letters, written)
        return elided + said

    def _initials(self, letters: str, written: Written) -> str:
        if owned := re.fullmatch(r"([A-Z]{2,5})s", letters):
            return owned[1] if self._is_word(owned[1]) else self.letters(owned[1])
        if len(letters) == 1 and written.mixed:
            return self.letters(letters)
        if not letters.isupper() or "'" in letters:
            return letters
        if len(letters) == 1:
            return self.letters(letters) if letters not in "AEIOUY" and letters.isascii() else letters
        if letters in self.ordinary or len(letters) > 6:
            return letters.lower()
        before, end = written.position, written.position + len(written.letters)
        around = written.text[max(0, before - 12) : before] + written.text[end : end + 12]
        shouted = any(each.isupper() for each in around) and not any(each.islower() for each in around)
        return letters.lower() if (shouted and len(letters) > 3) or self._is_word(letters) else self.letters(letters)

    def _is_word(self, letters: str) -> bool:
        sayable = self.sayable is not None and self.sayable.fullmatch(letters) is not None
        return letters in self.acronyms or (sayable and len(letters) > 2)
