"""An avatar engine on loopback: takes a sound, draws somebody whose mouth follows it, answers as docs/avatar-engine.md says."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

import av
import numpy as np
import skia
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from jarai.render.presenter.avatars import AVATARS
from jarai.render.presenter.draw import Figure
from jarai.render.presenter.drive import loudness_of
from jarai.render.presenter.pose import NEUTRAL
from jarai.serve import free_port
from jarai.sound.wav import read_wav
from simulators.listening import listening

KEY = "engine-key"


@dataclass
class AvatarEngineSimulator:
    """What it was asked, and how it behaves.

    `answers` are given to the next POSTs instead of a job; `job` is merged into every job; `video` stands for every clip.
    """

    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)
    job: dict[str, Any] = field(default_factory=dict)
    video: bytes | None = None
    rate: int = 25
    looks: int = 2
    clips: dict[str, bytes] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    looked: Event = field(default_factory=Event)
    port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def app(self) -> FastAPI:
        app = FastAPI()
        app.add_api_route("/clips", self.begin, methods=["POST"])
        app.add_api_route("/clips/{clip}", self.look, methods=["GET"])
        app.add_api_route("/clips/{clip}/video", self.watch, methods=["GET"])
        app.add_api_route("/clips/{clip}", self.end, methods=["DELETE"])
        return app

    async def begin(self, request: Request) -> Response:
        if request.headers.get("Authorization") != f"Bearer {KEY}":
            return Response("no such key", 401)
        if self.answers:
            return self.answers.pop(0)
        async with request.form() as form:
            wanted, audio = json.loads(str(form["request"])), form["audio"]
            assert not isinstance(audio, str)
            sound = await audio.read()
        key = request.headers["Idempotency-Key"]
        self.asked.append((key, wanted))
        if key not in self.clips:
            self.clips[key] = self.video or drawn(sound, wanted, self.rate)
        return JSONResponse(self._job(key), 202)

    async def look(self, clip: str) -> Response:
        self.seen[clip] = self.seen.get(clip, 0) + 1
        self.looked.set()
        return JSONResponse(self._job(clip))

    async def watch(self, clip: str) -> Response:
        return Response(self.clips[clip], media_type="video/mp4")

    async def end(self, clip: str) -> Response:
        self.ended.append(clip)
        return Response(status_code=204)

    def _job(self, clip: str) -> dict[str, Any]:
        status = ("queued", "running", "done")[min(2, self.seen.get(clip, 0) * 2 // max(1, self.looks))]
        return {"id": clip, "status": status, "etaSeconds": 3, **self.job}


def drawn(audio: bytes, wanted: dict[str, Any], rate: int, frames: int | None = None) -> bytes:
    """A clip of the wanted size and length, at `rate` frames a second."""
    loudness = loudness_of(read_wav(audio))
    width, height = wanted["width"], wanted["height"]
    figure = Figure(AVATARS["mei-tanaka"], height / 1000, ((width - 0.8 * height) / 2, 0))
    pixels = np.zeros((height, width, 4), np.uint8)
    canvas = skia.Surface(pixels).getCanvas()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "clip.mp4"
        with av.open(str(file), "w") as container:
            stream = container.add_stream("libx264", rate=rate, options={"preset": "ultrafast"})
            stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
            for number in range(frames or wanted["frames"] * rate // 30):
                level = loudness[min(len(loudness) - 1, number * 100 // rate)]
                canvas.clear(skia.Color(96, 128, 160))
                pose = NEUTRAL._replace(mouth=NEUTRAL.mouth._replace(open=round(level * 20)))
                figure.draw(canvas, (0, 0, width, height), pose)
                frame = av.VideoFrame.from_ndarray(pixels, format="rgba")
                container.mux(stream.encode(frame))
            container.mux(stream.encode())
        return file.read_bytes()


@contextlib.contextmanager
def avatar_engine(**how: Any) -> Iterator[AvatarEngineSimulator]:
    """The engine, listening until the block ends."""
    simulator = AvatarEngineSimulator(**how)
    with listening(simulator.app(), simulator.port):
        yield simulator
