"""The event stream of productions that have ended: replays, the end, and how many may be open. Live ones: tests/story."""

import asyncio
import json
from collections.abc import AsyncIterator, MutableMapping
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi import FastAPI

from jarai.access.keys import Caller
from jarai.access.tables import open_streams
from jarai.base.clock import MovableClock
from jarai.base.errors import LimitReached
from jarai.productions.stream import Streams
from jarai.settings import Settings
from jarai.wiring import Ground, ground
from partner import Partner


@pytest.fixture
async def other_process(base: Ground, settings: Settings) -> AsyncIterator[Ground]:
    """A second studio over the same databases and clock."""
    made = ground(settings, base.clock)
    yield made
    await made.close()


@pytest.fixture
async def production_id(acme: Partner) -> str:
    """A production that goes on."""
    found: str = (await acme.order()).json()["productionId"]
    return found


def streams_of(base: Ground, comment: float = 15.0) -> Streams:
    return Streams(base.database, base.access.traffic, look=0.01, comment=comment)


def move(base: Ground, seconds: float) -> None:
    assert isinstance(base.clock, MovableClock)
    base.clock.move(timedelta(seconds=seconds))


async def seen(base: Ground) -> list[int]:
    """When each stream that is counted was last heard of."""
    async with base.access.traffic.database.read() as connection:
        return list((await connection.execute(sa.select(open_streams.c.seen_at))).scalars())


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
    stream = await streams_of(base).open(Caller(acme.partner_id, "k"), production_id, None)
    assert stream is not None
    told = messages((await anext(stream)).decode())
    await acme.delete(f"/v1/productions/{production_id}")
    async for message in stream:
        told += messages(message.decode())
    assert [each["event"] for each in told] == ["snapshot", "production.cancelled"]
    assert told[0]["data"]["status"] == "Queued"


async def test_two_processes_share_the_ten_and_a_closed_one_makes_room(
    acme: Partner, rival: Partner, production_id: str, base: Ground, other_process: Ground
) -> None:
    caller = Caller(acme.partner_id, "k")
    here, there = streams_of(base), streams_of(other_process)
    opened: list[Any] = [await (here, there)[number % 2].open(caller, production_id, None) for number in range(10)]
    await asyncio.gather(*(anext(each) for each in opened))
    for streams in (here, there):
        with pytest.raises(LimitReached):
            await streams.open(caller, production_id, None)
    theirs = (await rival.order()).json()["productionId"]
    assert await here.open(Caller(rival.partner_id, "k"), theirs, None) is not None, "the ten are a partner's"
    await opened[0].aclose()
    opened.append(await there.open(caller, production_id, None))
    with pytest.raises(LimitReached):
        await here.open(caller, production_id, None)
    for each in opened[1:]:
        await each.aclose()


async def test_many_at_once_are_counted_exactly(
    acme: Partner, production_id: str, base: Ground, other_process: Ground
) -> None:
    both, caller = (streams_of(base), streams_of(other_process)), Caller(acme.partner_id, "k")

    async def opened(streams: Streams) -> bool:
        try:
            await streams.open(caller, production_id, None)
        except LimitReached:
            return False
        return True

    assert sum(await asyncio.gather(*(opened(both[number % 2]) for number in range(40)))) == 10


async def test_streams_of_a_killed_process_make_room_after_45_seconds(
    acme: Partner, production_id: str, base: Ground, other_process: Ground
) -> None:
    """They are opened, and nothing more is heard of them."""
    here, killed, caller = streams_of(base), streams_of(other_process), Caller(acme.partner_id, "k")
    for _ in range(10):
        await killed.open(caller, production_id, None)
    move(base, 44.999)
    with pytest.raises(LimitReached):
        await here.open(caller, production_id, None)
    move(base, 0.001)
    assert await here.open(caller, production_id, None) is not None
    assert len(await seen(base)) == 1


async def test_a_stream_that_lives_stays_counted(acme: Partner, production_id: str, base: Ground) -> None:
    streams, caller = streams_of(base, comment=0.01), Caller(acme.partner_id, "k")
    stream: Any = await streams.open(caller, production_id, None)
    await anext(stream)
    for _ in range(3):
        move(base, 30)
        now = round(base.clock.now().timestamp() * 1_000_000)
        async with asyncio.timeout(20):
            while await seen(base) != [now]:
                await anext(stream)
    for _ in range(9):
        await streams.open(caller, production_id, None)
    with pytest.raises(LimitReached):
        await streams.open(caller, production_id, None)
    await stream.aclose()


async def test_one_that_could_not_be_renewed_in_time_is_counted_again(acme: Partner, base: Ground) -> None:
    traffic = base.access.traffic
    stream_id = await traffic.open_stream(acme.partner_id, 1)
    move(base, 45)
    await traffic.prepare()
    assert await seen(base) == []
    await traffic.renew_stream(acme.partner_id, stream_id)
    with pytest.raises(LimitReached):
        await traffic.open_stream(acme.partner_id, 1)
    await traffic.close_stream(stream_id)
    await traffic.open_stream(acme.partner_id, 1)


async def test_a_stream_goes_on_and_ends_where_it_can_not_be_counted(
    acme: Partner, production_id: str, base: Ground
) -> None:
    """The table is away for that time. What is left of the stream in it ends by its time."""

    async def rename(name: str, new_name: str) -> None:
        async with base.access.traffic.database.write() as connection:
            await connection.execute(sa.text(f"ALTER TABLE {name} RENAME TO {new_name}"))

    stream: Any = await streams_of(base, comment=0.01).open(Caller(acme.partner_id, "k"), production_id, None)
    await anext(stream)
    await rename("traffic_open_streams", "away")
    assert [await anext(stream) for _ in range(3)] == [b": still here\n\n"] * 3
    await stream.aclose()
    await rename("away", "traffic_open_streams")
    assert len(await seen(base)) == 1


@pytest.mark.parametrize("reads", [True, False], ids=["reading", "stalled"])
async def test_a_reader_that_hangs_up_makes_room(
    acme: Partner, production_id: str, app: FastAPI, base: Ground, *, reads: bool
) -> None:
    """As a server tells the app of it, which cancels what the stream waits for: the next look, or that its message leaves."""
    headers = [(b"x-api-key", acme.key.encode()), (b"host", b"studio")]
    path = f"/v1/productions/{production_id}/events"
    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "",
        "headers": headers, "client": ("127.0.0.1", 5000), "server": ("studio", 80),
    }  # fmt: skip
    told, counted = asyncio.Event(), []

    async def receive() -> MutableMapping[str, Any]:
        await told.wait()
        return {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.body":
            counted.append(len(await seen(base)))
            told.set()
            if not reads:
                await asyncio.Event().wait()

    await app(scope, receive, send)
    assert counted[0] == 1
    async with asyncio.timeout(20):
        while await seen(base):
            pass


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
