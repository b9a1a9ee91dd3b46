"""What a viewer reads in each picture, as single facts that are either spoken or not."""

from collections.abc import Iterable
from dataclasses import dataclass

from jarai.storyboard.model import (
    BarChart,
    BigNumber,
    Bullets,
    CallToAction,
    Closing,
    Comparison,
    Datum,
    Dialogue,
    Disclaimer,
    Donut,
    Element,
    ImageText,
    LineChart,
    Location,
    Quote,
    Section,
    Spotlight,
    Sting,
    Table,
    Timeline,
    Title,
    WholeImage,
)


@dataclass(frozen=True)
class Fact:
    """One fact as text. `essential` ones are described even where only speech leaves them no room."""

    text: str
    essential: bool = False


def facts(element: Element) -> tuple[Fact, ...]:
    """The facts of one picture in reading order; empty texts left out."""
    return tuple(fact for fact in _facts(element) if fact.text.strip())


def _facts(element: Element) -> Iterable[Fact]:
    match element:
        case Title():
            return Fact(element.kicker), Fact(element.headline, essential=True)
        case Section() | Sting():
            return (Fact(element.headline, essential=True),)
        case Closing():
            return Fact(element.headline), Fact(element.line)
        case CallToAction():
            return Fact(element.headline), Fact(element.line), Fact(element.address, essential=True)
        case Location():
            return Fact(element.place, essential=True), Fact(element.region), Fact(element.line)
        case Spotlight() | Dialogue():
            return (Fact(element.line),)
        case WholeImage():
            return (Fact(element.alt, essential=True),)
        case ImageText():
            return Fact(element.heading), Fact(element.text), Fact(element.alt, essential=True)
        case Disclaimer():
            return Fact(element.heading), Fact(element.text, essential=True)
        case Bullets():
            return Fact(element.heading), *(Fact(item.text) for item in element.items)
        case Timeline():
            return Fact(element.heading), *(Fact(f"{item.when}: {item.text}") for item in element.items)
        case BigNumber():
            figure = " ".join(part for part in (element.value, element.label) if part)
            return Fact(element.heading), Fact(figure, essential=True), Fact(element.change, essential=True)
        case Comparison():
            sides = (Fact(f"{side.label}: {side.value}", essential=True) for side in (element.left, element.right))
            return Fact(element.heading), *sides
        case Quote():
            return Fact(element.text), Fact(element.speaker)
        case BarChart() | LineChart() | Donut():
            values = (Fact(f"{each.label}: {each.value}", essential=True) for each in values_of(element))
            return Fact(element.heading), *values
        case Table():
            rows = (Fact(", ".join(cell for cell in row if cell)) for row in element.rows)
            return Fact(element.heading), *rows


def values_of(chart: BarChart | LineChart | Donut) -> tuple[Datum, ...]:
    """A chart's values in the order they are drawn."""
    match chart:
        case BarChart():
            return chart.bars
        case LineChart():
            return chart.points
        case Donut():
            return chart.shares
