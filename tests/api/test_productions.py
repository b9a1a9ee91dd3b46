import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa

from jarai.base.clock import MovableClock
from jarai.base.ids import is_uuid
from jarai.productions.runs import runs_in
from jarai.productions.tables import production_events
from jarai.wiring import Ground
from partner import Partner

STEP_NAMES = [
    "ProductionBriefGenerator",
    "NarrativeGenerator",
    "SequenceBeatGenerator",
    "SceneScriptGenerator",
    "ImageAcquisition",
    "ImageAnalyser",
    "ImageProducer",
    "VoiceoverProducer",
    "SoundtrackProducer",
    "VideoComposer",
    "PlatformVariantProducer",
    "SEOGenerator",
    "AttributionPackager",
    "DeliverablePackager",
    "GateEvaluator",
]


async def events_of(base: Ground, production_id: str) -> list[tuple[int, str]]:
    query = sa.select(production_events).where(production_events.c.production_id == production_id)
    async with base.database.read() as connection:
        rows = (await connection.execute(query.order_by(production_events.c.sequence_number))).all()
    return [(row.sequence_number, row.event_type) for row in rows]


async def test_accepting_writes_row_event_and_start_record(acme: Partner, base: Ground) -> None:
    answer = await acme.order()
    body = answer.json()
    assert answer.status_code == 202
    assert body["status"] == "Queued"
    assert is_uuid(body["productionId"])
    assert answer.headers["Location"] == f"/v1/productions/{body['productionId']}"
    assert [step["name"] for step in body["steps"]] == STEP_NAMES
    assert {step["status"] for step in body["steps"]} == {"Pending"}
    assert (body["progress"], body["currentStep"]) == (0, "ProductionBriefGenerator")
    assert body["expiresAt"] == "2026-11-23T12:10:00.000Z"
    assert await events_of(base, body["productionId"]) == [(1, "production.queued")]
    async with base.database.read() as connection:
        (run,) = await runs_in(connection, "Wanted")
    assert run.run_id == f"produce-{body['productionId']}-v1"


async def test_a_production_nobody_picks_up_expires(acme: Partner, base: Ground) -> None:
    assert isinstance(base.clock, MovableClock)
    production_id = (await acme.order()).json()["productionId"]
    base.clock.move(timedelta(minutes=10, seconds=-1))
    assert (await acme.get(f"/v1/productions/{production_id}")).json()["status"] == "Queued"
    base.clock.move(timedelta(seconds=1))
    status = (await acme.get(f"/v1/productions/{production_id}")).json()
    assert (status["status"], status["errorCode"]) == ("Failed", "PRODUCTION_EXPIRED")
    assert (await acme.delete(f"/v1/productions/{production_id}")).status_code == 409
    assert await events_of(base, production_id) == [(1, "production.queued"), (2, "production.failed")]


async def test_cancelling_twice_is_refused(acme: Partner, base: Ground) -> None:
    production_id = (await acme.order()).json()["productionId"]
    assert (await acme.delete(f"/v1/productions/{production_id}")).json()["status"] == "Cancelled"
    again = await acme.delete(f"/v1/productions/{production_id}")
    assert (again.status_code, again.json()["error"]) == (409, "INVALID_STATE")
    assert await events_of(base, production_id) == [(1, "production.queued"), (2, "production.cancelled")]


async def test_of_racing_cancels_one_wins(acme: Partner, base: Ground) -> None:
    production_id = (await acme.order()).json()["productionId"]
    answers = await asyncio.gather(*(acme.delete(f"/v1/productions/{production_id}") for _ in range(10)))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 9
    assert len(await events_of(base, production_id)) == 2


@pytest.mark.parametrize(("verb", "body"), [("approve", {}), ("reject", {"reason": "no"})])
async def test_nothing_can_be_decided_before_it_waits(acme: Partner, verb: str, body: dict[str, str]) -> None:
    production_id = (await acme.order()).json()["productionId"]
    answer = await acme.post(f"/v1/productions/{production_id}/{verb}", body)
    assert (answer.status_code, answer.json()["error"]) == (409, "INVALID_STATE")
    early = await acme.get(f"/v1/productions/{production_id}/deliverables")
    assert (early.status_code, early.json()["error"]) == (409, "DELIVERABLES_NOT_READY")


async def test_the_list_pages_through_everything_once(acme: Partner) -> None:
    ids = [(await acme.order()).json()["productionId"] for _ in range(5)]
    path = f"/v1/accounts/{acme.account_id}/productions"
    seen: list[str] = []
    cursor = None
    while True:
        page = (await acme.get(f"{path}?limit=2" + (f"&cursor={cursor}" if cursor else ""))).json()
        seen += [each["productionId"] for each in page["productions"]]
        cursor = page["nextCursor"]
        if cursor is None:
            break
    assert sorted(seen) == sorted(ids)
    assert (await acme.get(f"{path}?status=Published")).json()["productions"] == []
    assert (await acme.get(f"{path}?cursor=rubbish")).status_code == 400
    assert (await acme.get(f"{path}?limit=101")).status_code == 400
    assert (await acme.get(f"{path}?status=Nowhere")).status_code == 400
