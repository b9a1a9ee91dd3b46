"""Every event is as its published schema says, and the schemas are in the API's description."""

import json
from datetime import timedelta
from typing import Any

import jsonschema_rs
import pytest
import sqlalchemy as sa

from jarai.base.clock import MovableClock
from jarai.productions.expire import expire_due
from jarai.productions.queries import any_production, events_after
from jarai.productions.states import change_state
from jarai.webhooks.events import EVENT_TYPES, envelope
from jarai.webhooks.payloads import payload_schema
from jarai.webhooks.tables import webhook_deliveries
from jarai.wiring import Ground
from partner import Partner


async def told(base: Ground, production_id: str) -> list[dict[str, Any]]:
    async with base.database.read() as connection:
        production = await any_production(connection, production_id)
        return [envelope(each) for each in await events_after(connection, production, 0)]


async def test_the_ends_without_a_worker(acme: Partner, base: Ground) -> None:
    assert isinstance(base.clock, MovableClock)
    cancelled, expired, rejected, published = [(await acme.order()).json()["productionId"] for _ in range(4)]
    await acme.delete(f"/v1/productions/{cancelled}")
    now = base.clock.now()
    async with base.database.write() as connection:
        for each in (rejected, published):
            await change_state(connection, each, "Producing", now)
            await change_state(connection, each, "AwaitingApproval", now, data={"version": 1, "gate": "Passed"})
    await acme.post(f"/v1/productions/{rejected}/reject", {"reason": "No"})
    await acme.post(f"/v1/productions/{published}/approve", {})
    base.clock.move(timedelta(hours=1))
    await expire_due(base.database, base.clock.now())
    events = [event for each in (cancelled, expired, rejected, published) for event in await told(base, each)]
    assert {event["eventType"] for event in events} == {
        "production.queued", "production.awaiting_approval", "production.cancelled", "production.failed",
        "production.distributing",
    }  # fmt: skip
    for event in events:
        jsonschema_rs.validate(payload_schema(event["eventType"]), event)


async def test_the_test_event(acme: Partner, base: Ground) -> None:
    body = {"endpointUrl": "https://hooks.example.com/x", "eventTypes": ["production.queued"]}
    webhook = (await acme.post("/v1/webhooks", body)).json()["webhookId"]
    await acme.post(f"/v1/webhooks/{webhook}/test")
    async with base.database.read() as connection:
        sent = (await connection.execute(sa.select(webhook_deliveries.c.body))).scalar_one()
    jsonschema_rs.validate(payload_schema("webhook.test"), json.loads(sent))


async def test_they_are_published_and_refuse_what_lacks_a_field(acme: Partner, base: Ground) -> None:
    api = (await acme.get("/v1/openapi.json")).json()
    assert tuple(api["webhooks"]) == EVENT_TYPES
    production_id = (await acme.order()).json()["productionId"]
    (queued,) = await told(base, production_id)
    sent = api["webhooks"]["production.queued"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    schema = {**sent, "components": api["components"]}
    jsonschema_rs.validate(schema, queued)
    jsonschema_rs.validate(schema, queued | {"added": 1})
    for missing in queued:
        with pytest.raises(jsonschema_rs.ValidationError):
            jsonschema_rs.validate(schema, {name: value for name, value in queued.items() if name != missing})
