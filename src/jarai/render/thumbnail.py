"""The pictures that stand for the video: composed from headline, figures, presenter and brand, never cut out of it."""

from pathlib import Path
from typing import NamedTuple

import skia

from jarai.render.backdrop import draw_backdrop, draw_desk, draw_label, draw_test_mark
from jarai.render.cards.card import draw_content
from jarai.render.cards.sheet import CardState, draw_sheet
from jarai.render.layout import Framing, layout_of
from jarai.render.logo import draw_logo
from jarai.render.presenter.person import person_of
from jarai.render.presenter.pose import NEUTRAL, VISEMES, Pose
from jarai.render.theme import theme_of
from jarai.storyboard.model import (
    BarChart,
    BigNumber,
    Comparison,
    Donut,
    Element,
    Frame,
    LineChart,
    Quote,
    Spotlight,
    Storyboard,
    Title,
)

POSTER = Frame(width=1280, height=720)
"""The size of links' and pages' previews, whatever the video's shape."""
_STRIKING = (BigNumber, Comparison, Quote, Donut, BarChart, LineChart)
_SPEAKING = NEUTRAL._replace(mouth=VISEMES["E"]._replace(open=12), eyes=NEUTRAL.eyes._replace(brows=2.0))
_LOOKING = NEUTRAL._replace(eyes=NEUTRAL.eyes._replace(brows=2.0))


class Covers(NamedTuple):
    """Three candidates in the video's shape, the first as PNG, the others and the poster (16:9) as JPEG."""

    first: bytes
    second: bytes
    third: bytes
    poster: bytes


def covers(storyboard: Storyboard, assets: Path, test: bool = False) -> Covers:
    """The headline beside the presenter; the most striking card; the presenter alone, larger. And a poster.

    A `test` production's bear its mark.
    """
    headline = Title(headline=storyboard.title, kicker=storyboard.brand.name)
    cards = [scene.element for scene in storyboard.scenes]
    striking = next((card for kind in _STRIKING for card in cards if isinstance(card, kind)), cards[-1])
    alone = Spotlight(line=storyboard.title)
    frame = storyboard.frame
    return Covers(
        _picture(storyboard, frame, headline, "beside", _LOOKING, assets, test, skia.kPNG),
        _picture(storyboard, frame, striking, "beside", _SPEAKING, assets, test, skia.kJPEG),
        _picture(storyboard, frame, alone, "solo", _SPEAKING, assets, test, skia.kJPEG),
        _picture(storyboard, POSTER, headline, "beside", _LOOKING, assets, test, skia.kJPEG),
    )


def _picture(
    storyboard: Storyboard,
    frame: Frame,
    element: Element,
    framing: Framing,
    pose: Pose,
    assets: Path,
    test: bool,
    kind: skia.EncodedImageFormat,
) -> bytes:
    plan = layout_of(frame, framing)
    theme = theme_of(storyboard.brand, storyboard.style, storyboard.language, assets)
    surface = skia.Surface(frame.width, frame.height)
    canvas = surface.getCanvas()
    left, top, size = plan.presenter
    person = person_of(storyboard.presenter, size * plan.scale, (left * plan.scale, top * plan.scale), assets)
    canvas.save()
    canvas.scale(plan.scale, plan.scale)
    draw_backdrop(canvas, plan, theme)
    canvas.restore()
    person.draw(canvas, (0, 0, frame.width, frame.height), pose)
    canvas.scale(plan.scale, plan.scale)
    draw_desk(canvas, plan, theme, storyboard.brand, "")
    draw_sheet(canvas, plan.card, theme)
    draw_content(canvas, element, plan.card, theme, CardState())
    draw_label(canvas, plan, theme)
    if theme.logo:
        draw_logo(canvas, theme.logo, plan.logo, theme.backdrop)
    if test:
        draw_test_mark(canvas, plan, theme)
    picture: bytes = surface.makeImageSnapshot().encodeToData(kind, 92).bytes()
    return picture
