"""Rate limits: the windows of the contract, their headers, and counts that hold over processes and restarts."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from jarai.access.traffic import Traffic
from jarai.api import build_app
from jarai.base.clock import MovableClock
from jarai.base.errors import RateLimitExceeded
from jarai.settings import Settings, read_settings
from jarai.wiring import Ground, ground
from partner import Partner, new_partner

LIMITS = ("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Small tiers, and limits for addresses."""
    plain = read_settings({"JARAI_TIERS": "Small=5/12/3", "JARAI_DEFAULT_TIER": "Small"})
    return dataclasses.replace(settings, tiers=plain.tiers, default_tier="Small", requests_per_address=8)


@pytest.fixture
async def other_process(base: Ground, settings: Settings) -> AsyncIterator[Ground]:
    """A second studio over the same databases and clock."""
    made = ground(settings, base.clock)
    yield made
    await made.close()


def clock_of(base: Ground) -> MovableClock:
    assert isinstance(base.clock, MovableClock)
    return base.clock


async def test_the_minute_rolls_and_its_headers_tell(acme: Partner, base: Ground) -> None:
    began = int(base.clock.now().timestamp())
    for left in (4, 3, 2, 1, 0):
        answer = await acme.get("/v1/accounts")
        assert [answer.headers[name] for name in LIMITS] == ["5", str(left), str(began + 60)]
        clock_of(base).move(timedelta(seconds=1))
    refused = await acme.get("/v1/accounts")
    assert (refused.status_code, refused.json()["error"]) == (429, "RATE_LIMIT_EXCEEDED")
    assert refused.json()["retryAfterSeconds"] == int(refused.headers["Retry-After"]) == 55
    assert [refused.headers[name] for name in LIMITS] == ["5", "0", str(began + 60)]
    clock_of(base).move(timedelta(seconds=54.5))
    assert (await acme.get("/v1/accounts")).status_code == 429
    clock_of(base).move(timedelta(seconds=0.5))
    assert (await acme.get("/v1/accounts")).status_code == 200, "the first has left the window"
    assert (await acme.get("/v1/accounts")).status_code == 429, "the second has not"


async def test_refusals_come_before_scopes_and_bodies_and_carry_no_limits(acme: Partner) -> None:
    wrong = await acme.post("/v1/partners/keys", {"nonsense": 1})
    assert wrong.status_code == 400
    assert not any(name in wrong.headers for name in LIMITS)
    for _ in range(4):
        await acme.get("/v1/accounts")
    assert (await acme.post("/v1/partners/keys", {"nonsense": 1})).status_code == 429


async def test_the_day_turns_at_midnight(acme: Partner, base: Ground) -> None:
    for number in range(12):
        assert (await acme.get("/v1/accounts")).status_code == 200, number
        clock_of(base).move(timedelta(minutes=2))
    refused = await acme.get("/v1/accounts")
    assert refused.status_code == 429
    assert refused.headers["X-RateLimit-Limit"] == "12"
    assert refused.json()["retryAfterSeconds"] == (12 * 60 - 24) * 60, "it is 12:24; midnight is 11 h 36 min away"
    clock_of(base).move(timedelta(hours=11, minutes=35, seconds=59))
    assert (await acme.get("/v1/accounts")).status_code == 429
    clock_of(base).move(timedelta(seconds=1))
    assert (await acme.get("/v1/accounts")).status_code == 200


async def test_productions_a_day_of_an_account(acme: Partner, base: Ground) -> None:
    for number in range(3):
        answer = await acme.order()
        assert answer.status_code == 202, number
    clock_of(base).move(timedelta(minutes=2))
    refused = await acme.order()
    assert refused.status_code == 429
    assert (refused.headers["X-RateLimit-Limit"], refused.headers["X-RateLimit-Remaining"]) == ("3", "0")
    assert "3 productions" in refused.json()["message"]
    clock_of(base).move(timedelta(hours=12))
    assert (await acme.order()).status_code == 202


