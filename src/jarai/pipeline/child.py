"""Heavy work in a child process: it can be ended at once, and it never outlives the worker.

Children are forked from a fork server that has the heavy libraries loaded, so one starts in milliseconds. The server
ends when its pipe to the worker closes; a child ends with the server (`die_with_parent`).
"""

import asyncio
import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from jarai.base.children import die_with_parent
from jarai.base.errors import NeverWorks, StepFailure, TryAgain

Result = TypeVar("Result")

_PRELOAD = ["jarai.pipeline.production"]
"""Every step with what it imports: a child that had to load a step's module by itself took 0.3 s to begin."""
_context = multiprocessing.get_context("forkserver")


def start_fork_server() -> None:
    """Load the heavy libraries once, before the worker takes work."""
    from multiprocessing.forkserver import ensure_running

    _context.set_forkserver_preload(_PRELOAD)
    ensure_running()


async def run_in_child(
    work: Callable[..., Result], args: tuple[Any, ...], on_progress: Callable[[int], None] | None
) -> Result:
    """Run `work(*args)`, with one more argument for progress where `on_progress` is given, and give its result back.

    Cancelling the await kills the child. A child that dies by itself raises TryAgain.
    """
    receiver, sender = _context.Pipe(duplex=False)
    process = _context.Process(target=_child, args=(sender, work, args, on_progress is not None), daemon=True)
    process.start()
    sender.close()
    try:
        while True:
            kind, value = await asyncio.to_thread(_receive, receiver)
            if kind == "progress" and on_progress:
                on_progress(value)
            elif kind == "result":
                result: Result = value
                return result
            elif kind == "failure":
                raise value
            elif kind == "ended":
                raise TryAgain("RENDER_PROCESS_ENDED", "The drawing process ended unexpectedly.")
    finally:
        if process.is_alive():
            process.kill()
        await asyncio.to_thread(process.join)
        process.close()
        receiver.close()


def _receive(receiver: Connection) -> tuple[str, Any]:
    """The child's next message; `("waiting", None)` after half a second, so that a cancelled await isn't kept long."""
    try:
        return receiver.recv() if receiver.poll(0.5) else ("waiting", None)
    except (EOFError, OSError):
        return ("ended", None)


def _child(sender: Connection, work: Callable[..., Any], args: tuple[Any, ...], with_progress: bool) -> None:
    die_with_parent(os.getppid())
    try:
        more = (lambda count: sender.send(("progress", count)),) if with_progress else ()
        sender.send(("result", work(*args, *more)))
    except StepFailure as failure:
        sender.send(("failure", type(failure)(failure.code, failure.message)))
    except Exception as error:  # noqa: BLE001 - the parent decides what an unknown error means
        sender.send(("failure", NeverWorks("INTERNAL_ERROR", f"{type(error).__name__}: {error}")))
