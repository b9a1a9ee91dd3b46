"""Child processes that never outlive their parent."""

import ctypes
import os
import signal

_PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int | None = None) -> None:
    """Ask the kernel to end this process when the parent ends (Linux `prctl(PR_SET_PDEATHSIG)`).

    Called in the child, first thing. If `parent` is given and is already gone, the child ends at once: the request
    covers only deaths that come after it.
    """
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if parent is not None and os.getppid() != parent:
        os._exit(1)
