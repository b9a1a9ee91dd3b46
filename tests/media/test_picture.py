"""The finished MP4 by its numbers: format, tags, and what the certificate found."""

import pytest

from finished import ORDERS, Finished
from jarai.rules.media import inspect

pytestmark = pytest.mark.slow
SIZES = {"social-video-30s": (1080, 1920), "news-brief-60s": (1920, 1080), "explainer-2m": (1920, 1080)}


@pytest.mark.parametrize("name", ORDERS)
def test_every_must_check_passed_on_the_delivered_files(productions: dict[str, Finished], name: str) -> None:
    status = productions[name].status
    assert status["gate"]["verdict"] == "Passed", status["gate"]


@pytest.mark.parametrize("name", ORDERS)
def test_the_format_is_the_promised_one(productions: dict[str, Finished], name: str) -> None:
    production, project_type = productions[name], ORDERS[name][2]
    for file in ("video.mp4", "video-described.mp4"):
        facts = inspect(production.folder / file)
        assert (facts.width, facts.height) == SIZES[project_type]
        assert (facts.video_codec, facts.video_profile, facts.pixel_format) == ("h264", "High", "yuv420p")
        assert (facts.frame_rate, facts.constant_frame_rate, facts.colour) == ("30/1", True, (1, 1, 1))
        assert (facts.audio_codec, facts.audio_rate, facts.audio_channels) == ("aac", 48_000, 2)
        assert facts.faststart
        assert facts.decode_errors == 0
        assert abs(facts.length_difference) <= 1024


def test_a_video_without_facts_is_short_and_says_so(productions: dict[str, Finished]) -> None:
    production = productions["topic without facts"]
    assert any("no facts" in notice.lower() for notice in production.status["notices"]), production.status["notices"]
    assert inspect(production.video).frames < 30 * 30


def test_what_facts_must_not_do(productions: dict[str, Finished]) -> None:
    transcript = productions["messy facts"].text("transcript.txt")
    assert "<script>" not in transcript
    assert "alert(" not in transcript
    assert "https://example.com/stall.png" not in transcript
    assert "<script>" not in productions["messy facts"].text("transcript.html")
