"""The event stream of productions that have ended: replays, the end, and how many may be open. Live ones: tests/story."""

import asyncio
import json
from typing import Any

import pytest

from jarai.access.keys import Caller
from jarai.base.errors import LimitReached
from jarai.productions.stream import Streams
from jarai.wiring import Ground
from partner import Partner


def messages(text: str) -> list[dict[str, Any]]:
    """Each message's event, id and data."""
    found = []
    for block in filter(None, text.split("\n\n")):
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        found.append({"event": fields["event"], "id": fields.get("id"), "data": json.loads(fields["data"])})
    return found


async def cancelled(acme: Partner) -> str:
    production_id: str = (await acme.order(topic="Brücke")).json()["productionId"]
    await acme.delete(f"/v1/productions/{production_id}")
    return production_id


async def test_an_ended_production_is_a_snapshot_and_on_request_its_events(acme: Partner) -> None:
    production_id = await cancelled(acme)
    path = f"/v1/productions/{production_id}/events"
    answer = await acme.get(path)
    assert answer.headers["content-type"].startswith("text/event-stream")
    (snapshot,) = messages(answer.text)
    assert (snapshot["event"], snapshot["id"], snapshot["data"]["status"]) == ("snapshot", None, "Cancelled")
    for last, expected in (("0", ["1", "2"]), ("1", ["2"])):
        headers = {**acme.headers, "Last-Event-ID": last}
        told = messages((await acme.http.get(path, headers=headers)).text)
        assert [each["id"] for each in told] == [None, *expected]
        assert told[-1]["event"] == told[-1]["data"]["eventType"] == "production.cancelled"
    seen = await acme.http.get(path, headers={**acme.headers, "Last-Event-ID": "2"})
    assert (seen.status_code, seen.content) == (204, b"")


@pytest.mark.parametrize("last", ["x", "-1", "1.5", "9" * 30])
async def test_an_id_that_is_none_is_named(acme: Partner, last: str) -> None:
    headers = {**acme.headers, "Last-Event-ID": last}
    answer = await acme.http.get(f"/v1/productions/{await cancelled(acme)}/events", headers=headers)
    assert answer.json()["details"][0]["field"] == "Last-Event-ID"


async def test_a_live_stream_tells_what_happens_and_ends_with_it(acme: Partner, base: Ground) -> None:
    production_id = (await acme.order()).json()["productionId"]
    stream = await Streams(base.database, look=0.01).open(Caller(acme.partner_id, "k"), production_id, None)
    assert stream is not None
    told = messages((await anext(stream)).decode())
    await acme.delete(f"/v1/productions/{production_id}")
    async for message in stream:
        told += messages(message.decode())
    assert [each["event"] for each in told] == ["snapshot", "production.cancelled"]
    assert told[0]["data"]["status"] == "Queued"


async def test_ten_streams_are_the_most_and_a_closed_one_makes_room(acme: Partner, base: Ground) -> None:
    production_id = (await acme.order()).json()["productionId"]
    streams, caller = Streams(base.database, look=0.01), Caller(acme.partner_id, "k")
    opened: list[Any] = [await streams.open(caller, production_id, None) for _ in range(10)]
    await asyncio.gather(*(anext(each) for each in opened))
    with pytest.raises(LimitReached):
        await streams.open(caller, production_id, None)
    await opened[0].aclose()
    assert await streams.open(caller, production_id, None) is not None
    for each in opened[1:]:
        await each.aclose()


async def test_usage_counts_requests_and_productions(acme: Partner, base: Ground) -> None:
    before = (await acme.get("/v1/partner/usage")).json()
    assert before["limits"] == {
        "tier": "Unlimited", "requestsPerMinute": None, "requestsPerDay": None, "productionsPerDay": None,
    }  # fmt: skip
    await acme.order()
    await acme.order()
    after = (await acme.get("/v1/partner/usage")).json()
    day = base.clock.now().date().isoformat()
    assert after["requests"] == [{"day": day, "requests": 4}]
    assert after["productions"] == [
        {"day": day, "accountId": acme.account_id, "productions": 2, "minutesRendered": 0.0, "cost": 0}
    ]
