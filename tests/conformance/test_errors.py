"""Section 1, the table of errors: each code comes when the table says, with the status it says."""

from collections.abc import Iterator

import httpx
import jwt
import pytest
import sqlalchemy as sa
import structlog

from conformance.rows import STATUS_OF, codes_of, on, refused, row
from conformance.stages import asked_before, more_webhooks, move, set_standing, studio, with_key
from jarai.accounts.queries import set_budget
from jarai.accounts.tables import accounts
from jarai.base.errors import StudioError
from jarai.base.ids import new_id
from jarai.productions.budget import prices_of
from jarai.wiring import Ground
from partner import Partner, register, waiting_tokens

HOOK = {"endpointUrl": "https://hooks.example.com/x", "eventTypes": ["production.queued"]}


@row("1", "400 INVALID_REQUEST")
async def test_a_missing_an_ill_formed_and_an_unknown_thing_and_no_json(acme: Partner) -> None:
    (code,) = codes_of("400 INVALID_REQUEST")
    for changes in (
        {"topic": None},
        {"topic": 7},
        {"avatarId": "anna"},
        {"avatarId": new_id()},
        {"languageId": new_id()},
    ):
        body = refused(await acme.order(**changes), code)
        assert [each["field"] for each in body["details"]] == list(changes)
    headers = {**acme.headers, "Content-Type": "application/json"}
    path = f"/v1/accounts/{acme.account_id}/productions"
    for content in (b"{", b"[]", b"\xff", b'{"topic": NaN}', b'{"topic": "a", "topic": "b"}'):
        refused(await acme.http.post(path, headers=headers, content=content), code)


@row("1", "400 INVALID_TOKEN")
async def test_a_token_that_is_forged_expired_or_used(http: httpx.AsyncClient, base: Ground) -> None:
    (code,) = codes_of("400 INVALID_TOKEN")
    await register(http)
    (token,) = await waiting_tokens(base.database)
    claims = jwt.decode(token, options={"verify_signature": False})
    forged = [jwt.encode(claims, "k" * 32, "HS256"), jwt.encode(claims, "", "none"), token[:-4] + "AAAA", "x"]
    for each in forged:
        refused(await http.get("/v1/partners/verify", params={"token": each}), code)
    assert (await http.get("/v1/partners/verify", params={"token": token})).status_code == 200
    refused(await http.get("/v1/partners/verify", params={"token": token}), code)
    await register(http)
    move(base, hours=24)
    refused(await http.get("/v1/partners/verify", params={"token": (await waiting_tokens(base.database))[-1]}), code)


@row("1", "401")
async def test_a_key_that_is_missing_malformed_unknown_or_revoked(acme: Partner) -> None:
    """On every operation: tests/conformance/test_matrix.py::test_who_is_not_let_in."""
    (code,) = codes_of("401")
    revoked = (await acme.post("/v1/partners/keys", {"name": "x"})).json()
    await acme.delete(f"/v1/partners/keys/{revoked['keyId']}")
    refused(await acme.http.get("/v1/accounts"), code)
    for key in ("", "x", "jarai_", "jarai_" + "A" * 43, acme.key[:-1], acme.key.upper(), revoked["apiKey"]):
        refused(await acme.http.get("/v1/accounts", headers={"X-API-Key": key}), code)


@row("1", "403")
async def test_each_403_has_its_cause(acme: Partner, rival: Partner, base: Ground) -> None:
    suspended, scope, account, inactive = codes_of("403")
    refused(await (await with_key(acme, scopes=["logs:read"])).get("/v1/accounts"), scope)
    for each in (rival.account_id, new_id(), "x"):
        refused(await acme.get(f"/v1/accounts/{each}"), account)
        refused(await acme.get(f"/v1/accounts/{each}/productions"), account)
    for each in (rival.account_id, new_id()):
        refused(await acme.get(f"/v1/events?accountId={each}"), account)
        refused(await acme.post("/v1/webhooks", {**HOOK, "accountIds": [each]}), account)
        refused(await acme.post("/v1/webhooks", {**HOOK, "accountScopeId": each}), account)
    async with base.database.write() as connection:
        await connection.execute(sa.update(accounts).values(status="Suspended"))
    refused(await acme.order(), inactive)
    await set_standing(base, acme, status="Suspended")
    refused(await acme.get("/v1/accounts"), suspended)


@row("1", "404")
async def test_anothers_is_told_as_what_never_was(acme: Partner, rival: Partner) -> None:
    (code,) = codes_of("404")
    production = (await acme.order()).json()["productionId"]
    hook = (await acme.post("/v1/webhooks", HOOK)).json()["webhookId"]
    own_hook = (await rival.post("/v1/webhooks", HOOK)).json()["webhookId"]
    delivery = (await acme.post(f"/v1/webhooks/{hook}/test")).json()["deliveryId"]
    pairs = [
        (f"/v1/productions/{production}", f"/v1/productions/{new_id()}"),
        (f"/v1/webhooks/{hook}", f"/v1/webhooks/{new_id()}"),
        (f"/v1/webhooks/{hook}/deliveries", f"/v1/webhooks/{new_id()}/deliveries"),
    ]
    for theirs, nobodys in pairs:
        assert (await acme.get(theirs)).status_code == 200
        assert refused(await rival.get(theirs), code) == refused(await rival.get(nobodys), code)
    replays = [
        await rival.post(f"/v1/webhooks/{webhook}/deliveries/{each}/replay")
        for webhook in (own_hook, hook)
        for each in (delivery, new_id())
    ]
    assert refused(replays[0], code) == refused(replays[1], code)
    assert refused(replays[2], code) == refused(replays[3], code)


