"""English number words, as a news presenter says them (American usage: no `and` inside a number)."""

SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ("", "thousand", "million", "billion", "trillion")
_IRREGULAR = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
LONGEST = 15
"""More digits than this are read one by one."""


def digits(text: str) -> str:
    """Digit by digit."""
    return " ".join(SMALL[int(digit)] for digit in text if digit.isdigit())


def cardinal(text: str) -> str:
    """A whole number given by its digits, without separators."""
    stripped = text.lstrip("0") or "0"
    if len(stripped) > LONGEST or (len(text) > 1 and text[0] == "0"):
        return digits(text)
    value = int(stripped)
    if value == 0:
        return SMALL[0]
    words: list[str] = []
    for power in range(len(_SCALES) - 1, -1, -1):
        group = value // 1000**power % 1000
        if group:
            words += [_below_thousand(group), _SCALES[power]]
    return " ".join(word for word in words if word)


def decimal(whole: str, fraction: str) -> str:
    """`4` and `21`: four point two one."""
    return f"{cardinal(whole or '0')} point {digits(fraction)}" if fraction else cardinal(whole)


def ordinal(text: str) -> str:
    """`22`: twenty second."""
    head, _, last = cardinal(text).rpartition(" ")
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return f"{head} {last}".strip()


def year(text: str) -> str:
    """`1999`: nineteen ninety nine; `2005`: two thousand five; `2026`: twenty twenty six."""
    high, low = int(text[:2]), int(text[2:])
    if high % 10 == 0 and low < 10:
        return cardinal(text)
    if low == 0:
        return f"{cardinal(str(high))} hundred"
    return f"{cardinal(str(high))} {'oh ' if low < 10 else ''}{cardinal(str(low))}"


def decade(text: str) -> str:
    """`1990`: nineteen nineties; `80`: eighties."""
    spoken = year(text) if len(text) == 4 else cardinal(text)
    if spoken.endswith("y"):
        return spoken[:-1] + "ies"
    return spoken + "s"


def _below_thousand(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    words = [SMALL[hundreds], "hundred"] if hundreds else []
    if rest >= 20:
        words += [TENS[rest // 10], *([SMALL[rest % 10]] if rest % 10 else [])]
    elif rest:
        words.append(SMALL[rest])
    return " ".join(words)
