"""Section 6: subscriptions, what is sent, its signatures, when it is tried again, where it may go."""

import base64
import dataclasses
import hashlib
import hmac
import json
import re
from datetime import timedelta
from typing import Any

import jsonschema_rs
import pytest
import sqlalchemy as sa
from standardwebhooks import Webhook

from conformance.rows import item, numbers_in, on, refused, row
from conformance.stages import distribute, events, finished, more_webhooks, move, staged, with_key
from jarai.base.clock import SystemClock
from jarai.base.guarded import GuardedClient, RefusedAddressError
from jarai.base.ids import new_id
from jarai.partners.tables import outgoing_mail
from jarai.productions.expire import expire_due
from jarai.productions.states import change_state, record_event
from jarai.settings import Settings, read_settings
from jarai.webhooks.deliver import Deliverer
from jarai.webhooks.events import EVENT_TYPES, NIL
from jarai.webhooks.payloads import payload_schema
from jarai.webhooks.plan import GENTLE_AFTER, WAITS
from jarai.webhooks.tables import webhooks
from jarai.wiring import Ground
from partner import Partner
from simulators.receiver import Receiver

HOOKS = "/v1/webhooks"
SUBSCRIBE = "POST /v1/webhooks"
MANAGE = "GET /v1/webhooks, GET/PATCH/DELETE /v1/webhooks/{id}, POST …/{id}/test, POST …/{id}/rotate-secret"
LOG = "GET /v1/webhooks/{id}/deliveries, POST …/deliveries/{deliveryId}/replay"
DEAD = "An endpoint without one success for"
SECONDS = {"s": 1, "min": 60, "h": 3600}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return dataclasses.replace(settings, webhooks_allow_loopback_http=True)


async def subscribed(partner: Partner, url: str, *types: str, **more: Any) -> dict[str, Any]:
    answer = await partner.post(HOOKS, {"endpointUrl": url, "eventTypes": list(types or EVENT_TYPES), **more})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def log_of(partner: Partner, hook: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await partner.get(f"{HOOKS}/{hook['webhookId']}/deliveries")).json()["deliveries"]
    return found


def bodies(arrived: list[Any]) -> list[dict[str, Any]]:
    return [json.loads(each.body) for each in arrived]


@row("6", SUBSCRIBE)
async def test_what_a_subscription_takes(acme: Partner, base: Ground) -> None:
    """Forty hostile addresses: tests/webhooks/test_targets.py::test_a_hostile_address_is_refused_when_it_is_named."""
    url, setting, types, ids, scope, secret = item("6", SUBSCRIBE).names[1:]
    most_ids = numbers_in(item("6", SUBSCRIBE).cell("Contract"))[1]
    good: dict[str, Any] = {url: "https://hooks.example.com/x", types: ["production.queued"]}
    made = (await acme.post(HOOKS, {**good, ids: [acme.account_id] * most_ids})).json()
    assert len(base64.urlsafe_b64decode(made[secret] + "=")) == 32
    assert secret not in (await acme.get(f"{HOOKS}/{made['webhookId']}")).text
    assert (await acme.post(HOOKS, {**good, scope: acme.account_id})).status_code == 201
    for field, wrong in (
        (url, {**good, url: "http://hooks.example.com/x"}),
        (url, {**good, url: "http://10.0.0.1/x"}),
        (types, {**good, types: []}),
        (types + ".0", {**good, types: ["production.exploded"]}),
        (ids, {**good, ids: [acme.account_id] * (most_ids + 1)}),
        (scope, {**good, ids: [acme.account_id], scope: acme.account_id}),
    ):
        assert refused(await acme.post(HOOKS, wrong), "INVALID_REQUEST")["details"][0]["field"] == field
    name, value = setting.split("=")
    assert (read_settings({}).webhooks_allow_loopback_http, read_settings({name: value}).webhooks_allow_loopback_http) == (
        False, True,
    )  # fmt: skip
    assert (await acme.post(HOOKS, {**good, url: "http://127.0.0.1:9000/x"})).status_code == 201


@row("6", SUBSCRIBE)
async def test_a_hundred_active_are_the_most(acme: Partner, base: Ground) -> None:
    most = numbers_in(item("6", SUBSCRIBE).cell("Contract"))[-1]
    made = await subscribed(acme, "https://hooks.example.com/x")
    await more_webhooks(base, made["webhookId"], most - 2)
    body = {"endpointUrl": "https://hooks.example.com/x", "eventTypes": ["webhook.test"]}
    assert (await acme.post(HOOKS, body)).status_code == 201
    refused(await acme.post(HOOKS, body), "LIMIT_REACHED")
    one = f"{HOOKS}/{made['webhookId']}"
    assert (await acme.http.patch(one, headers=acme.headers, json={"status": "Disabled"})).status_code == 200
    assert (await acme.post(HOOKS, body)).status_code == 201
    refused(await acme.http.patch(one, headers=acme.headers, json={"status": "Active"}), "LIMIT_REACHED")


