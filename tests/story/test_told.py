"""Who waits for a production is told: by webhooks that survive the worker's death, by the stream, and in test mode too."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import jsonschema_rs
import pytest

from jarai.webhooks.payloads import payload_schema
from partner import ANNA, ENGLISH, US
from simulators.receiver import Receiver, running_receiver
from studio import Client, Studio, new_client, running_studio, wait_for

pytestmark = pytest.mark.slow
TOPIC, FACTS = "Harbour bridge opens", "- The bridge is 412 metres long.\n- It cost $38m."
UNTIL_APPROVAL = [
    "production.queued", *["production.step.complete"] * 15, "production.awaiting_approval", "deliverable.ready",
]  # fmt: skip


@pytest.fixture(scope="module")
def there() -> Iterator[Receiver]:
    with running_receiver() as made:
        yield made


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    environment = {"JARAI_WEBHOOKS_ALLOW_LOOPBACK_HTTP": "true"}
    with running_studio(tmp_path_factory.mktemp("studio"), environment) as started:
        yield started


@pytest.fixture(scope="module")
def client(studio: Studio) -> Client:
    return new_client(studio)


def subscribe(client: Client, url: str) -> None:
    types = sorted({*UNTIL_APPROVAL, "production.distributing", "production.published"})
    answer = client.call("POST", "/v1/webhooks", {"endpointUrl": url, "eventTypes": types})
    assert answer.status_code == 201, answer.text


def told(there: Receiver, path: str, production_id: str) -> list[dict[str, Any]]:
    """The production's events in the order they came, repeats left out."""
    found: dict[str, dict[str, Any]] = {}
    for each in there.of(path):
        body = json.loads(each.body)
        if body["productionId"] == production_id:
            found.setdefault(body["eventId"], body)
    return list(found.values())


def test_every_event_arrives_in_order_though_the_worker_is_killed(
    studio: Studio, client: Client, there: Receiver
) -> None:
    subscribe(client, there.url("ok/events"))
    production_id = client.order(TOPIC, FACTS)
    wait_for(lambda: len(told(there, "ok/events", production_id)) > 5, 60, "some events have come")
    studio.kill("worker")
    client.follow(production_id, "AwaitingApproval")
    assert client.call("POST", f"/v1/productions/{production_id}/approve", {}).status_code == 202
    client.follow(production_id, "Published")
    expected = [*UNTIL_APPROVAL, "production.distributing", "production.published"]
    wait_for(lambda: len(told(there, "ok/events", production_id)) >= len(expected), 90, "all events have come")
    events = told(there, "ok/events", production_id)
    assert sorted(each["sequenceNumber"] for each in events) == list(range(1, len(expected) + 1))
    by_number = sorted(events, key=lambda each: each["sequenceNumber"])
    assert [each["eventType"] for each in by_number] == expected
    assert "sasUrl" not in json.dumps(events)
    for event in events:
        jsonschema_rs.validate(payload_schema(event["eventType"]), event)


def test_the_stream_tells_the_same_and_ends(client: Client) -> None:
    production_id = client.order("Another bridge opens", FACTS)
    headers = {"X-API-Key": client.key, "Last-Event-ID": "0"}
    url = f"{client.studio.base_url}/v1/productions/{production_id}/events"
    kinds: list[str] = []
    with httpx.stream("GET", url, headers=headers, timeout=120) as stream:
        for line in stream.iter_lines():
            if line.startswith("event: "):
                kinds.append(line.removeprefix("event: "))
            if kinds and kinds[-1] == "deliverable.ready":
                assert client.call("DELETE", f"/v1/productions/{production_id}").status_code == 200
                kinds.append("(cancelled)")
    assert kinds[0] == "snapshot"
    assert "progress" in kinds
    kept = [kind for kind in kinds if kind not in {"snapshot", "progress", "(cancelled)"}]
    assert kept == [*UNTIL_APPROVAL, "production.cancelled"]


def test_a_test_production_is_made_and_published_nowhere(client: Client, there: Receiver) -> None:
    key = client.call("POST", "/v1/partners/keys", {"name": "trial", "test": True}).json()["apiKey"]
    trial = Client(client.studio, key, client.account_id)
    before = len(there.arrived)
    production_id = trial.order("A bridge on trial", FACTS)
    status = trial.follow(production_id, "AwaitingApproval")
    assert status["test"] is True
    assert any("test production" in notice for notice in status["notices"])
    assert client.call("POST", f"/v1/productions/{production_id}/approve", {}).status_code == 404
    approved = trial.call("POST", f"/v1/productions/{production_id}/approve", {}).json()
    assert (approved["status"], approved["publications"]) == ("Published", [])
    assert httpx.get(f"{client.studio.base_url}/watch/{production_id}").status_code == 404
    assert production_id.encode() not in b"".join(each.body for each in there.arrived[before:])


def test_one_correlation_id_leads_from_the_request_to_the_log_and_the_webhook(
    studio: Studio, client: Client, there: Receiver
) -> None:
    wish = {"topic": "Bridge", "languageId": ENGLISH, "countryId": US, "avatarId": ANNA, "projectTypeSlug": "test-5s"}
    path = f"/v1/accounts/{client.account_id}/productions"
    answer = client.send("POST", path, wish, {"X-Correlation-Id": "desk-4711"})
    production_id = answer.json()["productionId"]
    client.follow(production_id, "AwaitingApproval")
    wait_for(lambda: len(told(there, "ok/events", production_id)) >= len(UNTIL_APPROVAL), 60, "all events have come")
    assert {event["correlationId"] for event in told(there, "ok/events", production_id)} == {"desk-4711"}
    lines = [json.loads(line) for line in (studio.data_dir / "studio.log").read_text().splitlines() if line[:1] == "{"]
    mine = [line["event"] for line in lines if line.get("correlation_id") == "desk-4711"]
    assert mine == [*["step_complete"] * 15, "awaiting_approval"]
    asked = client.call("GET", "/v1/partner/requests?correlationId=desk-4711").json()["requests"]
    assert [(each["method"], each["path"], each["status"]) for each in asked] == [("POST", path, 202)]
