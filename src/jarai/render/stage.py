"""A scene as ordered layers with known change times: backdrop, presenter, desk and names, card, captions, label.

The transition is the card's own: it rises in at the start of a scene and leaves at the end over a studio that stays, so
each scene can be drawn apart from the others and joined without a jump.
"""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import skia
from numpy.typing import NDArray

from jarai.base.model import Wire
from jarai.render.cards.beside import Beside
from jarai.render.cards.card import GROWING, LISTS, draw_content, has_sheet
from jarai.render.cards.images import draw_credit
from jarai.render.cards.sheet import SHADOW, WHOLE, CardState
from jarai.render.encode import Mode
from jarai.render.layout import Layout, framing_of, grown
from jarai.render.pages import draw_page, page_at, pages_of
from jarai.render.presenter.drive import GLANCE, Interest, loudness_of, poses
from jarai.render.presenter.pose import HELD, NEUTRAL, Pose
from jarai.render.scenery import scenery
from jarai.render.sprite import Box, Sprite, difference, shifted, sprite, union
from jarai.storyboard.model import Brand, Frame, Presenter, Scene, StyleName, WholeImage
from jarai.storyboard.times import SAMPLES_PER_FRAME
from jarai.storyboard.voicing import SpokenScene

_IN, _OUT, _GROW = 10, 7, 26
"""Frames the card takes to come in and to leave, and bars to grow."""
_SEEN = 24_000
"""Samples after which the presenter looks at the card that has come."""


class SegmentJob(Wire):
    """One scene to draw: what is said and shown, when, and for whom. The one that `opens` begins with its card in place.

    A scene of a `test` production bears a mark.
    """

    scene: Scene
    spoken: SpokenScene
    frame: Frame
    presenter: Presenter
    partner: Presenter | None = None
    brand: Brand
    style: StyleName = "newsroom"
    language: str
    opens: bool = False
    kicker: str = ""
    mode: Mode = "constant"
    test: bool = False


class CardLook(NamedTuple):
    """How the card stands: its content's state, opacity in 255ths and how far below its place, in pixels."""

    state: CardState
    alpha: int
    drop: int


class Look(NamedTuple):
    """Everything that can differ between two pictures."""

    poses: tuple[Pose, ...]
    card: CardLook
    page: int
    marked: int


