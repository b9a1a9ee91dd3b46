"""The reading rules that Chinese and Japanese share: figures in characters, counted in ten thousands.

Each is a subclass with its words and its own ways. A pattern is tried where a unit may begin and after a character of
the language's own script; none repeats inside a repetition.
"""

import re
from abc import abstractmethod
from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from jarai.script.reading import figures
from jarai.script.reading.language import Language, Say, Written, compiled, longest_first
from jarai.script.reading.signs import SUPERSCRIPTS, Signs
from jarai.script.reading.units import UNITS
from jarai.storyboard.joining import is_wide

_SIGN = r"[−+±-]"
_DASH = r"\s?[–—~〜-]\s?"
_YEAR = r"(?:1[0-9]|20)\d\d"
NUMBER = figures.number_pattern(".")
_TIMES = {"bn": 10**9, "b": 10**9, "B": 10**9, "m": 10**6, "mn": 10**6, "M": 10**6, "k": 10**3, "K": 10**3,
          "tn": 10**12, "billion": 10**9, "million": 10**6, "trillion": 10**12}  # fmt: skip


class Eastern(Signs):
    """Chinese or Japanese. Subclasses set the words and override what they do otherwise."""

    tag: str
    scripts: tuple[str, ...]
    point: str
    to: str
    minus: str
    plus: str
    plus_minus: str
    versus: str
    of_parts: str
    """Between the parts and what is taken of them: `{1}分之{0}`."""
    number_word: str
    power: str
    scales: tuple[tuple[int, str], ...]
    """Ten thousand, a hundred million and so on, the largest first."""
    money: Mapping[str, str]
    symbols: Mapping[str, str]
    units: Mapping[str, str]
    """Units CLDR lacks or names as nobody speaks; `{}` is the figure."""
    common: ClassVar[Mapping[str, str]] = UNITS

    def __init__(self, tag: str) -> None:
        self.tag = tag

    # Ways of its own.

    @abstractmethod
    def spelled(self, value: int) -> str:
        """The characters of a whole number."""

    def before(self, words: str) -> str:
        """The characters of a number before what it counts."""
        return words

    @abstractmethod
    def percent(self, words: str) -> str:
        """A percentage."""

    def extra(self) -> tuple[tuple[str, Say], ...]:
        """Rules of its own, tried before the shared ones."""
        return ()

    def letters(self, text: str) -> str:
        """Letters by their names."""
        return " ".join(text)

    # Figures.

    def cardinal(self, text: str) -> str:
        """A whole number given by its digits."""
        if len(text.lstrip("0")) > figures.LONGEST or (len(text) > 1 and text[0] == "0"):
            return self.digits(text)
        return self.spelled(int(text))

    def digits(self, text: str) -> str:
        """Digit by digit."""
        return "".join("零一二三四五六七八九"[int(digit)] for digit in text if digit.isdigit())

    def said(self, whole: str, fraction: str) -> str:
        """A figure; decimals digit by digit."""
        return self.cardinal(whole or "0") + (self.point + self.digits(fraction) if fraction else "")

    def figure(self, text: str) -> str:
        """A figure as written."""
        return self.said(*figures.parse(text, "."))

    def scaled(self, text: str, magnitude: str | None) -> str:
        """A figure with an English magnitude in ten thousands: `4.21bn` is 42.1 hundred millions."""
        if magnitude is None:
            return self.figure(text)
        if magnitude.strip() not in _TIMES:
            return self.before(self.figure(text)) + magnitude.strip()
        value = figures.value_of(*figures.parse(text, ".")) * _TIMES[magnitude.strip()]
        if value == value.to_integral_value() and len(f"{value:f}".partition(".")[0].rstrip("0")) <= 3:
            return self.spelled(int(value)) if value < 10**15 else self.digits(f"{value:f}")
        for scale, name in self.scales:
            if value >= scale:
                return self.before(self.said(*figures.digits_of(value / Decimal(scale)))) + name
        return self.said(*figures.digits_of(value))

    def sign(self, text: str | None) -> str:
        """The word of a sign."""
        return {"−": self.minus, "-": self.minus, "+": self.plus, "±": self.plus_minus}.get(text or "", "")

    def unit(self, sign: str) -> str:
        """The words of a unit, `{}` where the figure stands."""
        if sign in self.units:
            return self.units[sign]
        return figures.unit_words(self.common[sign], 2, self.tag).replace(" ", "")

    # What the rules say.

    def _ranged(self, match: re.Match[str], magnitude: str | None = None) -> str:
        low = self.figure(match["low"]) + self.to if match["high"] else ""
        return self.sign(match["sign"]) + low + self.scaled(match["high"] or match["low"], magnitude)

    def _measure(self, match: re.Match[str]) -> str:
        template = self.unit(match["unit"].strip())
        if match["high"]:
            return self.sign(match["sign"]) + template.format(
                self.before(self.figure(match["low"])) + self.to + self.before(self.figure(match["high"]))
            )
        return self.sign(match["sign"]) + template.format(self.before(self.scaled(match["low"], match["mag"])))

    def _money(self, match: re.Match[str]) -> str:
        found = match.groupdict()
        low = ""
        if found["high"]:
            low = self.scaled(found["low"], found.get("lowmag") or found["mag"]) + self.to
        words = self.scaled(found["high"] or found["low"], found["mag"])
        return self.sign(found["sign"]) + low + self.before(words) + self.money[found["cur"]]

    def _percent(self, match: re.Match[str]) -> str:
        low = self.percent(self.figure(match["low"])) + self.to if match["high"] else ""
        return self.sign(match["sign"]) + low + self.percent(self.figure(match["high"] or match["low"]))

    def year(self, text: str) -> str:
        """A year."""
        return self.cardinal(text)

    def date(self, year: str, month: int, day: int) -> str:
        """A date; year and day may be empty or 0."""
        return (
            (f"{self.year(year)}年" if year else "")
            + f"{self.spelled(month)}月"
            + (f"{self.spelled(day)}日" if day else "")
        )

    def _date(self, match: re.Match[str]) -> str:
        return self.date(match["year"], int(match["month"]), int(match["day"]))

    def _day(self, match: re.Match[str]) -> str:
        return self.date("", int(match["month"]), int(match["day"]))

    @abstractmethod
    def clock(self, hour: int, minute: int) -> str:
        """A time of day."""

    def telephone(self, text: str) -> str:
        """A telephone number, its groups parted by pauses."""
        plus = self.plus if text.startswith("+") else ""
        return plus + ", ".join(self.digits(group) for group in re.findall(r"\d+", text))

    def _fraction(self, match: re.Match[str]) -> str:
        return self.of_parts.format(self.cardinal(match["a"]), self.cardinal(match["b"]))

    def _power(self, match: re.Match[str]) -> str:
        exponent = match["exp"].translate(SUPERSCRIPTS)
        minus = self.minus if exponent.startswith("-") else ""
        return self.power.format(self.figure(match["base"]), minus + self.cardinal(exponent.lstrip("-")))

    def pronounced(self, written: Written) -> str:
        """Names as they are, initials letter by letter."""
        letters = written.letters
        if letters.isascii() and letters.isupper() and len(letters) < 5:
            return letters if letters in _ACRONYMS else self.letters(letters)
        return letters

    # The rules in their order.

    def language(self) -> Language:
        """The language as the reader uses it."""
        return Language(
            tag=self.tag,
            rules=compiled((*self._addresses(), *self.extra(), *self._amounts(), *self._numbers())),
            cardinal=self.cardinal,
            symbols=self.symbols,
            pronounced=self.pronounced,
            scripts=self.scripts,
            tight=True,
        )

    def _addresses(self) -> tuple[tuple[str, Say], ...]:
        end = r"(?![A-Za-z0-9])"
        return (
            (r"https?://[!-;=?-~]*[A-Za-z0-9/]|www\.[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*[A-Za-z0-9/]", self._web),
            (r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*[A-Za-z0-9]", self._mail),
            (rf"[a-z0-9-]+(?:\.(?:com|co|org|gov|edu|ne|or))?\.(?:com|org|net|io|cn|jp|eu|tv|info)(?:/[A-Za-z0-9/-]*)?{end}", self._web),
            (rf"\+\d{{1,3}}(?:[ -]\d{{1,5}}){{1,5}}{end}|0\d{{1,4}}-\d{{1,4}}-\d{{3,4}}{end}|0\d{{2,3}}-\d{{7,8}}{end}|1[3-9]\d-?\d{{4}}-?\d{{4}}{end}|[48]00-\d{{3,4}}-\d{{3,4}}{end}",
             lambda match: self.telephone(match[0])),
            (rf"(?P<year>{_YEAR})([-/.])(?P<month>0?[1-9]|1[0-2])\2(?P<day>0?[1-9]|[12]\d|3[01]){end}", self._date),
            (r"(?P<month>\d{1,2})/(?P<day>\d{1,2})(?=\s?[（(][月火水木金土日一二三四五六周][)）])", self._day),
            (rf"(?:No\.|Nº|№|#) ?(?P<n>\d+){end}", lambda m: self.number_word.format(self.cardinal(m["n"]))),
        )  # fmt: skip

    def _amounts(self) -> tuple[tuple[str, Say], ...]:
        n, signs = NUMBER, longest_first(self.money)
        before = longest_first([sign for sign in self.money if not is_wide(sign[0])])
        magnitude = rf"\s?(?:{longest_first(_TIMES)})(?![A-Za-z])|[千万萬億亿兆]+"
        units = longest_first({**self.common, **self.units})
        return (
            (
                rf"(?P<sign>{_SIGN})?(?P<cur>{before})\s?(?P<low>{n})(?:(?P<lowmag>{magnitude})?{_DASH}(?:{signs})?(?P<high>{n}))?(?P<mag>{magnitude})?(?![A-Za-z0-9%])",
                self._money,
            ),
            (
                rf"(?P<sign>{_SIGN})?(?P<low>{n})(?:{_DASH}(?P<high>{n}))?(?P<mag>{magnitude})?\s?(?P<cur>{signs})(?![A-Za-z0-9%])",
                self._money,
            ),
            (rf"(?P<sign>{_SIGN})?(?P<low>{n})(?:\s?%)?(?:{_DASH}(?P<high>{n}))?\s?%(?![A-Za-z0-9])", self._percent),
            (
                rf"(?P<sign>{_SIGN})?(?P<low>{n})(?:\s?°)?(?:{_DASH}(?P<high>{n}))?(?P<mag>\s?[万億亿])?\s?(?P<unit>{units})(?![A-Za-z0-9²³/])",
                self._measure,
            ),
        )

    def _numbers(self) -> tuple[tuple[str, Say], ...]:
        n, end = NUMBER, r"(?![A-Za-z0-9])"
        return (
            (rf"(?P<a>[01]?\d|2[0-4]):(?P<b>[0-5]\d){_DASH}(?P<c>[01]?\d|2[0-4]):(?P<d>[0-5]\d){end}(?!:)",
             lambda m: self.clock(int(m["a"]), int(m["b"])) + self.to + self.clock(int(m["c"]), int(m["d"]))),
            (rf"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d){end}(?!:)", lambda m: self.clock(int(m["hour"]), int(m["minute"]))),
            (rf"(?P<a>\d{{1,3}}):(?P<b>\d{{1,3}}){end}", lambda m: self.figure(m["a"]) + self.versus + self.figure(m["b"])),
            (rf"24/7{end}", lambda _: f"{self.cardinal('24')}, {self.cardinal('7')}"),
            (rf"(?P<a>\d{{1,3}})/(?P<b>\d{{1,4}}){end}", self._fraction),
            (r"(?P<a>\d{0,9})(?P<f>[½¼¾⅓⅔])", lambda m: (self.cardinal(m["a"]) + "又" if m["a"] else "") + self.symbols[m["f"]]),
            (r"[vV](?P<n>\d+(?:\.\d+)+)", lambda m: self.point.join(map(self.cardinal, m["n"].split(".")))),
            (rf"\d+(?:\.\d+){{2,}}{end}", lambda m: self.point.join(map(self.cardinal, m[0].split(".")))),
            (r"(?P<base>\d{1,9})(?P<exp>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)", self._power),
            (r"(?P<base>\d{1,9})\^(?P<exp>-?\d{1,3})", self._power),
            (rf"(?P<a>\d{{1,2}})[–-](?P<b>\d{{1,2}}){end}", self._scored),
            (rf"(?P<sign>{_SIGN})?(?P<low>{n}){_DASH}(?P<high>{n}){end}", self._ranged),
            (rf"(?P<sign>{_SIGN})?(?P<low>{n})(?P<high>(?!))?(?P<mag>bn|mn|tn|\s?(?:million|billion|trillion)|k){end}",
             lambda m: self._ranged(m, m["mag"])),
            (rf"(?P<sign>{_SIGN})?(?P<low>{n})(?P<high>(?!))?{end}", self._counted),
            (r"(?=[A-Za-z₀-₉]*[₀-₉])(?:[A-Z][a-z]?[₀-₉]*)+|CO2(?![A-Za-z0-9])|H2O(?![A-Za-z0-9])", self._formula),
        )  # fmt: skip

    def _scored(self, match: re.Match[str]) -> str:
        """`3-1` is a score, `1-3` so many to so many."""
        low, high = match["a"], match["b"]
        return self.figure(low) + (self.to if int(low) < int(high) else self.versus) + self.figure(high)

    def _counted(self, match: re.Match[str]) -> str:
        """A bare figure, by what follows it."""
        return self._ranged(match)


_ACRONYMS = frozenset(["NATO", "NASA", "OPEC", "FIFA", "UEFA", "SIM", "PIN"])
