"""The bit stream: codes come back, held frames repeat to the byte, and what changed is as good as plainly encoded."""

import math
from fractions import Fraction
from functools import partial
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

import openh264
from drawing import UPRIGHT, WIDE, bullet_job
from jarai.render.encode import Beside, ConstantRate, Elastic, Mode, Yuv, encoder_of
from jarai.render.h264.bits import BitReader, BitWriter, escaped, unescaped, units, with_bits
from jarai.render.picture import Picture
from jarai.render.segment import Drawing, render_segments
from jarai.render.stage import Stage
from jarai.storyboard.model import Frame

CODES = st.lists(st.tuples(st.sampled_from("uxs"), st.integers(0, 70_000)), min_size=1, max_size=30)


@given(CODES)
def test_codes_come_back(codes: list[tuple[str, int]]) -> None:
    writer = BitWriter()
    for kind, value in codes:
        (
            writer.unsigned(value, 17)
            if kind == "u"
            else writer.exponential(value)
            if kind == "x"
            else writer.signed(-value)
        )
    reader = BitReader(unescaped(writer.payload()))
    for kind, value in codes:
        found = reader.unsigned(17) if kind == "u" else reader.exponential()
        assert found == (2 * value if kind == "s" else value)


@given(st.lists(st.sampled_from([0, 0, 0, 1, 2, 3, 4, 255]), max_size=60).map(bytes))
def test_an_escaped_unit_holds_no_start_code_and_comes_back(data: bytes) -> None:
    unit = escaped(data + b"\x80")
    assert b"\x00\x00\x01" not in unit
    assert b"\x00\x00\x00" not in unit
    assert unescaped(unit) == data + b"\x80"
    assert list(units(b"\x00\x00\x00\x01" + unit + b"\x00\x00\x01" + unit)) == [unit, unit]


@given(st.binary(min_size=8, max_size=20), st.integers(0, 40), st.integers(1, 20), st.integers(0, 2**20 - 1))
def test_bits_are_replaced_and_no_others(data: bytes, position: int, width: int, value: int) -> None:
    value %= 1 << width
    changed = with_bits(data, position, value, width)
    before, after = int.from_bytes(data, "big"), int.from_bytes(changed, "big")
    shift = len(data) * 8 - position - width
    assert after >> shift & ((1 << width) - 1) == value
    assert (before ^ after) & ~(((1 << width) - 1) << shift) == 0


def decoded(path: Path) -> list[Yuv]:
    with av.open(str(path)) as container:
        frames = list(container.decode(video=0))
    assert [frame.pts * frame.time_base for frame in frames] == [Fraction(n, 30) for n in range(len(frames))]
    return [frame.to_ndarray() for frame in frames]


def psnr(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    error = float(np.mean((one.astype(np.int64) - other) ** 2))
    return 99.0 if error == 0 else 10 * math.log10(255**2 / error)


def moving(frame: Frame, count: int) -> list[Yuv | None]:
    """A square that moves at uneven times; None where nothing changes."""
    shown: list[Yuv | None] = []
    random = np.random.default_rng(7)
    ground = np.full((frame.height * 3 // 2, frame.width), 90, np.uint8)
    ground[: frame.height] = np.linspace(30, 200, frame.width, dtype=np.uint8)
    for number in range(count):
        if number and random.random() < 0.6:
            shown.append(None)
            continue
        picture = ground.copy()
        left = number * 3 % (frame.width - 40)
        picture[20:60, left : left + 40] = 235
        shown.append(picture)
    return shown


@pytest.mark.parametrize("frame", [UPRIGHT, WIDE, Frame(width=64, height=48)], ids=str)
def test_held_frames_repeat_to_the_byte_and_the_others_are_good(tmp_path: Path, frame: Frame) -> None:
    shown = moving(frame, 400)
    encoder = Beside(Elastic(tmp_path / "e.mp4", frame))
    for picture in shown:
        encoder.add(picture)
    encoder.end()
    encoder.wait()
    found = decoded(tmp_path / "e.mp4")
    assert len(found) == len(shown)
    for number, picture in enumerate(shown):
        if picture is None:
            assert np.array_equal(found[number], found[number - 1]), number
        else:
            assert psnr(found[number], picture) > 34, number


@pytest.mark.parametrize("mode", ["constant", "elastic", "draft"])
def test_equal_pictures_give_equal_bytes_whatever_lay_in_memory_before(tmp_path: Path, mode: Mode) -> None:
    shown = moving(UPRIGHT, 90)
    random = np.random.default_rng(3)
    found = set()
    for _ in range(12):
        dirt = [random.integers(0, 255, int(size), np.uint8) for size in random.integers(100, 300_000, 60)]
        del dirt
        encoder = encoder_of(mode, tmp_path / "e.mp4", UPRIGHT)
        for picture in shown:
            encoder.add(picture)
        encoder.finish()
        found.add((tmp_path / "e.mp4").read_bytes())
    assert len(found) == 1


def test_any_frame_can_be_sought(tmp_path: Path) -> None:
    shown = moving(UPRIGHT, 700)
    encoder = Elastic(tmp_path / "e.mp4", UPRIGHT)
    for picture in shown:
        encoder.add(picture)
    encoder.finish()
    whole = decoded(tmp_path / "e.mp4")
    with av.open(str(tmp_path / "e.mp4")) as container:
        stream = container.streams.video[0]
        for wanted in (650, 3, 400, 401):
            assert stream.time_base is not None
            container.seek(int(Fraction(wanted, 30) / stream.time_base), stream=stream)
            frame = next(f for f in container.decode(stream) if f.pts * f.time_base >= Fraction(wanted, 30))
            assert np.array_equal(frame.to_ndarray(), whole[wanted]), wanted


@pytest.mark.parametrize("mode", ["constant", "elastic"])
def test_an_encoded_scene_shows_what_was_drawn(tmp_path: Path, mode: Mode) -> None:
    job, audio = bullet_job(UPRIGHT)
    target = tmp_path / "scene.mp4"
    render_segments([Drawing(job.model_copy(update={"mode": mode}), audio, target)], lambda _: None)
    stage = Stage(job, audio)
    picture = Picture(UPRIGHT, stage.ground)
    fits = []
    for number, shown in enumerate(decoded(target)):
        picture.redraw([picture.whole], partial(stage.draw, look=stage.look(number)))
        fits.append(psnr(shown, picture.yuv))
    assert len(fits) == job.spoken.frames
    assert np.mean(fits) > 38
    assert min(fits) > 34


def test_a_decoder_that_is_not_ffmpeg_s_sees_the_same_bytes(tmp_path: Path) -> None:
    for frame in (UPRIGHT, WIDE):
        encoder = Elastic(tmp_path / "e.mp4", frame)
        for picture in moving(frame, 200):
            encoder.add(picture)
        encoder.finish()
        other = [picture.reshape(-1, frame.width) for picture in openh264.decoded(tmp_path / "e.mp4")]
        assert np.array_equal(decoded(tmp_path / "e.mp4"), other)


@pytest.mark.parametrize("kind", [Elastic, lambda target, frame: ConstantRate("constant", target, frame)])
def test_the_first_frame_needs_a_picture_and_a_failure_arrives(tmp_path: Path, kind: type[Elastic]) -> None:
    with pytest.raises(ValueError, match="first frame"):
        kind(tmp_path / "a.mp4", UPRIGHT).add(None)
    beside = Beside(kind(tmp_path / "b.mp4", UPRIGHT))
    beside.add(None)
    beside.end()
    with pytest.raises(ValueError, match="first frame"):
        beside.wait()
