"""Accounts that auto-publish: what is approved by the studio, what waits for a person, and that it happens at once."""

from typing import Any

import pytest
import sqlalchemy as sa

from conformance.stages import (
    FAILED_CHECK,
    await_approval,
    distribute,
    events,
    finish,
    finished,
    set_standing,
    status_of,
    with_key,
)
from jarai.accounts.queries import set_auto_publish
from jarai.accounts.tables import accounts, platform_connections
from jarai.rules.model import Check
from jarai.wiring import Ground
from partner import Partner
from powercut import PowerCut, power_cut
from records import checked


async def auto_publish(base: Ground, partner: Partner, *, wanted: bool = True) -> None:
    async with base.database.write() as connection:
        await set_auto_publish(connection, partner.account_id, auto_publish=wanted)


async def told(base: Ground, production: str) -> list[tuple[int, str]]:
    """The numbers and types of the events after those of the fifteen steps."""
    return [(each["sequenceNumber"], each["eventType"]) for each in await events(base, production)][16:]


async def test_what_passes_its_gate_goes_out_without_a_person(acme: Partner, base: Ground) -> None:
    await auto_publish(base, acme)
    production = await finished(acme, base)
    body = await status_of(acme, production)
    assert (body["status"], body["gate"]["verdict"]) == ("Distributing", "Passed")
    await distribute(base, production)
    body = await status_of(acme, production)
    assert (body["status"], [each["status"] for each in body["publications"]]) == ("Published", ["Published"])
    assert await told(base, production) == [
        (17, "production.awaiting_approval"), (18, "deliverable.ready"), (19, "production.distributing"),
        (20, "production.published"),
    ]  # fmt: skip


async def test_the_decision_says_that_it_was_automatic_and_is_signed_like_any_other(
    acme: Partner, base: Ground
) -> None:
    await auto_publish(base, acme)
    production = await finished(acme, base)
    await distribute(base, production)
    acts = (await acme.get(f"/v1/productions/{production}/timeline")).json()["acts"]
    files = (await acme.get(f"/v1/productions/{production}/deliverables")).json()["deliverables"]
    digest = next(each["sha256"] for each in files if each["type"] == "ComplianceCertificate")
    assert [(each["act"], each["keyId"]) for each in acts] == [("Approved", None), ("Published", None)]
    for act in acts:
        claims = await checked(acme.http, act["record"])
        assert (claims["automatic"], claims["keyId"]) == (True, None)
        assert [each["sha256"] for each in claims["certificates"]] == [digest]
    decision = await checked(acme.http, acts[0]["record"])
    assert decision["reason"] == "The account auto-publishes what passes its gate."


async def test_with_nothing_connected_it_is_published_at_once(acme: Partner, base: Ground) -> None:
    await auto_publish(base, acme)
    async with base.database.write() as connection:
        await connection.execute(sa.update(platform_connections).values(status="Disconnected"))
    production = await finished(acme, base)
    assert (await status_of(acme, production))["status"] == "Published"
    assert [name for _, name in await told(base, production)] == [
        "production.awaiting_approval", "deliverable.ready", "production.published",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("checks", "order"),
    [((FAILED_CHECK,), {}), ((), {"draft": True})],
    ids=["blocked", "a draft"],
)
async def test_what_may_not_go_out_by_itself_waits(
    acme: Partner, base: Ground, checks: tuple[Check, ...], order: dict[str, Any]
) -> None:
    await auto_publish(base, acme)
    production = await finished(acme, base, *checks, **order)
    body = await status_of(acme, production)
    assert (body["status"], body["publications"]) == ("AwaitingApproval", [])
    assert [name for _, name in await told(base, production)][-1] == "deliverable.ready"


async def test_a_test_production_waits(acme: Partner, base: Ground) -> None:
    await auto_publish(base, acme)
    tester = await with_key(acme, test=True)
    production = await finished(tester, base)
    assert (await status_of(tester, production))["status"] == "AwaitingApproval"
    assert (await tester.post(f"/v1/productions/{production}/approve", {})).json()["status"] == "Published"


async def test_nothing_goes_out_for_who_might_not_ask_for_it(acme: Partner, base: Ground) -> None:
    await auto_publish(base, acme)
    waiting = []
    for account, partner in (("Suspended", "Active"), ("Closed", "Active"), ("Active", "Suspended")):
        production = (await acme.order()).json()["productionId"]
        async with base.database.write() as connection:
            await connection.execute(sa.update(accounts).values(status=account))
        await set_standing(base, acme, status=partner)
        await finish(acme, base, production)
        waiting.append(production)
        async with base.database.write() as connection:
            await connection.execute(sa.update(accounts).values(status="Active"))
        await set_standing(base, acme, status="Active")
    assert [(await status_of(acme, each))["status"] for each in waiting] == ["AwaitingApproval"] * 3
    assert (await acme.post(f"/v1/productions/{waiting[0]}/approve", {})).status_code == 202


async def test_an_account_that_does_not_auto_publish_waits_again(acme: Partner, base: Ground) -> None:
    await auto_publish(base, acme)
    await auto_publish(base, acme, wanted=False)
    production = await finished(acme, base)
    assert (await status_of(acme, production))["status"] == "AwaitingApproval"


async def test_the_account_says_whether_it_does(acme: Partner, base: Ground) -> None:
    for wanted in (False, True):
        await auto_publish(base, acme, wanted=wanted)
        (listed,) = (await acme.get("/v1/accounts")).json()["accounts"]
        assert listed["autoPublish"] is wanted
        assert (await acme.get(f"/v1/accounts/{acme.account_id}")).json() == listed


@pytest.mark.parametrize(
    "statement",
    ["INSERT INTO deliverables", "INSERT INTO decisions", "INSERT INTO publications", "UPDATE runs SET state"],
)
async def test_a_crash_before_the_commit_changes_nothing(acme: Partner, base: Ground, statement: str) -> None:
    await auto_publish(base, acme)
    production = (await acme.order()).json()["productionId"]
    with power_cut(statement) as cut, pytest.raises(PowerCut):
        await finish(acme, base, production)
    assert cut.happened
    assert (await status_of(acme, production))["status"] == "Producing"
    assert await told(base, production) == []
    await await_approval(base, production)
    assert (await status_of(acme, production))["status"] == "Distributing"
    assert [number for number, _ in await told(base, production)] == [17, 18, 19]
    acts = (await acme.get(f"/v1/productions/{production}/timeline")).json()["acts"]
    assert [each["act"] for each in acts] == ["Approved"]
    await distribute(base, production)
    assert (await status_of(acme, production))["status"] == "Published"
