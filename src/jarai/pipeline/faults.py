"""Named points at which a crash test ends the worker: `JARAI_FAULT=VideoComposer.recorded@2`.

Several, separated by commas, happen one after the other: each start of the worker under the supervisor takes the next.
"""

import os
import signal
from collections.abc import Callable

Fault = Callable[[str], None]


def fault_points(setting: str) -> Fault:
    """A function to call at each named point. It ends the process, as a power cut would, at the first set one's Nth pass."""
    wanted, _, count = setting.split(",", maxsplit=1)[0].partition("@")
    left = int(count or 1)

    def at(point: str) -> None:
        nonlocal left
        if point == wanted:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return at
