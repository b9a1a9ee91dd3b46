"""Small files, broken on purpose: each check of the media must be able to fail."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from jarai.rules import media_checks
from jarai.rules.boxes import box_types
from jarai.rules.media import MediaFacts, inspect
from jarai.rules.model import Subject, Tool

WIDTH, HEIGHT, RATE = 96, 160, 30


def grey(frame: int) -> int:
    return 128


def clip(
    path: Path,
    luma: Callable[[int], int] = grey,
    *,
    frames: int = 60,
    sound: float | None = None,
    rate: int = RATE,
    profile: str = "high",
    faststart: bool = True,
    loud: Callable[[int], float] = lambda _: 0.1,
    area: float = 1.0,
) -> Path:
    """An MP4 of plain frames whose luma is `luma(frame)` over the left `area` of the picture, with a 440 Hz tone."""
    options = {"movflags": "+faststart"} if faststart else {}
    with av.open(str(path), "w", options=options) as out:
        video = out.add_stream("libx264", rate=rate, options={"profile": profile, "threads": "1"})
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        context: Any = video.codec_context
        context.color_primaries = context.color_trc = context.colorspace = 1
        audio = out.add_stream("aac", rate=48_000)
        audio.codec_context.layout = "stereo"
        for number in range(frames):
            planes = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
            planes[:HEIGHT, : round(WIDTH * area)] = luma(number)
            frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
            frame.pts = number
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
        total = round((frames / rate if sound is None else sound) * 48_000)
        wave = np.sin(np.arange(total) * 2 * np.pi * 440 / 48_000)
        wave *= np.array([loud(at // 48_000) for at in range(total)])
        samples = av.AudioFrame.from_ndarray(np.stack([wave, wave]).astype(np.float32), format="fltp", layout="stereo")
        samples.sample_rate, samples.pts = 48_000, 0
        out.mux(audio.encode(samples))
        out.mux(audio.encode(None))
    return path


def verdicts(facts: MediaFacts) -> dict[str, str]:
    checks = [
        media_checks.structure(facts),
        media_checks.media_format(facts),
        media_checks.lengths(facts),
        media_checks.flashing(facts),
        media_checks.black(facts),
        media_checks.silence(facts),
    ]
    return {check.id: check.verdict for check in checks}


def failing(facts: MediaFacts) -> set[str]:
    return {name for name, verdict in verdicts(facts).items() if verdict == "fail"}


def test_a_sound_file_passes_every_check(tmp_path: Path) -> None:
    facts = inspect(clip(tmp_path / "a.mp4"))
    assert set(verdicts(facts).values()) == {"pass"}
    assert (facts.frames, facts.width, facts.height) == (60, WIDTH, HEIGHT)
    assert abs(facts.length_difference) <= 1024
    assert facts.colour == (1, 1, 1)


def test_the_index_at_the_end_fails(tmp_path: Path) -> None:
    facts = inspect(clip(tmp_path / "a.mp4", faststart=False))
    assert failing(facts) == {"MP4-1"}


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.95])
def test_a_truncated_file_fails(tmp_path: Path, keep: float) -> None:
    path = clip(tmp_path / "a.mp4", lambda frame: 60 + frame)
    data = path.read_bytes()
    path.write_bytes(data[: round(len(data) * keep)])
    assert "MP4-1" in failing(inspect(path))


def test_damaged_media_fail(tmp_path: Path) -> None:
    path = clip(tmp_path / "a.mp4", lambda frame: 60 + frame)
    data = bytearray(path.read_bytes())
    start = data.index(b"mdat") + 60
    data[start : start + 3_000] = np.random.default_rng(1).integers(0, 256, 3_000, np.uint8).tobytes()
    path.write_bytes(data)
    facts = inspect(path)
    assert facts.decode_errors > 0
    assert "MP4-1" in failing(facts)


def test_what_is_no_video_fails_without_an_exception(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"not a video at all")
    facts = inspect(path)
    assert {"MP4-1", "META-1"} <= failing(facts)
    assert verdicts(facts)["PSE-1"] == "needs_human"


def test_another_profile_or_rate_fails(tmp_path: Path) -> None:
    assert failing(inspect(clip(tmp_path / "a.mp4", profile="baseline"))) == {"META-1"}
    check = media_checks.media_format(inspect(clip(tmp_path / "b.mp4", rate=25, frames=50)))
    assert [evidence.where for evidence in check.evidence] == ["frameRate"]


def test_sound_longer_than_the_picture_fails(tmp_path: Path) -> None:
    assert failing(inspect(clip(tmp_path / "a.mp4", sound=2.2))) == {"AV-1"}


@pytest.mark.parametrize(
    ("half_period", "light", "dark", "area", "fails"),
    [
        (3, 235, 16, 1.0, True),
        (5, 235, 16, 1.0, False),
        (3, 130, 120, 1.0, False),
        (3, 235, 16, 0.05, False),
        (3, 235, 225, 1.0, False),
    ],
    ids=["5 Hz", "3 Hz", "5 Hz faint", "5 Hz small", "5 Hz both bright"],
)
def test_more_than_three_wide_flashes_a_second_fail(
    tmp_path: Path, half_period: int, light: int, dark: int, area: float, fails: bool
) -> None:
    facts = inspect(
        clip(tmp_path / "a.mp4", lambda frame: light if frame // half_period % 2 else dark, frames=90, area=area)
    )
    assert ("PSE-1" in failing(facts)) is fails


def test_black_over_half_a_second_fails(tmp_path: Path) -> None:
    check = media_checks.black(inspect(clip(tmp_path / "a.mp4", lambda frame: 16 if 20 <= frame < 36 else 128)))
    assert check.verdict == "fail"
    assert (check.evidence[0].where, check.evidence[0].value) == ("00:00:00.667", 533)
    shorter = inspect(clip(tmp_path / "b.mp4", lambda frame: 16 if 20 <= frame < 35 else 128))
    assert media_checks.black(shorter).verdict == "pass"


def test_silence_over_two_seconds_fails(tmp_path: Path) -> None:
    facts = inspect(clip(tmp_path / "a.mp4", frames=120, loud=lambda second: 0.1 if second == 0 else 0.0))
    assert failing(facts) == {"SIL-1"}
    assert 2.9 < facts.longest_silence.length / 48_000 <= 3.1


@pytest.mark.parametrize(
    ("integrated", "true_peak", "verdict"),
    [
        (-16.0, -1.5, "pass"),
        (-16.5, -3.0, "pass"),
        (-16.51, -3.0, "fail"),
        (-15.4, -3.0, "fail"),
        (-16.0, -1.4, "fail"),
        (float("-inf"), -3.0, "fail"),
        (float("nan"), -3.0, "fail"),
    ],
)
def test_loudness_outside_its_limits_fails(integrated: float, true_peak: float, verdict: str) -> None:
    subject = Subject(input="0", tool=Tool(name="meter", version="1"))
    assert media_checks.loudness(integrated, true_peak, subject).verdict == verdict


def test_boxes_are_read_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"\0\0\0\x08ftyp" + b"\0\0\0\x01mdat" + (24).to_bytes(8) + b"12345678" + b"\0\0\0\0moovrest")
    assert box_types(path) == ("ftyp", "mdat", "moov")
    path.write_bytes(b"\0\0\0\x08ftyp\0\0\0\x03moov")
    assert box_types(path) == ("ftyp", "?")
