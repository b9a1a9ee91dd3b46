"""The reading rules of English, in the order they are tried. Each is a pattern and what a match is said as.

A pattern is tried only where a token begins, and must end where a token may end. None repeats inside a repetition, so a
text is read in time linear in its length.
"""

import re

from jarai.script.reading import english as en
from jarai.script.reading import english_words as known
from jarai.script.reading.language import Language, Rule, Say, Written, compiled

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_END = r"(?![\w%°])"
_MONTH = "(?:" + "|".join([*known.MONTHS, *(f"{short.title()}\\.?" for short in known.MONTH_BY_SHORT)]) + ")"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MAGNITUDE = r"(?:\s?(?:billion|million|trillion|thousand|bn|mn|mln|tn|trn|[mbkMBKT]))"
_SIGN = r"[−+±-]"
_DASH = r"\s?[–—-]\s?"
_CURRENCY = (
    "(?:"
    + "|".join(re.escape(each) for each in sorted(known.CURRENCIES, key=len, reverse=True) if not each.isalpha())
    + ")"
)
_CODE = "(?:" + "|".join(each for each in known.CURRENCIES if each.isupper() and each.isalpha()) + ")"
_UNIT = "(?:" + "|".join(re.escape(each) for each in sorted(known.UNITS, key=len, reverse=True)) + ")"
_ARTICLE = re.compile(r"(?:^|\s)(?:the|an?)\s$", re.IGNORECASE)
_SIGNS = {"−": "minus ", "-": "minus ", "+": "plus ", "±": "plus or minus ", "": "", None: ""}


def number(text: str) -> str:
    """A figure as written, `1,234.5`, as said."""
    whole, _, fraction = text.replace(",", "").partition(".")
    return en.decimal(whole, fraction)


def _is_one(text: str) -> bool:
    return text.replace(",", "") in {"1", "1.0"}


def _magnitude(text: str | None) -> str:
    return f" {known.MAGNITUDES[text.strip()]}" if text else ""


def _counted(text: str, magnitude: str | None, names: tuple[str, str]) -> str:
    """A figure with its unit in the right number."""
    single = _is_one(text) and not magnitude
    return f"{number(text)}{_magnitude(magnitude)} {names[0] if single else names[1]}"


def _money(match: re.Match[str]) -> str:
    low, high, magnitude = match["low"], match["high"], match["mag"]
    sign = _SIGNS[match["sign"] or match["sign2"]]
    if high:
        return f"{sign}{number(low)} to {_counted(high, magnitude, known.CURRENCIES[match['cur']])}"
    cents = known.CENTS.get(match["cur"])
    whole, _, fraction = low.replace(",", "").partition(".")
    if cents and not magnitude and len(fraction) == 2 and whole:
        spoken = sign + _counted(whole, None, known.CURRENCIES[match["cur"]])
        if int(fraction) == 0:
            return spoken
        part = f"{en.cardinal(str(int(fraction)))} {cents[0] if int(fraction) == 1 else cents[1]}"
        return sign + part if int(whole[:15]) == 0 else f"{spoken} and {part}"
    return sign + _counted(low, magnitude, known.CURRENCIES[match["cur"]])


def _measure(match: re.Match[str]) -> str:
    low, high, unit = match["low"], match["high"], match["unit"]
    names = known.UNITS[unit.strip()]
    after = match.string[match.end() : match.end() + 2]
    if _ARTICLE.search(match.string[max(0, match.start() - 5) : match.start()]) and re.match(r" [a-z]", after):
        names = names[0], names[0]  # "the 1,250 megawatt park"
    of = " of" if re.match(r"\s(?:CO₂|CO2)", match.string[match.end() : match.end() + 5]) else ""
    sign = _SIGNS[match["sign"]]
    if high:
        return f"{sign}{number(low)} to {_counted(high, match['mag'], names)}{of}"
    return sign + _counted(low, match["mag"], names) + of


def _month(text: str) -> str:
    return known.MONTH_BY_SHORT.get(text.lower().rstrip("."), text)


def _date(day: str, month: int | str, year: str | None) -> str:
    name = known.MONTHS[month - 1] if isinstance(month, int) else _month(month)
    return f"{name} {en.ordinal(str(int(day)))}" + (f", {en.year(year)}" if year else "")