@row("6", MANAGE)
async def test_a_webhook_is_read_changed_tested_given_a_secret_and_ended(
    acme: Partner, there: Receiver, sender: Deliverer
) -> None:
    """Both secrets sign for a day: tests/webhooks/test_deliveries.py::test_a_rotated_secret_overlaps_by_a_day."""
    hook = await subscribed(acme, there.url("ok/a"), "production.queued")
    one = f"{HOOKS}/{hook['webhookId']}"
    assert (await acme.get(HOOKS)).json()["webhooks"] == [(await acme.get(one)).json()]
    changed = await acme.http.patch(one, headers=acme.headers, json={"eventTypes": ["production.failed"]})
    assert (changed.json()["eventTypes"], changed.json()["endpointUrl"]) == (["production.failed"], hook["endpointUrl"])
    kept = refused(await acme.http.patch(one, headers=acme.headers, json={"endpointUrl": None}), "INVALID_REQUEST")
    assert kept["details"][0]["field"] == "endpointUrl"
    assert (await acme.post(f"{one}/rotate-secret")).json()["signingSecret"] != hook["signingSecret"]
    assert (await acme.post(f"{one}/test")).status_code == 202
    await sender.idle()
    assert [each["eventType"] for each in bodies(there.of("ok/a"))] == ["webhook.test"]
    assert (await acme.delete(one)).status_code == 204
    refused(await acme.get(one), "NOT_FOUND")
    refused(await acme.http.patch(one, headers=acme.headers, json={"endpointUrl": "http://x"}), "NOT_FOUND")


@row("6", LOG)
async def test_the_log_tells_every_attempt_and_one_is_sent_again(
    acme: Partner, base: Ground, there: Receiver, sender: Deliverer
) -> None:
    hook = await subscribed(acme, there.url("flapping/a"), "production.queued")
    await acme.order()
    await sender.idle()
    move(base, seconds=6)
    await sender.idle()
    (delivery,) = await log_of(acme, hook)
    assert delivery["status"] == "Delivered"
    assert [(each["number"], each["statusCode"]) for each in delivery["attempts"]] == [(1, 500), (2, 200)]
    assert all(each["at"] and each["milliseconds"] >= 0 for each in delivery["attempts"])
    assert delivery["body"] == bodies(there.arrived)[0]
    replay = f"{HOOKS}/{hook['webhookId']}/deliveries/{delivery['deliveryId']}/replay"
    assert (await acme.post(replay)).status_code == 202
    await sender.idle()
    assert len({each.body for each in there.arrived}) == 1
    assert len(there.arrived) == 3
    await acme.http.patch(f"{HOOKS}/{hook['webhookId']}", headers=acme.headers, json={"status": "Disabled"})
    refused(await acme.post(replay), "INVALID_STATE")
    refused(await acme.post(replay.replace(delivery["deliveryId"], new_id())), "NOT_FOUND")


@row("6", "Envelope", "eventId stays the same over retries")
async def test_the_envelope_and_its_id_over_retries(
    acme: Partner, base: Ground, there: Receiver, sender: Deliverer
) -> None:
    hook = await subscribed(acme, there.url("failing/a"), "production.queued")
    ordered = await acme.order()
    for _ in range(3):
        await sender.idle()
        move(base, minutes=1)
    sent = bodies(there.arrived)
    assert len(sent) == 3
    assert sent == [sent[0]] * 3
    assert set(item("6", "Envelope").names) <= set(sent[0])
    assert sent[0]["correlationId"] == ordered.headers["X-Correlation-Id"]
    test = (await acme.post(f"{HOOKS}/{hook['webhookId']}/test")).json()["body"]
    assert [test[name] for name in ("productionId", "accountId", "sequenceNumber")] == [NIL, NIL, 0]
    assert set(NIL) == {"0", "-"}


