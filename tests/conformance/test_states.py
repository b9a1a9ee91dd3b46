"""Section 4, the states: which there are, which change is allowed, how each end comes about."""

import asyncio
from typing import get_args

import pytest
import sqlalchemy as sa

from conformance.rows import item, numbers_in, on, refused, row
from conformance.stages import (
    FAILED_CHECK,
    WAYS,
    connect_platform,
    distribute,
    events,
    finished,
    move,
    staged,
    status_of,
    with_key,
)
from jarai.accounts.queries import set_auto_publish
from jarai.accounts.tables import platform_connections
from jarai.productions.expire import expire_due
from jarai.productions.runs import cancelled_runs
from jarai.productions.states import TERMINAL, Status, change_state
from jarai.settings import read_settings
from jarai.wiring import Ground
from partner import Partner
from records import checked

NAMES = item("4", "States").names


def arrow(earlier: str, later: str) -> bool:
    """Whether the page draws an arrow, straight on or to an end."""
    *way, failed, cancelled = NAMES
    if earlier in {way[-1], failed, cancelled}:
        return False
    straight = earlier in way and later in way and way.index(later) == way.index(earlier) + 1
    return straight or later in {failed, cancelled}


@row("4", "States")
def test_the_states_are_these() -> None:
    assert get_args(Status) == tuple(NAMES)
    assert set(TERMINAL) == set(NAMES[-3:])
    assert "last three are terminal" in item("4", "States").text


@row("4", "A status never leaves a terminal")
async def test_no_way_leads_out_of_an_end_and_one_leads_back(acme: Partner, base: Ground) -> None:
    """Every pair of states, tried by the one function that changes them."""
    backward = tuple(item("4", "A status never leaves a terminal").names)
    allowed = set()
    for status in WAYS:
        production = await staged(acme, base, status)
        for wanted in NAMES:
            async with base.database.write() as connection:
                if await change_state(connection, production, wanted, base.clock.now()):  # type: ignore[arg-type]
                    allowed.add((status, wanted))
                await connection.rollback()
    drawn = {(earlier, later) for earlier in NAMES for later in NAMES if arrow(earlier, later)}
    straight_to_the_end = ("AwaitingApproval", "Published")  # with nothing connected
    assert allowed - drawn == {backward, straight_to_the_end}
    assert drawn - allowed == {("AwaitingApproval", "Failed")}, "what awaits approval is cancelled, never failed"


@row("4", "Not picked up by expiresAt")
@on("sqlite", "postgres")
async def test_what_nobody_picks_up_fails_and_is_not_started(acme: Partner, base: Ground) -> None:
    """The setting: `JARAI_EXPIRES_SECONDS`."""
    rule = item("4", "Not picked up by expiresAt")
    field, _, code, _ = rule.names
    minutes = numbers_in(rule.text)[0]
    assert read_settings({}).expires_seconds == minutes * 60
    waiting, begun = await staged(acme, base, "Queued"), await staged(acme, base, "Producing")
    swept = await staged(acme, base, "Queued")
    move(base, minutes=minutes, milliseconds=-1)
    assert (await status_of(acme, waiting))["status"] == "Queued"
    assert (await status_of(acme, waiting))[field] > "2026"
    move(base, milliseconds=1)
    body = await status_of(acme, waiting)
    assert (body["status"], body["errorCode"], body["errorRetryable"]) == ("Failed", code, True)
    assert (await status_of(acme, begun))["status"] == "Producing"
    assert await expire_due(base.database, base.clock.now()) == 0, "reading one expired all that were due"
    assert (await status_of(acme, swept))["status"] == "Failed"
    async with base.database.write() as connection:
        assert not await change_state(connection, waiting, "Producing", base.clock.now())
        assert {each.production_id for each in await cancelled_runs(connection)} == {waiting, swept}
    assert (await events(base, waiting))[-1]["eventType"] == "production.failed"


@row("4", "Rejected")
async def test_a_rejection_cancels_with_its_reason(acme: Partner, base: Ground) -> None:
    production = await finished(acme, base)
    body = (await acme.post(f"/v1/productions/{production}/reject", {"reason": "The second figure is old."})).json()
    (status,) = item("4", "Rejected").names
    assert (body["status"], body["errorCode"], body["errorMessage"]) == (
        status,
        "REJECTED",
        "The second figure is old.",
    )
    assert (await events(base, production))[-1]["data"]["reason"] == "The second figure is old."