def _clock(match: re.Match[str]) -> str:
    hour, minute, half = match["hour"], match["minute"], match["half"]
    if hour == minute == "00" and not half:
        return "midnight"
    said = en.cardinal(str(int(hour)))
    if minute and int(minute):
        said += f" {'oh ' if int(minute) < 10 else ''}{en.cardinal(str(int(minute)))}"
    elif minute and not half:
        said += " o'clock" if 0 < int(hour) <= 12 else " hundred"
    return said + (f" {half[0].upper()} M" if half else "")


def _range(match: re.Match[str]) -> str:
    low, high = match["low"], match["high"]
    if re.fullmatch(r"(?:1[1-9]|20)\d\d", low) and len(high) in {2, 4}:
        return f"{en.year(low)} to {en.year(high) if len(high) == 4 else en.cardinal(high)}"
    return f"{_SIGNS[match['sign']]}{number(low)} to {number(high)}{_magnitude(match['mag'])}"


def _money_range(match: re.Match[str]) -> str:
    """`£3m–£4m`: each figure with its own magnitude, the currency once."""
    low = number(match["low"]) + _magnitude(match["lowmag"])
    return f"{low} to {_counted(match['high'], match['mag'], known.CURRENCIES[match['cur']])}"


def _telephone(match: re.Match[str]) -> str:
    groups = re.findall(r"\d+", match[0])
    return ("plus " if match[0].startswith("+") else "") + ", ".join(en.digits(group) for group in groups)


def _exponent(match: re.Match[str]) -> str:
    base = f"{number(match['n'])} times ten" if match["n"] else "ten"
    return f"{base} to the power of {_SIGNS[match['sign']]}{en.cardinal(match['exp'])}"


def _clause(match: re.Match[str]) -> str:
    """`4(b)`, `5(2)(a)`."""
    parts = re.findall(r"\d+|[a-z]", match[0])
    return " ".join(en.cardinal(part) if part.isdigit() else part.upper() for part in parts)


def _period(match: re.Match[str]) -> str:
    """`in Q1 2026`: the article comes with it after a preposition, and stays away after an article."""
    kind = f"{known.QUARTERS[match['n']]} {'quarter' if match['kind'] == 'Q' else 'half'}"
    before = match.string[max(0, match.start() - 14) : match.start()].lower().split()
    article = (
        "the "
        if before and before[-1] in {"in", "of", "for", "during", "since", "from", "to", "on", "until", "with"}
        else ""
    )
    return article + kind + (f" of {en.year(match['year'])}" if match["year"] else "")


def _web(match: re.Match[str]) -> str:
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", match[0]).split("/")[0].split("?")[0].split("#")[0]
    return " dot ".join(_spoken_name(part) for part in host.split(":")[0].split(".") if part)


def _mail(match: re.Match[str]) -> str:
    local, _, host = match[0].partition("@")
    sides = (" dot ".join(_spoken_name(part) for part in side.split(".") if part) for side in (local, host))
    return " at ".join(sides)


def _spoken_name(text: str) -> str:
    return " ".join(piece if piece.isalpha() else en.digits(piece) for piece in re.findall(r"[A-Za-z]+|\d+", text))


def _numeric_date(match: re.Match[str], language: str) -> str:
    first, second = match["a"], match["b"]
    day, month = (second, first) if language == "en-US" and int(first) <= 12 else (first, second)
    if int(month) > 12:
        day, month = month, day
    return _date(day, int(month), match["year"])


