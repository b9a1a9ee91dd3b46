"""Draws any element's card."""

from pathlib import Path

import skia

from jarai.images.icons import MOTIF
from jarai.render.cards.beside import Beside, draw_beside, split
from jarai.render.cards.charts import draw_bars, draw_donut, draw_line_chart
from jarai.render.cards.figures import draw_comparison, draw_number, draw_table
from jarai.render.cards.images import draw_image_text, draw_whole_image
from jarai.render.cards.sheet import CardState, inner
from jarai.render.cards.whole import draw_disclaimer, draw_section, draw_sting
from jarai.render.cards.words import (
    draw_bullets,
    draw_call,
    draw_closing,
    draw_location,
    draw_quote,
    draw_spotlight,
    draw_timeline,
    draw_title,
)
from jarai.render.layout import Area, framing_of, layout_of
from jarai.render.theme import Theme, theme_of
from jarai.storyboard.model import (
    Asset,
    BarChart,
    BigNumber,
    Bullets,
    CallToAction,
    Closing,
    Comparison,
    Dialogue,
    Disclaimer,
    Donut,
    Element,
    ImageText,
    LineChart,
    Location,
    Photograph,
    Quote,
    Scene,
    Section,
    Spotlight,
    Sting,
    Storyboard,
    Table,
    Timeline,
    Title,
    WholeImage,
)

GROWING = (BarChart, LineChart, Donut, BigNumber, Comparison, Sting)
"""Cards whose figures or rules grow as they come in."""
LISTS = (Bullets, Timeline)
"""Cards whose items appear one by one, each at its sentence."""
NOTHING = Beside()
AN_ILLUSTRATION = Beside(illustration=MOTIF)
A_PHOTOGRAPH = Beside(Photograph(image=Asset(key="", sha256=""), alt=""))


def has_sheet(element: Element) -> bool:
    """Whether the card's content stands on a sheet."""
    return not isinstance(element, Section | Sting | WholeImage)


def has_room(scene: Scene, board: Storyboard, assets: Path, beside: Beside) -> bool:
    """Whether a scene's sheet has room beside its text for something like this."""
    if framing_of(scene.element) != "beside":
        return False
    area = layout_of(board.frame, "beside").card
    theme = theme_of(board.brand, board.style, board.language, assets)
    return split(beside, scene.element, inner(area), theme)[1] is not None


def draw_content(
    canvas: skia.Canvas, element: Element, area: Area, theme: Theme, state: CardState, beside: Beside = NOTHING
) -> None:
    """What stands on the sheet, or by itself, in this state; `beside` it where the sheet has room."""
    match element:
        case Section():
            draw_section(canvas, element, area, theme)
        case Sting():
            draw_sting(canvas, element, area, theme, state)
        case WholeImage():
            draw_whole_image(canvas, element, area, theme, state)
        case Disclaimer():
            draw_disclaimer(canvas, element, inner(area), theme)
        case _:
            text, place = split(beside, element, inner(area), theme)
            if place:
                draw_beside(canvas, beside, place, theme)
            _draw_on_sheet(canvas, element, text, theme, state)


def _draw_on_sheet(canvas: skia.Canvas, element: Element, box: Area, theme: Theme, state: CardState) -> None:
    match element:
        case Title():
            draw_title(canvas, element, box, theme)
        case Bullets():
            draw_bullets(canvas, element, box, theme, state)
        case BigNumber():
            draw_number(canvas, element, box, theme, state)
        case Quote():
            draw_quote(canvas, element, box, theme)
        case BarChart():
            draw_bars(canvas, element, box, theme, state)
        case LineChart():
            draw_line_chart(canvas, element, box, theme, state)
        case Donut():
            draw_donut(canvas, element, box, theme, state)
        case Table():
            draw_table(canvas, element, box, theme)
        case Comparison():
            draw_comparison(canvas, element, box, theme, state)
        case Timeline():
            draw_timeline(canvas, element, box, theme, state)
        case ImageText():
            draw_image_text(canvas, element, box, theme)
        case Location():
            draw_location(canvas, element, box, theme)
        case Spotlight() | Dialogue():
            draw_spotlight(canvas, element, box, theme)
        case CallToAction():
            draw_call(canvas, element, box, theme)
        case Closing():
            draw_closing(canvas, element, box, theme)
        case _:
            raise ValueError(f"{element.kind} is drawn without a sheet")
