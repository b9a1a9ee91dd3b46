"""A scene as ordered layers with known change times: backdrop, presenter, desk and names, card, captions, label.

The transition is the card's own: it rises in at the start of a scene and leaves at the end over a studio that stays, so
each scene can be drawn apart from the others and joined without a jump.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import skia
from numpy.typing import NDArray

from jarai.base.model import Wire
from jarai.render.backdrop import draw_backdrop, draw_desk, draw_label, draw_lower_third
from jarai.render.cards.card import GROWING, LISTS, draw_card
from jarai.render.cards.sheet import SHADOW, WHOLE, CardState
from jarai.render.encode import Mode
from jarai.render.layout import Area, framing_of, layout_of
from jarai.render.pages import draw_page, page_at, pages_of
from jarai.render.presenter.avatars import AVATARS
from jarai.render.presenter.draw import Figure
from jarai.render.presenter.drive import loudness_of, poses
from jarai.render.presenter.pose import HELD, Pose
from jarai.render.sprite import Box, Sprite, shifted, sprite, union
from jarai.render.theme import theme_of
from jarai.storyboard.model import Brand, Frame, Presenter, Scene, StyleName
from jarai.storyboard.times import SAMPLES_PER_FRAME
from jarai.storyboard.voicing import SpokenScene

_IN, _OUT, _GROW = 10, 7, 26
"""Frames the card takes to come in and to leave, and bars to grow."""


class SegmentJob(Wire):
    """One scene to draw: what is said and shown, when, for whom, and which of how many scenes it is."""

    scene: Scene
    spoken: SpokenScene
    frame: Frame
    presenter: Presenter
    brand: Brand
    style: StyleName = "newsroom"
    language: str
    position: int
    total: int
    kicker: str = ""
    mode: Mode = "constant"


class CardLook(NamedTuple):
    """How the card stands: its content's state, opacity in 255ths and how far below its place, in pixels."""

    state: CardState
    alpha: int
    drop: int


class Look(NamedTuple):
    """Everything that can differ between two pictures."""

    pose: Pose
    card: CardLook
    page: int
    marked: int


