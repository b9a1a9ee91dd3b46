"""The reading rules that Spanish, French, Italian and Portuguese share: figures, money, measures, dates, clock times.

A pattern is tried only where a token begins, and none repeats inside a repetition, so a text is read in time linear in
its length.
"""

import re
from collections.abc import Mapping
from typing import ClassVar

from jarai.script.reading import figures
from jarai.script.reading.grammar import Grammar
from jarai.script.reading.language import Language, Say, compiled, longest_first
from jarai.script.reading.signs import SUPERSCRIPTS
from jarai.script.reading.units import UNITS

_SIGN = r"[−+±-]"
_DASH = r"\s?[–—-]\s?"
_END = r"(?![\w%°])"
_YEAR = r"(?:1[1-9]|20)\d\d"


class Western(Grammar):
    """A Romance language: the shared rules over its own grammar."""

    common: ClassVar[Mapping[str, str]] = UNITS

    def extra(self) -> tuple[tuple[str, Say], ...]:
        """Rules of the language's own, tried before the shared ones."""
        return ()

    # What the rules say.

    def _range(self, match: re.Match[str]) -> str:
        gender = "f" if self.following(match) == "f" else ""
        return f"{self.sign(match['sign'])}{self.figure(match['low'])} {self.to} {self.figure(match['high'], gender)}"

    def _bare(self, match: re.Match[str]) -> str:
        words, _, _ = self.scaled(match["n"], match["mag"], self.following(match))
        return self.sign(match["sign"]) + words

    def _millions(self, match: re.Match[str]) -> str:
        """`2 000 000 habitants`: what is counted by round millions comes with its `de`."""
        noun, words = match["noun"], self.figure(match["n"])
        counts = noun not in self.function_words and noun.islower() and self.round(words)
        return f"{words} {self.of(noun) if counts else noun}"

    def _units(self) -> str:
        """The units' signs as a pattern; `ha` only where it can't be the verb."""
        after = r"(?=$|[.,;:)!?]| (?:de|di|du|da|em|en|in|y|e|et|o|ou)\b| d['’])"
        signs = longest_first([sign for sign in {**self.common, **self.units} if sign != "ha"])
        return f"(?:{signs}|ha{after})"

    def _money(self, match: re.Match[str]) -> str:
        found = match.groupdict()
        symbol = found["cur"]
        names = self.local_money.get(symbol) or self.money[symbol]
        sign = self.sign(found["sign"] or found.get("sign2"))
        if found["high"]:
            low, _, _ = self.scaled(found["low"], found.get("lowmag"), self.gender(names.many))
            return f"{sign}{low} {self.to} {self.counted(found['high'], found['mag'], names[:2])}"
        whole, fraction = figures.parse(found["low"], self.mark)
        if not found["mag"] and names.cent and len(fraction) == 2 and len(whole) <= figures.LONGEST:
            said = self.counted(whole, None, names[:2])
            if int(fraction) == 0:
                return sign + said
            part = self.counted(str(int(fraction)), None, (names.cent, names.cents))
            return sign + (part if int(whole) == 0 else self.cents(said, part))
        return sign + self.counted(found["low"], found["mag"], names[:2])

    def unit(self, sign: str) -> tuple[str, str]:
        """The words of a unit for one and for many."""
        if sign in self.units:
            return self.units[sign]
        one, many = (figures.unit_words(self.common[sign], count, self.tag) for count in (1, 2))
        return one.removeprefix("{} "), many.removeprefix("{} ")

    def _measure(self, match: re.Match[str]) -> str:
        names = self.unit(match["unit"].strip())
        sign = self.sign(match["sign"])
        if match["high"]:
            return f"{sign}{self.figure(match['low'])} {self.to} {self.counted(match['high'], match['mag'], names)}"
        return sign + self.counted(match["low"], match["mag"], names)

    def _percent(self, match: re.Match[str]) -> str:
        low = f"{self.figure(match['low'])} {self.to} " if match["high"] else ""
        return f"{self.sign(match['sign'])}{low}{self.figure(match['high'] or match['low'])} {self.percent}"

    def _numeric_date(self, match: re.Match[str]) -> str:
        first, second = int(match["a"]), int(match["b"])
        day, month = (second, first) if self.month_first else (first, second)
        if month > 12:
            day, month = month, day
        if not 1 <= month <= 12:
            return f"{self.cardinal(match['a'])} {self.cardinal(match['b'])} {self.cardinal(match['year'])}"
        return self.date(day, month, match["year"])

    def _short_date(self, match: re.Match[str]) -> str:
        """`el 12/12`; without a word that dates, `un 10/10`, it is so many of so many."""
        before = match.string[: match.start()].rstrip().rpartition(" ")[2].lower().strip("(,")
        dated = before in self.dating or before in self.weekdays or int(match["a"]) > 12
        if not dated:
            return self._fraction(match)
        first, second = int(match["a"]), int(match["b"])
        day, month = (second, first) if self.month_first and first <= 12 else (first, second)
        return self.date(day, month, "")

    def _day(self, match: re.Match[str]) -> str:
        return self.date(int(match["day"]), self.month(match["month"]), match["year"] or "")

    def _roman(self, match: re.Match[str]) -> str:
        """`capitolo IV`."""
        value = figures.roman(match["r"])
        return f"{match['w']} {self.cardinal(str(value)) if value else self.letters(match['r'])}"

    def _regnal(self, match: re.Match[str]) -> str:
        """`Carlo III`, `Luís XIV`: an ordinal after a crowned head's name as far as the language has one, else the number."""
        name, letters = match["w"], match["r"]
        value, crowned = figures.roman(letters), name in self.crowned
        if not value or (len(letters) == 1 and not crowned):
            return f"{name} {letters if letters == 'I' else self.letters(letters)}"
        if not crowned or value > self.last_ordinal:
            return f"{name} {self.cardinal(str(value))}"
        return f"{name} {self.ordinal(value, 'f' if name in self.queens else self.of_kings)}"

    def _clock(self, match: re.Match[str]) -> str:
        return self.clock(int(match["hour"]), int(match["minute"] or 0))

    def _period(self, match: re.Match[str]) -> str:
        kind = self.halves if match["kind"] in "HS" else self.quarters
        year = match["year"]
        said = kind.format(self.ordinal(int(match["n"])))
        return said + (f" {self.of(self.cardinal(year if len(year) == 4 else '20' + year))}" if year else "")

    def _fraction(self, match: re.Match[str]) -> str:
        above, below = int(match["a"]), int(match["b"])
        if below in self.fractions and 0 < above < 20 and above < below:
            one, many = self.fractions[below]
            return f"{self.agree(self.spelled(above), 'm')} {one if above == 1 else many}"
        return f"{self.cardinal(match['a'])} {self.over} {self.cardinal(match['b'])}"

    def _part_of(self, match: re.Match[str]) -> str:
        """`1/2 l`, `3/4 l`."""
        noun = self.unit(match["unit"])[0]
        if (match["a"], match["b"]) == ("1", "2"):
            return f"{self.half[:-1] + 'a' if self.half[-1] == 'o' and self.gender(noun) == 'f' else self.half} {noun}"
        return f"{self._fraction(match)} {self.of(noun)}"

    def _area(self, match: re.Match[str]) -> str:
        """`por m²` is one, `en m²` are many."""
        before = match.string[: match.start()].rstrip().rpartition(" ")[2].lower()
        return self.unit(match[0])[before in {"en", "em", "in", "los", "les", "i", "os"}]

    def _telephone(self, match: re.Match[str]) -> str:
        plus = self.plus + " " if "+" in match["n"] else ""
        word = f"{self.abbreviations.get(match['w'], match['w'].rstrip('.'))} " if match["w"] else ""
        return word + plus + ", ".join(self.digits(group) for group in re.findall(r"\d+", match["n"]))

    def _power(self, match: re.Match[str]) -> str:
        exponent = match["exp"].translate(SUPERSCRIPTS)
        minus = self.minus + " " if exponent.startswith("-") else ""
        return f"{self.figure(match['base'])} {self.power} {minus}{self.cardinal(exponent.lstrip('-'))}"

    # The rules in their order.

    def language(self) -> Language:
        """The language as the reader uses it."""
        parts = (*self.extra(), *self._addresses(), *self._dates(), *self._amounts(), *self._numbers())
        return Language(
            tag=self.tag,
            rules=compiled(parts),
            cardinal=self.cardinal,
            symbols=self.symbols,
            pronounced=self.pronounced,
        )

    def _addresses(self) -> tuple[tuple[str, Say], ...]:
        abbreviations = longest_first(self.abbreviations)
        return (
            (r"https?://[^\s<>()]*[^\s<>().,;:!?'\"]|(?:www\.)[\w-]+(?:\.[\w-]+)*[\w/]", self._web),
            (r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*[A-Za-z0-9]", self._mail),
            (
                r"[a-z0-9-]+(?:\.(?:com|org|gov|gob|edu))?\.(?:com|org|net|io|eu|es|fr|it|br|mx|ar|pt|de|uk|tv|info)(?:/[\w/-]*\w)?(?![\w.]*\w)",
                self._web,
            ),
            (rf"(?P<w>{self.telephone_words}):? (?P<n>\+?[\d(][\d ()./-]{{4,20}}\d)(?!\w)", self._telephone),
            (r"(?P<w>(?!))?(?P<n>\+\d{1,3}(?: \(?\d{1,5}\)?){1,5}(?:-\d{4})?)(?![\w%])", self._telephone),
            (rf"(?:{abbreviations})(?!\w)", lambda match: self.abbreviations[match[0]]),
            (rf"(?:{self.number_signs}) ?(?P<n>{self.number})", lambda m: f"{self.number_word} {self.figure(m['n'])}"),
            (
                r"(?P<l>[A-Z])\. (?=[A-Z])|(?P<m>[A-Z])\.(?=[A-Z]\b)",
                lambda m: self.letters(m["l"] or m["m"]),
            ),
            (r"#(?P<n>\d+)(?!\w)", lambda m: f"{self.number_word} {self.cardinal(m['n'])}"),
            (r"§ ?(?P<n>\d+)", lambda m: f"{self.section} {self.cardinal(m['n'])}"),
        )

    def _dates(self) -> tuple[tuple[str, Say], ...]:
        return (
            (rf"(?P<a>\d{{1,2}})([/.-])(?P<b>\d{{1,2}})\2(?P<year>{_YEAR})(?!\w)", self._numeric_date),
            (
                rf"(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\w)",
                lambda m: self.date(int(m["day"]), int(m["month"]), m["year"]),
            ),
            (r"(?P<kind>Q)(?P<n>[1-4])(?:[ /]?(?P<year>20\d\d))?(?!\w)", self._period),
            (r"(?P<kind>[HST])(?P<n>[1-4])[ /]?(?P<year>20\d\d)(?!\w)", self._period),
            (r"(?P<n>[1-4])(?P<kind>[TSQ])[ /]?(?P<year>20\d\d|\d\d)?(?!\w)", self._period),
            (r"(?P<a>0[1-9]|[12]\d|3[01])/(?P<b>0[1-9]|1[0-2])(?![\w/])", self._short_date),
            (
                r"(?P<a>\d{1,5})/(?P<b>(?:19|20)\d\d)(?![\w/])",
                lambda m: f"{self.cardinal(m['a'])} {self.of(self.cardinal(m['b']))}",
            ),
            (rf"(?P<a>{_YEAR})/(?P<b>\d\d)(?![\w/])", lambda m: f"{self.cardinal(m['a'])} {self.cardinal(m['b'])}"),
            (
                rf"(?P<a>[01]?\d|2[0-3])(?P<k>[:h])(?P<b>[0-5]\d)?{_DASH}(?P<c>[01]?\d|2[0-3])(?P=k)(?P<d>[0-5]\d)?(?:\s?h\b\.?)?(?![\w:])",
                lambda m: (
                    f"{self.clock(int(m['a']), int(m['b'] or 0))} {self.to} {self.clock(int(m['c']), int(m['d'] or 0))}"
                ),
            ),
            (r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?:\s?h(?:rs?|oras)?\b\.?)?(?![\w:])", self._clock),
            (
                r"(?P<a>\d{1,3}):(?P<b>\d{1,3})(?![\w:])",
                lambda m: f"{self.figure(m['a'])} {self.to} {self.figure(m['b'])}",
            ),
        )

    def _amounts(self) -> tuple[tuple[str, Say], ...]:
        n, magnitude = self.number, rf"(?:\s?(?:{longest_first(self.magnitudes)})(?!\w))"
        touching = rf"(?:\s?(?:{longest_first(self.magnitudes)}))"
        signs = longest_first({**self.money, **self.local_money})
        units = self._units()
        return (
            (
                r"(?P<a>\d{1,4}) ?[x×] ?(?P<b>\d{1,4})(?!\w)",
                lambda m: f"{self.figure(m['a'])} {self.by} {self.figure(m['b'])}",
            ),
            (
                rf"(?P<sign>{_SIGN})?(?P<cur>{signs})(?P<sign2>{_SIGN})?\s?(?P<low>{n})(?:(?P<lowmag>{magnitude})?{_DASH}(?:{signs})?\s?(?P<high>{n}))?(?P<mag>{magnitude})?{_END}",
                self._money,
            ),
            (
                rf"(?P<sign>{_SIGN})?(?P<low>{n})(?:{_DASH}(?P<high>{n}))?(?P<mag>{touching})?\s?(?P<cur>{signs}){_END}",
                self._money,
            ),
            (rf"(?P<sign>{_SIGN})?(?P<low>{n})(?:\s?%)?(?:{_DASH}(?P<high>{n}))?\s?%(?!\w)", self._percent),
            (
                rf"(?P<sign>{_SIGN})?(?P<low>{n})(?:\s?°)?(?:{_DASH}(?P<high>{n}))?(?P<mag>\s(?:{longest_first(self.magnitudes)})(?=\s))?\s?(?P<unit>{units})(?![\w²³/]|\.\w)",
                self._measure,
            ),
        )

    def _numbers(self) -> tuple[tuple[str, Say], ...]:
        n, units = self.number, self._units()
        group = r"\." if self.mark == "," else ","
        magnitude = (
            rf"(?:\s?(?:{longest_first([key for key in self.magnitudes if len(key) > 1])})(?!\w)|[mkMK](?![\w]))"
        )
        return (
            (r"24/7(?!\w)", lambda _: f"{self.cardinal('24')} {self.cardinal('7')}"),
            (rf"(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})\s?(?P<unit>{units})(?![\w²³/]|\.\w)", self._part_of),
            (r"(?P<a>\d{1,2})/(?P<b>\d{1,3})(?![\w/])", self._fraction),
            (
                rf"(?P<a>{n})/(?P<b>\d{{1,3}})(?![\w/])",
                lambda m: f"{self.figure(m['a'])} {self.over} {self.cardinal(m['b'])}",
            ),
            (rf"(?<=[€$£])/(?P<unit>{units})(?![\w²³/])", lambda m: f"{self.per} {self.unit(m['unit'])[0]}"),
            (r"(?<=[€$£])/(?=[^\W\d_]{3})", lambda _: self.per),
            (r"(?P<a>\d{1,9}) ?(?P<f>[½¼¾⅓⅔])", lambda m: f"{self.figure(m['a'])} {self.and_} {self.symbols[m['f']]}"),
            (r"[½¼¾⅓⅔]", lambda m: self.symbols[m[0]]),
            (r"(?P<n>[248])K(?!\w)", lambda m: f"{self.cardinal(m['n'])} {self.letters('k')}"),
            (r"[vV](?P<n>\d+(?:\.\d+)+)(?!\w)", lambda m: f" {self.dot} ".join(map(self.cardinal, m["n"].split(".")))),
            (
                r"(?!\d{1,3}(?:\.\d{3})+(?![\w.]))\d+(?:\.\d+){2,}(?!\w)",
                lambda m: f" {self.dot} ".join(map(self.cardinal, m[0].split("."))),
            ),
            (r"(?P<base>\d{1,9})(?P<exp>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)(?!\w)", self._power),
            (r"(?P<base>\d{1,9})\^(?P<exp>-?\d{1,3})(?!\w)", self._power),
            (rf"(?P<sign>{_SIGN})?(?P<low>{n}){_DASH}(?P<high>{n})(?![\w-])", self._range),
            (rf"(?P<n>\d{{1,3}}(?:(?:{group}| )000){{2,3}}) (?P<noun>[^\W\d_]{{3,}})", self._millions),
            (rf"(?P<sign>{_SIGN})?(?P<n>{n})(?P<mag>{magnitude})?(?!\w)", self._bare),
            (r"(?:km²|m²|m³)(?!\w)", self._area),
            (r"(?P<l>[a-z])(?P<e>[²³])(?!\w)", lambda m: f"{m['l']} {self.squared[m['e'] == '³']}"),
            (r"(?=[A-Za-z₀-₉]*[₀-₉])(?:[A-Z][a-z]?[₀-₉]*)+(?!\w)|CO2(?!\w)|H2O(?!\w)", self._formula),
            (
                r"(?P<a>[A-Z]{1,3})&(?P<b>[A-Z]{1,2})(?!\w)",
                lambda m: f"{self.letters(m['a'])} {self.and_} {self.letters(m['b'])}",
            ),
            (r"(?:[A-Z]\.){2,}(?!\w)", lambda m: self.letters(m[0])),
        )