def _formula(match: re.Match[str]) -> str:
    parts = re.findall(r"[A-Z][a-z]?|[₀-₉]+|\d+", match[0])
    plain = (part.translate(str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")) for part in parts)
    return " ".join(en.cardinal(part) if part.isdigit() else " ".join(part.upper()) for part in plain)


def _power(match: re.Match[str]) -> str:
    exponent = match["exp"].translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")).replace("⁻", "-")
    sign = "minus " if exponent.startswith("-") else ""
    return f"{number(match['base'])} to the power of {sign}{en.cardinal(exponent.lstrip('-'))}"


_PARTS: tuple[tuple[str, Say], ...] = (
    (r"https?://[^\s<>()]*[^\s<>().,;:!?'\"]|(?:www\.)[\w-]+(?:\.[\w-]+)*[\w/]", _web),
    (r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*[A-Za-z0-9]", _mail),
    (r"[a-z0-9-]+\.(?:com|org|net|io|eu|de|gov|edu)(?:/[\w/-]*\w)?(?![\w.]*\w)", _web),
    (rf"(?P<day>{_DAY})(?:st|nd|rd|th)? (?P<month>{_MONTH})(?:,? (?P<year>(?:1[1-9]|20)\d\d))?(?!\w)",
     lambda m: _date(m["day"], m["month"], m["year"])),
    (rf"(?P<month>{_MONTH}) (?P<day>{_DAY})(?:st|nd|rd|th)?(?:,? (?P<year>(?:1[1-9]|20)\d\d))?(?![\w:]|[.,]\d)",
     lambda m: _date(m["day"], m["month"], m["year"])),
    (r"(?P<kind>[QH])(?P<n>[1-4])(?:[ /]?(?P<year>20\d\d))?(?!\w)", _period),
    (r"FY ?(?P<y>20\d\d|\d\d)(?!\w)", lambda m: f"fiscal year {en.year(m['y'].rjust(4, '2') if len(m['y']) == 4 else '20' + m['y'])}"),
    (rf"(?P<cur>{_CURRENCY})(?P<low>{NUMBER})(?P<lowmag>{_MAGNITUDE}){_DASH}(?P=cur)(?P<high>{NUMBER})(?P<mag>{_MAGNITUDE})?{_END}",
     _money_range),
    (rf"(?P<sign>{_SIGN})?(?P<cur>{_CURRENCY})(?P<sign2>{_SIGN})?\s?(?P<low>{NUMBER})(?:{_DASH}(?:{_CURRENCY})?(?P<high>{NUMBER}))?(?P<mag>{_MAGNITUDE})?{_END}", _money),
    (rf"(?P<sign>{_SIGN})?(?P<sign2>(?!))?(?P<cur>{_CODE})\s?(?P<low>{NUMBER})(?:{_DASH}(?P<high>{NUMBER}))?(?P<mag>{_MAGNITUDE})?{_END}", _money),
    (rf"(?P<sign>{_SIGN})?(?P<sign2>(?!))?(?P<low>{NUMBER})(?:{_DASH}(?P<high>{NUMBER}))?(?P<mag>{_MAGNITUDE})?\s?(?P<cur>€|£|¥|₹|{_CODE}){_END}", _money),
    (r"(?P<year>(?:1[1-9]|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\w)", lambda m: _date(m["day"], int(m["month"]), m["year"])),
    (r"(?P<day>0?[1-9]|[12]\d|3[01])\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>(?:1[1-9]|20)\d\d)(?!\w)", lambda m: _date(m["day"], int(m["month"]), m["year"])),
    (r"24/7(?!\w)", lambda _: "twenty four seven"),
    (r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?:\s?(?P<half>[ap])\.?m\b\.?)?(?![\w:])", _clock),
    (r"(?P<hour>1[0-2]|[1-9])(?P<minute>)\s?(?P<half>[ap])\.?m\b\.?(?!\w)", _clock),
    (r"(?P<a>16|9|21):(?P<b>9|16)(?![\w:])", lambda m: f"{en.cardinal(m['a'])} by {en.cardinal(m['b'])}"),
    (r"(?P<a>\d{1,3}):(?P<b>\d{1,3})(?![\w:])", lambda m: f"{en.cardinal(m['a'])} to {en.cardinal(m['b'])}"),
    (r"[vV](?P<v>\d+(?:\.\d+)+)(?!\w)", lambda m: "version " + " point ".join(en.cardinal(part) for part in m["v"].split("."))),
    (r"\d+(?:\.\d+){2,}(?!\w)", lambda m: " point ".join(en.cardinal(part) for part in m[0].split("."))),
    (r"\d+(?:\((?:[a-z]|\d{1,3})\))+", _clause),
    (r"\+\d{1,3}(?: \d{2,5}){2,5}(?![\w%])", _telephone),
    (r"\d{3}-\d{3}[1-9](?![\w%-])", _telephone),
    (r"\d{1,3}(?:[ ’'](?=\d{3})\d{3}){1,4}(?![\w%°]|[ .,’':/-]\d)", lambda m: en.cardinal(re.sub(r"\D", "", m[0]))),
    (rf"(?P<n>{NUMBER})[eE](?P<sign>[−-])?(?P<exp>\d{{1,3}})(?!\w)", _exponent),
    (r"(?P<n>(?!))?10\^(?P<sign>[−-])?(?P<exp>\d{1,3})(?!\w)", _exponent),
    (r"(?P<n>\d{1,9})(?P<f>[½¼¾⅓⅔])", lambda m: f"{en.cardinal(m['n'])} and {known.SYMBOLS[m['f']].replace('one half', 'a half').replace('one quarter', 'a quarter')}"),
    (r"(?P<f>\d)['′](?P<i>\d\d?)[\"″](?!\w)", lambda m: f"{en.cardinal(m['f'])} foot {en.cardinal(m['i'])}"),
    (r"(?P<n>\d{1,6})″", lambda m: _counted(m["n"], None, ("inch", "inches"))),
    (r"(?P<n>480|720|1080|1440|2160)(?P<l>[pi])(?!\w)", lambda m: f"{en.year(m['n'].rjust(4, '0')) if len(m['n']) == 4 else en.cardinal(m['n'][0]) + ' ' + en.cardinal(m['n'][1:])} {m['l'].upper()}"),
    (r"(?P<n>[248])K(?!\w)", lambda m: f"{en.cardinal(m['n'])} K"),
    (r"(?P<n>\d{1,6})(?:st|nd|rd|th)(?!\w)", lambda m: en.ordinal(m["n"])),
    (r"['’]?(?P<d>(?:1[1-9]|20)\d0|[2-9]0)['’]?s(?!\w)", lambda m: en.decade(m["d"])),
    (rf"(?P<base>{NUMBER})(?P<exp>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)(?!\w)", _power),
    (rf"(?P<n>{NUMBER})m (?=people\b|[a-z]+s\b)", lambda m: number(m["n"]) + " million"),
    (rf"(?P<sign>{_SIGN})?(?P<low>{NUMBER})(?:\s?[%°])?(?:{_DASH}(?P<high>{NUMBER}))?(?P<mag>\s(?:billion|million|trillion|thousand|bn))?(?P<unit>\s?{_UNIT})(?![\w²³/]|\.\w)", _measure),
    (r"(?P<a>20\d\d)/(?P<b>\d\d)(?![\w/])", lambda m: f"{en.year(m['a'])} to {en.cardinal(m['b'])}"),
    (r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\w/])", lambda m: known.FRACTIONS.get((m["a"], m["b"])) or f"{en.cardinal(m['a'])} over {en.cardinal(m['b'])}"),
    (rf"(?P<sign>{_SIGN})?(?P<low>{NUMBER})\s?[–—-]\s?(?P<high>{NUMBER})(?P<mag>{_MAGNITUDE})?(?![\w-])", _range),
    (rf"(?P<sign>{_SIGN})?(?P<n>{NUMBER})(?P<mag>{_MAGNITUDE})(?!\w)", lambda m: _SIGNS[m["sign"]] + number(m["n"]) + _magnitude(m["mag"])),
    (r"(?:1[1-9]|20)\d\d(?![\w]|[.,]\d)", lambda m: en.year(m[0])),
    (rf"(?P<sign>{_SIGN})?(?P<n>{NUMBER})(?!\w)", lambda m: _SIGNS[m["sign"]] + number(m["n"])),
    (r"(?:m²|m2)(?!\w)", lambda _: "square meters"), (r"(?:m³)(?!\w)", lambda _: "cubic meters"), (r"km²(?!\w)", lambda _: "square kilometers"),
    (r"[½¼¾⅓⅔]", lambda m: known.SYMBOLS[m[0]]), (r"#(?P<n>\d+)(?!\w)", lambda m: f"number {en.cardinal(m['n'])}"),
    (r"[¢](?!\w)", lambda _: "cents"),
    (r"No\. ?(?P<n>\d+)", lambda m: f"number {en.cardinal(m['n'])}"),
    (r"(?P<w>Chapter|Part|Act|Phase|Section|Article|Title|World War|Volume|Book|Super Bowl|Type|Class) (?P<r>[IVX]+)(?!\w)",
     lambda m: f"{m['w']} {en.cardinal(str(known.ROMAN[m['r']]))}" if m["r"] in known.ROMAN else m[0]),
    (r"(?=[A-Za-z₀-₉]*[₀-₉])(?:[A-Z][a-z]?[₀-₉]*)+(?!\w)", _formula),
    (r"CO2(?!\w)", _formula),
    (r"(?P<a>[A-Z]{1,3})&(?P<b>[A-Z]{1,2})(?!\w)", lambda m: f"{' '.join(m['a'])} and {' '.join(m['b'])}"),
    (r"(?P<l>[a-z])(?P<e>[²³])(?!\w)", lambda m: f"{m['l']} {'squared' if m['e'] == '²' else 'cubed'}"),
    (rf"(?P<w>{'|'.join(known.REGNAL)}) (?P<r>[IVX]{{1,5}})(?!\w)",
     lambda m: f"{m['w']} the {en.ordinal(str(known.ROMAN[m['r']]))}" if m["r"] in known.ROMAN else m[0]),
    (r"(?P<w>[A-Z][a-z]+) (?P<r>[IVX]{2,5})(?!\w)",
     lambda m: f"{m['w']} {en.cardinal(str(known.ROMAN[m['r']])) if m['r'] in known.ROMAN else ' '.join(m['r'])}"),
    (r"(?P<w>[A-Z][a-z]+) St\.(?! [A-Z]|\w)", lambda m: f"{m['w']} Street"),
    (r"(?:[A-Z]\.){2,}(?!\w)", lambda m: " ".join(m[0].replace(".", ""))),
)  # fmt: skip


def language(tag: str) -> Language:
    """English: `en-US` reads 11/23/2026 as month first; elsewhere the day is first, and `and` stands inside numbers."""
    rules = _rules(tag)
    if tag != "en-US":
        rules = tuple((pattern, _british(say)) for pattern, say in rules)
    return Language(
        tag=tag,
        rules=rules,
        cardinal=en.cardinal if tag == "en-US" else lambda text: british(en.cardinal(text)),
        symbols=known.SYMBOLS,
        pronounced=_pronounced,
    )


def _rules(tag: str) -> tuple[Rule, ...]:
    slashed = r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>(?:1[1-9]|20)\d\d)(?!\w)"
    abbreviations = "|".join(re.escape(each) for each in sorted(known.ABBREVIATIONS, key=len, reverse=True))
    return compiled(
        (
            (slashed, lambda match: _numeric_date(match, tag)),
            *_PARTS,
            (rf"(?:{abbreviations})(?!\w)", lambda match: known.ABBREVIATIONS[match[0]]),
        )
    )


def _pronounced(written: Written) -> str:
    """A word as it is, initials letter by letter."""
    letters = written.letters
    if owned := re.fullmatch(r"([A-Z]{2,5})'?s", letters):
        return letters if owned[1] in known.SPOKEN_AS_WORDS else " ".join(owned[1]) + "'s"
    if not letters.isupper() or "'" in letters or len(letters) == 1:
        return letters
    neighbours = written.text[max(0, written.position - 12) : written.position + len(letters) + 12]
    shouted = sum(each.islower() for each in neighbours) == 0 and len(written.text) > len(letters) + 3
    if letters in known.ORDINARY_IN_CAPITALS:
        return letters.lower()
    if letters in known.SPOKEN_AS_WORDS:
        return letters
    if len(letters) > 5 or (shouted and len(letters) > 3):
        return letters.lower()
    return " ".join(letters)


_SMALL = "|".join([*en.SMALL[1:], *en.TENS[2:]])
_HUNDRED = re.compile(rf"\bhundred (?=(?:{_SMALL})\b)")
_SCALE = re.compile(
    rf"\b(thousand|[mbtr]+illion) (?=(?:{_SMALL})(?: (?:{_SMALL}))?\b(?! (?:{_SMALL}|hundred|thousand|[mbtr]+illion)))"
)
_DATED = re.compile(rf"({'|'.join(known.MONTHS)}) ([a-z]+(?: [a-z]+)?)((?:, .*)?)")


def british(words: str) -> str:
    """Number words as the British say them: `one hundred and five`, `two thousand and one`."""
    return _SCALE.sub(r"\1 and ", _HUNDRED.sub("hundred and ", words))


def _british(say: Say) -> Say:
    def said(match: re.Match[str]) -> str:
        words = british(say(match)).replace("meter", "metre").replace("liter", "litre")
        if dated := _DATED.fullmatch(words):
            article = "" if _ARTICLE.search(match.string[max(0, match.start() - 5) : match.start()]) else "the "
            return f"{article}{dated[2]} of {dated[1]}{dated[3]}"
        return words

    return said
