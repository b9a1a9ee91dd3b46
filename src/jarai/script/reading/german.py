"""German number words, written with spaces between their parts so that any voice can read them."""

_SMALL = [
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
]
_TENS = ["null", "zehn", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
_SCALES = (("Billion", "Billionen"), ("Milliarde", "Milliarden"), ("Million", "Millionen"))
MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]


def digits(text: str) -> str:
    """Digit by digit."""
    return " ".join(_SMALL[int(digit)] for digit in text if digit.isdigit())


def cardinal(text: str) -> str:
    """A whole number given by its digits, without separators."""
    stripped = text.lstrip("0") or "0"
    if len(stripped) > 15:
        return digits(text)
    value = int(stripped)
    if value == 0:
        return _SMALL[0]
    words: list[str] = []
    for place, (one, many) in enumerate(_SCALES):
        group = value // 10 ** (12 - 3 * place) % 1000
        if group:
            words.append(f"eine {one}" if group == 1 else f"{_below_thousand(group)} {many}")
    thousands, rest = value // 1000 % 1000, value % 1000
    if thousands:
        words.append(("ein" if thousands == 1 else _below_thousand(thousands)) + "tausend")
    if rest:
        words.append(_below_thousand(rest))
    return " ".join(words)


def decimal(whole: str, fraction: str) -> str:
    """`12` and `5`: zwölf Komma fünf."""
    return f"{cardinal(whole or '0')} Komma {digits(fraction)}" if fraction else cardinal(whole)


def ordinal_of_date(text: str) -> str:
    """The day of a date: `23` is dreiundzwanzigster."""
    value = int(text)
    irregular = {1: "erster", 3: "dritter", 7: "siebter", 8: "achter"}
    return irregular.get(value) or cardinal(text) + ("ster" if value >= 20 else "ter")


def year(text: str) -> str:
    """`1999`: neunzehnhundert neunundneunzig; `2026`: zweitausend sechsundzwanzig."""
    value = int(text)
    if 1100 <= value < 2000:
        rest = cardinal(str(value % 100)) if value % 100 else ""
        return f"{cardinal(str(value // 100))}hundert {rest}".strip()
    return cardinal(text)


def _below_thousand(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    words = (("ein" if hundreds == 1 else _SMALL[hundreds]) + "hundert") if hundreds else ""
    if rest >= 20:
        ones = {0: "", 1: "einund"}.get(rest % 10, _SMALL[rest % 10] + "und")
        return words + ones + _TENS[rest // 10]
    return words + (_SMALL[rest] if rest else "")
