"""A production over a real worker and engine: its way, its files, its publication."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import httpx
import pytest

from studio import Client, Studio

pytestmark = pytest.mark.slow
FACTS = "- The bridge is 412 metres long.\n- It cost $38m."
ORDER = ["Queued", "Producing", "AwaitingApproval", "Distributing", "Published"]


@pytest.fixture(scope="module")
def waiting(client: Client) -> str:
    """A production that awaits approval."""
    production_id = client.order("Harbour bridge opens", FACTS)
    client.follow(production_id, "AwaitingApproval")
    return production_id


def test_every_poll_tells_the_truth(client: Client) -> None:
    production_id = client.order("Harbour bridge opens in May", FACTS)
    seen = [client.status(production_id)]
    deadline = time.monotonic() + 120
    while seen[-1]["status"] in {"Queued", "Producing"} and time.monotonic() < deadline:
        seen.append(client.status(production_id))
    assert seen[-1]["status"] == "AwaitingApproval"
    assert seen[-1]["progress"] == 1
    assert [each["progress"] for each in seen] == sorted(each["progress"] for each in seen)
    for status in seen:
        assert 0 <= status["progress"] <= 1
        running = [step["name"] for step in status["steps"] if step["status"] == "Running"]
        assert len(running) <= 1
        if running:
            assert status["currentStep"] == running[0]
        states = [step["status"] for step in status["steps"]]
        done = states.count("Completed")
        assert states[:done] == ["Completed"] * done, "steps complete in order"
    for step in seen[-1]["steps"]:
        assert step["attempts"] == 1
        assert step["startedAt"] <= step["completedAt"]


def test_the_links_give_ranges_and_refuse_what_was_altered(client: Client, waiting: str) -> None:
    listed = client.call("GET", f"/v1/productions/{waiting}/deliverables").json()["deliverables"]
    video = next(each for each in listed if each["type"] == "Video")
    url = video["sasUrl"]
    whole = httpx.get(url)
    assert (whole.status_code, len(whole.content)) == (200, video["sizeBytes"])
    assert whole.headers["content-type"] == "video/mp4"
    part = httpx.get(url, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, whole.content[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{video['sizeBytes']}"
    last = httpx.get(url, headers={"Range": "bytes=-10"})
    assert last.content == whole.content[-10:]
    assert httpx.get(url, headers={"Range": f"bytes={video['sizeBytes']}-"}).status_code == 416
    head = httpx.head(url)
    assert (head.status_code, head.headers["content-length"]) == (200, str(video["sizeBytes"]))
    assert httpx.get(url, headers={"If-None-Match": whole.headers["etag"]}).status_code == 304
    altered = [
        url.replace("video.mp4", "captions.vtt"),
        re.sub(r"se=\d+", "se=9999999999", url),
        re.sub(r"sig=\w{4}", "sig=0000", url),
        url.split("?")[0],
        url.replace("/files/", "/files/../"),
    ]
    for each in altered:
        assert httpx.get(each).status_code in {403, 404}, each
        assert httpx.get(each).json()["error"] in {"PERMISSION_DENIED", "NOT_FOUND"}
    assert httpx.get(altered[1]).status_code == 403
    expires = datetime.fromisoformat(video["sasExpiresAt"])
    assert 3500 < (expires - datetime.now(UTC)).total_seconds() <= 3600


def test_of_racing_decisions_one_wins(client: Client, waiting: str) -> None:
    def decide(number: int) -> int:
        verb, body = ("approve", {}) if number % 2 else ("reject", {"reason": "no"})
        return client.call("POST", f"/v1/productions/{waiting}/{verb}", body).status_code

    with ThreadPoolExecutor(10) as pool:
        codes = sorted(pool.map(decide, range(10)))
    assert codes == [202] + [409] * 9
    if client.status(waiting)["status"] == "Cancelled":
        assert client.files(waiting), "a rejected production keeps its files readable"
        assert client.status(waiting)["errorCode"] == "REJECTED"


def test_published_shown_taken_down_and_shown_again(client: Client, studio: Studio) -> None:
    production_id = client.order("Harbour bridge opens soon", FACTS)
    client.follow(production_id, "AwaitingApproval")
    assert httpx.get(f"{studio.base_url}/watch/{production_id}").status_code == 404
    assert client.call("POST", f"/v1/productions/{production_id}/approve", {}).status_code == 202
    status = client.follow(production_id, "Published")
    (publication,) = status["publications"]
    assert publication["url"] == f"{studio.base_url}/watch/{production_id}"
    page = httpx.get(publication["url"])
    assert page.status_code == 200
    assert "og:video" in page.text
    path = f"/v1/productions/{production_id}/publications/{publication['platformConnectionId']}"
    for verb, wanted in (("DELETE", "Removed"), ("POST", "Published")):
        answer = client.call(verb, path if verb == "DELETE" else f"{path}/retry")
        assert answer.status_code == 202
        _follow_publication(client, production_id, wanted)
        assert httpx.get(publication["url"]).status_code == (404 if wanted == "Removed" else 200)
        assert client.status(production_id)["status"] == "Published", "the status never leaves a terminal one"


def _follow_publication(client: Client, production_id: str, wanted: str) -> None:
    deadline = time.monotonic() + 30
    while client.status(production_id)["publications"][0]["status"] != wanted:
        assert time.monotonic() < deadline, wanted


def test_twenty_at_once_all_finish(client: Client) -> None:
    ids = [client.order(f"Report number {number}", FACTS) for number in range(20)]
    for production_id in ids:
        client.follow(production_id, "AwaitingApproval", 600)
    assert len({client.status(each)["productionId"] for each in ids}) == 20
