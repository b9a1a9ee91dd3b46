"""A whole production in elastic mode: two decoders agree on every byte, and a browser plays it and seeks in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page

import openh264
from browser import chromium
from finished import ORDERS
from jarai.rules.media import inspect
from studio import Client, new_client, running_studio, wait_for

pytestmark = pytest.mark.slow
SEEK = """(time) => new Promise((done) => {
    const video = document.querySelector('video');
    video.pause();
    video.requestVideoFrameCallback((_, shown) => {
        const canvas = document.createElement('canvas');
        canvas.width = video.videoWidth / 4;
        canvas.height = video.videoHeight / 4;
        const context = canvas.getContext('2d');
        context.drawImage(video, 0, 0, canvas.width, canvas.height);
        const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
        done({time: shown.mediaTime, width: canvas.width, green: Array.from(pixels.filter((_, at) => at % 4 == 1))});
    });
    video.currentTime = time;
})"""
STATE = """() => {
    const video = document.querySelector('video');
    const quality = video.getVideoPlaybackQuality();
    return {time: video.currentTime, error: video.error, dropped: quality.droppedVideoFrames,
        corrupted: quality.corruptedVideoFrames};
}"""
PLAY = "(start) => { const video = document.querySelector('video'); video.currentTime = start; return video.play(); }"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Client, str, Path]]:
    folder = tmp_path_factory.mktemp("elastic")
    with running_studio(folder / "studio", {"JARAI_RENDER_MODE": "elastic"}) as studio:
        client = new_client(studio)
        production_id = client.order(*ORDERS["quarterly earnings"])
        status = client.follow(production_id, "AwaitingApproval", 300)
        assert status["gate"]["verdict"] == "Passed", status["gate"]
        video = folder / "video.mp4"
        video.write_bytes(client.files(production_id)["video.mp4"])
        yield client, production_id, video


def green(picture: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The picture's green channel at a quarter of its size."""
    high, wide = (side // 4 * 4 for side in picture.shape[:2])
    blocks = picture[:high, :wide, 1].reshape(high // 4, 4, wide // 4, 4)
    return np.asarray(blocks.mean(axis=(1, 3)), np.float64)


def played(page: Page, start: int) -> dict[str, Any]:
    """How four seconds of it went, each counted from nothing."""
    before = page.evaluate(STATE)
    page.evaluate(PLAY, start)
    wait_for(lambda: page.evaluate(STATE)["time"] > start + 4, 60, "it plays")
    state: dict[str, Any] = page.evaluate(STATE)
    return {**state, "dropped": state["dropped"] - before["dropped"]}


def test_a_second_decoder_sees_the_same_pictures_to_the_byte(made: tuple[Client, str, Path]) -> None:
    *_, video = made
    facts = inspect(video)
    assert facts.decode_errors == 0
    with av.open(str(video)) as container:
        pairs = zip(container.decode(video=0), openh264.decoded(video), strict=True)
        count = sum(np.array_equal(frame.to_ndarray().ravel(), other) for frame, other in pairs)
    assert count == facts.frames > 800


def test_chromium_plays_it_and_shows_the_frame_that_was_sought(made: tuple[Client, str, Path]) -> None:
    client, production_id, video = made
    listed = client.call("GET", f"/v1/productions/{production_id}/deliverables").json()["deliverables"]
    (url,) = (item["sasUrl"] for item in listed if item["fileName"] == "video.mp4")
    wanted = (613, 7, 302, 303, 799, 151)
    with av.open(str(video)) as container:
        pictures = {
            number: green(frame.to_ndarray(format="rgb24"))
            for number, frame in enumerate(container.decode(video=0))
            if number in wanted
        }
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 540, "height": 960})
        page.goto(f"{client.studio.base_url}/v1/health")
        page.set_content(f'<video muted src="{url}" width="540" height="960"></video>')
        states = [played(page, start) for start in (0, 8, 16)]
        assert all((state["error"], state["corrupted"]) == (None, 0) for state in states), states
        assert min(state["dropped"] for state in states) == 0, states  # one may be dropped by a busy machine
        for number in wanted:
            shown = page.evaluate(SEEK, (number + 0.5) / 30)
            assert round(shown["time"] * 30) == number
            seen = np.array(shown["green"], np.float64).reshape(-1, shown["width"])
            assert np.abs(seen - pictures[number]).mean() < 4, number
