"""The patched picture against a full redraw; equal input, equal bytes; nothing drawn outside its card."""

from functools import partial
from pathlib import Path

import av
import numpy as np
import pytest
import skia

from drawing import ANNA, UPRIGHT, WIDE, bullet_job, elements, job_of, photograph
from jarai.render.cards.card import draw_content, has_sheet
from jarai.render.cards.sheet import CardState, draw_sheet
from jarai.render.layout import framing_of, layout_of
from jarai.render.mux import mux
from jarai.render.picture import Picture
from jarai.render.presenter.avatars import AVATARS
from jarai.render.scenery import scenery
from jarai.render.segment import Drawing, render_segments
from jarai.render.stage import Stage
from jarai.render.theme import theme_of
from jarai.storyboard.model import Brand, Element, Frame, StyleName

PEOPLE = tuple(AVATARS)
SHADOW_ALPHA = 100
"""The sheet's shadow is fainter than this; whatever is drawn on the sheet is not."""
FULL = {
    "upright": Frame(width=1080, height=1920),
    "wide": Frame(width=1920, height=1080),
    "square": Frame(width=1080, height=1080),
    "portrait": Frame(width=1080, height=1350),
}
HOSTILE = {
    "500 characters": ("A long topic about the harbour bridge and its many costs. " * 9)[:500],
    "60 letters": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunte",
    "emoji": "Bridge 🚀 opens 🎉 today 👨‍👩‍👧 in 東京 and مرحبا",
    "one letter": "x",
    "nothing": "",
}


KINDS = range(len(elements("", "")))
"""Every kind of card, by its place in `elements`."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("frame", [UPRIGHT, WIDE], ids=["upright", "wide"])
def test_patches_equal_a_full_redraw_to_the_byte(frame: Frame, kind: int) -> None:
    job, audio = job_of(elements("The bridge", "$4.21bn")[kind], frame, "The bridge is long.", "Pam has a map of it.")
    style: StyleName = ("newsroom", "explainer", "social")[kind % 3]
    job = job.model_copy(update={"style": style, "presenter": ANNA.model_copy(update={"avatar": PEOPLE[kind % 8]})})
    stage = Stage(job, audio, photograph()[0])
    patched, whole = Picture(frame, stage.ground), Picture(frame, stage.ground)
    before = None
    for number in range(job.spoken.frames):
        look = stage.look(number)
        boxes = [patched.whole] if before is None else stage.changes(before, look)
        patched.redraw(boxes, partial(stage.draw, look=look))
        before = look
        whole.redraw([whole.whole], partial(stage.draw, look=look))
        assert np.array_equal(patched.yuv, whole.yuv), f"frame {number}"
        if number % 5 == 0:
            scenery.cache_clear()
            nothing = Picture(frame, (again := Stage(job, audio, photograph()[0])).ground)
            nothing.redraw([nothing.whole], partial(again.draw, look=again.look(number)))
            assert np.array_equal(nothing.yuv, whole.yuv), f"frame {number}, drawn from nothing"
    redrawn = 0.55 if job.scene.element.kind == "image" else 0.5  # a photograph nears on twos
    assert patched.converted_pixels < redrawn * job.spoken.frames * frame.width * frame.height


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    job, audio = bullet_job(UPRIGHT)
    stereo = np.repeat(audio[:, None], 2, axis=1)
    counts: list[int] = []
    for name in ("one", "two"):
        render_segments([Drawing(job, audio, tmp_path / f"{name}.mp4")], counts.append)
        segments = [tmp_path / f"{name}.mp4"] * 2
        mux(segments, np.concatenate([stereo, stereo]), tmp_path / f"{name}-joined.mp4", language="en-US", title="T")
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()
    assert (tmp_path / "one-joined.mp4").read_bytes() == (tmp_path / "two-joined.mp4").read_bytes()
    assert counts[: len(counts) // 2] == sorted(counts[: len(counts) // 2])
    with av.open(str(tmp_path / "one-joined.mp4")) as container:
        times = [frame.pts * frame.time_base * 30 for frame in container.decode(video=0)]
    assert times == list(range(2 * job.spoken.frames)), "joined segments run on without a gap"


@pytest.mark.parametrize("shape", FULL)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HOSTILE)
def test_no_card_draws_outside_its_sheet(shape: str, kind: int, text: str) -> None:
    element: Element = elements(HOSTILE[text], HOSTILE[text][:60])[kind]
    plan = layout_of(FULL[shape], framing_of(element))
    style: StyleName = ("newsroom", "explainer", "social")[kind % 3]
    theme = theme_of(Brand(name="Acme"), style, "en-US", photograph()[0])
    for state in (CardState(), CardState(revealed=1, active=0, grown=7)):
        pixels = np.zeros((round(plan.height), round(plan.width), 4), np.uint8)
        canvas = skia.Surface(pixels).getCanvas()
        if has_sheet(element):
            draw_sheet(canvas, plan.card, theme)
        draw_content(canvas, element, plan.card, theme, state)
        left, top, right, bottom = (round(side) for side in plan.card)
        around = pixels[:, :, 3] > SHADOW_ALPHA
        around[top:bottom, left:right] = False
        assert not around.any(), "only the sheet's shadow lies outside the sheet"


def test_a_test_production_is_marked_over_everything_and_patches_equal_a_full_redraw() -> None:
    job, samples = bullet_job(UPRIGHT)
    stage, plain = Stage(job.model_copy(update={"test": True}), samples), Stage(job, samples)
    patched, whole, unmarked = (Picture(UPRIGHT, each.ground) for each in (stage, stage, plain))
    before = None
    for number in range(30):
        look = stage.look(number)
        boxes = [patched.whole] if before is None else stage.changes(before, look)
        patched.redraw(boxes, partial(stage.draw, look=look))
        whole.redraw([whole.whole], partial(stage.draw, look=look))
        assert np.array_equal(patched.yuv, whole.yuv), number
        before = look
    unmarked.redraw([unmarked.whole], partial(plain.draw, look=look))
    assert np.mean(unmarked.yuv[: UPRIGHT.height] != whole.yuv[: UPRIGHT.height]) > 0.03
