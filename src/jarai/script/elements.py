"""What is on screen while facts are told."""

import re

from jarai.script import phrases
from jarai.script.documents import Fact, Material
from jarai.script.sentences import FIGURE, magnitude, numeric_column
from jarai.storyboard.model import BarChart, BigNumber, Bullet, Bullets, Datum, Quote, Table

VALUE_LIMIT, LABEL_LIMIT, HEADING_LIMIT, BULLET_LIMIT, QUOTE_LIMIT = 14, 60, 48, 80, 220


def shortened(text: str, limit: int) -> str:
    """`text` within the limit: cut after a clause if one ends late enough, else after a word, with an ellipsis."""
    text = text.strip()
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    clause = max(cut.rfind(", "), cut.rfind("; "), cut.rfind(" – "))
    word = cut.rfind(" ")
    at = clause if clause > limit * 0.6 else word if word > limit * 0.4 else len(cut)
    return cut[:at].rstrip(" ,;–-") + "…"


def heading_of(fact: Fact, material: Material) -> str:
    """The heading above a fact, else the document's title, else the topic."""
    return shortened(fact.heading or material.title or material.topic, HEADING_LIMIT)


def main_figure(fact: Fact) -> str:
    """The figure that stands for a fact: the first with a currency, percentage or unit, else the first; may be empty."""
    text = fact.value or fact.text
    found = [match[0].strip(" .,") for match in FIGURE.finditer(text)]
    strong = [each for each in found if not re.fullmatch(r"[\d.,−+-]+", each)]
    plain = [each for each in found if not re.fullmatch(r"(?:19|20)\d\d", each)]
    chosen = (strong or plain or [""])[0]
    return chosen if len(chosen) <= VALUE_LIMIT else ""


def number_of(fact: Fact, material: Material) -> BigNumber:
    """The fact as one large figure."""
    value = main_figure(fact)
    change = re.search(r"\b(up|down)\s+(?:by\s+)?(\d[\d.,]*\d|\d)\s?%", fact.text)
    label = fact.key or fact.text.rstrip(".")
    return BigNumber(
        heading=heading_of(fact, material),
        value=value,
        label=shortened(label[0].upper() + label[1:], LABEL_LIMIT),
        change=f"{'+' if change[1] == 'up' else '−'}{change[2]}%" if change and change[2] not in value else "",
    )


def bullets_of(facts: list[Fact], material: Material) -> Bullets:
    """Facts as bullets, each at its own sentence."""
    texts = [fact.text.rstrip(".") for fact in facts]
    items = [Bullet(text=shortened(text, BULLET_LIMIT), sentence=index) for index, text in enumerate(texts)]
    return Bullets(heading=heading_of(facts[0], material) or phrases.FACTS_HEADING, items=tuple(items))


def quote_of(fact: Fact) -> Quote:
    """The quotation, shortened at a clause if it is long."""
    return Quote(text=shortened(fact.text, QUOTE_LIMIT), speaker=shortened(fact.speaker, LABEL_LIMIT))


def table_of(fact: Fact, material: Material) -> BarChart | Table:
    """A bar chart where one column holds figures, else the table, at most five columns and seven rows."""
    column = numeric_column(fact)
    heading = heading_of(fact, material)
    if column is not None and len(fact.rows) >= 2:
        header = fact.columns[column]
        bars = [
            Datum(label=shortened(row[0], 28), value=shortened(row[column], 12), magnitude=magnitude(row[column]) or 0)
            for row in fact.rows[:8]
        ]
        return BarChart(heading=heading, unit=shortened(header, LABEL_LIMIT), bars=tuple(bars))
    columns = tuple(shortened(each, 24) for each in fact.columns[:5])
    rows = tuple(tuple(shortened(each, 28) for each in row[:5]) for row in fact.rows[:7])
    return Table(heading=heading, columns=columns, rows=rows)
