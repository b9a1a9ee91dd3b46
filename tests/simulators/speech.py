"""Speech services on loopback, in the protocols of OpenAI, Azure and ElevenLabs: one tone a letter, or what they are told to do."""

import base64
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
from defusedxml.ElementTree import fromstring

RATE = 24_000
SIGN, EDGE = 60, 200
"""Milliseconds of a sign, and of the silence before and after."""


def tones(text: str) -> Any:
    """60 ms a sign between two silences: a tone for a letter, quiet for the rest."""
    time = np.arange(RATE * SIGN // 1000) / RATE
    parts = [np.sin(time * 2 * np.pi * 220) * (0.5 if sign.isalpha() else 0.0) for sign in text]
    quiet = np.zeros(RATE * EDGE // 1000)
    return np.concatenate([quiet, *parts, quiet])


def read_aloud(text: str) -> bytes:
    """Those tones as a WAV."""
    return wav(tones(text))


def wav(samples: Any, rate: int = RATE, width: int = 2) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(width)
        target.setframerate(rate)
        target.writeframes((np.asarray(samples) * 32767).astype(f"<i{width}").tobytes())
    return file.getvalue()


def timed(text: str, **changes: Any) -> bytes:
    """The tones as ElevenLabs answers, with when each character sounds; `changes` to the alignment lie about that."""
    starts = [(EDGE + SIGN * number) / 1000 for number in range(len(text))]
    alignment: Any = {
        "characters": list(text),
        "character_start_times_seconds": starts,
        "character_end_times_seconds": [start + SIGN / 1000 for start in starts],
        **changes,
    }
    return json.dumps({"audio_base64": in_base64(tones(text)), "alignment": alignment}).encode()


def in_base64(samples: Any) -> str:
    return base64.b64encode((np.asarray(samples) * 32767).astype("<i2").tobytes()).decode()


Answer = tuple[int, Callable[[str], bytes]]


@dataclass
class SpeechService:
    """What it was asked. `answers` are given one after the other, the last again and again: a status and what is sent for a text.

    `holds` answers nothing, `endless` sends the answer again and again, `drips` sends a byte of it now and then.
    """

    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=lambda: [(200, read_aloud)])
    holds: bool = False
    endless: bool = False
    drips: bool = False
    free: Event = field(default_factory=Event)
    origin: str = ""

    @property
    def url(self) -> str:
        """Its address as OpenAI's protocol wants it."""
        return f"{self.origin}/v1"


def request_of(path: str, headers: Any, body: bytes) -> tuple[str, str, dict[str, Any]]:
    """The key, the text, and what else was asked for."""
    if path.startswith("/cognitiveservices/"):
        speak = fromstring(body.decode())
        (voice,) = speak
        (prosody,) = voice
        assert not list(prosody), "the text has become markup"
        told = {
            "voice": voice.get("name"),
            "rate": prosody.get("rate"),
            "language": speak.get("{http://www.w3.org/XML/1998/namespace}lang"),
            "format": headers["X-Microsoft-OutputFormat"],
        }
        return headers["Ocp-Apim-Subscription-Key"], prosody.text or "", told
    told = json.loads(body)
    if path.startswith("/v1/text-to-speech/"):
        return headers["xi-api-key"], told["text"], told
    return headers.get("Authorization", ""), told["input"], told


@contextlib.contextmanager
def speech_service() -> Iterator[SpeechService]:
    state = SpeechService()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            key, text, told = request_of(self.path, self.headers, self.rfile.read(int(self.headers["Content-Length"])))
            state.asked.append({**told, "path": self.path, "input": text})
            state.keys.append(key)
            if state.holds:
                state.free.wait(30)
            status, content = state.answers.pop(0) if len(state.answers) > 1 else state.answers[0]
            sound = content(text)
            with contextlib.suppress(OSError):  # who has waited long enough hangs up
                self.send_response(status)
                if not (state.endless or state.drips):
                    self.send_header("Content-Length", str(len(sound)))
                self.end_headers()
                self.wfile.write(sound)
                while state.endless:
                    self.wfile.write(sound)
                while state.drips and not state.free.wait(0.02):
                    self.wfile.write(b"\0")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.origin = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.free.set()
        server.shutdown()
        server.server_close()
