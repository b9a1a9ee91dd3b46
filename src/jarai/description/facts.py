"""What a viewer reads in each picture, as single facts that are either spoken or not."""

from dataclasses import dataclass

from jarai.storyboard.model import BarChart, BigNumber, Bullets, Closing, Element, Quote, Table, Title


@dataclass(frozen=True)
class Fact:
    """One fact as text. `essential` ones are described even where only speech leaves them no room."""

    text: str
    essential: bool = False


def facts(element: Element) -> tuple[Fact, ...]:
    """The facts of one picture in reading order; empty texts left out."""
    found: tuple[Fact, ...]
    match element:
        case Title():
            found = (Fact(element.kicker), Fact(element.headline, essential=True))
        case Closing():
            found = (Fact(element.headline), Fact(element.line))
        case Bullets():
            found = (Fact(element.heading), *(Fact(item.text) for item in element.items))
        case BigNumber():
            figure = " ".join(part for part in (element.value, element.label) if part)
            found = (Fact(element.heading), Fact(figure, essential=True), Fact(element.change, essential=True))
        case Quote():
            found = (Fact(element.text), Fact(element.speaker))
        case BarChart():
            bars = (Fact(f"{bar.label}: {bar.value}", essential=True) for bar in element.bars)
            found = (Fact(element.heading), *bars)
        case Table():
            rows = (Fact(", ".join(cell for cell in row if cell)) for row in element.rows)
            found = (Fact(element.heading), *rows)
    return tuple(fact for fact in found if fact.text.strip())
