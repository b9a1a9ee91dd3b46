"""An app on loopback, as long as a block lasts: it listens before the block begins."""

import contextlib
from collections.abc import Iterator
from threading import Thread

import uvicorn
from fastapi import FastAPI

from studio import wait_for


@contextlib.contextmanager
def listening(app: FastAPI, port: int) -> Iterator[None]:
    """The app, answering at the port until the block ends; answers under way have a second more."""
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical", timeout_graceful_shutdown=1))
    thread = Thread(target=server.run)
    thread.start()
    try:
        wait_for(lambda: server.started or not thread.is_alive(), 30, f"port {port} is listened at")
        yield
    finally:
        server.should_exit = True
        thread.join()
