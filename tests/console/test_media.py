"""What our own pages are served of a stored file: whole, in part, or not again."""

from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, Request, Response

from jarai.base.secrets import Secrets
from jarai.console.media import media_response
from jarai.storage.local import LocalStorage

CONTENT = bytes(range(200)) * 5


@pytest.fixture
async def client(tmp_path: Path) -> httpx.AsyncClient:
    storage, app = LocalStorage(tmp_path, "http://studio", Secrets(b"s" * 32)), FastAPI()
    await storage.put_bytes("deliverables/p/v1/video.mp4", CONTENT, "video/mp4")

    @app.api_route("/video", methods=["GET", "HEAD"])
    async def video(request: Request) -> Response:
        return await media_response(request, storage, "deliverables/p/v1/video.mp4")

    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://studio")


@pytest.mark.parametrize(
    ("asked", "status", "start", "stop"),
    [
        (None, 200, 0, 1000),
        ("bytes=0-0", 206, 0, 1),
        ("bytes=0-", 206, 0, 1000),
        ("bytes=100-199", 206, 100, 200),
        ("bytes=990-5000", 206, 990, 1000),
        ("bytes=-10", 206, 990, 1000),
        ("bytes=-5000", 206, 0, 1000),
        ("bytes=1000-", 416, 0, 0),
        ("bytes=-0", 416, 0, 0),
        ("bytes=5-2", 200, 0, 1000),
        ("bytes=-", 200, 0, 1000),
        ("bytes=0-1,4-5", 200, 0, 1000),
        ("items=0-1", 200, 0, 1000),
        ("bytes=" + "9" * 40 + "-", 200, 0, 1000),
    ],
)
async def test_ranges(client: httpx.AsyncClient, asked: str | None, status: int, start: int, stop: int) -> None:
    answer = await client.get("/video", headers={"Range": asked} if asked else {})
    assert (answer.status_code, answer.content) == (status, CONTENT[start:stop])
    if status == 206:
        assert answer.headers["content-range"] == f"bytes {start}-{stop - 1}/1000"
    if status == 416:
        assert answer.headers["content-range"] == "bytes */1000"


async def test_head_etag_and_if_range(client: httpx.AsyncClient) -> None:
    head = await client.head("/video")
    assert (head.status_code, head.headers["content-length"], head.content) == (200, "1000", b"")
    tag = head.headers["etag"]
    assert (await client.get("/video", headers={"If-None-Match": tag})).status_code == 304
    for sent, status in ((tag, 206), ('"other"', 200)):
        answer = await client.get("/video", headers={"Range": "bytes=0-9", "If-Range": sent})
        assert answer.status_code == status