class Stage:
    """Draws any picture of one scene and says what changes between two."""

    def __init__(self, job: SegmentJob, audio: NDArray[np.float32]) -> None:
        self._job = job
        self._plan = layout_of(job.frame, framing_of(job.scene.element))
        self._theme = theme_of(job.brand, job.style, job.language)
        self._pages = pages_of(job.scene, job.spoken, self._plan, self._theme)
        self._poses = poses(job.spoken, loudness_of(audio), job.scene.scene_id + job.spoken.audio_sha256)
        left, top, size = self._plan.presenter
        scale = self._plan.scale
        seen = self._plan.framing != "full"
        place = left * scale, top * scale
        self._figure = Figure(AVATARS[job.presenter.avatar], size * scale, place) if seen else None
        self._cues = _item_cues(job)
        self.ground = self._backdrop()
        self._front = tuple(self._layer(self._everything, paint) for paint in self._front_layers())
        self._card = lru_cache(maxsize=4)(self._draw_card)
        self._captions = lru_cache(maxsize=4)(self._draw_captions)

    def look(self, frame: int) -> Look:
        """How everything stands in a frame."""
        at = frame * SAMPLES_PER_FRAME + SAMPLES_PER_FRAME // 2
        page = page_at(self._pages, at)
        return Look(
            pose=self._poses[frame // HELD],
            card=self._card_look(frame, at),
            page=page,
            marked=self._pages[page].marked(at) if page >= 0 else -1,
        )

    def changes(self, previous: Look, current: Look) -> list[Box]:
        """The rectangles that differ between two looks."""
        boxes = self._figure.dirty(previous.pose, current.pose) if self._figure else []
        if previous.card != current.card:
            boxes.append(union(self._card_box(previous.card), self._card_box(current.card)))
        if previous.page != current.page:
            boxes += [self._page_box(page) for page in (previous.page, current.page) if page >= 0]
        elif previous.marked != current.marked:
            words = self._pages[current.page].words
            boxes += [
                self._pixels(_grown(words[index].box, 4)) for index in (previous.marked, current.marked) if index >= 0
            ]
        return boxes

    def draw(self, canvas: skia.Canvas, within: Box, look: Look) -> None:
        """Everything on the ground, layer by layer, as far as it reaches into `within`, the canvas's clip."""
        if self._figure:
            self._figure.draw(canvas, within, look.pose)
        for layer in self._front:
            layer.draw(canvas, within)
        if look.card.alpha:
            self._card(look.card.state).draw(canvas, within, (0, look.card.drop), look.card.alpha)
        if look.page >= 0:
            self._captions(look.page, look.marked).draw(canvas, within)

    def _card_look(self, frame: int, at: int) -> CardLook:
        left = self._job.spoken.frames - frame
        first = self._job.position == 1  # the programme's first picture is not an empty studio
        coming = frame < _IN and not first
        share = 1 - (1 - frame / _IN) ** 3 if coming else min(1.0, max(0.0, (left - 1) / _OUT))
        drop = round((1 - share) * 42 * self._plan.scale) if coming else 0
        spoken = sum(at >= cue for cue in self._cues)
        element = self._job.scene.element
        is_list = isinstance(element, LISTS)
        state = CardState(
            revealed=spoken if is_list else 99,
            active=self._active(at) if is_list else -1,
            grown=min(WHOLE, max(0, frame - _IN // 2) * WHOLE // _GROW) if isinstance(element, GROWING) else WHOLE,
        )
        return CardLook(state, round(share * 255), drop)

    def _active(self, at: int) -> int:
        """The last item whose sentence has begun."""
        begun = [index for index, cue in enumerate(self._cues) if cue <= at]
        return max(begun, key=lambda index: (self._cues[index], index)) if begun else -1

    @property
    def _everything(self) -> Area:
        return 0, 0, self._plan.width, self._plan.height

    def _backdrop(self) -> NDArray[np.uint8]:
        """The backdrop, opaque RGBA of the frame's size."""
        pixels = np.zeros((self._job.frame.height, self._job.frame.width, 4), np.uint8)
        surface = skia.Surface(pixels)
        surface.getCanvas().scale(self._plan.scale, self._plan.scale)
        draw_backdrop(surface.getCanvas(), self._plan, self._theme)
        return pixels

    def _front_layers(self) -> tuple[Callable[[skia.Canvas], None], ...]:
        """What stands before the presenter: the desk, the names, the label."""
        plan, theme, job = self._plan, self._theme, self._job
        names = (lambda canvas: draw_lower_third(canvas, plan, theme, job.presenter),) if self._figure else ()
        return (
            lambda canvas: draw_desk(canvas, plan, theme, job.brand, job.kicker),
            *names,
            lambda canvas: draw_label(canvas, plan, theme),
        )

    def _draw_card(self, state: CardState) -> Sprite:
        area = _grown(self._plan.card, SHADOW + 12)
        element = self._job.scene.element
        return self._layer(area, lambda canvas: draw_card(canvas, element, self._plan.card, self._theme, state))

    def _draw_captions(self, page: int, marked: int) -> Sprite:
        shown = self._pages[page]
        return self._layer(_grown(shown.box, 4), lambda canvas: draw_page(canvas, shown, marked, self._theme))

    def _layer(self, area: Area, paint: Callable[[skia.Canvas], None]) -> Sprite:
        """Whatever `paint` draws in layout units within the area."""

        def scaled(canvas: skia.Canvas) -> None:
            canvas.scale(self._plan.scale, self._plan.scale)
            paint(canvas)

        return sprite(self._pixels(area), scaled)

    def _card_box(self, look: CardLook) -> Box:
        return shifted(self._card(look.state).box, (0, look.drop))

    def _page_box(self, page: int) -> Box:
        return self._pixels(_grown(self._pages[page].box, 4))

    def _pixels(self, area: Area) -> Box:
        """An area in whole pixels that cover it."""
        scale = self._plan.scale
        left, top, right, bottom = (side * scale for side in area)
        return int(np.floor(left)), int(np.floor(top)), int(np.ceil(right)), int(np.ceil(bottom))


def _item_cues(job: SegmentJob) -> list[int]:
    """When each bullet appears: as the first unit of its sentence sounds."""
    element = job.scene.element
    if not isinstance(element, LISTS):
        return []
    starts: dict[int, int] = {}
    for unit in job.spoken.units:
        starts.setdefault(unit.sentence, unit.start)
    return [starts.get(item.sentence, 0) for item in element.items]


def _grown(area: Area, by: float) -> Area:
    return area[0] - by, area[1] - by, area[2] + by, area[3] + by
