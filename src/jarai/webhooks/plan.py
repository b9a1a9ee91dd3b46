"""When a delivery is tried again, and when an endpoint is given up."""

from datetime import timedelta
from hashlib import sha256

WAITS = tuple(timedelta(seconds=each) for each in (5, 30, 120, 600, 3_600, 3 * 3_600, 6 * 3_600, 12 * 3_600))
"""After the first attempt, the second, … ; after one more there is no other."""
HOLDS_BACK = 3
"""Through so many attempts an event holds those after it back; then they may overtake it."""
AT_ONCE = 4
"""Deliveries of one endpoint that may be on their way at once."""
GENTLE_AFTER = 5
"""Failures in a row after which an endpoint gets one at a time."""
GIVEN_UP_AFTER = timedelta(days=3)
"""How long an endpoint may fail without one success."""


def next_wait(delivery_id: str, attempts: int) -> timedelta | None:
    """How long to wait after so many attempts, a tenth more or less so that not all come at once; None at the end."""
    if attempts > len(WAITS):
        return None
    share = int.from_bytes(sha256(f"{delivery_id}/{attempts}".encode()).digest()[:4]) / 2**32
    return WAITS[attempts - 1] * (0.9 + 0.2 * share)
