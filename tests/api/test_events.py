"""Events over all of a partner's productions: filters, pages, whose they are."""

from datetime import timedelta

import pytest

from jarai.base.clock import MovableClock
from jarai.wiring import Ground
from partner import Partner


async def told(partner: Partner, query: str = "") -> list[tuple[str, str, int]]:
    answer = await partner.get(f"/v1/events?{query}")
    assert answer.status_code == 200, answer.text
    return [(each["productionId"], each["eventType"], each["sequenceNumber"]) for each in answer.json()["events"]]


async def test_events_of_all_productions_newest_first(acme: Partner, rival: Partner, base: Ground) -> None:
    assert isinstance(base.clock, MovableClock)
    first = (await acme.order()).json()["productionId"]
    base.clock.move(timedelta(minutes=1))
    since = base.clock.now().isoformat().replace("+00:00", "Z")
    second = (await acme.order()).json()["productionId"]
    base.clock.move(timedelta(seconds=1))
    await acme.delete(f"/v1/productions/{first}")
    everything = [
        (first, "production.cancelled", 2),
        (second, "production.queued", 1),
        (first, "production.queued", 1),
    ]
    assert await told(acme) == everything
    assert await told(acme, f"since={since}") == everything[:2]
    assert await told(acme, "eventType=production.queued") == everything[1:]
    assert await told(acme, f"accountId={acme.account_id}") == everything
    foreign = await acme.get(f"/v1/events?accountId={rival.account_id}")
    assert (foreign.status_code, foreign.json()["error"]) == (403, "INSUFFICIENT_SCOPE")
    assert await told(rival) == []


async def test_pages_give_each_event_once(acme: Partner) -> None:
    made = {(await acme.order()).json()["productionId"] for _ in range(5)}
    found: list[str] = []
    cursor = ""
    while True:
        answer = (await acme.get(f"/v1/events?limit=2&cursor={cursor}")).json()
        found += [each["productionId"] for each in answer["events"]]
        if not (cursor := answer["nextCursor"]):
            break
    assert (sorted(found), len(found)) == (sorted(made), 5)


async def test_it_is_the_body_a_webhook_is_sent(acme: Partner) -> None:
    hook = {"endpointUrl": "https://example.com/x", "eventTypes": ["production.queued"]}
    webhook = (await acme.post("/v1/webhooks", hook)).json()
    await acme.order(reference="mine")
    (event,) = (await acme.get("/v1/events")).json()["events"]
    (delivery,) = (await acme.get(f"/v1/webhooks/{webhook['webhookId']}/deliveries")).json()["deliveries"]
    assert event == delivery["body"]


async def test_live_and_test_keys_do_not_see_each_others(acme: Partner) -> None:
    key = (await acme.post("/v1/partners/keys", {"name": "t", "test": True})).json()["apiKey"]
    tester = Partner(acme.http, acme.partner_id, acme.account_id, key)
    await acme.order()
    assert await told(tester) == []


@pytest.mark.parametrize(
    ("query", "field"), [("since=yesterday", "since"), ("eventType=x", "eventType"), ("accountId=1", "accountId")]
)
async def test_a_bad_query_names_its_field(acme: Partner, query: str, field: str) -> None:
    answer = await acme.get(f"/v1/events?{query}")
    assert (answer.status_code, answer.json()["error"]) == (400, "INVALID_REQUEST")
    assert answer.json()["details"][0]["field"] == field
