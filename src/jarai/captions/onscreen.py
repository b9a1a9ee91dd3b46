"""What the picture shows, as lines to read in a transcript."""

from jarai.storyboard.model import BarChart, BigNumber, Bullets, Closing, Element, Quote, Table, Title


def heading(element: Element) -> str:
    """The line that names the scene; for a quotation, who said it."""
    match element:
        case Title() | Closing():
            return element.headline
        case Quote():
            return element.speaker
        case _:
            return element.heading


def shown_lines(element: Element) -> tuple[str, ...]:
    """The text on screen beside the heading, one line each, in reading order; empty lines left out."""
    found: tuple[str, ...]
    match element:
        case Title():
            found = (element.kicker,)
        case Closing():
            found = (element.line,)
        case Bullets():
            found = tuple(item.text for item in element.items)
        case BigNumber():
            found = (f"{element.value} {element.label}".strip(), element.change)
        case Quote():
            found = (f"“{element.text}”" + (f" ({element.speaker})" if element.speaker else ""),)
        case BarChart():
            unit = (f"Chart, in {element.unit}",) if element.unit else ()
            found = (*unit, *(f"{bar.label}: {bar.value}" for bar in element.bars))
        case Table():
            found = tuple(
                "; ".join(f"{name}: {cell}" for name, cell in zip(element.columns, row, strict=False))
                for row in element.rows
            )
    return tuple(line for line in found if line)
