"""The reading rules of German: figures, money, percentages, dates. The rest of a text is read word by word."""

import re

from jarai.script.reading import german as de
from jarai.script.reading.language import Language, Rule

_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
_SIGNS = {"−": "minus ", "-": "minus ", "+": "plus ", None: ""}
_UNITS = {"€": "Euro", "$": "Dollar", "£": "Pfund", "%": "Prozent", "km": "Kilometer", "m": "Meter", "kg": "Kilogramm", "MW": "Megawatt",
          "GW": "Gigawatt", "°C": "Grad Celsius", "km/h": "Kilometer pro Stunde"}  # fmt: skip
_SCALES = {"Mio.": "Millionen", "Mrd.": "Milliarden", "Millionen": "Millionen", "Milliarden": "Milliarden"}
_ABBREVIATIONS = {"z.B.": "zum Beispiel", "z. B.": "zum Beispiel", "d.h.": "das heißt", "usw.": "und so weiter", "Nr.": "Nummer",
                  "ca.": "zirka", "bzw.": "beziehungsweise", "Dr.": "Doktor", "Prof.": "Professor"}  # fmt: skip


def _number(text: str) -> str:
    whole, _, fraction = text.replace(".", "").partition(",")
    return de.decimal(whole, fraction)


def _measure(match: re.Match[str]) -> str:
    cents = re.fullmatch(r"([\d.]+),(\d\d)", match["low"])
    if cents and match["unit"] and match["unit"].strip() == "€" and not match["high"] and not match["scale"]:
        return f"{_SIGNS[match['sign']]}{_number(cents[1])} Euro und {de.cardinal(str(int(cents[2])))} Cent"
    words = [_SIGNS[match["sign"]] + _number(match["low"])]
    words += ["bis", _number(match["high"])] if match["high"] else []
    words += [_SCALES[match["scale"].strip()]] if match["scale"] else []
    words += [_UNITS[match["unit"].strip()]] if match["unit"] else []
    return " ".join(words)


def _date(match: re.Match[str]) -> str:
    return f"{de.ordinal_of_date(match['day'])} {de.MONTHS[int(match['month']) - 1]} {de.year(match['year'])}"


_UNIT = "|".join(re.escape(each) for each in sorted(_UNITS, key=len, reverse=True))
_SCALE = "|".join(re.escape(each) for each in _SCALES)
_RULES: tuple[Rule, ...] = (
    (re.compile(r"(?P<day>0?[1-9]|[12]\d|3[01])\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>\d{4})(?!\w)"), _date),
    (
        re.compile(
            rf"(?P<sign>[−+-])?(?P<low>{_NUMBER})(?:\s?[–-]\s?(?P<high>{_NUMBER}))?(?P<scale>\s?(?:{_SCALE}))?(?P<unit>\s?(?:{_UNIT}))?(?!\w)"
        ),
        _measure,
    ),
    (
        re.compile("|".join(re.escape(each) for each in sorted(_ABBREVIATIONS, key=len, reverse=True))),
        lambda match: _ABBREVIATIONS[match[0]],
    ),
)


def language(tag: str) -> Language:
    """German."""
    return Language(tag=tag, rules=_RULES, cardinal=de.cardinal)
