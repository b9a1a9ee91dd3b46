"""What is on screen while facts are told."""

from collections.abc import Sequence

from jarai.script.documents import Fact, Material
from jarai.script.phrasebook import book
from jarai.script.rank import change_of, main_figure
from jarai.script.tables import Series, is_timeline, magnitude, series_of
from jarai.storyboard.model import (
    BarChart,
    BigNumber,
    Bullet,
    Bullets,
    CallToAction,
    Comparison,
    Datum,
    Donut,
    LineChart,
    Location,
    Moment,
    Quote,
    Side,
    Spotlight,
    Table,
    Timeline,
)

VALUE_LIMIT, LABEL_LIMIT, HEADING_LIMIT, BULLET_LIMIT, QUOTE_LIMIT = 14, 60, 48, 80, 220


def shortened(text: str, limit: int) -> str:
    """`text` within the limit: cut after a clause if one ends late enough, else after a word, with an ellipsis."""
    text = text.strip()
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    clause = max(cut.rfind(mark) for mark in (", ", "; ", " – ", ": ", "，", "、", "；"))
    word = cut.rfind(" ")
    at = clause if clause > limit * 0.5 else word if word > limit * 0.4 else len(cut)
    return cut[:at].rstrip(" ,;:–-，、；") + "…"


def open_ended(text: str) -> str:
    """A text without its full stop, as it stands on a card."""
    return text.rstrip(".。")


def heading_of(fact: Fact, material: Material) -> str:
    """The heading above a fact, else the document's title, else the topic."""
    return shortened(fact.heading or material.title or material.topic, HEADING_LIMIT)


def number_of(fact: Fact, material: Material) -> BigNumber:
    """The fact as one large figure."""
    value = main_figure(fact, material.language)
    change = change_of(fact.text, book(material.language))
    label = fact.key or open_ended(fact.text)
    return BigNumber(
        heading=heading_of(fact, material),
        value=value,
        label=shortened(label[0].upper() + label[1:], LABEL_LIMIT),
        change=change if change and change[1:-1] not in value and len(change) <= 10 else "",
    )


def bullets_of(facts: Sequence[Fact], cues: Sequence[int], material: Material) -> Bullets:
    """Facts as bullets, each at its own sentence."""
    items = [
        Bullet(text=shortened(open_ended(fact.text.replace("\n", " ")), BULLET_LIMIT), sentence=cue)
        for fact, cue in zip(facts, cues, strict=True)
    ]
    heading = heading_of(facts[0], material) or book(material.language).headings["facts"]
    return Bullets(heading=heading, items=tuple(items[:5]))


def steps_of(facts: Sequence[Fact], cues: Sequence[int], material: Material) -> Timeline:
    """Steps of a list down a line, with their numbers."""
    headings = book(material.language).headings
    items = [
        Moment(when=str(fact.number), text=shortened(open_ended(fact.text), BULLET_LIMIT), sentence=cue)
        for fact, cue in zip(facts, cues, strict=True)
    ]
    return Timeline(heading=shortened(facts[0].heading, HEADING_LIMIT) or headings["steps"], items=tuple(items[:5]))


def timeline_of(facts: Sequence[Fact], cues: Sequence[int], material: Material) -> Timeline:
    """Pairs of a date or time and what happened, in the order given; a date may be the key or the value."""
    items = []
    for fact, cue in zip(facts, cues, strict=True):
        when, text = (fact.key, fact.value) if any(each.isdigit() for each in fact.key) else (fact.value, fact.key)
        items.append(Moment(when=shortened(when, 24), text=shortened(open_ended(text), BULLET_LIMIT), sentence=cue))
    return Timeline(heading=heading_of(facts[0], material), items=tuple(items[:5]))


def comparison_of(facts: Sequence[Fact], material: Material) -> Comparison:
    """Two pairs of one measure side by side."""
    left, right = (
        Side(label=shortened(fact.key, LABEL_LIMIT), value=main_figure(fact, material.language)) for fact in facts
    )
    return Comparison(heading=heading_of(facts[0], material), left=left, right=right)


def quote_of(fact: Fact) -> Quote:
    """The quotation, shortened at a clause if it is long."""
    return Quote(text=shortened(fact.text, QUOTE_LIMIT), speaker=shortened(fact.speaker, LABEL_LIMIT))


def spotlight_of(fact: Fact) -> Spotlight:
    """One statement alone, large."""
    return Spotlight(line=shortened(open_ended(fact.text), 120))


def verse_of(fact: Fact, material: Material) -> Quote:
    """A stanza's lines, with a stroke between them."""
    lines = " / ".join(row[0] for row in fact.rows)
    return Quote(text=shortened(lines, QUOTE_LIMIT), speaker=shortened(fact.heading or material.title, LABEL_LIMIT))


def location_of(where: Fact | None, others: Sequence[Fact], material: Material) -> Location:
    """The place: its name, what it lies in, and when to be there and for how much."""
    separator = ", " if book(material.language).spaced else "，"
    place, _, region = (where.value if where else material.topic).partition(separator)
    line = " · ".join(fact.value for fact in others)
    return Location(place=shortened(place, 48), region=shortened(region, 48), line=shortened(line, 120))


def call_of(fact: Fact, material: Material) -> CallToAction:
    """Where a viewer finds more, with the address as it was given."""
    return CallToAction(
        headline=shortened(material.title or material.topic, 70),
        line=shortened(fact.key, 80),
        address=shortened(fact.value, 60),
    )


def table_of(fact: Fact, material: Material) -> BarChart | LineChart | Donut | Comparison | Timeline | Table:
    """The picture that suits a table: a chart where a column holds figures, a timeline of dates, else the table."""
    heading, language = heading_of(fact, material), material.language
    series = series_of(fact, language)
    if series is not None:
        return _chart(series, heading, language)
    if is_timeline(fact, language) and len(fact.rows) <= 5:
        items = [Moment(when=shortened(row[0], 24), text=shortened(row[1], BULLET_LIMIT)) for row in fact.rows]
        return Timeline(heading=heading, items=tuple(items))
    columns = tuple(shortened(each, 24) for each in fact.columns[:5])
    rows = tuple(tuple(shortened(each, 28) for each in row[:5]) for row in fact.rows[:7])
    return Table(heading=heading, columns=columns, rows=rows)


def _chart(series: Series, heading: str, language: str) -> BarChart | LineChart | Donut | Comparison:
    unit = shortened(series.unit, LABEL_LIMIT)
    rows = zip(series.labels, series.values, series.sizes, strict=True)
    if series.kind == "comparison":
        left, right = (
            Side(label=shortened(label, LABEL_LIMIT), value=shortened(value, VALUE_LIMIT)) for label, value, _ in rows
        )
        return Comparison(heading=heading or unit, left=left, right=right)
    longest = 12 if series.kind == "line" else 28
    data = tuple(
        Datum(label=shortened(label, longest), value=_short(value, language), magnitude=size)
        for label, value, size in rows
    )
    match series.kind:
        case "line":
            return LineChart(heading=heading, unit=unit, points=data)
        case "donut":
            return Donut(heading=heading, unit=unit, shares=data)
        case _:
            return BarChart(heading=heading, unit=unit, bars=data)


def _short(value: str, language: str) -> str:
    """A chart's value as written, without the currency's word where that is too long for its place."""
    words = value.split(" ")
    while len(" ".join(words)) > 12 and len(words) > 1:
        words.pop()
    text = " ".join(words)
    return text if magnitude(text, language) is not None else shortened(value, 12)
