"""Places where pictures are found, on loopback: each answers as its API does, or as it is told to misbehave."""

import asyncio
import base64
import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from functools import cache
from threading import Event
from typing import Any

import numpy as np
import skia
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse, StreamingResponse

from hostile import png_that_says
from jarai.serve import free_port
from simulators.listening import listening

KEY = "picture-key"
HTML = b"<!doctype html><title>Not a picture</title>"


@cache
def photo(seed: int, width: int = 1200, height: int = 800, kind: skia.EncodedImageFormat = skia.kJPEG) -> bytes:
    """A picture full of edges, another for each seed."""
    dice = np.random.default_rng(seed)
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.clear(skia.Color(*(int(each) for each in dice.integers(60, 200, 3))))
    for _ in range(60):
        x, y, side = dice.random() * width, dice.random() * height, 30 + dice.random() * height / 3
        paint = skia.Paint(Color=skia.Color(*(int(each) for each in dice.integers(0, 255, 3))))
        canvas.drawRect(skia.Rect.MakeXYWH(x, y, side, side * 0.7), paint)
    data: bytes = surface.makeImageSnapshot().encodeToData(kind, 85).bytes()
    return data


@dataclass
class PictureSimulator:
    """What it was asked, and how it answers: `answers` by path stand for its own, `misbehaves` holds for all searches."""

    asked: list[tuple[str, dict[str, str], dict[str, str]]] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    misbehaves: str = ""
    stopping: Event = field(default_factory=Event)
    port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def file(self, name: str) -> str:
        return f"{self.url}/files/{name}"

    def of(self, path: str) -> list[dict[str, str]]:
        """The queries of one path."""
        return [query for asked, query, _ in self.asked if asked == path]

    def app(self) -> FastAPI:
        app = FastAPI()
        app.add_api_route("/files/{name}", self.give, methods=["GET"])
        app.add_api_route("/{path:path}", self.answer, methods=["GET", "POST"])
        return app

    async def give(self, name: str) -> Response:
        """A file: `photo-N.jpg`, or one of the ways not to give it."""
        self.asked.append((f"/files/{name}", {}, {}))
        match name:
            case "slow":
                return StreamingResponse(self._trickle(b"x", asyncio.Event()), media_type="image/jpeg")
            case "endless":
                return StreamingResponse(self._trickle(b"x" * 2**20, None), media_type="image/jpeg")
            case "page":
                return Response(HTML, media_type="text/html")
            case "page-as-picture":
                return Response(HTML, media_type="image/jpeg")
            case "bomb.png":
                return Response(png_that_says(60_000, 60_000), media_type="image/png")
            case "cut.jpg":
                return Response(photo(1)[:5000], media_type="image/jpeg")
            case "gone":
                return Response(status_code=404)
            case "away":
                return RedirectResponse("http://10.0.0.1/inside.png")
            case "around":
                return RedirectResponse(self.file("around"))
            case "moved":
                return RedirectResponse(self.file("photo-7.jpg"))
        number = name.removeprefix("photo-").partition(".")[0]
        return Response(photo(int(number)), media_type="image/jpeg")

    async def _trickle(self, part: bytes, pause: asyncio.Event | None) -> AsyncIterator[bytes]:
        """Parts without end; after the first with a pause that nothing ends but the other side."""
        yield part
        while not self.stopping.is_set():
            if pause:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(pause.wait(), 0.05)
            else:
                await asyncio.sleep(0)
                yield part

    async def answer(self, path: str, request: Request) -> Response:
        self.asked.append((f"/{path}", dict(request.query_params), dict(request.headers)))
        if request.method == "POST":
            self.bodies.append(await request.json())
        match self.misbehaves:
            case "down":
                return Response("busy", 503)
            case "refusing":
                return JSONResponse({"error": "no such key"}, 401)
            case "html":
                return Response(HTML, media_type="text/html")
            case "nonsense":
                return JSONResponse(["results", {"photos": 3}])
            case "odd":
                odd = [{"id": None}, 7, {"id": [], "url": {}}]
                names = ("results", "photos", "hits", "data")
                return JSONResponse({**dict.fromkeys(names, odd), "query": {"pages": odd}})
            case "slow":
                return StreamingResponse(self._trickle(b" ", asyncio.Event()), media_type="application/json")
        return JSONResponse(self.answers.get(f"/{path}", {}))


def openverse(*offers: dict[str, Any]) -> dict[str, Any]:
    """Openverse's answer; each offer changes one of its results."""
    usual = {
        "license": "by", "license_version": "4.0", "license_url": "https://creativecommons.org/licenses/by/4.0/",
        "creator": "Ana Silva", "title": "A bridge", "foreign_landing_url": "https://photos.example/1", "mature": False,
        "tags": [{"name": "bridge"}],
    }  # fmt: skip
    return {"results": [{**usual, "id": f"ov-{number}", **each} for number, each in enumerate(offers)]}


def commons(*offers: dict[str, Any]) -> dict[str, Any]:
    """Commons' answer; an offer names address, licence, artist, description."""
    pages = {}
    for number, each in enumerate(offers, 1):
        told = {
            "License": each.get("licence", "cc-by-sa-4.0"),
            "Artist": each.get("artist", '<a href="//x">Ana <b>Silva</b></a>'),
            "ImageDescription": each.get("description", "<p>A bridge over the <i>harbour</i></p>"),
            "Restrictions": each.get("restrictions", ""),
        }
        info = {
            "thumburl": each["address"],
            "descriptionurl": "https://commons.wikimedia.org/wiki/File:X",
            "extmetadata": {name: {"value": value} for name, value in told.items()},
        }
        pages[str(number)] = {"pageid": number, "index": number, "title": "File:Bridge.jpg", "imageinfo": [info]}
    return {"query": {"pages": pages}}


def pexels(address: str) -> dict[str, Any]:
    """Pexels' answer with one photograph."""
    shown = {
        "id": 5,
        "url": "https://www.pexels.com/photo/5/",
        "photographer": "Ana Silva",
        "alt": "A bridge at a harbour",
    }
    return {"photos": [{**shown, "src": {"large2x": address}}]}


def unsplash(address: str) -> dict[str, Any]:
    """Unsplash's answer with one photograph."""
    shown = {"id": "a-B_1", "alt_description": "a bridge", "urls": {"regular": address}, "tags": [{"title": "harbour"}]}
    return {"results": [{**shown, "user": {"name": "Ana Silva"}, "links": {"html": "https://unsplash.com/photos/a"}}]}


def pixabay(address: str) -> dict[str, Any]:
    """Pixabay's answer with one photograph."""
    shown = {"id": 9, "pageURL": "https://pixabay.com/photos/9/", "tags": "bridge, harbour", "user": "ana"}
    return {"hits": [{**shown, "largeImageURL": address}]}


def generated(data: bytes) -> dict[str, Any]:
    """The answer of what makes pictures."""
    return {"data": [{"b64_json": base64.b64encode(data).decode()}]}


@contextlib.contextmanager
def picture_places(**how: Any) -> Iterator[PictureSimulator]:
    """The places, listening until the block ends."""
    simulator = PictureSimulator(**how)
    with listening(simulator.app(), simulator.port):
        try:
            yield simulator
        finally:
            simulator.stopping.set()