class Stage:
    """Draws any picture of one scene and says what changes between two. `assets` holds files under their SHA-256."""

    def __init__(self, job: SegmentJob, audio: NDArray[np.float32], assets: Path = Path()) -> None:
        self._job = job
        self._scenery = scenery(
            job.frame,
            framing_of(job.scene.element),
            (job.presenter, job.partner) if job.partner else (job.presenter,),
            job.brand,
            job.style,
            job.language,
            job.kicker,
            assets,
            job.test,
        )
        self._plan, self._theme = self._scenery.plan, self._scenery.theme
        self._pages = pages_of(job.scene, job.spoken, self._plan, self._theme)
        self._cues = _item_cues(job)
        loudness, seed = loudness_of(audio), job.scene.scene_id + job.spoken.audio_sha256
        self._poses = tuple(
            _filmed(job) if _is_filmed(job, speaker) else self._acted(speaker, loudness, f"{seed}{speaker}")
            for speaker in range(1, len(self._scenery.people) + 1)
        )
        self.ground = self._scenery.ground
        self._card = lru_cache(maxsize=4)(self._draw_card)
        self._captions = lru_cache(maxsize=4)(self._draw_captions)

    def look(self, frame: int) -> Look:
        """How everything stands in a frame."""
        at = frame * SAMPLES_PER_FRAME + SAMPLES_PER_FRAME // 2
        page = page_at(self._pages, at)
        return Look(
            poses=tuple(each[frame] for each in self._poses),
            card=self._card_look(frame, at),
            page=page,
            marked=self._pages[page].marked(at) if page >= 0 else -1,
        )

    def changes(self, previous: Look, current: Look) -> list[Box]:
        """The rectangles that differ between two looks."""
        people = zip(self._scenery.people, previous.poses, current.poses, strict=True)
        boxes = [box for person, before, after in people for box in person.dirty(before, after)]
        if previous.card != current.card:
            boxes.append(self._card_change(previous.card, current.card))
        if previous.page != current.page:
            boxes += [self._page_box(page) for page in (previous.page, current.page) if page >= 0]
        elif previous.marked != current.marked:
            words = self._pages[current.page].words
            boxes += [
                self._scenery.pixels(grown(words[index].box, 4))
                for index in (previous.marked, current.marked)
                if index >= 0
            ]
        return boxes

    def draw(self, canvas: skia.Canvas, within: Box, look: Look) -> None:
        """Everything on the ground, layer by layer, as far as it reaches into `within`, the canvas's clip."""
        for person, pose in zip(self._scenery.people, look.poses, strict=True):
            person.draw(canvas, within, pose)
        card = self._card(look.card.state) if look.card.alpha else None
        behind = self._plan.framing == "image"
        if card and behind:  # a photograph lies behind label, logo and desk
            card.draw(canvas, within, (0, 0), look.card.alpha)
        for layer in self._scenery.front:
            layer.draw(canvas, within)
        if card and not behind:
            card.draw(canvas, within, (0, look.card.drop), look.card.alpha)
        if look.page >= 0:
            self._captions(look.page, look.marked).draw(canvas, within)
        for layer in self._scenery.above:
            layer.draw(canvas, within)

    def _acted(self, speaker: int, loudness: NDArray[np.float64], seed: str) -> tuple[Pose, ...]:
        """A pose for every frame of somebody who is drawn."""
        found = poses(said_by(self._job, speaker), loudness, seed, self._interest(speaker))
        return tuple(found[frame // HELD] for frame in range(self._job.spoken.frames))

    def _interest(self, speaker: int) -> Interest:
        """What a presenter looks at: what appears on the card; in dialogue, the other one while that one speaks."""
        if self._plan.framing == "pair":
            other = said_by(self._job, 3 - speaker).units
            return Interest(
                (6.0, 0.0) if speaker == 1 else (-6.0, 0.0), tuple((each.start, each.end) for each in other)
            )
        appears = (_SEEN, *(cue for cue in self._cues if cue > 2 * _SEEN))
        looks = tuple((at, at + GLANCE) for at in appears)
        return Interest(_towards(self._plan), looks, hands=self._plan.shape == "wide")

    def _card_look(self, frame: int, at: int) -> CardLook:
        left = self._job.spoken.frames - frame
        coming = frame < _IN and not self._job.opens  # the programme's first picture is not an empty studio
        share = 1 - (1 - frame / _IN) ** 3 if coming else min(1.0, max(0.0, (left - 1) / _OUT))
        whole = self._plan.framing == "image"
        drop = round((1 - share) * 42 * self._plan.scale) if coming and not whole else 0
        spoken = sum(at >= cue for cue in self._cues)
        element = self._job.scene.element
        is_list = isinstance(element, LISTS)
        state = CardState(
            revealed=spoken if is_list else 99,
            active=self._active(at) if is_list else -1,
            grown=min(WHOLE, max(0, frame - _IN // 2) // HELD * HELD * WHOLE // _GROW)
            if isinstance(element, GROWING)
            else WHOLE,
            near=frame // HELD * HELD * 1000 // self._job.spoken.frames if whole else 0,
        )
        return CardLook(state, round(share * 255), drop)

    def _active(self, at: int) -> int:
        """The last item whose sentence has begun."""
        begun = [index for index, cue in enumerate(self._cues) if cue <= at]
        return max(begun, key=lambda index: (self._cues[index], index)) if begun else -1

    def _draw_card(self, state: CardState) -> Sprite:
        plan, scene = self._plan, self._job.scene
        element, beside = scene.element, Beside(scene.picture, scene.illustration)
        sheet = self._scenery.sheet if has_sheet(element) else None

        def paint(canvas: skia.Canvas) -> None:
            if sheet:
                canvas.drawImage(sheet.image, *sheet.box[:2])
            canvas.scale(plan.scale, plan.scale)
            draw_content(canvas, element, plan.card, self._theme, state, beside)
            if isinstance(element, WholeImage) and element.credit:
                draw_credit(canvas, element.credit, plan.credit, self._theme)

        return sprite(self._scenery.pixels(grown(plan.card, SHADOW + 12)), paint)

    def _draw_captions(self, page: int, marked: int) -> Sprite:
        shown = self._pages[page]
        return self._scenery.layer(grown(shown.box, 4), lambda canvas: draw_page(canvas, shown, marked, self._theme))

    def _card_change(self, previous: CardLook, current: CardLook) -> Box:
        """What differs between two looks of the card: where it stands still, only what is drawn otherwise on it."""
        if previous[1:] == current[1:] and self._plan.framing != "image":
            box = difference(self._card(previous.state), self._card(current.state))
            return shifted(box, (0, current.drop))
        return union(self._card_box(previous), self._card_box(current))

    def _card_box(self, look: CardLook) -> Box:
        return shifted(self._card(look.state).box, (0, look.drop))

    def _page_box(self, page: int) -> Box:
        return self._scenery.pixels(grown(self._pages[page].box, 4))


def said_by(job: SegmentJob, speaker: int) -> SpokenScene:
    """The scene with what one of two presenters says; all of it where there is one."""
    if job.partner is None:
        return job.spoken
    own = {number for number, each in enumerate(job.scene.narration) if each.speaker == speaker}
    units = tuple(each for each in job.spoken.units if each.sentence in own)
    phonemes = tuple(each for each in job.spoken.phonemes if each.sentence in own)
    return job.spoken.model_copy(update={"units": units, "phonemes": phonemes})


def _is_filmed(job: SegmentJob, speaker: int) -> bool:
    who = job.presenter if speaker == 1 else job.partner
    return bool(who and who.likeness and who.likeness.kind == "clip")


def _filmed(job: SegmentJob) -> tuple[Pose, ...]:
    """Somebody shown by a clip does what the clip shows, frame by frame."""
    return tuple(NEUTRAL._replace(frame=frame) for frame in range(job.spoken.frames))


def _towards(plan: Layout) -> tuple[float, float]:
    """Which way the card lies from the presenter's eyes, as far as eyes turn."""
    if plan.framing != "beside":
        return 0.0, 0.0
    return (-6.0, -1.0) if plan.shape in {"wide", "square"} else (-1.0, -4.0)


def _item_cues(job: SegmentJob) -> list[int]:
    """When each bullet appears: as the first unit of its sentence sounds."""
    element = job.scene.element
    if not isinstance(element, LISTS):
        return []
    starts: dict[int, int] = {}
    for unit in job.spoken.units:
        starts.setdefault(unit.sentence, unit.start)
    return [starts.get(item.sentence, 0) for item in element.items]
