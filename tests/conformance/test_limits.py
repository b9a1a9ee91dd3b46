"""Section 1, limits and scopes: the windows at their edges, their headers, what addresses may, what keys may."""

import dataclasses
from datetime import timedelta

from conformance.rows import Item, each_row, item, number, numbers_in, on, refused, row
from conformance.stages import asked_before, clock_of, move, set_standing, staged, with_key
from copies import client
from jarai.access.scopes import ALIASES, SCOPES, permits
from jarai.api import build_app
from jarai.settings import read_settings
from jarai.wiring import Ground, ground
from partner import Partner, new_partner

HEADERS = ("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")


@each_row("1", "Tier")
async def test_a_tier_allows_what_the_table_says_and_no_more(acme: Partner, base: Ground, rule: Item) -> None:
    await set_standing(base, acme, tier=rule.key)
    minute, day = number(rule.cell("per minute")), number(rule.cell("per day"))
    productions = number(rule.cell("productions per day and account"))
    assert minute
    await asked_before(base, acme, minute - 1, 0)
    assert (await acme.get("/v1/accounts")).headers["X-RateLimit-Limit"] == str(minute)
    refused(await acme.get("/v1/accounts"), "RATE_LIMIT_EXCEEDED")
    await asked_before(base, acme, 0, 1_000_000 if day is None else day - 1)
    assert (await acme.get("/v1/accounts")).status_code == 200
    last = await acme.get("/v1/accounts")
    if day is None:
        assert last.status_code == 200
    else:
        refused(last, "RATE_LIMIT_EXCEEDED")
        assert last.headers["X-RateLimit-Limit"] == str(day)
    await asked_before(base, acme, 0, 0)
    answers = [await acme.order() for _ in range(21 if productions is None else productions + 1)]
    assert [each.status_code for each in answers[:-1]] == [202] * (len(answers) - 1)
    assert answers[-1].status_code == (202 if productions is None else 429)
    await asked_before(base, acme, 0, 0)
    limits = (await acme.get("/v1/partner/usage")).json()["limits"]
    assert list(limits.values()) == [rule.key, minute, day, productions]


@row("1", "Rate limits")
async def test_the_minute_rolls_over_all_keys_and_days_turn_at_midnight(acme: Partner, base: Ground) -> None:
    (seconds,) = numbers_in(item("1", "Rate limits").text)
    other = await with_key(acme)
    await set_standing(base, acme, tier="Free")
    move(base, hours=11, minutes=30)
    first_day = [await key.get("/v1/accounts") for key in [acme, other] * 5]
    assert [each.status_code for each in first_day] == [200] * 10
    move(base, seconds=seconds, milliseconds=-1)
    assert refused(await other.get("/v1/accounts"), "RATE_LIMIT_EXCEEDED")["retryAfterSeconds"] == 1
    move(base, milliseconds=1)
    assert (await other.get("/v1/accounts")).status_code == 200
    await asked_before(base, acme, 0, 100)
    left = refused(await acme.get("/v1/accounts"), "RATE_LIMIT_EXCEEDED")["retryAfterSeconds"]
    now = clock_of(base).now()
    assert now + timedelta(seconds=left) == now.replace(hour=0, minute=0, second=0) + timedelta(days=1)
    move(base, seconds=left, milliseconds=-1)
    assert (await acme.get("/v1/accounts")).status_code == 429
    move(base, milliseconds=1)
    assert (await acme.get("/v1/accounts")).status_code == 200


@row("1", "X-RateLimit-Limit, -Remaining, -Reset")
async def test_the_headers_are_on_2xx_and_429_and_nothing_else(acme: Partner, base: Ground) -> None:
    limit, *suffixes = item("1", "X-RateLimit-Limit, -Remaining, -Reset").names
    names = [limit, *(f"X-RateLimit{suffix}" for suffix in suffixes)]
    assert names == list(HEADERS)
    await set_standing(base, acme, tier="Standard")
    narrow = await with_key(acme, scopes=["accounts:read"])
    production = await staged(acme, base, "Cancelled")
    good = [
        await acme.get("/v1/accounts"),
        await acme.order(),
        await acme.get(f"/v1/productions/{production}/events"),
        await acme.post("/v1/partners/keys", {"name": "x"}),
        await acme.delete(f"/v1/partners/keys/{(await acme.post('/v1/partners/keys', {'name': 'y'})).json()['keyId']}"),
    ]
    assert {each.status_code for each in good} == {200, 201, 202, 204}
    left = [int(each.headers[names[1]]) for each in good]
    assert left == sorted(left, reverse=True)
    for answer in good:
        assert answer.headers[names[0]] == "60"
        assert int(answer.headers[names[2]]) == int(base.clock.now().timestamp()) + 60
    bad = [
        await acme.http.get("/v1/accounts"),
        await narrow.get("/v1/partner/requests"),
        await acme.get("/v1/nothing"),
        await acme.get("/v1/productions/x"),
        await acme.http.put("/v1/accounts", headers=acme.headers),
        await acme.post("/v1/partners/keys", {}),
        await acme.post(f"/v1/productions/{production}/approve", {}),
    ]
    assert {each.status_code for each in bad} == {400, 401, 403, 404, 405, 409}
    assert not [each for each in bad if set(map(str.lower, names)) & set(each.headers)]
    await asked_before(base, acme, 60, 0)
    refusal = await acme.get("/v1/accounts")
    assert (refusal.headers[names[1]], refusal.status_code) == ("0", 429)


