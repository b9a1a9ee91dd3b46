"""Draws any element's card."""

import skia

from jarai.render.cards.figures import draw_chart, draw_number, draw_table
from jarai.render.cards.sheet import CardState, draw_sheet, inner
from jarai.render.cards.words import draw_bullets, draw_closing, draw_quote, draw_title
from jarai.render.layout import Area
from jarai.render.palette import Palette
from jarai.storyboard.model import BarChart, BigNumber, Bullets, Closing, Element, Quote, Table, Title


def draw_card(canvas: skia.Canvas, element: Element, area: Area, colours: Palette, state: CardState) -> None:
    """The sheet and its content, in this state."""
    draw_sheet(canvas, area, colours)
    box = inner(area)
    match element:
        case Title():
            draw_title(canvas, element, box, colours)
        case Bullets():
            draw_bullets(canvas, element, box, colours, state)
        case BigNumber():
            draw_number(canvas, element, box, colours)
        case Quote():
            draw_quote(canvas, element, box, colours)
        case BarChart():
            draw_chart(canvas, element, box, colours, state)
        case Table():
            draw_table(canvas, element, box, colours)
        case Closing():
            draw_closing(canvas, element, box, colours)
