"""Turns one fact into sentences a presenter can say, without adding anything to it."""

import re

from jarai.script import phrases
from jarai.script.documents import Fact

FIGURE = re.compile(
    r"[−+-]?(?:(?:US|A|C)?[$£€¥₹]\s?\d[\d.,]*(?:\s?(?:bn|tn|m|k|billion|million|trillion|thousand))?|\d[\d.,]*\s?%|"
    r"\d[\d.,]*\s?(?:bn|billion|million|trillion|thousand|km²|km|kg|MW|GW|TWh|GWh|MWh|kWh|tons?|tonnes?|metres?|meters?|°C|m²|m|GB|TB|mph)\b|\d[\d.,]*\d|\d)"
)
_MASS = frozenset(
    [
        "revenue",
        "profit",
        "turnover",
        "income",
        "growth",
        "inflation",
        "unemployment",
        "output",
        "demand",
        "production",
        "capacity",
        "spending",
        "debt",
    ]
)
_VERBS = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "may",
        "must",
        "does",
        "do",
        "did",
        "made",
        "makes",
        "rose",
        "rises",
        "fell",
        "falls",
        "grew",
        "grows",
        "cost",
        "costs",
        "reached",
        "reaches",
        "opened",
        "opens",
        "starts",
        "began",
        "begins",
        "said",
        "says",
        "shows",
        "show",
        "built",
        "builds",
        "won",
        "wins",
        "lost",
        "loses",
        "sold",
        "sells",
        "gave",
        "gives",
        "came",
        "comes",
        "went",
        "goes",
        "got",
        "gets",
        "took",
        "takes",
        "led",
        "leads",
        "held",
        "holds",
        "kept",
        "keeps",
        "met",
        "meets",
        "paid",
        "pays",
        "ran",
        "runs",
        "set",
        "sets",
        "spent",
        "spends",
        "hit",
        "hits",
        "beat",
        "beats",
        "left",
        "became",
        "becomes",
        "remains",
        "covers",
        "serves",
        "carries",
        "employs",
        "produces",
        "expects",
        "plans",
    ]
)


def spoken(fact: Fact) -> str:
    """The fact as one or more sentences."""
    match fact.kind:
        case "pair":
            return _pair(fact)
        case "quote":
            frame = phrases.QUOTED_BY if fact.speaker else phrases.QUOTED
            speaker = fact.speaker + ("," if "," in fact.speaker else "")
            return frame.format(speaker=speaker, text=closed(fact.text))
        case "table":
            return _table(fact)
        case _:
            return closed(fact.text)


def closed(text: str) -> str:
    """The text with a closing mark and a capital first letter, unless it starts with a name written small."""
    text = text.strip().rstrip(",;:—–-").strip()
    if not text:
        return text
    first = text.split(" ")[0]
    if first.islower() and first.isalpha():
        text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?…" or text[-2:] in {".”", "!”", "?”"} else text + "."


def quoted(text: str) -> str:
    """The words of a quotation, to be set in double quotes: outer quotes taken off, those inside made single."""
    text = text.strip()
    inside = text.strip('“”"„‟«»')
    outer = len(text) - len(inside) == 2 and not re.search('[“”"„‟«»]', inside)
    text = inside if outer else text
    text = re.sub(r"[“„‟«]|(?:^|(?<=[\s(]))\"", "‘", text)
    return re.sub(r"[”»\"]", "’", text)


def is_sentence(text: str) -> bool:
    """Whether the text has a finite verb after its first word, as far as a list of common ones and `-ed` tells."""
    words = re.findall(r"[A-Za-z']+", text.lower())
    return any(word in _VERBS or (word.endswith("ed") and len(word) > 4) for word in words[1:])


def _pair(fact: Fact) -> str:
    """`Revenue: $4.21bn, up 18%` as `Revenue came to $4.21bn, up 18%.` where the key is a plain noun; else as it stands."""
    key, value = fact.key, fact.value
    words = key.split()
    plain = re.fullmatch(r"[A-Za-z][A-Za-z' -]*", key) and len(words) <= 5 and not is_sentence(key)
    if not plain or not FIGURE.match(value):
        return closed(f"{key}: {value}")
    last = words[-1].lower()
    plural = last.endswith("s") and not last.endswith(("ss", "us", "is"))
    if plural and re.fullmatch(r"\d[\d,]*", value):
        return closed(f"There are {value} {uncapitalised(key)}")
    subject = key if plural or last in _MASS else f"The {uncapitalised(key)}"
    money = re.match(r"[−-]?(?:US)?[$£€¥₹]", value)
    verb = "came to" if money else "stand at" if plural else "stands at"
    return closed(f"{subject} {verb} {value}")


def numeric_column(fact: Fact) -> int | None:
    """The first column, after the first, whose every entry is a figure; none where there is none."""
    for column in range(1, len(fact.columns)):
        entries = [row[column] for row in fact.rows if column < len(row)]
        if len(entries) == len(fact.rows) and all(magnitude(entry) is not None for entry in entries):
            return column
    return None


def magnitude(text: str) -> int | None:
    """A table entry's figure in thousandths, or None where it is none."""
    found = re.fullmatch(
        r"([−+-])?[$£€]?\s?(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d+))?\s?(?:%|[A-Za-z]{1,4})?", text.strip()
    )
    if not found:
        return None
    whole = int(found[2].replace(",", ""))
    value = whole * 1000 + int((found[3] or "0").ljust(3, "0")[:3])
    return -value if found[1] in {"−", "-"} else value


def with_unit(entry: str, header: str) -> str:
    """A table's entry with its header's unit: `2.42` under `Revenue in $bn` is `$2.42bn`."""
    found = re.search(r"(?:\bin |\()([$£€]?)(bn|m|k|%|MW|GW|km|kg|t|TWh|GWh|million|billion)?\)?$", header)
    if not found or not entry[:1].isdigit() or not entry[-1:].isdigit():
        return entry
    symbol, unit = found[1], found[2] or ""
    return f"{symbol}{entry}{'' if symbol or unit == '%' or not unit else ' '}{unit}"


def measure(header: str) -> str:
    """What a column measures: its header without the unit, small."""
    name = re.sub(r"\s*(?:\(.*\)|\bin\s+\S+)\s*$", "", header).strip() or header
    return uncapitalised(name)


def uncapitalised(text: str) -> str:
    """The text with a small first letter, unless it begins with initials."""
    return text if text.split(" ", maxsplit=1)[0].isupper() else text[:1].lower() + text[1:]


def _table(fact: Fact) -> str:
    column = numeric_column(fact)
    if column is None:
        names = [row[0] for row in fact.rows[:4] if row[0]]
        return closed(phrases.LISTED.format(rows=_joined(names)))
    header = fact.columns[column]
    ranked = sorted(fact.rows, key=lambda row: -(magnitude(row[column]) or 0))
    items = [phrases.AT.format(name=row[0], value=with_unit(row[column], header)) for row in ranked[1:3]]
    others = phrases.FOLLOWED.format(rest=_joined(items)) if items else ""
    first, value = ranked[0][0], with_unit(ranked[0][column], header)
    return closed(phrases.HIGHEST.format(first=first, measure=measure(header), value=value, others=others))


def _joined(items: list[str]) -> str:
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + phrases.AND + items[-1] if items else ""