@row("1", "A self-hoster sets tiers in configuration")
async def test_the_default_tier_and_those_a_self_hoster_sets(base: Ground) -> None:
    plain = read_settings({})
    assert f"new partners {plain.default_tier} " in item("1", "A self-hoster sets tiers in configuration").text
    own = read_settings({"JARAI_TIERS": "Gold=7/-/2", "JARAI_DEFAULT_TIER": "Gold"})
    for settings, limits in ((plain, [plain.default_tier, 60, 2000, 20]), (own, ["Gold", 7, None, 2])):
        made = ground(
            dataclasses.replace(base.settings, tiers=settings.tiers, default_tier=settings.default_tier), base.clock
        )
        async with client(build_app(made)) as http:
            partner = await new_partner(http, made.database, f"a@{settings.default_tier}.example")
            assert list((await partner.get("/v1/partner/usage")).json()["limits"].values()) == limits
        await made.close()


@row("1", "Counters hold across several API processes")
@on("sqlite", "postgres")
async def test_counts_are_shared_refusals_are_not_counted_and_a_stream_is_one(acme: Partner, base: Ground) -> None:
    """Real processes, killed in between: tests/story/test_four_apis.py::test_the_limit_is_exact_over_processes_and_restarts."""
    production = await staged(acme, base, "Cancelled")
    await set_standing(base, acme, tier="Free")
    await asked_before(base, acme, 0, 0)
    other = ground(base.settings, base.clock)
    began = int(base.clock.now().timestamp())
    async with client(build_app(other)) as http:
        elsewhere = dataclasses.replace(acme, http=http)
        stream = await acme.http.get(
            f"/v1/productions/{production}/events", headers={**acme.headers, "Last-Event-ID": "0"}
        )
        assert (stream.status_code, stream.headers[HEADERS[1]], stream.text.count("event: ") > 1) == (200, "9", True)
        move(base, seconds=1)
        left = [(await each.get("/v1/accounts")).headers[HEADERS[1]] for each in [elsewhere, acme] * 4]
        assert left == ["8", "7", "6", "5", "4", "3", "2", "1"]
    await other.close()
    assert (await acme.get("/v1/accounts")).status_code == 200
    for _ in range(5):
        minute = await acme.get("/v1/accounts")
        assert [minute.headers[name] for name in HEADERS] == ["10", "0", str(began + 60)]
    move(base, seconds=59)
    assert (await acme.get("/v1/accounts")).status_code == 200, "those that were refused had not counted"
    await asked_before(base, acme, 0, 100)
    day = await acme.get("/v1/accounts")
    midnight = clock_of(base).now().replace(hour=0, minute=0, second=0) + timedelta(days=1)
    assert [day.headers[name] for name in HEADERS] == ["100", "0", str(int(midnight.timestamp()))]


@row("1", "Unauthenticated endpoints are limited per IP")
async def test_an_address_is_limited_and_who_may_name_another(base: Ground) -> None:
    """Chains of proxies: tests/api/test_limits.py::test_a_trusted_proxy_tells_the_address."""
    header, setting = item("1", "Unauthenticated endpoints are limited per IP").names
    register = {"organisationName": "A", "contactEmail": "nobody", "contactName": "A"}
    proxies = read_settings({setting: "127.0.0.1"}).trusted_proxies
    for trusted in ((), proxies):
        made = ground(dataclasses.replace(base.settings, requests_per_address=6, trusted_proxies=trusted), base.clock)
        async with client(build_app(made)) as http:
            path = "/v1/partners/verify?token=x"
            answers = [await http.post("/v1/partners/register", json=register), await http.get(path)]
            answers += [await http.get(f"/v1/{each}") for each in ("languages", "countries", "project-types")]
            answers += [await http.get("/v1/avatars/x/preview.png")]
            assert 429 not in {each.status_code for each in answers}
            refused(await http.get("/v1/languages"), "RATE_LIMIT_EXCEEDED")
            forwarded = await http.get("/v1/languages", headers={header: "203.0.113.9"})
            assert forwarded.status_code == (200 if trusted else 429)
        await made.close()
        move(base, minutes=1)


@row("1", "Scopes")
async def test_the_scopes_what_they_include_and_a_key_without(acme: Partner) -> None:
    """Every scope at every operation: tests/conformance/test_matrix.py::test_what_a_scope_lets_in."""
    rule = item("1", "Scopes")
    assert tuple(rule.names) == SCOPES
    writes = [name for name in rule.names if f"`{name}` (includes read" in rule.text]
    for name in writes:
        assert permits((name,), name.replace(":write", ":read"))  # type: ignore[arg-type]
    assert writes == ["productions:write", "webhooks:write"]
    for name in rule.names:
        key = await acme.post("/v1/partners/keys", {"name": name, "scopes": [name]})
        assert key.json()["scopes"] == [name]
    unset = (await acme.post("/v1/partners/keys", {"name": "all"})).json()
    assert unset["scopes"] is None
    everything = dataclasses.replace(acme, key=unset["apiKey"])
    for path in ("/v1/accounts", "/v1/webhooks", "/v1/partner/requests", "/v1/events", "/v1/partners/keys"):
        assert (await everything.get(path)).status_code == 200


@row("1", "Legacy names productions:trigger, productions:cancel, webhooks:manage, performance:read")
async def test_the_names_of_before_are_taken(acme: Partner) -> None:
    names = item("1", "Legacy names productions:trigger, productions:cancel, webhooks:manage, performance:read").names
    assert set(names) == set(ALIASES)
    for name in names:
        key = await acme.post("/v1/partners/keys", {"name": "x", "scopes": [name]})
        assert key.json()["scopes"] == [ALIASES[name]]
    refused(await acme.post("/v1/partners/keys", {"name": "x", "scopes": ["productions:manage"]}), "INVALID_REQUEST")
