"""Where a model is published, on loopback: gives the same bytes to whoever asks, by way of a redirect as real ones do."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Hub:
    """What it gives: `status` and `content`, of which it breaks off after `breaks_at` bytes."""

    content: bytes = b""
    status: int = 200
    breaks_at: int | None = None
    asked: list[str] = field(default_factory=list)
    url: str = ""


@contextlib.contextmanager
def hub() -> Iterator[Hub]:
    state = Hub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append(self.path)
            if not self.path.startswith("/stored"):
                self.send_response(302)
                self.send_header("Location", "/stored" + self.path)
                self.end_headers()
                return
            self.send_response(state.status)
            self.send_header("Content-Length", str(len(state.content)))
            self.end_headers()
            with contextlib.suppress(OSError):  # who has heard enough hangs up
                self.wfile.write(state.content[: state.breaks_at])

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}/models"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
