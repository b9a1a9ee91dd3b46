"""What the picture shows, as lines to read in a transcript."""

from collections.abc import Iterable

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
from jarai.storyboard.words import Words, words_of


def heading(element: Element) -> str:
    """The line that names the scene; for a quotation, who said it."""
    match element:
        case Title() | Closing() | Section() | CallToAction() | Sting():
            return element.headline
        case Quote():
            return element.speaker
        case Location():
            return element.place
        case Spotlight() | Dialogue():
            return element.line
        case WholeImage():
            return element.alt
        case _:
            return element.heading


def shown_lines(element: Element, language: str) -> tuple[str, ...]:
    """The text on screen beside the heading, one line each, in reading order; empty lines left out."""
    return tuple(line for line in _lines(element, words_of(language)) if line)


def _lines(element: Element, words: Words) -> Iterable[str]:
    match element:
        case Title():
            return (element.kicker,)
        case Section():
            return (element.number,)
        case Closing() | Sting():
            return (element.line,)
        case CallToAction():
            return element.line, element.address
        case Location():
            return element.region, element.line
        case Spotlight() | Dialogue():
            return ()
        case WholeImage():
            return (element.credit,)
        case ImageText():
            return element.text, words.picture.format(text=element.alt), element.credit
        case Disclaimer():
            return (element.text,)
        case Bullets():
            return (item.text for item in element.items)
        case Timeline():
            return (f"{item.when}: {item.text}" for item in element.items)
        case BigNumber():
            return f"{element.value} {element.label}".strip(), element.change
        case Comparison():
            return (
                f"{side.label}: {side.value}" + (f" ({side.note})" if side.note else "")
                for side in (element.left, element.right)
            )
        case Quote():
            return (f"“{element.text}”" + (f" ({element.speaker})" if element.speaker else ""),)
        case BarChart():
            return _values(element.bars, element.unit, element.source, words)
        case LineChart():
            return _values(element.points, element.unit, element.source, words)
        case Donut():
            return _values(element.shares, element.unit, element.source, words)
        case Table():
            return (
                "; ".join(f"{name}: {cell}" for name, cell in zip(element.columns, row, strict=False))
                for row in element.rows
            )


def _values(values: tuple[Datum, ...], unit: str, source: str, words: Words) -> Iterable[str]:
    yield words.chart.format(unit=unit) if unit else ""
    yield from (f"{each.label}: {each.value}" for each in values)
    yield source