async def test_counts_hold_over_processes_that_start_again(acme: Partner, other_process: Ground) -> None:
    """Half of the requests go to another process, which then is gone."""
    transport = httpx.ASGITransport(build_app(other_process))
    async with httpx.AsyncClient(transport=transport, base_url="http://studio") as there:
        elsewhere = dataclasses.replace(acme, http=there)
        answers = await asyncio.gather(*((acme, elsewhere)[number % 2].get("/v1/accounts") for number in range(20)))
    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [429] * 15
    assert (await acme.get("/v1/accounts")).status_code == 429


async def test_two_partners_have_windows_of_their_own(acme: Partner, rival: Partner) -> None:
    for _ in range(5):
        assert (await acme.get("/v1/accounts")).status_code == 200
    assert (await acme.get("/v1/accounts")).status_code == 429
    assert (await rival.get("/v1/accounts")).status_code == 200


async def test_many_at_once_are_counted_exactly(base: Ground) -> None:
    async def admitted(traffic: Traffic) -> bool:
        try:
            await traffic.admit("somebody", 37)
        except RateLimitExceeded:
            return False
        return True

    assert sum(await asyncio.gather(*(admitted(base.access.traffic) for _ in range(100)))) == 37


async def test_an_address_without_a_key_is_limited(http: httpx.AsyncClient) -> None:
    statuses = [(await http.get("/v1/countries")).status_code for _ in range(10)]
    assert statuses == [200] * 8 + [429] * 2
    forwarded = await http.get("/v1/countries", headers={"X-Forwarded-For": "203.0.113.9"})
    assert forwarded.status_code == 429, "nobody said that this proxy is to be trusted"
    assert (await http.get("/v1/health")).status_code == 200


async def test_a_trusted_proxy_tells_the_address(base: Ground, settings: Settings) -> None:
    proxies = read_settings({"JARAI_TRUSTED_PROXIES": "127.0.0.0/8, 10.0.0.1"}).trusted_proxies
    behind = ground(dataclasses.replace(settings, trusted_proxies=proxies), base.clock)
    transport = httpx.ASGITransport(build_app(behind), client=("127.0.0.1", 5000))
    async with httpx.AsyncClient(transport=transport, base_url="http://studio") as there:
        for told, allowed in (("203.0.113.9", 8), ("6.6.6.6, 203.0.113.10", 8), ("7.7.7.7, 203.0.113.10, 10.0.0.1", 0)):
            headers = {"X-Forwarded-For": told}
            statuses = [(await there.get("/v1/countries", headers=headers)).status_code for _ in range(9)]
            assert statuses.count(200) == allowed, told
    await behind.close()


async def test_one_mailbox_is_sent_three_links_a_minute(http: httpx.AsyncClient, base: Ground) -> None:
    body = {"organisationName": "Acme", "contactEmail": "api@acme.example", "contactName": "Jane"}
    for status in (202, 202, 202, 429):
        assert (await http.post("/v1/partners/register", json=body)).status_code == status
    clock_of(base).move(timedelta(seconds=61))
    assert (await http.post("/v1/partners/register", json=body)).status_code == 202


@pytest.mark.parametrize("text", ["Standard", "Standard=1/2", "Standard=0/1/1", "=1/1/1", "Standard=a/1/1"])
def test_tiers_that_are_none_are_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match="JARAI_TIERS: "):
        read_settings({"JARAI_TIERS": text})


async def test_without_limits_there_are_no_headers(base: Ground, settings: Settings) -> None:
    free = ground(dataclasses.replace(settings, default_tier="Unlimited"), base.clock)
    transport = httpx.ASGITransport(build_app(free))
    async with httpx.AsyncClient(transport=transport, base_url="http://studio") as there:
        partner = await new_partner(there, base.database, "free@example.com")
        answers = [await partner.get("/v1/accounts") for _ in range(7)]
    assert all(answer.status_code == 200 and LIMITS[0] not in answer.headers for answer in answers)
    await free.close()
