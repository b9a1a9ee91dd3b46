"""The pages in a real browser: the watch page plays with captions, the console shows and decides."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from browser import chromium
from finished import Finished
from jarai.rules.vtt import read_webvtt
from studio import Studio, wait_for

pytestmark = pytest.mark.slow
SHOWING = """() => {
    const video = document.getElementById('video');
    const track = [...video.textTracks].find(each => each.kind === 'captions');
    const cues = track.activeCues && track.activeCues.length ? track.activeCues[0].text : '';
    return {mode: track.mode, cue: cues, time: video.currentTime, width: video.videoWidth, error: video.error};
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    yield opened
    opened.close()
    assert not problems


@pytest.fixture(scope="module")
def published(productions: dict[str, Finished]) -> Finished:
    production = productions["quarterly earnings"]
    path = f"/v1/productions/{production.production_id}/approve"
    assert production.client.call("POST", path, {}).status_code == 202
    production.client.follow(production.production_id, "Published", 60)
    return production


def test_the_watch_page_plays_with_captions_until_it_is_taken_down(
    page: Page, published: Finished, studio: Studio
) -> None:
    (publication,) = published.client.status(published.production_id)["publications"]
    page.goto(publication["url"])
    page.evaluate("document.getElementById('video').muted = true")
    page.evaluate("document.getElementById('video').play()")
    cues = [" ".join(cue.lines) for cue in read_webvtt((published.folder / "captions.vtt").read_bytes())]
    state = wait_for(lambda: found if (found := page.evaluate(SHOWING))["cue"] else None, 30, "a caption is shown")
    assert (state["mode"], state["error"], state["width"]) == ("showing", None, 1080)
    assert " ".join(state["cue"].removeprefix("<v Anna Keller>").split()) in cues
    wait_for(lambda: page.evaluate(SHOWING)["time"] > 1.5, 30, "it plays")
    page.evaluate("document.getElementById('video').currentTime = 20")
    wait_for(lambda: page.evaluate(SHOWING)["time"] > 20.2, 30, "it seeks and plays on")
    page.get_by_role("button", name="Described sound").click()
    wait_for(lambda: "described" in page.evaluate("document.getElementById('video').currentSrc"), 30, "described")
    wait_for(lambda: page.evaluate(SHOWING)["time"] > 20.2, 30, "the described file plays from the same place")
    expect(page.locator("#transcript")).to_contain_text("Quarterly earnings")

    connection = publication["platformConnectionId"]
    path = f"/v1/productions/{published.production_id}/publications/{connection}"
    media = f"{studio.base_url}/watch/{published.production_id}/media/video.mp4"
    assert httpx.get(media, headers={"Range": "bytes=0-9"}).status_code == 206
    assert published.client.call("DELETE", path).status_code == 202
    wait_for(lambda: httpx.get(publication["url"]).status_code == 404, 30, "the page is gone")
    assert httpx.get(media).status_code == 404
    assert published.client.call("POST", f"{path}/retry").status_code == 202
    wait_for(lambda: httpx.get(publication["url"]).status_code == 200, 30, "the page is back")


def test_a_reviewer_signs_in_plays_and_rejects(page: Page, productions: dict[str, Finished], studio: Studio) -> None:
    production, unsure = productions["topic without facts"], productions["explainer with a table"]
    page.goto(f"{studio.base_url}/console")
    page.get_by_label("API key").fill(production.client.key)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="How the Pentland tidal park earns its money").click()
    expect(page.locator("video")).to_be_visible()
    page.evaluate("document.querySelector('video').muted = true")
    flag, *_ = unsure.status["gate"]["flags"]
    page.get_by_role("button", name=flag["word"]).click()
    stopped = (
        "(end => { const each = document.querySelector('video'); return each.paused && each.currentTime >= end; })"
    )
    wait_for(lambda: page.evaluate(f"{stopped}({flag['endMs'] / 1000})"), 30, "the word is heard, and no more")
    assert page.evaluate("document.querySelector('video').currentTime") < flag["endMs"] / 1000 + 2
    page.goto(f"{studio.base_url}/console")
    page.get_by_role("link", name="Why cities plant trees").click()
    expect(page.locator("video")).to_be_visible()
    wait_for(lambda: page.evaluate("document.querySelector('video').readyState") >= 1, 30, "the video is loaded")
    page.get_by_label("Why it must not go out").fill("Not for us <b>today</b>")
    page.get_by_role("button", name="Reject").click()
    expect(page.locator("main")).to_contain_text("Cancelled")
    expect(page.locator("main")).to_contain_text("Not for us <b>today</b>")
    assert production.client.status(production.production_id)["status"] == "Cancelled"