@row("6", "Signature", "Also sent")
async def test_both_signatures(acme: Partner, base: Ground, there: Receiver, sender: Deliverer) -> None:
    """The library looks at the machine's clock, so the studio's is set to it."""
    move(base, seconds=(SystemClock().now() - base.clock.now()).total_seconds())
    header, start = item("6", "Signature").names[0].split(": ")
    hook = await subscribed(acme, there.url("ok/a"), "production.queued")
    await acme.order(topic="Brücke — “ß”")
    await sender.idle()
    (arrived,) = there.of("ok/a")
    key = base64.urlsafe_b64decode(hook["signingSecret"] + "=")
    signed = hmac.new(key, arrived.body, hashlib.sha256).hexdigest()
    assert arrived.headers[header.lower()] == start.replace("<hex>", signed)
    assert set(item("6", "Also sent").names) <= set(arrived.headers)
    assert Webhook(hook["standardWebhooksSecret"]).verify(arrived.body, arrived.headers) == json.loads(arrived.body)


@row("6", "The nine events")
async def test_each_of_the_nine_events_comes_about_and_is_as_published(acme: Partner, base: Ground) -> None:
    """Over a real worker: tests/story/test_told.py::test_every_event_arrives_in_order_though_the_worker_is_killed."""
    names = [name for name in item("6", "The nine events").names if "." in name]
    assert names == list(EVENT_TYPES)
    hook = await subscribed(acme, "https://hooks.example.com/x")
    test = (await acme.post(f"{HOOKS}/{hook['webhookId']}/test")).json()["body"]
    published, expired = await finished(acme, base), await staged(acme, base, "Queued")
    await acme.post(f"/v1/productions/{published}/approve", {})
    await distribute(base, published)
    cancelled = (await acme.order()).json()["productionId"]
    await acme.delete(f"/v1/productions/{cancelled}")
    move(base, minutes=10)
    await expire_due(base.database, base.clock.now())
    told = [test]
    for each in (published, expired, cancelled):
        told += await events(base, each)
    assert {event["eventType"] for event in told} == set(names)
    for event in told:
        jsonschema_rs.validate(payload_schema(event["eventType"]), event)
    queued = next(event for event in told if event["eventType"] == names[0])
    assert {"status", "expiresAt"} <= set(queued["data"])
    most = numbers_in(item("6", "The nine events").text)[0]
    for count in (most, most + 1):
        async with base.database.write() as connection:
            files = [{"deliverableId": new_id(), "type": "Video", "fileName": "v", "sha256": "0"}] * count
            await record_event(connection, published, "deliverable.ready", {"deliverables": files}, base.clock.now())
        last = (await events(base, published))[-1]
        assert (last["truncated"], len(last["data"]["deliverables"])) == (count > most, most)


@row("6", "sequenceNumber is assigned in the transaction")
@on("sqlite", "postgres")
async def test_numbers_have_no_gap_and_come_with_the_change(acme: Partner, base: Ground) -> None:
    production = await finished(acme, base)
    await acme.post(f"/v1/productions/{production}/approve", {})
    async with base.database.write() as connection:
        assert await change_state(connection, production, "Failed", base.clock.now())
        await connection.rollback()
    await distribute(base, production)
    told = await events(base, production)
    assert [event["sequenceNumber"] for event in told] == list(range(1, len(told) + 1))
    kinds = [event["eventType"] for event in told]
    waits = kinds.index("production.awaiting_approval")
    assert kinds[waits + 1] == "deliverable.ready"
    assert told[waits]["timestamp"] == told[waits + 1]["timestamp"]
    assert kinds[waits + 2 :] == ["production.distributing", "production.published"]
    assert not [word for word in ("sasUrl", "sig=", "/files/") if word in json.dumps(told)]


@row("6", "Delivery")
async def test_an_event_waits_for_the_one_before_through_three_attempts(
    acme: Partner, base: Ground, there: Receiver, sender: Deliverer
) -> None:
    """A killed worker: tests/story/test_told.py::test_every_event_arrives_in_order_though_the_worker_is_killed."""
    await subscribed(acme, there.url("ok/good"), "production.queued", "production.cancelled")
    await subscribed(acme, there.url("failing/bad"), "production.queued", "production.cancelled")
    await staged(acme, base, "Cancelled")
    await sender.idle()
    assert [each["sequenceNumber"] for each in bodies(there.of("ok/good"))] == [1, 2]
    held = numbers_in(item("6", "Delivery").text)[0]
    for _ in range(2):
        move(base, seconds=held)
        await sender.idle()
    order = [each["sequenceNumber"] for each in bodies(there.of("failing/bad"))]
    assert order == [1, 1, 1, 2]
    there.behaviour["/failing/bad"] = "ok"
    move(base, minutes=3)
    await sender.idle()
    assert sorted(each["sequenceNumber"] for each in bodies(there.of("failing/bad"))[4:]) == [1, 2]