@row("4", "An account may auto-publish")
@on("sqlite", "postgres")
async def test_an_account_publishes_by_itself_what_its_gate_passed(acme: Partner, base: Ground) -> None:
    """Crashes: tests/api/test_auto_publish.py::test_a_crash_before_the_commit_changes_nothing."""
    (waiting,) = item("4", "An account may auto-publish").names
    tester = await with_key(acme, test=True)
    asked = await finished(acme, base)
    assert (await status_of(acme, asked))["status"] == waiting
    async with base.database.write() as connection:
        await set_auto_publish(connection, acme.account_id, auto_publish=True)
    production = await finished(acme, base)
    assert (await status_of(acme, production))["status"] == "Distributing"
    told = [each["eventType"] for each in await events(base, production)]
    assert told[-3:] == ["production.awaiting_approval", "deliverable.ready", "production.distributing"]
    (decision,) = (await acme.get(f"/v1/productions/{production}/timeline")).json()["acts"]
    assert (await checked(acme.http, decision["record"]))["automatic"] is True
    for partner, checks, draft in ((acme, [FAILED_CHECK], False), (acme, [], True), (tester, [], False)):
        kept = await finished(partner, base, *checks, draft=draft)
        assert (await status_of(partner, kept))["status"] == waiting
    assert (await status_of(acme, asked))["status"] == waiting, "what waited already is somebody's to decide"


@row("4", "With nothing connected, approval goes straight")
@pytest.mark.parametrize("status", ["Disconnected", "NeedsAttention"])
async def test_with_nothing_connected_approved_is_published(acme: Partner, base: Ground, status: str) -> None:
    async with base.database.write() as connection:
        await connection.execute(sa.update(platform_connections).values(status=status))
    production = await finished(acme, base)
    body = (await acme.post(f"/v1/productions/{production}/approve", {})).json()
    (wanted,) = item("4", "With nothing connected, approval goes straight").names
    assert (body["status"], body["publications"]) == (wanted, [])
    assert (await events(base, production))[-1]["eventType"] == "production.published"


@row("4", "After distribution")
async def test_all_some_and_none_published(acme: Partner, base: Ground) -> None:
    """A real page, taken down and shown again: tests/story/test_production.py::test_published_shown_taken_down_and_shown_again."""
    partial, nothing = [name for name in item("4", "After distribution").names if name.startswith("DISTRIBUTION_")]
    full = await connect_platform(base, acme, "full")
    connections = (await acme.get("/v1/accounts")).json()["accounts"][0]["connectedPlatforms"]
    page = next(each["platformConnectionId"] for each in connections if each["platform"] == "watch-page")
    for chosen, status, code in (
        ([page], "Published", None),
        ([page, full], "Failed", partial),
        ([full], "Failed", nothing),
    ):
        production = await finished(acme, base)
        await acme.post(f"/v1/productions/{production}/approve", {"platformConnectionIds": chosen})
        await distribute(base, production, "full")
        body = await status_of(acme, production)
        assert (body["status"], body["errorCode"]) == (status, code)
        public = {each["platform"] for each in body["publications"] if each["status"] == "Published"}
        assert public == ({"watch-page"} if page in chosen else set())
        files = await acme.get(f"/v1/productions/{production}/deliverables")
        assert (files.status_code, len(files.json()["deliverables"]) > 0) == (200, True)
        if full in chosen:
            await acme.post(f"/v1/productions/{production}/publications/{full}/retry")
            await distribute(base, production)
            again = await status_of(acme, production)
            assert (again["status"], again["errorCode"]) == (status, code)
            assert {each["status"] for each in again["publications"]} == {"Published"}


@row("4", "A must-check that failed still gives")
async def test_a_blocked_gate_waits_and_lets_nothing_out(acme: Partner, base: Ground) -> None:
    """On real files: tests/story/test_edited.py::test_a_figure_without_a_source_blocks_the_gate."""
    should = FAILED_CHECK.model_copy(update={"severity": "should"})
    allowed, blocked = await finished(acme, base, should), await finished(acme, base, FAILED_CHECK, should)
    body = await status_of(acme, blocked)
    status, *_ = item("4", "A must-check that failed still gives").names
    assert (body["status"], body["gate"]["verdict"]) == (status, "Blocked")
    assert [each["id"] for each in body["gate"]["checks"]] == ["loudness", "loudness"]
    answers = await asyncio.gather(*(acme.post(f"/v1/productions/{blocked}/approve", {}) for _ in range(3)))
    for answer in answers:
        refused(answer, "INVALID_STATE")
    assert (await status_of(acme, blocked))["publications"] == []
    assert (await acme.post(f"/v1/productions/{allowed}/approve", {})).status_code == 202
    assert (await acme.post(f"/v1/productions/{blocked}/reject", {"reason": "Too loud"})).status_code == 202
