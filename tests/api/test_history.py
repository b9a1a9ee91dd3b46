"""A partner's request history: what was asked, what was answered, under which correlation id; a week long, their own."""

from datetime import timedelta

from jarai.base.clock import MovableClock
from jarai.wiring import Ground
from partner import Partner

PATH = "/v1/partner/requests"


async def test_every_request_is_found_with_its_answer(acme: Partner) -> None:
    headers = {**acme.headers, "X-Correlation-Id": "night-7"}
    await acme.http.get("/v1/productions/nothing", headers=headers)
    await acme.http.post(f"/v1/accounts/{acme.account_id}/productions", headers=headers, json={"topic": ""})
    await acme.http.post(f"/v1/accounts/{acme.account_id}/productions", headers=headers, content=b"{")
    created = await acme.order()
    told = (await acme.get(f"{PATH}?correlationId=night-7")).json()["requests"]
    made = f"/v1/accounts/{acme.account_id}/productions"
    assert sorted((each["method"], each["path"], each["status"], each["error"]) for each in told) == [
        ("GET", "/v1/productions/nothing", 404, "NOT_FOUND"),
        ("POST", made, 400, "INVALID_REQUEST"),
        ("POST", made, 415, "UNSUPPORTED_MEDIA_TYPE"),
    ]
    own = (await acme.get(f"{PATH}?correlationId={created.headers['x-correlation-id']}")).json()["requests"]
    assert [(each["status"], each["error"]) for each in own] == [(202, None)]
    assert own[0]["milliseconds"] >= 0


async def test_pages_and_times(acme: Partner, base: Ground) -> None:
    assert isinstance(base.clock, MovableClock)
    for _ in range(5):
        await acme.get("/v1/accounts")
        base.clock.move(timedelta(minutes=1))
    seen, cursor = [], ""
    while cursor is not None:
        found = (await acme.get(f"{PATH}?limit=2{f'&cursor={cursor}' if cursor else ''}")).json()
        seen += [each["requestId"] for each in found["requests"] if each["path"] == "/v1/accounts"]
        cursor = found["nextCursor"]
    assert len(seen) == len(set(seen)) == 5
    late = (await acme.get(f"{PATH}?since=2026-11-23T12:03:00Z&limit=100")).json()["requests"]
    assert len([each for each in late if each["path"] == "/v1/accounts"]) == 2
    base.clock.move(timedelta(days=8))
    assert len((await acme.get(PATH)).json()["requests"]) <= 1


async def test_hostile_addresses_are_kept_as_they_were_written(acme: Partner) -> None:
    await acme.get("/v1/productions/%00%F0%9F%8E%AC")
    await acme.get(f"{PATH}?correlationId=%00")
    kept = {(each["path"], each["status"]) for each in (await acme.get(PATH)).json()["requests"]}
    assert kept >= {("/v1/productions/%00%F0%9F%8E%AC", 404), (PATH, 400)}


async def test_nobody_sees_anothers(acme: Partner, rival: Partner) -> None:
    await acme.get("/v1/accounts")
    assert (await rival.get(PATH)).json()["requests"] == []
