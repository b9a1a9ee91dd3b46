"""What stands beside a card's text: never over it, never off the card, seen on every sheet, and nothing where it is full."""

import numpy as np
import pytest
import skia
from numpy.typing import NDArray

from drawing import bullet_job, elements, photograph
from jarai.images.icons import icons
from jarai.render.cards.beside import Beside, draw_beside, split
from jarai.render.cards.card import NOTHING, draw_content
from jarai.render.cards.sheet import CardState, inner
from jarai.render.contrast import contrast
from jarai.render.layout import Area, layout_of
from jarai.render.theme import Theme, theme_of
from jarai.storyboard.model import Brand, Element, Frame, Photograph, StyleName

SHAPES = {
    "upright": Frame(width=1080, height=1920),
    "wide": Frame(width=1920, height=1080),
    "square": Frame(width=1080, height=1080),
    "portrait": Frame(width=1080, height=1350),
}
FOLDER, PHOTO = photograph()
PICTURE = Photograph(image=PHOTO, alt="Hills", credit="Photo: Ana Silva / CC BY 4.0")
ROOMY = {"title", "bullets", "number", "quote", "closing", "call"}
SHORT: dict[str, Element] = {each.kind: each for each in elements("Harbour bridge", "$96m")}
LONG: dict[str, Element] = {
    each.kind: each for each in elements("A long text about the harbour bridge and its costs. " * 4, "$96m")
}


def a_theme(style: StyleName = "newsroom") -> Theme:
    return theme_of(Brand(name="Acme"), style, "en-US", FOLDER)


def drawn(element: Element, frame: Frame, beside: Beside, style: StyleName = "newsroom") -> NDArray[np.uint8]:
    """The content alone, on nothing."""
    plan = layout_of(frame)
    pixels = np.zeros((frame.height, frame.width, 4), np.uint8)
    canvas = skia.Surface(pixels).getCanvas()
    draw_content(canvas, element, plan.card, a_theme(style), CardState(), beside)
    return pixels


def covered(pixels: NDArray[np.uint8], area: Area) -> bool:
    left, top, right, bottom = (round(side) for side in area)
    return bool(pixels[top:bottom, left:right, 3].any())


@pytest.mark.parametrize("kind", sorted(ROOMY))
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("beside", [Beside(illustration="bridge"), Beside(illustration="motif-a1"), Beside(PICTURE)])
def test_it_keeps_to_its_place_and_the_text_to_its_own(beside: Beside, shape: str, kind: str) -> None:
    frame = SHAPES[shape]
    box = inner(layout_of(frame).card)
    text, place = split(beside, SHORT[kind], box, a_theme())
    if place is None:
        assert shape == "square", "short texts leave room everywhere but in the smallest card"
        assert (drawn(SHORT[kind], frame, beside) == drawn(SHORT[kind], frame, NOTHING)).all()
        return
    both, alone = drawn(SHORT[kind], frame, beside), drawn(SHORT[kind], frame, NOTHING)
    assert (both != alone).any()
    pixels = np.zeros((frame.height, frame.width, 4), np.uint8)
    draw_beside(skia.Surface(pixels).getCanvas(), beside, place, a_theme())
    assert covered(pixels, place)
    ys, xs = np.nonzero(pixels[:, :, 3])
    assert (xs.min() >= place[0] - 1, ys.min() >= place[1] - 1) == (True, True)
    assert (xs.max() <= place[2] + 1, ys.max() <= place[3] + 1) == (True, True)
    words = both.copy()
    words[pixels[:, :, 3] > 0] = 0
    assert covered(words, text), "the text is there"
    assert not (both[pixels[:, :, 3] == 255] != pixels[pixels[:, :, 3] == 255]).any(), "no text lies over it"


@pytest.mark.parametrize("kind", sorted(set(LONG) - {"call", "closing"}))
@pytest.mark.parametrize("shape", SHAPES)
def test_a_full_card_stays_as_it_is(shape: str, kind: str) -> None:
    for beside in (Beside(illustration="bridge"), Beside(PICTURE)):
        assert split(beside, LONG[kind], inner(layout_of(SHAPES[shape]).card), a_theme())[1] is None


@pytest.mark.parametrize("style", ["newsroom", "explainer", "social"])
def test_an_icon_is_told_from_what_it_lies_on(style: StyleName) -> None:
    theme = a_theme(style)
    assert contrast(theme.strong, theme.sheet) >= 4.5
    pixels = np.zeros((400, 400, 4), np.uint8)
    draw_beside(skia.Surface(pixels).getCanvas(), Beside(illustration="bridge"), (0, 0, 400, 400), theme)
    colours = {tuple(row) for row in pixels.reshape(-1, 4)[pixels.reshape(-1, 4)[:, 3] == 255][:, :3].tolist()}
    line = tuple(int(theme.strong[at : at + 2], 16) for at in (1, 3, 5))
    disc = tuple(pixels[30, 200, :3].tolist())
    assert line in colours
    assert contrast(theme.strong, "#{:02X}{:02X}{:02X}".format(*disc)) >= 3, "WCAG 2.2, 1.4.11"


def test_every_icon_can_be_drawn_and_no_two_look_the_same() -> None:
    seen = set()
    for icon in icons():
        pixels = np.zeros((64, 64, 4), np.uint8)
        draw_beside(skia.Surface(pixels).getCanvas(), Beside(illustration=icon.name), (0, 0, 64, 64), a_theme())
        seen.add(pixels.tobytes())
    assert len(seen) == len(icons())


def test_bullets_that_appear_leave_what_stands_beside_them_alone() -> None:
    job, _ = bullet_job(SHAPES["wide"])
    box = inner(layout_of(SHAPES["wide"]).card)
    _, place = split(Beside(illustration="bridge"), job.scene.element, box, a_theme())
    assert place
    left, top, right, bottom = (round(side) for side in place)
    shown = []
    for revealed in (0, 1, 2):
        pixels = np.zeros((1080, 1920, 4), np.uint8)
        state = CardState(revealed=revealed, active=revealed - 1)
        canvas = skia.Surface(pixels).getCanvas()
        draw_content(
            canvas, job.scene.element, layout_of(SHAPES["wide"]).card, a_theme(), state, Beside(illustration="bridge")
        )
        shown.append(pixels[top:bottom, left:right])
    assert (shown[0] == shown[1]).all()
    assert (shown[1] == shown[2]).all()
