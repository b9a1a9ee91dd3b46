"""Deliveries: signed, in order, tried again by the plan, never held up by another endpoint, logged, replayed."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from standardwebhooks import Webhook

from jarai.base.clock import MovableClock, SystemClock, rfc3339
from jarai.base.ids import new_id
from jarai.partners.tables import outgoing_mail
from jarai.webhooks.deliver import Deliverer
from jarai.webhooks.events import EVENT_TYPES, NIL, Event, body_of, delivery_row, envelope
from jarai.webhooks.plan import WAITS, next_wait
from jarai.webhooks.tables import webhook_deliveries, webhooks
from jarai.wiring import Ground
from partner import Partner
from simulators.receiver import Receiver

HOOKS = "/v1/webhooks"


async def subscribed(acme: Partner, url: str, *types: str, **more: Any) -> dict[str, Any]:
    answer = await acme.post(HOOKS, {"endpointUrl": url, "eventTypes": list(types or EVENT_TYPES), **more})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def cancelled_production(acme: Partner, **order: Any) -> str:
    """Two events: queued and cancelled."""
    production_id: str = (await acme.order(**order)).json()["productionId"]
    assert (await acme.delete(f"/v1/productions/{production_id}")).status_code == 200
    return production_id


async def log_of(acme: Partner, hook: dict[str, Any], query: str = "") -> list[dict[str, Any]]:
    answer = await acme.get(f"{HOOKS}/{hook['webhookId']}/deliveries?{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["deliveries"]
    return found


def move(base: Ground, **by: float) -> None:
    assert isinstance(base.clock, MovableClock)
    base.clock.move(timedelta(**by))


async def add_events(base: Ground, hook: dict[str, Any], count: int, production_id: str | None = None) -> None:
    """Deliveries of so many events of one production, as if they had happened."""
    common = production_id or new_id()
    rows = []
    for number in range(1, count + 1):
        event = Event(
            new_id(), "production.step.complete", "p", False, common, NIL, None, "c", number, base.clock.now(), {}
        )
        rows.append(delivery_row(event, hook["webhookId"], body_of(event)))
    async with base.database.write() as connection:
        await connection.execute(sa.insert(webhook_deliveries), rows)


async def test_an_event_arrives_signed_both_ways_with_its_envelope(
    acme: Partner, base: Ground, there: Receiver, sender: Deliverer
) -> None:
    hook = await subscribed(acme, there.url("ok/a"))
    production_id = await cancelled_production(acme, reference="order-17")
    await sender.idle()
    first, second = there.of("ok/a")
    body = json.loads(first.body)
    assert set(body) == {
        "eventId", "eventType", "productionId", "accountId", "timestamp", "sequenceNumber", "correlationId",
        "truncated", "reference", "test", "data",
    }  # fmt: skip
    assert (body["eventType"], body["sequenceNumber"], body["productionId"]) == ("production.queued", 1, production_id)
    assert (body["accountId"], body["reference"]) == (acme.account_id, "order-17")
    assert (body["truncated"], body["test"], body["data"]["status"]) == (False, False, "Queued")
    assert body["timestamp"] == rfc3339(base.clock.now())
    assert (json.loads(second.body)["eventType"], json.loads(second.body)["sequenceNumber"]) == (
        "production.cancelled",
        2,
    )
    secret = base64.urlsafe_b64decode(hook["signingSecret"] + "=")
    for arrived in (first, second):
        expected = hmac.new(secret, arrived.body, hashlib.sha256).hexdigest()
        assert arrived.headers["x-jarai-signature"] == f"sha256={expected}"
        assert arrived.headers["content-type"] == "application/json"
        assert arrived.headers["webhook-id"] == json.loads(arrived.body)["eventId"]
    assert "sasUrl" not in first.body.decode()


async def test_the_library_of_standard_webhooks_verifies(
    acme: Partner, base: Ground, there: Receiver, sender: Deliverer
) -> None:
    hook = await subscribed(acme, there.url("ok/a"))
    now = SystemClock().now()  # the library looks at the machine's clock
    move(base, seconds=(now - base.clock.now()).total_seconds())
    await cancelled_production(acme)
    await sender.idle()
    assert len(there.of("ok/a")) == 2
    for arrived in there.of("ok/a"):
        assert Webhook(hook["standardWebhooksSecret"]).verify(arrived.body, arrived.headers) == json.loads(arrived.body)


async def test_only_wanted_events_of_wanted_accounts_and_modes(
    acme: Partner, rival: Partner, there: Receiver, sender: Deliverer
) -> None:
    await subscribed(acme, there.url("ok/cancelled"), "production.cancelled")
    await subscribed(acme, there.url("ok/mine"), accountIds=[acme.account_id])
    await subscribed(acme, there.url("ok/scope"), accountScopeId=acme.account_id)
    await subscribed(rival, there.url("ok/rival"))
    testing = await acme.post("/v1/partners/keys", {"name": "t", "test": True})
    tester = Partner(acme.http, acme.partner_id, acme.account_id, testing.json()["apiKey"])
    await subscribed(tester, there.url("ok/test"))
    await cancelled_production(acme)
    await sender.idle()
    counts = {name: len(there.of(f"ok/{name}")) for name in ("cancelled", "mine", "scope", "rival", "test")}
    assert counts == {"cancelled": 1, "mine": 2, "scope": 2, "rival": 0, "test": 0}
    await cancelled_production(tester)
    await sender.idle()
    assert len(there.of("ok/test")) == 2
    assert json.loads(there.of("ok/test")[0].body)["test"] is True


async def test_it_is_tried_again_by_the_plan_and_then_given_up(
    acme: Partner, base: Ground, there: Receiver, sender: Deliverer
) -> None:
    hook = await subscribed(acme, there.url("failing/a"), "production.queued")
    await acme.order()
    for number, wait in enumerate(WAITS, start=1):
        await sender.idle()
        assert len(there.arrived) == number
        move(base, seconds=wait.total_seconds() * 0.9 - 1)
        await sender.idle()
        assert len(there.arrived) == number, "too early"
        move(base, seconds=wait.total_seconds() * 0.2 + 1)
    await sender.idle()
    assert len(there.arrived) == 9
    assert len({(each.body, each.headers["webhook-id"]) for each in there.arrived}) == 1, (
        "the same event, the same bytes"
    )
    (delivery,) = await log_of(acme, hook)
    assert (delivery["status"], delivery["nextAttemptAt"]) == ("Failed", None)
    assert [each["number"] for each in delivery["attempts"]] == list(range(1, 10))
    assert delivery["attempts"][0]["statusCode"] == 500
    assert "answered 500: ok" in delivery["attempts"][0]["problem"]
    move(base, days=1)
    await sender.idle()
    assert len(there.arrived) == 9


def test_the_plan_is_spread_and_ends() -> None:
    waits = [next_wait(f"d{number}", 1) for number in range(200)]
    assert all(wait and timedelta(seconds=4.5) <= wait <= timedelta(seconds=5.5) for wait in waits)
    assert len(set(waits)) > 190
    assert next_wait("d", 8) is not None
    assert next_wait("d", 9) is None


@pytest.mark.parametrize("kind", ["redirecting", "lying", "rude", "dead", "failing"])
async def test_what_is_no_success(acme: Partner, there: Receiver, sender: Deliverer, kind: str) -> None:
    sender.timeout = 0.3
    hook = await subscribed(acme, there.url(f"{kind}/a"), "production.queued")
    await acme.order()
    await sender.idle()
    (delivery,) = await log_of(acme, hook)
    assert delivery["status"] == ("Waiting" if kind != "lying" else delivery["status"])
    assert there.of("ok/elsewhere") == [], "redirects are not followed"
    if kind != "lying":
        assert delivery["attempts"][0]["problem"]


async def test_an_answer_without_end_is_cut_off(acme: Partner, there: Receiver, sender: Deliverer) -> None:
    hook = await subscribed(acme, there.url("endless/a"), "production.queued")
    await acme.order()
    await sender.idle()
    (delivery,) = await log_of(acme, hook)
    assert delivery["status"] == "Delivered"


async def test_order_holds_through_three_attempts_and_no_longer(
    acme: Partner, base: Ground, there: Receiver, sender: Deliverer
) -> None:
    hook = await subscribed(acme, there.url("failing/a"))
    await add_events(base, hook, 3)
    numbers = []
    for seconds in (0, 6, 34):
        move(base, seconds=seconds)
        await sender.idle()
        numbers = [json.loads(each.body)["sequenceNumber"] for each in there.arrived]
    assert numbers[:3] == [1, 1, 1]
    assert set(numbers[3:]) <= {2, 3}
    there.behaviour["/failing/a"] = "ok"
    for _ in range(12):
        move(base, minutes=11)
        await sender.idle()
    assert {each["status"] for each in await log_of(acme, hook)} == {"Delivered"}


async def test_at_most_four_at_once_and_one_after_failures(
    acme: Partner, base: Ground, there: Receiver, sender: Deliverer
) -> None:
    hook = await subscribed(acme, there.url("slow/a"))
    for _ in range(20):
        await add_events(base, hook, 1)
    await sender.idle()
    assert len(there.arrived) == 20
    assert there.most_open["/slow/a"] == 4
    async with base.database.write() as connection:
        await connection.execute(sa.update(webhooks).values(failures_in_row=5))
    there.most_open.clear()
    there.behaviour["/slow/a"] = "slow"
    await add_events(base, hook, 1)
    await add_events(base, hook, 1)
    await sender.step()
    await sender.step()
    assert there.most_open["/slow/a"] <= 1
    await sender.idle()
    assert len(there.arrived) == 22


async def test_a_dead_endpoint_holds_nobody_up(acme: Partner, base: Ground, there: Receiver, sender: Deliverer) -> None:
    sender.timeout = 5
    dead, lively = await subscribed(acme, there.url("dead/a")), await subscribed(acme, there.url("ok/a"))
    for _ in range(50):
        await add_events(base, dead, 1)
        await add_events(base, lively, 1)
    while len(there.of("ok/a")) < 50:
        await sender.step()
    assert there.open_now["/dead/a"] == 4


async def test_a_sender_that_died_leaves_its_deliveries_to_the_next(
    acme: Partner, base: Ground, there: Receiver, sender: Deliverer
) -> None:
    hook = await subscribed(acme, there.url("ok/a"), "production.queued")
    await acme.order()
    claimed = await sender._claim(10)
    assert len(claimed) == 1
    await sender.idle()
    assert there.arrived == [], "it is leased"
    move(base, seconds=31)
    await sender.idle()
    assert len(there.arrived) == 1
    assert (await log_of(acme, hook))[0]["status"] == "Delivered"


@pytest.mark.parametrize(("kind", "reason"), [("gone", "410"), ("failing", "3 days")])
async def test_a_hopeless_endpoint_is_disabled_and_the_partner_mailed(
    acme: Partner, base: Ground, there: Receiver, sender: Deliverer, kind: str, reason: str
) -> None:
    hook = await subscribed(acme, there.url(f"{kind}/a"), "production.queued")
    await acme.order()
    await sender.idle()
    if kind == "failing":
        move(base, days=3, minutes=1)
        await sender.idle()
    shown = (await acme.get(f"{HOOKS}/{hook['webhookId']}")).json()
    assert shown["status"] == "Disabled"
    assert reason in shown["disabledReason"]
    async with base.database.read() as connection:
        mails = (await connection.execute(sa.select(outgoing_mail))).all()
    assert [mail.recipient for mail in mails if "disabled" in mail.subject] == ["api@acme-media.com"]
    await acme.order()
    await sender.idle()
    count = len(there.arrived)
    there.behaviour[f"/{kind}/a"] = "ok"
    again = await acme.http.patch(f"{HOOKS}/{hook['webhookId']}", headers=acme.headers, json={"status": "Active"})
    assert (again.json()["status"], again.json()["failuresInRow"]) == ("Active", 0)
    since = await acme.post(f"{HOOKS}/{hook['webhookId']}/replay", {"since": "2020-01-01T00:00:00Z"})
    assert since.json() == {"replayed": 1}, "what happened while it was disabled was not owed"
    await sender.idle()
    assert len(there.arrived) == count + 1


async def test_a_rotated_secret_overlaps_by_a_day(
    acme: Partner, base: Ground, there: Receiver, sender: Deliverer
) -> None:
    hook = await subscribed(acme, there.url("ok/a"), "production.queued")
    rotated = (await acme.post(f"{HOOKS}/{hook['webhookId']}/rotate-secret")).json()
    assert rotated["signingSecret"] != hook["signingSecret"]
    old, new = (base64.urlsafe_b64decode(each["signingSecret"] + "=") for each in (hook, rotated))
    await acme.order()
    await sender.idle()
    move(base, hours=24)
    await acme.order()
    await sender.idle()
    during, after = there.of("ok/a")
    for arrived, secret, header in (
        (during, new, "x-jarai-signature"),
        (during, old, "x-jarai-signature-previous"),
        (after, new, "x-jarai-signature"),
    ):
        assert arrived.headers[header] == f"sha256={hmac.new(secret, arrived.body, hashlib.sha256).hexdigest()}"
    assert len(during.headers["webhook-signature"].split(" ")) == 2
    assert "x-jarai-signature-previous" not in after.headers
    assert len(after.headers["webhook-signature"].split(" ")) == 1


async def test_a_test_event_and_a_replay(acme: Partner, there: Receiver, sender: Deliverer) -> None:
    hook = await subscribed(acme, there.url("ok/a"), "production.failed")
    sent = await acme.post(f"{HOOKS}/{hook['webhookId']}/test")
    assert sent.status_code == 202
    await sender.idle()
    (arrived,) = there.of("ok/a")
    body = json.loads(arrived.body)
    assert (body["eventType"], body["productionId"], body["accountId"], body["sequenceNumber"]) == (
        "webhook.test", NIL, NIL, 0,
    )  # fmt: skip
    (delivery,) = await log_of(acme, hook, "status=Delivered")
    assert delivery["body"] == body
    again = await acme.post(f"{HOOKS}/{hook['webhookId']}/deliveries/{delivery['deliveryId']}/replay")
    assert (again.status_code, again.json()["status"]) == (202, "Waiting")
    await sender.idle()
    assert [each.body for each in there.of("ok/a")] == [arrived.body] * 2
    (delivery,) = await log_of(acme, hook)
    assert (delivery["status"], len(delivery["attempts"])) == ("Delivered", 1)


async def test_deleting_ends_what_was_on_its_way(acme: Partner, there: Receiver, sender: Deliverer) -> None:
    hook = await subscribed(acme, there.url("ok/a"))
    await acme.order()
    assert (await acme.delete(f"{HOOKS}/{hook['webhookId']}")).status_code == 204
    await sender.idle()
    assert there.arrived == []
    assert (await acme.get(f"{HOOKS}/{hook['webhookId']}")).status_code == 404


async def test_the_log_has_pages(acme: Partner, base: Ground) -> None:
    hook = await subscribed(acme, "https://example.com/hook")
    for _ in range(5):
        await add_events(base, hook, 1)
        move(base, seconds=1)
    seen, cursor = [], ""
    while True:
        answer = (await acme.get(f"{HOOKS}/{hook['webhookId']}/deliveries?limit=2{cursor}")).json()
        seen += [each["deliveryId"] for each in answer["deliveries"]]
        if not answer["nextCursor"]:
            break
        cursor = f"&cursor={answer['nextCursor']}"
    assert len(seen) == len(set(seen)) == 5


def test_a_long_list_is_cut_and_told() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    event = Event("e", "deliverable.ready", "p", False, "x", "a", None, "c", 1, at, {"deliverables": list(range(130))})
    found = envelope(event)
    assert (found["truncated"], len(found["data"]["deliverables"])) == (True, 100)


async def test_the_code_of_the_page_checks_a_signature(acme: Partner, there: Receiver, sender: Deliverer) -> None:
    page = (Path(__file__).parent.parent.parent / "src" / "jarai" / "console" / "guides" / "webhooks.md").read_text()
    names: dict[str, Any] = {}
    exec(page.split("```python\n")[1].split("```")[0], names)  # noqa: S102 - the page's own code, as a reader runs it
    hook = await subscribed(acme, there.url("ok/a"))
    await cancelled_production(acme)
    await sender.idle()
    for arrived in there.of("ok/a"):
        check = names["is_from_the_studio"]
        assert check(arrived.body, arrived.headers["x-jarai-signature"], hook["signingSecret"])
        assert not check(arrived.body + b" ", arrived.headers["x-jarai-signature"], hook["signingSecret"])
    assert set(EVENT_TYPES) == {
        line.split("`")[1] for line in page.splitlines() if line.startswith(("| `pro", "| `del", "| `web"))
    }
