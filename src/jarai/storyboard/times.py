"""Exact media time: 48,000 samples and 30 frames a second, 1,600 samples a frame. No floats."""

SAMPLE_RATE = 48_000
FRAME_RATE = 30
SAMPLES_PER_FRAME = SAMPLE_RATE // FRAME_RATE


def frames_covering(samples: int) -> int:
    """The least number of whole frames that lasts at least `samples`."""
    return -(-samples // SAMPLES_PER_FRAME)


def milliseconds(samples: int) -> int:
    """Samples as milliseconds, rounded to the nearest."""
    return (samples * 1000 + SAMPLE_RATE // 2) // SAMPLE_RATE


def timestamp(samples: int, separator: str = ".") -> str:
    """`HH:MM:SS.mmm`, as WebVTT (`.`) and SRT (`,`) write it."""
    total = milliseconds(samples)
    seconds, millis = divmod(total, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{separator}{millis:03d}"
