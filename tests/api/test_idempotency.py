"""One key, one effect: over repeats, races, other bodies, failures and days."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from jarai.base.clock import MovableClock
from jarai.base.ids import new_id
from jarai.productions.tables import production_events, productions, runs
from jarai.wiring import Ground
from partner import ANNA, ENGLISH, US, Partner

ORDER = {"topic": "A bridge", "languageId": ENGLISH, "countryId": US, "avatarId": ANNA, "projectTypeSlug": "test-5s"}


async def order(acme: Partner, key: str, **changes: Any) -> httpx.Response:
    path = f"/v1/accounts/{acme.account_id}/productions"
    return await acme.http.post(path, headers={**acme.headers, "Idempotency-Key": key}, json={**ORDER, **changes})


async def counted(base: Ground) -> tuple[int, int, int]:
    """Productions, events and wanted runs."""
    async with base.database.read() as connection:
        query = [sa.select(sa.func.count()).select_from(table) for table in (productions, production_events, runs)]
        found = [(await connection.execute(each)).scalar_one() for each in query]
    return found[0], found[1], found[2]


async def test_a_repeat_gets_the_first_answer(acme: Partner, base: Ground) -> None:
    first, second = await order(acme, "k"), await order(acme, "k")
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json() == second.json()
    assert first.headers["Location"] == second.headers["Location"]
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"
    assert await counted(base) == (1, 1, 1)
    assert (await order(acme, "another")).json()["productionId"] != first.json()["productionId"]


async def test_two_hundred_at_once_make_one_production(acme: Partner, base: Ground) -> None:
    answers = await asyncio.gather(*(order(acme, "k") for _ in range(200)))
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["productionId"] for answer in answers}) == 1
    assert sum("Idempotency-Replayed" in answer.headers for answer in answers) == 199
    assert await counted(base) == (1, 1, 1)


async def test_equal_json_written_otherwise_is_the_same_body(acme: Partner) -> None:
    first = await order(acme, "k", topic="Brücke")
    path = f"/v1/accounts/{acme.account_id}/productions"
    headers = {**acme.headers, "Idempotency-Key": "k", "Content-Type": "application/json"}
    body = '{ "projectTypeSlug":"test-5s", "avatarId":"%s","countryId":"%s","languageId":"%s","topic":"Br\\u00fccke"}'
    second = await acme.http.post(path, headers=headers, content=body % (ANNA, US, ENGLISH))
    assert second.json() == first.json()


async def test_another_body_is_a_conflict(acme: Partner, base: Ground) -> None:
    await order(acme, "k")
    answer = await order(acme, "k", topic="Another bridge")
    assert (answer.status_code, answer.json()["error"]) == (409, "IDEMPOTENCY_CONFLICT")
    assert await counted(base) == (1, 1, 1)


async def test_a_refusal_is_not_kept(acme: Partner) -> None:
    assert (await order(acme, "k", avatarId=new_id())).status_code == 400
    assert (await order(acme, "k")).status_code == 202


async def test_keys_belong_to_a_partner_a_path_and_a_day(acme: Partner, rival: Partner, base: Ground) -> None:
    assert isinstance(base.clock, MovableClock)
    mine, theirs = await order(acme, "k"), await order(rival, "k")
    assert mine.json()["productionId"] != theirs.json()["productionId"]
    headers = {**acme.headers, "Idempotency-Key": "k"}
    elsewhere = await acme.http.post("/v1/partners/keys", headers=headers, json={"name": "x"})
    assert elsewhere.status_code == 201
    base.clock.move(timedelta(hours=24) - timedelta(seconds=1))
    assert (await order(acme, "k")).json() == mine.json()
    base.clock.move(timedelta(seconds=1))
    assert (await order(acme, "k")).json()["productionId"] != mine.json()["productionId"]


async def test_a_secret_is_not_shown_again(acme: Partner) -> None:
    headers = {**acme.headers, "Idempotency-Key": "k"}
    first = await acme.http.post("/v1/partners/keys", headers=headers, json={"name": "x"})
    second = await acme.http.post("/v1/partners/keys", headers=headers, json={"name": "x"})
    assert second.status_code == 201
    assert second.json() == {**first.json(), "apiKey": None}
    assert len((await acme.get("/v1/partners/keys")).json()["keys"]) == 2
    hook = {"endpointUrl": "https://example.com/hook", "eventTypes": ["production.queued"]}
    answers = [await acme.http.post("/v1/webhooks", headers=headers, json=hook) for _ in range(2)]
    shown, hidden = ({name for name, value in each.json().items() if value is None} for each in answers)
    assert hidden - shown == {"signingSecret", "standardWebhooksSecret"}


@pytest.mark.parametrize("key", ["", "x" * 256, "naïve", "a\tb"])
async def test_a_key_that_is_none_is_refused(acme: Partner, key: str) -> None:
    headers = httpx.Headers([(b"X-API-Key", acme.key.encode()), (b"Idempotency-Key", key.encode("latin-1"))])
    answer = await acme.http.post(f"/v1/accounts/{acme.account_id}/productions", headers=headers, json=ORDER)
    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] == "Idempotency-Key"
