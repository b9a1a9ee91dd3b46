"""The picture that stands for the video: headline, presenter and brand, composed rather than cut out."""

from pathlib import Path

import skia

from jarai.render.backdrop import draw_backdrop, draw_desk, draw_label
from jarai.render.cards.card import draw_content
from jarai.render.cards.sheet import CardState, draw_sheet
from jarai.render.layout import layout_of
from jarai.render.presenter.person import person_of
from jarai.render.presenter.pose import NEUTRAL
from jarai.render.theme import theme_of
from jarai.storyboard.model import Frame, Storyboard, Title


def thumbnail(storyboard: Storyboard, frame: Frame, assets: Path) -> bytes:
    """A PNG of the frame's size."""
    plan, theme = layout_of(frame), theme_of(storyboard.brand, storyboard.style, storyboard.language, assets)
    surface = skia.Surface(frame.width, frame.height)
    canvas = surface.getCanvas()
    left, top, size = plan.presenter
    figure = person_of(storyboard.presenter, size * plan.scale, (left * plan.scale, top * plan.scale), assets)
    canvas.save()
    canvas.scale(plan.scale, plan.scale)
    draw_backdrop(canvas, plan, theme)
    canvas.restore()
    figure.draw(canvas, (0, 0, frame.width, frame.height), NEUTRAL._replace(eyes=NEUTRAL.eyes._replace(brows=2.0)))
    canvas.scale(plan.scale, plan.scale)
    draw_desk(canvas, plan, theme, storyboard.brand, "")
    headline = Title(headline=storyboard.title, kicker=storyboard.brand.name)
    draw_sheet(canvas, plan.card, theme)
    draw_content(canvas, headline, plan.card, theme, CardState())
    draw_label(canvas, plan, theme)
    picture: bytes = surface.makeImageSnapshot().encodeToData(skia.kPNG, 100).bytes()
    return picture
