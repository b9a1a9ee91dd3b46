"""Packs and portraits: bad ones are refused by name; good ones speak, shut their mouths, and patch to the byte."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest
import skia

from drawing import UPRIGHT, WIDE, bullet_job
from jarai.base.errors import InvalidRequest
from jarai.base.hashing import sha256_hex
from jarai.render.picture import Picture
from jarai.render.presenter.avatars import AVATARS
from jarai.render.presenter.draw import Figure
from jarai.render.presenter.pack import checked_pack, nearest_mouth
from jarai.render.presenter.person import preview
from jarai.render.presenter.pose import NEUTRAL, VISEMES, Mouth
from jarai.render.stage import SegmentJob, Stage
from jarai.storyboard.model import Asset, Frame, Likeness, Presenter

EXAMPLE = (Path(__file__).parent.parent.parent / "docs" / "example-pack.svg").read_bytes()


def likeness(folder: Path, kind: str) -> Likeness:
    """The example pack, or a picture of one of ours: cut out, or before a wall."""
    if kind == "pack":
        data = checked_pack(EXAMPLE, "pack")
    else:
        surface = skia.Surface(800, 1000)
        if kind == "photo":
            surface.getCanvas().clear(skia.ColorCYAN)
        Figure(AVATARS["anna-keller"], 1.0, (0, 0)).draw(surface.getCanvas(), (0, 0, 800, 1000), NEUTRAL)
        data = surface.makeImageSnapshot().encodeToData().bytes()
    asset = Asset(key="", sha256=sha256_hex(data))
    (folder / asset.sha256).write_bytes(data)
    return Likeness(kind="pack" if kind == "pack" else "portrait", asset=asset, mouth=(500, 514, 92))


def own_job(folder: Path, kind: str, frame: Frame) -> tuple[SegmentJob, np.ndarray[tuple[int], np.dtype[np.float32]]]:
    job, audio = bullet_job(frame)
    presenter = Presenter(avatar="own", name="Robin Vale", role="Reporter", voice="v", likeness=likeness(folder, kind))
    return job.model_copy(update={"presenter": presenter}), audio


@pytest.mark.parametrize("kind", ["pack", "cut out", "photo"])
@pytest.mark.parametrize("frame", [UPRIGHT, WIDE], ids=["upright", "wide"])
def test_they_speak_and_patches_equal_a_full_redraw(tmp_path: Path, kind: str, frame: Frame) -> None:
    job, audio = own_job(tmp_path, kind, frame)
    stage = Stage(job, audio, tmp_path)
    patched, whole = Picture(frame, stage.ground), Picture(frame, stage.ground)
    before, mouths, faces = None, set(), set()
    for number in range(job.spoken.frames):
        look = stage.look(number)
        boxes = [patched.whole] if before is None else stage.changes(before, look)
        patched.redraw(boxes, partial(stage.draw, look=look))
        if before is None or boxes:
            whole.redraw([whole.whole], partial(stage.draw, look=look))
        before = look
        assert np.array_equal(patched.yuv, whole.yuv), number
        mouths.add(look.poses[0].mouth.open > 0)
        faces.add(sha256_hex(still(stage, frame, number)))
    assert mouths == {True, False}
    assert len(faces) > 5, "the mouth is seen to move"


def still(stage: Stage, frame: Frame, number: int) -> bytes:
    """The presenter alone in a frame."""
    pixels = np.zeros((frame.height, frame.width, 4), np.uint8)
    (person,), (pose,) = stage._scenery.people, stage.look(number).poses
    person.draw(skia.Surface(pixels).getCanvas(), (0, 0, frame.width, frame.height), pose)
    assert pixels.any()
    return pixels.tobytes()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ((b'id="mouth-aa"', b'id="mouth-ah"'), "'mouth-aa' is missing; the group 'mouth-ah' is none of a pack's"),
        ((b'id="eyes-half"', b'id="eyes-open"'), "'eyes-open' is there twice"),
        ((b"0 0 800 1000", b"0 0 800 800"), "must be 800 × 1000"),
        ((b'<g id="front">', b'<g id="front"/><g display="none">'), "'front' shows nothing"),
        ((b'<g id="body">', b'<g id="body" transform="scale(1 0.8)">'), "'body' must reach the lower edge"),
        ((b'<g id="body">', b'<script/><g id="body">'), "<script>"),
        ((EXAMPLE[300:], b""), "not well-formed"),
    ],
)
def test_a_bad_pack_is_refused_with_the_part_at_fault(change: tuple[bytes, bytes], reason: str) -> None:
    assert change[0] in EXAMPLE
    with pytest.raises(InvalidRequest, match="pack: ") as refused:
        checked_pack(EXAMPLE.replace(*change, 1), "pack")
    assert reason in refused.value.message


def test_a_shut_mouth_is_drawn_shut_and_each_viseme_by_its_own_group() -> None:
    everything = frozenset(f"mouth-{name}" for name in VISEMES)
    for name, mouth in VISEMES.items():
        assert nearest_mouth(mouth._replace(open=mouth.open / 1.6), everything) == f"mouth-{name}"
    few = frozenset({"mouth-sil", "mouth-aa"})
    assert nearest_mouth(VISEMES["PP"], few) == "mouth-sil"
    assert nearest_mouth(Mouth(60, 0.5, 0, 0, 0, 0), few) == "mouth-aa"


@pytest.mark.parametrize("kind", ["pack", "cut out", "photo"])
def test_they_have_a_preview(tmp_path: Path, kind: str) -> None:
    found = likeness(tmp_path, kind)
    presenter = Presenter(avatar="own", name="Robin Vale", role="Reporter", voice="v", likeness=found)
    image = skia.Image.MakeFromEncoded(preview(presenter, (tmp_path / found.asset.sha256).read_bytes()))
    assert (image.width(), image.height()) == (512, 512)
