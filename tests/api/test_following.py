"""Following a production without a worker: patience on the status, the estimate of its end, its timeline."""

import asyncio
from datetime import timedelta

import pytest

from jarai.base.clock import MovableClock
from jarai.productions.states import change_state
from jarai.productions.steps import STEPS, begin_step, record_output
from jarai.productions.wait import patience_of
from jarai.wiring import Ground
from partner import ANNA, ENGLISH, US, Partner


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, 0), ("", 0), ("wait=5", 5), ("respond-async, wait=7", 7), ("WAIT = \"9\"; x=1", 9), ("wait=9999", 60),
        ("await=5", 0), ("wait=-1", 0), ("wait=1.5", 0), ("return=minimal", 0),
    ],
)  # fmt: skip
def test_how_long_a_caller_will_wait(header: str | None, seconds: int) -> None:
    assert patience_of(header) == seconds


async def test_the_answer_comes_when_the_status_changes(acme: Partner) -> None:
    production_id = (await acme.order()).json()["productionId"]
    path, headers = f"/v1/productions/{production_id}", {**acme.headers, "Prefer": "wait=50"}
    waiting = asyncio.create_task(acme.http.get(path, headers=headers, timeout=30))
    assert (await acme.get(path)).json()["status"] == "Queued"
    await acme.delete(path)
    answer = await waiting
    assert (answer.json()["status"], answer.headers["preference-applied"]) == ("Cancelled", "wait=50")
    at_once = await acme.http.get(path, headers=headers)
    assert at_once.json()["status"] == "Cancelled"


async def test_the_end_is_estimated_from_what_the_last_ones_took(acme: Partner, base: Ground) -> None:
    assert isinstance(base.clock, MovableClock)
    first = (await acme.order()).json()["productionId"]
    assert (await acme.get(f"/v1/productions/{first}")).json()["estimatedCompletionAt"] is None
    async with base.database.write() as connection:
        await change_state(connection, first, "Producing", base.clock.now())
        await begin_step(connection, first, 1, STEPS[0][0], "in", base.clock.now())
        base.clock.move(timedelta(seconds=20))
        for name, _ in STEPS:
            await begin_step(connection, first, 1, name, "in", base.clock.now())
            await record_output(connection, first, 1, name, "out", base.clock.now())
        await change_state(connection, first, "AwaitingApproval", base.clock.now())
    waiting = [(await acme.order()).json()["productionId"] for _ in range(2)]
    base.clock.move(timedelta(seconds=1))
    told = [(await acme.get(f"/v1/productions/{each}")).json()["estimatedCompletionAt"] for each in waiting]
    assert told[0] == "2026-11-23T12:00:41.000Z"
    estimate = await acme.post(
        f"/v1/accounts/{acme.account_id}/productions/estimate",
        {"topic": "x", "languageId": ENGLISH, "countryId": US, "avatarId": ANNA, "projectTypeSlug": "test-5s"},
    )
    assert (estimate.json()["secondsToMake"], estimate.json()["ahead"]) == (60, 2)


async def test_the_timeline_tells_steps_events_and_acts(acme: Partner, base: Ground) -> None:
    created = await acme.order()
    production_id = created.json()["productionId"]
    now = base.clock.now()
    async with base.database.write() as connection:
        await change_state(connection, production_id, "Producing", now)
        await begin_step(connection, production_id, 1, STEPS[0][0], "abc", now)
        await record_output(connection, production_id, 1, STEPS[0][0], "def", now)
        await change_state(connection, production_id, "AwaitingApproval", now)
    await acme.post(f"/v1/productions/{production_id}/reject", {"reason": "No"})
    told = (await acme.get(f"/v1/productions/{production_id}/timeline")).json()
    assert told["correlationId"] == created.headers["x-correlation-id"]
    assert (told["steps"][0]["inputSha256"], told["steps"][0]["outputSha256"]) == ("abc", "def")
    assert [each["eventType"].split(".", 1)[1] for each in told["events"]] == [
        "queued", "step.complete", "awaiting_approval", "cancelled",
    ]  # fmt: skip
    assert [(each["version"], each["act"]) for each in told["acts"]] == [(1, "Rejected")]
