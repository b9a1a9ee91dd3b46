"""Prices, the two budget gates, estimates, batches: what a production costs and when it is refused for it."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from jarai.accounts.queries import set_budget
from jarai.base.clock import MovableClock
from jarai.productions.budget import prices_of
from jarai.productions.states import change_state
from jarai.settings import Settings
from jarai.wiring import Ground
from partner import ANNA, ENGLISH, US, Partner

WISH = {"topic": "Bridge", "languageId": ENGLISH, "countryId": US, "avatarId": ANNA}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A studio where the test type costs 40."""
    return replace(settings, prices=prices_of("EUR", "social-video-30s=150, test-5s=40"))


async def ceiling(base: Ground, acme: Partner, monthly: int | None) -> None:
    async with base.database.write() as connection:
        await set_budget(connection, acme.account_id, monthly)


async def spent(acme: Partner) -> int:
    (budget,) = (await acme.get("/v1/partner/usage")).json()["budgets"]
    found: int = budget["spent"]
    return found


async def test_the_gates_close_at_the_ceiling(acme: Partner, base: Ground) -> None:
    await ceiling(base, acme, 100)
    assert [(await acme.order()).status_code for _ in range(2)] == [202, 202]
    passed = await acme.order()
    assert (passed.status_code, passed.json()["error"]) == (409, "BUDGET_GATE_2_FAILED")
    await ceiling(base, acme, 80)
    reached = await acme.order()
    assert (reached.status_code, reached.json()["error"]) == (409, "BUDGET_GATE_1_FAILED")
    await ceiling(base, acme, None)
    assert (await acme.order()).json()["cost"] == 40
    usage = (await acme.get("/v1/partner/usage")).json()
    assert usage["currency"] == "EUR"
    assert usage["budgets"] == [{"accountId": acme.account_id, "spent": 120, "monthlyBudget": None}]
    assert [(each["productions"], each["cost"]) for each in usage["productions"]] == [(3, 120)]


async def test_of_many_at_once_no_more_than_the_ceiling_pays(acme: Partner, base: Ground) -> None:
    await ceiling(base, acme, 100)
    answers = await asyncio.gather(*(acme.order() for _ in range(12)))
    assert sorted(each.status_code for each in answers) == [202, 202, *[409] * 10]
    assert await spent(acme) == 80


async def test_what_was_not_finished_costs_nothing(acme: Partner, base: Ground) -> None:
    await ceiling(base, acme, 40)
    first = (await acme.order()).json()["productionId"]
    assert (await acme.order()).status_code == 409
    await acme.delete(f"/v1/productions/{first}")
    assert await spent(acme) == 0
    second = (await acme.order()).json()["productionId"]
    now = base.clock.now()
    async with base.database.write() as connection:
        await change_state(connection, second, "Producing", now)
        await change_state(connection, second, "AwaitingApproval", now)
    await acme.post(f"/v1/productions/{second}/reject", {"reason": "No"})
    assert await spent(acme) == 40


async def test_a_month_and_a_test_key_begin_anew(acme: Partner, base: Ground) -> None:
    await ceiling(base, acme, 40)
    assert (await acme.order()).status_code == 202
    key = (await acme.post("/v1/partners/keys", {"name": "trial", "test": True})).json()["apiKey"]
    assert (await replace(acme, key=key).order()).json()["cost"] == 0
    assert (await acme.order()).status_code == 409
    assert isinstance(base.clock, MovableClock)
    base.clock.move(timedelta(days=8))  # noon of 1 December
    assert (await acme.order()).status_code == 202


async def test_an_estimate_is_checked_like_a_request_and_makes_nothing(acme: Partner, base: Ground) -> None:
    await ceiling(base, acme, 500)
    path = f"/v1/accounts/{acme.account_id}/productions/estimate"
    told = (await acme.post(path, WISH | {"projectTypeSlug": "social-video-30s"})).json()
    assert told == {
        "projectTypeSlug": "social-video-30s", "durationSeconds": 30, "secondsToMake": None, "ahead": 0, "cost": 150,
        "currency": "EUR", "spentThisMonth": 0, "monthlyBudget": 500,
    }  # fmt: skip
    wrong = await acme.post(path, WISH | {"projectTypeSlug": "film"})
    assert (wrong.status_code, wrong.json()["details"][0]["field"]) == (400, "projectTypeSlug")
    assert (await acme.get(f"/v1/accounts/{acme.account_id}/productions")).json()["productions"] == []


async def test_each_of_a_batch_is_accepted_or_refused_by_itself(acme: Partner, base: Ground) -> None:
    await ceiling(base, acme, 80)
    wish = WISH | {"projectTypeSlug": "test-5s"}
    asked: list[dict[str, Any]] = [wish, {"topic": 5}, wish | {"avatarId": US}, wish, wish]
    answer = await acme.post(f"/v1/accounts/{acme.account_id}/productions/batch", {"productions": asked})
    assert answer.status_code == 202
    results = answer.json()["results"]
    assert [(each["index"], each["status"]) for each in results] == [(0, 202), (1, 400), (2, 400), (3, 202), (4, 409)]
    assert {each["field"] for each in results[1]["refusal"]["details"]} == {
        "topic", "languageId", "countryId", "avatarId",
    }  # fmt: skip
    assert results[2]["refusal"]["details"][0]["field"] == "avatarId"
    assert results[4]["refusal"]["error"] == "BUDGET_GATE_1_FAILED"
    listed = (await acme.get(f"/v1/accounts/{acme.account_id}/productions")).json()["productions"]
    assert {each["productionId"] for each in listed} == {
        results[index]["production"]["productionId"] for index in (0, 3)
    }


async def test_a_batch_under_one_idempotency_key_is_made_once(acme: Partner) -> None:
    body = {"productions": [WISH | {"projectTypeSlug": "test-5s"}] * 3}
    path, headers = f"/v1/accounts/{acme.account_id}/productions/batch", {**acme.headers, "Idempotency-Key": "b1"}
    first = await acme.http.post(path, headers=headers, json=body)
    again = await acme.http.post(path, headers=headers, json=body)
    assert first.json() == again.json()
    assert len((await acme.get(f"/v1/accounts/{acme.account_id}/productions")).json()["productions"]) == 3


@pytest.mark.parametrize("text", ["x", "a=-1", "a=1.5", "=4", "a=9999999999"])
def test_a_wrong_price_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="PROJECT_TYPE=PRICE"):
        prices_of("EUR", text)


async def test_another_accounts_batch_is_refused_whole(rival: Partner, acme: Partner) -> None:
    path = f"/v1/accounts/{acme.account_id}/productions/batch"
    answer = await rival.post(path, {"productions": [WISH]})
    assert (answer.status_code, answer.json()["error"]) == (403, "INSUFFICIENT_SCOPE")
