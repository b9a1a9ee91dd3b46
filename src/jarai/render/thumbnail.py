"""The pictures that stand for the video: composed from headline, figures, presenter and brand, never cut out of it."""

from pathlib import Path
from typing import NamedTuple

import skia

from jarai.images.icons import icon_named
from jarai.render.backdrop import draw_backdrop, draw_desk, draw_label, draw_test_mark
from jarai.render.cards.beside import Beside
from jarai.render.cards.card import draw_content
from jarai.render.cards.sheet import CardState, draw_sheet
from jarai.render.layout import layout_of
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
    """The headline with the first picture beside the presenter; the most striking card; the presenter alone. And a poster.

    A `test` production's bear its mark.
    """
    headline = Title(headline=storyboard.title, kicker=storyboard.brand.name)
    striking = next(
        (scene for kind in _STRIKING for scene in storyboard.scenes if isinstance(scene.element, kind)),
        storyboard.scenes[-1],
    )
    shown = next((scene for scene in storyboard.scenes if scene.picture or icon_named(scene.illustration)), None)
    first = Beside(shown.picture, shown.illustration) if shown else Beside()
    second = Beside(striking.picture, striking.illustration)
    alone = Spotlight(line=storyboard.title)
    frame = storyboard.frame
    return Covers(
        _picture(storyboard, frame, headline, first, _LOOKING, assets, test, skia.kPNG),
        _picture(storyboard, frame, striking.element, second, _SPEAKING, assets, test, skia.kJPEG),
        _picture(storyboard, frame, alone, Beside(), _SPEAKING, assets, test, skia.kJPEG),
        _picture(storyboard, POSTER, headline, first, _LOOKING, assets, test, skia.kJPEG),
    )


def _picture(
    storyboard: Storyboard,
    frame: Frame,
    element: Element,
    beside: Beside,
    pose: Pose,
    assets: Path,
    test: bool,
    kind: skia.EncodedImageFormat,
) -> bytes:
    plan = layout_of(frame, "solo" if isinstance(element, Spotlight) else "beside")
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
    draw_content(canvas, element, plan.card, theme, CardState(), beside)
    draw_label(canvas, plan, theme)
    if theme.logo:
        draw_logo(canvas, theme.logo, plan.logo, theme.backdrop)
    if test:
        draw_test_mark(canvas, plan, theme)
    picture: bytes = surface.makeImageSnapshot().encodeToData(kind, 92).bytes()
    return picture