@row("6", "10 s timeout")
async def test_the_plan_of_retries(acme: Partner, base: Ground, there: Receiver, sender: Deliverer) -> None:
    """What is no success: tests/webhooks/test_deliveries.py::test_what_is_no_success."""
    text = item("6", "10 s timeout").text
    assert sender.timeout == numbers_in(text)[0]
    plan = re.findall(r"(\d+) (s|min|h)\b", text.split("after about")[1])
    waits = [timedelta(seconds=int(count) * SECONDS[unit]) for count, unit in plan]
    assert list(WAITS) == waits
    hook = await subscribed(acme, there.url("failing/a"), "production.queued")
    await acme.order()
    for number, wait in enumerate(waits, 1):
        await sender.idle()
        assert len(there.arrived) == number
        move(base, seconds=wait.total_seconds() * 0.89)
        await sender.idle()
        assert len(there.arrived) == number, "sooner than the jitter allows"
        move(base, seconds=wait.total_seconds() * 0.22)
    await sender.idle()
    move(base, days=2)
    await sender.idle()
    assert len(there.arrived) == len(waits) + 1
    assert [each["status"] for each in await log_of(acme, hook)] == ["Failed"]


@row("6", DEAD)
@pytest.mark.parametrize("kind", ["gone", "failing"])
async def test_a_dead_endpoint_is_disabled_and_the_partner_mailed(
    acme: Partner, base: Ground, there: Receiver, sender: Deliverer, kind: str
) -> None:
    days, gone, _ = numbers_in(item("6", DEAD).text)
    hook = await subscribed(acme, there.url(f"{kind}/a"), "production.queued")
    await acme.order()
    await sender.idle()
    if kind == "failing":
        move(base, days=days, milliseconds=-1)
        await sender.idle()
        assert (await acme.get(f"{HOOKS}/{hook['webhookId']}")).json()["status"] == "Active"
        move(base, milliseconds=1)
        await acme.order()
        await sender.idle()
    shown = (await acme.get(f"{HOOKS}/{hook['webhookId']}")).json()
    assert (shown["status"], str(gone) in shown["disabledReason"]) == ("Disabled", kind == "gone")
    async with base.database.read() as connection:
        subjects = (await connection.execute(sa.select(outgoing_mail.c.subject))).scalars().all()
    assert len([each for each in subjects if "webhook was disabled" in each]) == 1


@row("6", DEAD)
async def test_after_five_failures_an_endpoint_gets_one_event_at_a_time(
    acme: Partner, base: Ground, there: Receiver, sender: Deliverer
) -> None:
    failures = numbers_in(item("6", DEAD).text)[-1]
    assert failures == GENTLE_AFTER
    await subscribed(acme, there.url("slow/a"), "production.queued")
    for before, most in ((failures - 1, 4), (failures, 1)):
        async with base.database.write() as connection:
            await connection.execute(sa.update(webhooks).values(failures_in_row=before))
        there.most_open.clear()
        for _ in range(6):
            await acme.order()
        await sender.step()
        await sender.step()
        assert there.most_open["/slow/a"] == most
        await sender.idle()


@row("6", "No redirects followed")
async def test_no_redirect_is_followed_and_no_name_leads_inside(
    acme: Partner, there: Receiver, sender: Deliverer
) -> None:
    """Rebinding: tests/webhooks/test_targets.py::test_a_name_is_asked_for_once_and_that_address_is_connected_to."""
    hook = await subscribed(acme, there.url("redirecting/a"), "production.queued")
    await acme.order()
    await sender.idle()
    assert (there.of("ok/elsewhere"), (await log_of(acme, hook))[0]["attempts"][0]["statusCode"]) == ([], 302)
    for inside in ("127.0.0.1", "10.0.0.5", "169.254.169.254", "::1", "fe80::1", "::ffff:10.0.0.1"):

        async def names(_host: str, _port: int, inside: str = inside) -> list[str]:
            return ["93.184.216.34", inside]

        client = GuardedClient(resolve=names)
        with pytest.raises(RefusedAddressError):
            await client.post("https://hooks.example.com/x", b"{}", {}, 5, 100)
        await client.close()


@row("6", SUBSCRIBE)
async def test_a_test_keys_subscription_hears_of_tests_only(acme: Partner, there: Receiver, sender: Deliverer) -> None:
    testing = await with_key(acme, test=True)
    await subscribed(acme, there.url("ok/live"), "production.queued")
    await subscribed(testing, there.url("ok/test"), "production.queued", accountScopeId=acme.account_id)
    for key in (acme, testing, testing):
        await key.order()
    await sender.idle()
    assert [len(there.of(f"ok/{each}")) for each in ("live", "test")] == [1, 2]
