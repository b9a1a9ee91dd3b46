"""Clips from outside: shown at their own pace, patched to the byte, and refused with a reason."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest

from drawing import UPRIGHT, WIDE, bullet_job
from jarai.base.errors import NeverWorks
from jarai.base.hashing import sha256_hex
from jarai.render.picture import Picture
from jarai.render.presenter.clip import Clip, check_clip
from jarai.render.stage import SegmentJob, Stage
from jarai.sound.wav import wav_bytes
from jarai.storyboard.model import Asset, Frame, Likeness, Presenter
from simulators.avatar_engine import drawn


def clip(frames: int, rate: int = 25, length: int | None = None, size: tuple[int, int] = (144, 192)) -> bytes:
    _, samples = bullet_job(UPRIGHT)
    return drawn(wav_bytes(samples), {"width": size[0], "height": size[1], "frames": frames}, rate, length)


def filmed(folder: Path, frame: Frame, rate: int) -> tuple[SegmentJob, np.ndarray[tuple[int], np.dtype[np.float32]]]:
    job, samples = bullet_job(frame)
    data = clip(job.spoken.frames, rate)
    asset = Asset(key="", sha256=sha256_hex(data))
    (folder / asset.sha256).write_bytes(data)
    likeness = Likeness(kind="clip", asset=asset, engine_avatar="clara-01")
    presenter = Presenter(avatar="clara", name="Clara Real", role="Reporter", voice="v", likeness=likeness)
    return job.model_copy(update={"presenter": presenter}), samples


@pytest.mark.parametrize("rate", [12, 25, 30, 50])
@pytest.mark.parametrize("frame", [UPRIGHT, WIDE], ids=["upright", "wide"])
def test_it_is_shown_at_its_own_pace_and_patches_equal_a_full_redraw(tmp_path: Path, frame: Frame, rate: int) -> None:
    job, samples = filmed(tmp_path, frame, rate)
    stage = Stage(job, samples, tmp_path)
    patched, whole = Picture(frame, stage.ground), Picture(frame, stage.ground)
    (person,) = stage._scenery.people
    before, moves = None, 0
    for number in range(45):
        look = stage.look(number)
        boxes = [patched.whole] if before is None else stage.changes(before, look)
        moves += before is not None and bool(person.dirty(before.poses[0], look.poses[0]))
        patched.redraw(boxes, partial(stage.draw, look=look))
        whole.redraw([whole.whole], partial(stage.draw, look=look))
        assert np.array_equal(patched.yuv, whole.yuv), number
        before = look
    assert abs(moves - min(rate, 30) * 45 // 30) <= 1


def test_pictures_are_the_same_in_whatever_order_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").write_bytes(clip(60))
    found = Clip(tmp_path / "clip.mp4")
    assert len(found.times) == 50
    assert [found.at(frame) for frame in (0, 1, 2, 30, 59, 900)] == [0, 0, 1, 25, 49, 49]
    forward = [found.picture(number).copy() for number in range(50)]
    for number in (49, 7, 8, 0, 30):
        assert np.array_equal(found.picture(number), forward[number])
    check_clip(tmp_path / "clip.mp4", 60)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "can't be decoded"),
        (b"<html>not found</html>", "can't be decoded"),
        (clip(60)[:4000], "can't be decoded"),
        (wav_bytes(np.zeros(48000, np.float32)), "can't be decoded"),
        (clip(60, length=40), r"lasts 1\.60 s, its sound 2\.00 s"),
        (clip(60, length=120), r"lasts 4\.80 s"),
        (clip(60, rate=5), "at least 10 a second"),
        (clip(60, size=(96, 192)), "has 96 × 192 pixels"),
    ],
    ids=["nothing", "a page", "cut off", "sound", "short", "long", "a slide show", "narrow"],
)
def test_a_bad_clip_is_refused_with_the_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "clip.mp4").write_bytes(data)
    with pytest.raises(NeverWorks, match=reason) as refused:
        check_clip(tmp_path / "clip.mp4", 60)
    assert refused.value.code == "AVATAR_CLIP_REFUSED"


def test_a_clip_a_little_short_holds_its_last_picture(tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").write_bytes(clip(60, length=45))
    check_clip(tmp_path / "clip.mp4", 60)
    found = Clip(tmp_path / "clip.mp4")
    assert found.at(59) == 44
    assert found.picture(99).shape == found.picture(44).shape
