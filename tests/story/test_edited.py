"""A storyboard edited after the video was made: the next version, of which only what changed is drawn again."""

import sqlite3
from contextlib import closing
from typing import Any

import jwt
import pytest

from studio import Client, Studio

pytestmark = pytest.mark.slow
TOPIC = "Harbour bridge opens"
FACTS = "- The bridge is 412 metres long.\n- It cost $38m.\n\n> It is ours.\n> — Ann Lee"


def revision_of(client: Client, production_id: str) -> dict[str, Any]:
    board = client.call("GET", f"/v1/productions/{production_id}/storyboard").json()
    return {name: board[name] for name in ("title", "scenes", "sources")}


def edit(client: Client, production_id: str, body: dict[str, Any], version: int, **more: Any) -> dict[str, Any]:
    answer = client.send("PUT", f"/v1/productions/{production_id}/storyboard", body | more, {"If-Match": str(version)})
    assert answer.status_code == 202, answer.text
    found: dict[str, Any] = answer.json()
    return found


def segments(studio: Studio) -> set[str]:
    return {path.name for path in (studio.data_dir / "files").glob("work/*/segments/*.mp4")}


def claims(token: bytes) -> dict[str, Any]:
    found: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})["credentialSubject"]
    return found


def test_an_edited_scene_is_made_again_and_the_others_are_kept(studio: Studio, client: Client) -> None:
    production_id = client.order(TOPIC, FACTS, "social-video-30s")
    client.follow(production_id, "AwaitingApproval")
    first, before = client.files(production_id), segments(studio)
    body = revision_of(client, production_id)
    quoted = next(scene for scene in body["scenes"] if scene["element"]["kind"] == "quote")
    quoted["narration"][0]["text"] = "Ann Lee says the bridge is ours."
    edit(client, production_id, body, 1)
    studio.kill("worker")
    status = client.follow(production_id, "AwaitingApproval")
    assert (status["version"], status["gate"]["verdict"]) == (2, "Passed")
    assert len(segments(studio) - before) == 1
    second = client.files(production_id)
    assert b"Ann Lee says the bridge is ours." in second["transcript.txt"]
    assert second["video.mp4"] != first["video.mp4"]
    old = {each["fileName"]: each for each in listed(client, production_id, 1)}
    assert old["certificate.vc.jwt"]["superseded"]
    assert old["certificate.vc.jwt"]["sha256"] in claims(second["certificate.vc.jwt"])["supersedes"]
    assert "supersedes" not in claims(first["certificate.vc.jwt"])
    changes = client.call("GET", f"/v1/productions/{production_id}/storyboard/changes?from=1&to=2").json()["changes"]
    assert [(each["sceneId"], each["change"]) for each in changes] == [(quoted["sceneId"], "changed")]
    assert client.call("POST", f"/v1/productions/{production_id}/approve", {"storyboardVersion": 1}).status_code == 409
    assert client.call("POST", f"/v1/productions/{production_id}/approve", {"storyboardVersion": 2}).status_code == 202
    client.follow(production_id, "Published")
    with closing(sqlite3.connect(studio.data_dir / "studio.db")) as database:
        query = "SELECT group_concat(sequence_number) FROM production_events WHERE production_id = ? ORDER BY 1"
        (told,) = database.execute(query, (production_id,)).fetchone()
    numbers = sorted(int(each) for each in told.split(","))
    assert numbers == list(range(1, len(numbers) + 1))


def listed(client: Client, production_id: str, version: int) -> list[dict[str, Any]]:
    answer = client.call("GET", f"/v1/productions/{production_id}/deliverables?version={version}")
    found: list[dict[str, Any]] = answer.json()["deliverables"]
    return found


def test_a_draft_is_looked_at_and_then_made_whole(client: Client) -> None:
    production_id = client.order(TOPIC, FACTS, draft=True)
    status = client.follow(production_id, "AwaitingApproval")
    assert status["draft"] is True
    assert status["gate"]["verdict"] == "Blocked"
    assert any("draft" in notice for notice in status["notices"])
    assert client.call("POST", f"/v1/productions/{production_id}/approve", {}).status_code == 409
    board = client.call("GET", f"/v1/productions/{production_id}/storyboard").json()
    whole = edit(client, production_id, revision_of(client, production_id), 1, draft=False)
    assert whole["draft"] is False
    status = client.follow(production_id, "AwaitingApproval")
    assert (status["version"], status["gate"]["verdict"]) == (2, "Passed")
    made = client.call("GET", f"/v1/productions/{production_id}/storyboard").json()
    assert made["height"] == board["height"] * 2
    assert client.call("GET", f"/v1/productions/{production_id}/storyboard/changes?from=1&to=2").json()["changes"] == []


def test_a_figure_without_a_source_blocks_the_gate(client: Client) -> None:
    production_id = client.order(TOPIC, FACTS)
    client.follow(production_id, "AwaitingApproval")
    body = revision_of(client, production_id)
    body["scenes"][0]["narration"][0] = {"text": "The bridge is 999 metres long."}
    edit(client, production_id, body, 1)
    gate = client.follow(production_id, "AwaitingApproval")["gate"]
    assert gate["verdict"] == "Blocked"
    assert {check["id"] for check in gate["checks"]} >= {"SRC-1", "SRC-2"}
    body["sources"].append({"sourceId": "survey", "quote": "The survey of 2026 measured 999 metres."})
    body["scenes"][0]["narration"][0]["sourceIds"] = ["survey"]
    edit(client, production_id, body, 2)
    assert client.follow(production_id, "AwaitingApproval")["gate"]["verdict"] == "Passed"
