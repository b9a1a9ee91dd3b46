"""A speech service on loopback that speaks OpenAI's protocol: one tone a letter, or whatever it is told to do instead."""

import contextlib
import io
import json
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import numpy as np

RATE = 24_000


def read_aloud(text: str) -> bytes:
    """A WAV of 60 ms a sign between two silences: a tone for a letter, quiet for the rest."""
    time = np.arange(RATE * 60 // 1000) / RATE
    parts = [np.sin(time * 2 * np.pi * 220) * (0.5 if sign.isalpha() else 0.0) for sign in text]
    return wav(np.concatenate([np.zeros(RATE // 5), *parts, np.zeros(RATE // 5)]))


def wav(samples: Any, rate: int = RATE, width: int = 2) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(width)
        target.setframerate(rate)
        target.writeframes((np.asarray(samples) * 32767).astype(f"<i{width}").tobytes())
    return file.getvalue()


@dataclass
class SpeechService:
    """What it was asked. `answers` are given one after the other, the last again and again: a status and what is sent for a text."""

    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    answers: list[tuple[int, Callable[[str], bytes]]] = field(default_factory=lambda: [(200, read_aloud)])
    holds: bool = False
    free: Event = field(default_factory=Event)
    url: str = ""


@contextlib.contextmanager
def speech_service() -> Iterator[SpeechService]:
    state = SpeechService()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.asked.append({"path": self.path, **body})
            state.keys.append(self.headers.get("Authorization", ""))
            if state.holds:
                state.free.wait(30)
            status, content = state.answers.pop(0) if len(state.answers) > 1 else state.answers[0]
            sound = content(body["input"])
            with contextlib.suppress(OSError):  # who has waited long enough hangs up
                self.send_response(status)
                self.send_header("Content-Length", str(len(sound)))
                self.end_headers()
                self.wfile.write(sound)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.free.set()
        server.shutdown()
        server.server_close()
