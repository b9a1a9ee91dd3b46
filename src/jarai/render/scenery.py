"""What scenes of one programme have in common: the room, the presenter, what stands before. Made once, kept for the next."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
import skia
from numpy.typing import NDArray

from jarai.render.backdrop import draw_backdrop, draw_desk, draw_label, draw_lower_third, draw_test_mark
from jarai.render.cards.sheet import SHADOW, draw_sheet
from jarai.render.layout import Area, Framing, Layout, grown, layout_of
from jarai.render.logo import draw_logo
from jarai.render.presenter.person import Person, person_of
from jarai.render.sprite import Box, Sprite, canvas_on, sprite
from jarai.render.theme import Theme, theme_of
from jarai.storyboard.model import Brand, Frame, Presenter, StyleName


@dataclass(frozen=True)
class Scenery:
    """The plan and theme of a scene, its ground (opaque pixels of the frame's size), its presenter and what lies before.

    `people` are those who are seen, the presenter first; `sheet` is what a card's content stands on; what lies
    `above` lies over everything.
    """

    plan: Layout
    theme: Theme
    ground: NDArray[np.uint8]
    people: tuple[Person, ...]
    front: tuple[Sprite, ...]
    sheet: Sprite
    above: tuple[Sprite, ...] = ()

    def pixels(self, area: Area) -> Box:
        """An area of the plan in whole pixels that cover it."""
        left, top, right, bottom = (side * self.plan.scale for side in area)
        return int(np.floor(left)), int(np.floor(top)), int(np.ceil(right)), int(np.ceil(bottom))

    def layer(self, area: Area, paint: Callable[[skia.Canvas], None]) -> Sprite:
        """Whatever `paint` draws in the plan's units within the area."""
        return _layer(self.plan, self.pixels(area), paint)


SEEN: dict[Framing, int] = {"beside": 1, "solo": 1, "pair": 2, "full": 0, "image": 0}
"""How many presenters are seen in a framing."""


@lru_cache(maxsize=3)
def scenery(
    frame: Frame,
    framing: Framing,
    presenters: tuple[Presenter, ...],
    brand: Brand,
    style: StyleName,
    language: str,
    kicker: str,
    assets: Path,
    test: bool = False,
) -> Scenery:
    """The scenery; that of the last scenes is kept, with every look of the presenter that was drawn.

    `assets` is the folder in which the account's files lie under their SHA-256. A `test` production bears a mark.
    """
    plan, theme = layout_of(frame, framing), theme_of(brand, style, language, assets)
    scale = plan.scale
    seen = presenters[: SEEN[framing]]
    places = ((plan.presenter, plan.lower_third), (plan.partner, plan.partner_third))
    people = tuple(
        person_of(each, size * scale, (left * scale, top * scale), assets)
        for each, ((left, top, size), _) in zip(seen, places, strict=False)
    )
    desk = (0.0, plan.desk - 60, plan.width, plan.height)
    painted: list[tuple[Area, Callable[[skia.Canvas], None]]] = [
        (desk, lambda canvas: draw_desk(canvas, plan, theme, brand, kicker)),
        (plan.label, lambda canvas: draw_label(canvas, plan, theme)),
    ]
    for each, (_, third) in zip(seen, places, strict=False):
        painted.append(
            (third, partial(draw_lower_third, area=third, theme=theme, presenter=each, kind=brand.lower_third))
        )
    if logo := theme.logo:
        painted.append((plan.logo, lambda canvas: draw_logo(canvas, logo, plan.logo, theme.backdrop)))
    whole = (0, 0, frame.width, frame.height)
    front = tuple(_layer(plan, _within(plan, area, whole), paint) for area, paint in painted)
    edges = _within(plan, grown(plan.card, SHADOW), whole)
    sheet = _layer(plan, edges, lambda canvas: draw_sheet(canvas, plan.card, theme))
    above = (_layer(plan, whole, lambda canvas: draw_test_mark(canvas, plan, theme)),) if test else ()
    return Scenery(plan, theme, _ground(frame, plan, theme), people, front, sheet, above)


def _within(plan: Layout, area: Area, whole: Box) -> Box:
    """The area with room for shadows, in whole pixels of the frame."""
    left, top, right, bottom = (side * plan.scale for side in area)
    room = 40 * plan.scale
    return (
        max(whole[0], int(left - room)),
        max(whole[1], int(top - room)),
        min(whole[2], int(right + room) + 1),
        min(whole[3], int(bottom + room) + 1),
    )


def _layer(plan: Layout, box: Box, paint: Callable[[skia.Canvas], None]) -> Sprite:
    def scaled(canvas: skia.Canvas) -> None:
        canvas.scale(plan.scale, plan.scale)
        paint(canvas)

    return sprite(box, scaled)


def _ground(frame: Frame, plan: Layout, theme: Theme) -> NDArray[np.uint8]:
    """The backdrop, opaque pixels of the frame's size."""
    pixels = np.zeros((frame.height, frame.width, 4), np.uint8)
    _, canvas = canvas_on(pixels)
    canvas.scale(plan.scale, plan.scale)
    draw_backdrop(canvas, plan, theme)
    return pixels
