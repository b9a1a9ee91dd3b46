from hypothesis import given
from hypothesis import strategies as st

from jarai.storyboard.times import SAMPLES_PER_FRAME, frames_covering, timestamp


@given(st.integers(0, 10**10))
def test_frames_cover_the_samples_with_less_than_one_frame_to_spare(samples: int) -> None:
    frames = frames_covering(samples)
    assert 0 <= frames * SAMPLES_PER_FRAME - samples < SAMPLES_PER_FRAME


def test_timestamps_round_to_the_millisecond() -> None:
    assert timestamp(48_000 * 3661 + 24) == "01:01:01.001"
    assert timestamp(48_000, ",") == "00:00:01,000"