@row("1", "409 BUDGET_GATE_1_FAILED")
@on("sqlite", "postgres")
async def test_the_gates_of_the_budget(acme: Partner, base: Ground) -> None:
    """Many at once: tests/api/test_budgets.py::test_of_many_at_once_no_more_than_the_ceiling_pays."""
    reached, passed = codes_of("409 BUDGET_GATE_1_FAILED")
    async with studio(base, prices=prices_of("EUR", "test-5s=40")) as http:
        there = Partner(http, acme.partner_id, acme.account_id, acme.key)
        for ceiling, code in ((0, reached), (39, passed), (40, None), (40, reached), (79, passed), (80, None)):
            async with base.database.write() as connection:
                await set_budget(connection, acme.account_id, ceiling)
            answer = await there.order()
            if code is None:
                assert answer.status_code == 202, ceiling
            else:
                refused(answer, code)


@row("1", "409 INVALID_STATE")
async def test_what_the_state_of_things_does_not_allow(acme: Partner, base: Ground) -> None:
    state, unready, conflict, limit = codes_of("409 INVALID_STATE")
    production = (await acme.order()).json()["productionId"]
    refused(await acme.post(f"/v1/productions/{production}/approve", {}), state)
    refused(await acme.get(f"/v1/productions/{production}/deliverables"), unready)
    headers = {**acme.headers, "Idempotency-Key": "k"}
    hook = (await acme.http.post("/v1/webhooks", headers=headers, json=HOOK)).json()
    refused(
        await acme.http.post("/v1/webhooks", headers=headers, json={**HOOK, "eventTypes": ["webhook.test"]}), conflict
    )
    await more_webhooks(base, hook["webhookId"], 99)
    refused(await acme.post("/v1/webhooks", HOOK), limit)


@row("1", "413 / 415 / 405")
async def test_bodies_that_are_too_large_or_no_json_and_methods_there_are_not(acme: Partner) -> None:
    large, other, method = codes_of("413 / 415 / 405")
    path, headers = "/v1/partners/keys", {**acme.headers, "Content-Type": "application/json"}
    refused(await acme.http.post(path, headers=headers, content=b'{"name": "' + b"x" * 65_536 + b'"}'), large)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        refused(await acme.http.post(path, headers={**headers, "Content-Type": kind}, content=b'{"name": "x"}'), other)
    charset = {**headers, "Content-Type": "application/json; charset=utf-8"}
    assert (await acme.http.post(path, headers=charset, content=b'{"name": "x"}')).status_code == 201
    for verb in ("PUT", "PATCH", "TRACE", "OPTIONS", "HEAD"):
        answer = await acme.http.request(verb, path, headers=acme.headers)
        assert answer.status_code == STATUS_OF[method]
        assert answer.headers["Allow"] == "GET, POST"


@row("1", "429")
async def test_each_of_the_three_windows_refuses(acme: Partner, base: Ground) -> None:
    """Their edges: test_limits.py, beside this one."""
    (code,) = codes_of("429")
    await set_standing(base, acme, tier="Free")
    for _ in range(3):
        await acme.order()
    assert "productions" in refused(await acme.order(), code)["message"]
    for minute, day, word in ((10, 99, "minute"), (9, 100, "today")):
        await asked_before(base, acme, minute, day)
        assert word in refused(await acme.get("/v1/accounts"), code)["message"]


@pytest.fixture
def plain_log() -> Iterator[None]:
    """Tracebacks as a studio logs them; structlog's own default takes seconds to draw one."""
    structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.JSONRenderer()])
    yield
    structlog.reset_defaults()


@row("1", "500 / 503")
async def test_what_breaks_inside_tells_nothing_of_it(acme: Partner, base: Ground, plain_log: None) -> None:
    inside, missing = codes_of("500 / 503")
    refused(await acme.http.get("/v1/ready"), missing)
    async with base.database.write() as connection:
        await connection.execute(sa.text("ALTER TABLE accounts RENAME TO elsewhere"))
    answer = await acme.get("/v1/accounts")
    refused(answer, inside)
    assert not [word for word in ("sql", "table", "accounts", ".py") if word in answer.json()["message"].lower()]
    kept = (await acme.get("/v1/partner/requests")).json()["requests"]
    assert ("/v1/accounts", STATUS_OF[inside], inside) in [
        (each["path"], each["status"], each["error"]) for each in kept
    ]


def test_the_table_has_every_code_there_is() -> None:
    raised = {each.code: each.status for each in every_error()}
    assert raised | {"METHOD_NOT_ALLOWED": 405} == STATUS_OF, "the one code that is the router's own"


def every_error() -> list[type[StudioError]]:
    """The errors of the tree, each class."""
    found = [StudioError]
    for each in found:
        found += each.__subclasses__()
    return found
