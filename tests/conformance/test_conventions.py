"""Section 1, its bullets: paths, keys, the order of checks, errors, correlation, repeats, bodies, the description."""

import dataclasses
import json
import re
from typing import Any

import httpx
import sqlalchemy as sa
from fastapi import FastAPI

from conformance.rows import STATUS_OF, fields, item, numbers_in, on, refused, row
from conformance.stages import clock_of, finished, move, set_standing, with_key
from copies import client
from jarai.access.tables import kept_answers
from jarai.api import build_app
from jarai.base.hashing import hash_of
from jarai.base.ids import is_uuid, new_id
from jarai.productions.tables import workers
from jarai.wiring import Ground, ground
from partner import ANNA, ENGLISH, US, Partner, waiting_tokens

ORDER = {"topic": "A bridge", "languageId": ENGLISH, "countryId": US, "avatarId": ANNA, "projectTypeSlug": "test-5s"}


def walked(value: Any, name: str = "") -> list[tuple[str, Any]]:
    """Every field of a document with its value, inner ones too."""
    inner = (
        value.items()
        if isinstance(value, dict)
        else ((name, each) for each in value)
        if isinstance(value, list)
        else ()
    )
    return [(name, value), *(pair for key, each in inner for pair in walked(each, key))]


@row("1", "Base path /v1")
async def test_paths_names_ids_and_times(acme: Partner, app: FastAPI, base: Ground) -> None:
    (prefix,) = item("1", "Base path /v1").names[:1]
    api = app.openapi()
    assert [path for path in api["paths"] if not path.startswith(f"{prefix}/")] == ["/.well-known/jwks.json"]
    production = await finished(acme, base)
    answers = [
        await acme.get(path)
        for path in ("/v1/accounts", f"/v1/productions/{production}", f"/v1/productions/{production}/deliverables")
    ]
    found = [pair for answer in answers for pair in walked(answer.json())]
    assert all(re.fullmatch(r"[a-z][A-Za-z0-9]*|", name) for name, _ in found)
    ids = [value for name, value in found if name.endswith("Id") and isinstance(value, str)]
    times = [value for name, value in found if name.endswith("At") and isinstance(value, str)]
    assert len(ids) > 10
    assert len(times) > 10
    assert all(is_uuid(each) for each in ids)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", each) for each in times)


@row("1", "Auth")
async def test_the_key_is_a_header_and_what_needs_none(acme: Partner, app: FastAPI) -> None:
    """Each operation behind a key refuses who has none: tests/conformance/test_matrix.py::test_who_is_not_let_in."""
    (header,) = item("1", "Auth").names
    assert (await acme.http.get("/v1/accounts", headers={header: acme.key})).status_code == 200
    for query in (header, header.lower(), "api_key", "apiKey", "key"):
        refused(await acme.http.get("/v1/accounts", params={query: acme.key}), "UNAUTHORIZED")
    for scheme in ("Bearer", "Basic", "ApiKey"):
        headers = {"Authorization": f"{scheme} {acme.key}"}
        refused(await acme.http.get("/v1/accounts", headers=headers), "UNAUTHORIZED")
    open_ones = {
        path
        for path, each in app.openapi()["paths"].items()
        for operation in each.values()
        if "security" not in operation
    }
    assert open_ones == {
        "/v1/partners/register", "/v1/partners/verify", "/v1/languages", "/v1/countries", "/v1/project-types",
        "/v1/avatars/{avatarId}/preview.png", "/v1/health", "/v1/ready", "/.well-known/jwks.json",
    }  # fmt: skip
    assert (await acme.http.get("/v1/openapi.json")).status_code == 200


@row("1", "Order of checks")
async def test_each_check_comes_before_those_after_it(acme: Partner, rival: Partner, base: Ground) -> None:
    """Every request fails its own check and all later ones; the page's list says which is told."""
    order = re.search(r": (404/405 route.*?)\. An empty", item("1", "Order of checks").text)
    assert order
    told = [numbers_in(each) for each in order[1].split(", ")]
    narrow, approver = await with_key(acme, scopes=["logs:read"]), await with_key(acme, scopes=["productions:approve"])
    theirs, own = [(await each.order()).json()["productionId"] for each in (rival, acme)]
    broken: dict[str, Any] = {"content": b"{", "headers": {"Content-Type": "application/json"}}
    meaningless: dict[str, Any] = {"json": {"platformConnectionIds": [new_id()]}}

    async def status(who: Partner | None, production: str, more: dict[str, Any], method: str = "POST") -> int:
        headers = {**more.get("headers", {}), **(who.headers if who else {})}
        path = f"/v1/productions/{production}/approve"
        return (await acme.http.request(method, path, **{**more, "headers": headers})).status_code

    found = [[(await acme.http.post("/v1/nothing")).status_code, await status(None, theirs, broken, "PATCH")]]
    found.append([await status(None, theirs, broken)])
    await set_standing(base, acme, status="Suspended", tier="Free")
    found.append([await status(narrow, theirs, broken)])
    await set_standing(base, acme, status="Active")
    while (await acme.get("/v1/accounts")).status_code == 200:
        pass
    found.append([await status(narrow, theirs, broken)])
    await set_standing(base, acme, tier="Unlimited")
    found.append([await status(narrow, theirs, broken)])
    huge, form = (
        {**broken, "content": b" " * 70_000 + b"{"},
        {"content": b"{", "headers": {"Content-Type": "text/plain"}},
    )
    found.append([await status(approver, theirs, each) for each in (huge, form, broken)])
    foreign = await acme.http.post(
        f"/v1/accounts/{rival.account_id}/productions", headers=acme.headers, json={**ORDER, "avatarId": new_id()}
    )
    found.append([await status(approver, theirs, meaningless), foreign.status_code])
    found.append([await status(approver, own, meaningless)])
    found.append([await status(approver, own, {})])
    assert found == told


@row("1", "Order of checks")
async def test_no_body_is_an_empty_object(acme: Partner, base: Ground) -> None:
    production = await finished(acme, base)
    assert (await acme.http.post(f"/v1/productions/{production}/approve", headers=acme.headers)).status_code == 202
    missing = refused(await acme.http.post("/v1/partners/keys", headers=acme.headers), "INVALID_REQUEST")
    assert missing["details"][0]["field"] == "name"


@row("1", "Absolute links are built from JARAI_PUBLIC_URL")
async def test_links_lead_to_the_public_url_whatever_the_host(base: Ground) -> None:
    (setting,) = item("1", "Absolute links are built from JARAI_PUBLIC_URL").names
    assert setting == "JARAI_PUBLIC_URL"
    public = ground(dataclasses.replace(base.settings, public_url="https://studio.example"), base.clock)
    for made, start in (
        (base, f"http://{base.settings.host}:{base.settings.port}/"),
        (public, "https://studio.example/"),
    ):
        async with client(build_app(made)) as http:
            evil = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
            body = {"organisationName": "A", "contactEmail": f"a@{new_id()}.example", "contactName": "A"}
            await http.post("/v1/partners/register", json=body, headers=evil)
            async with made.database.read() as connection:
                mails = (await connection.execute(sa.text("SELECT body FROM outgoing_mail"))).scalars().all()
            (link,) = [line for line in mails[-1].splitlines() if "/verify?token=" in line]
            token = (await waiting_tokens(made.database))[-1]
            key = (await http.get("/v1/partners/verify", params={"token": token}, headers=evil)).json()["apiKey"]
            listed = (await http.get("/v1/accounts", headers={**evil, "X-API-Key": key})).json()
            links = [link, *(avatar["previewUrl"] for avatar in listed["accounts"][0]["avatars"])]
            assert all(each.startswith(start) for each in links), links
        async with made.database.write() as connection:
            await connection.execute(sa.text("DELETE FROM outgoing_mail"))
    await public.close()


@row("1", "Error body on every non-2xx")
async def test_every_error_has_the_one_body(acme: Partner, base: Ground) -> None:
    (shape,) = [each for each in item("1", "Error body on every non-2xx").names if each.startswith('{"')]
    wanted = set(fields(shape))
    json_type, path = {**acme.headers, "Content-Type": "application/json"}, "/v1/partners/keys"
    answers = [
        await acme.http.get("/v1/nothing"),
        await acme.http.get("/v1/%ff%00"),
        await acme.http.put("/v1/accounts"),
        await acme.http.get("/v1/accounts"),
        await acme.get(f"/v1/productions/{new_id()}"),
        await acme.get(f"/v1/accounts/{new_id()}"),
        await acme.http.post(path, headers=json_type, content=b"[" * 70_000),
        await acme.http.post(path, headers={**acme.headers, "Content-Type": "text/html"}, content=b"<p>"),
        await acme.http.post(path, headers=json_type, content=b"\xff"),
        await acme.post(path, {"name": 5}),
        await acme.http.get("/v1/ready"),
        await acme.http.get("/files/x?sig=y"),
    ]
    await set_standing(base, acme, tier="Free")
    answers += [await acme.get("/v1/accounts") for _ in range(11)][-1:]
    assert {each.status_code for each in answers} == {400, 401, 403, 404, 405, 413, 415, 429, 503}
    for answer in answers:
        body = answer.json()
        assert answer.headers["content-type"] == "application/json", answer.request.url
        assert set(body) - {"details"} == wanted, answer.text
        assert body["error"] in STATUS_OF
        assert isinstance(body["retryAfterSeconds"], int) is (answer.status_code == 429)
        assert "Traceback" not in answer.text
        assert "<" not in answer.text
        for detail in body.get("details", ()):
            assert answer.status_code == 400
            assert set(detail) == {"field", "problem"}


@row("1", "Every response carries X-Correlation-Id")
async def test_a_correlation_id_is_on_every_answer(acme: Partner) -> None:
    (header,) = item("1", "Every response carries X-Correlation-Id").names
    for path in ("/v1/health", "/v1/accounts", "/v1/nothing", "/docs", "/files/x", "/watch/x", "/v1/openapi.json"):
        made, again = await acme.get(path), await acme.get(path)
        assert made.headers[header] != again.headers[header]
        for sent, kept in (("order-17", True), ("a" * 128, True), ("a b", False), ("a" * 129, False), ("", False)):
            answer = await acme.http.get(path, headers={**acme.headers, header: sent})
            assert (answer.headers[header] == sent) is kept, (path, sent)


@row("1", "Retry-After beside retryAfterSeconds on 429 and")
async def test_retry_after(acme: Partner, base: Ground) -> None:
    header, body_field = item("1", "Retry-After beside retryAfterSeconds on 429 and").names
    await set_standing(base, acme, tier="Free")
    limited = [await acme.get("/v1/accounts") for _ in range(11)][-1]
    body = refused(limited, "RATE_LIMIT_EXCEEDED")
    assert int(limited.headers[header]) == body[body_field] == 60
    unready = await acme.http.get("/v1/ready")
    refused(unready, "SERVICE_UNAVAILABLE")
    assert int(unready.headers[header]) > 0
    assert header not in (await acme.http.get("/v1/accounts")).headers


async def ordered(partner: Partner, key: str | bytes, **changes: Any) -> httpx.Response:
    headers = httpx.Headers(
        [(b"X-API-Key", partner.key.encode()), (b"Idempotency-Key", key if isinstance(key, bytes) else key.encode())]
    )
    path = f"/v1/accounts/{partner.account_id}/productions"
    return await partner.http.post(path, headers=headers, json={**ORDER, **changes})


@row("1", "Idempotency-Key")
async def test_a_repeat_is_the_first_answer_and_costs_no_quota(acme: Partner, base: Ground) -> None:
    """Crashes and races: tests/story/test_four_apis.py::test_one_idempotency_key_makes_one_production."""
    await set_standing(base, acme, tier="Free")
    first = await ordered(acme, "k")
    for _ in range(4):
        again = await ordered(acme, "k")
        assert (again.status_code, again.json()) == (202, first.json())
        assert again.headers["Idempotency-Replayed"] == "true"
    assert [(await ordered(acme, f"other-{number}")).status_code for number in range(3)] == [202, 202, 429]
    await set_standing(base, acme, tier="Unlimited")
    refused(await ordered(acme, "k", topic="Another"), "IDEMPOTENCY_CONFLICT")
    refused(await ordered(acme, "new", avatarId=new_id()), "INVALID_REQUEST")
    assert (await ordered(acme, "new")).status_code == 202, "a refusal was not kept"


@row("1", "Idempotency-Key")
async def test_a_key_is_a_partners_a_modes_a_paths_and_a_days(acme: Partner, rival: Partner, base: Ground) -> None:
    (kept_hours,) = re.findall(r"kept (\d+) h", item("1", "Idempotency-Key").text)
    testing = await with_key(acme, test=True)
    made = [(await ordered(each, "k")).json()["productionId"] for each in (acme, rival, testing)]
    assert len(set(made)) == 3
    elsewhere = {**acme.headers, "Idempotency-Key": "k"}
    secret = await acme.http.post("/v1/partners/keys", headers=elsewhere, json={"name": "x"})
    repeated = await acme.http.post("/v1/partners/keys", headers=elsewhere, json={"name": "x"})
    assert repeated.json() == {**secret.json(), "apiKey": None}
    move(base, hours=int(kept_hours), milliseconds=-1)
    restarted = ground(base.settings, clock_of(base))
    async with client(build_app(restarted)) as http:
        there = dataclasses.replace(acme, http=http)
        assert (await ordered(there, "k")).json()["productionId"] == made[0]
        move(base, milliseconds=1)
        assert (await ordered(there, "k")).json()["productionId"] not in made
    await restarted.close()


@row("1", "Idempotency-Key")
async def test_what_a_key_may_be(acme: Partner) -> None:
    low, high = numbers_in(item("1", "Idempotency-Key").text)[:2]
    for good in ("!" * low, "~ " * (high // 2) + "!" * (high % 2)):
        assert (await ordered(acme, good)).status_code == 202
    for bad in ("", "x" * (high + 1), "ä".encode("latin-1"), b"\x7f"):
        assert refused(await ordered(acme, bad), "INVALID_REQUEST")["details"][0]["field"] == "Idempotency-Key"


@row("1", "Idempotency-Key")
@on("postgres")
async def test_a_second_request_during_the_first_waits_and_is_told(acme: Partner, base: Ground) -> None:
    """The first is held open by its row; the wait is five real seconds, spent in the database."""
    unfinished = {
        "partner_id": acme.partner_id,
        "test": False,
        "method": "POST",
        "path": f"/v1/accounts/{acme.account_id}/productions",
        "idempotency_key": "k",
        "body_sha256": hash_of(ORDER),
        "created_at": base.clock.now(),
    }
    async with base.database.write() as connection:
        await connection.execute(sa.insert(kept_answers).values(unfinished))
        body = refused(await ordered(acme, "k"), "IDEMPOTENCY_CONFLICT")
        await connection.rollback()
    assert body["details"] == [{"field": "Idempotency-Key", "problem": "in progress"}]
    assert '"in progress"' in item("1", "Idempotency-Key").text
    assert (await ordered(acme, "k")).status_code == 202


@row("1", "Unknown JSON fields in requests are")
async def test_an_unknown_field_is_named_by_every_operation(acme: Partner, app: FastAPI) -> None:
    taking = 0
    for path, operations in app.openapi()["paths"].items():
        for method, operation in operations.items():
            if "requestBody" in operation:
                taking += 1
                address = re.sub(r"{accountId}", acme.account_id, re.sub(r"{(?!accountId)\w+}", new_id(), path))
                answer = await acme.http.request(method, address, headers=acme.headers, json={"surprise": 1})
                named = [each["field"] for each in refused(answer, "INVALID_REQUEST")["details"]]
                assert "surprise" in named, path
    assert taking >= 10


@row("1", "Unknown JSON fields in requests are")
async def test_a_body_of_64_kib_is_read_and_one_byte_more_is_not(acme: Partner) -> None:
    (_, kib, _) = numbers_in(item("1", "Unknown JSON fields in requests are").text)
    headers = {**acme.headers, "Content-Type": "application/json"}
    body = json.dumps({"name": "x"})
    for size, status in ((kib * 1024, 201), (kib * 1024 + 1, STATUS_OF["PAYLOAD_TOO_LARGE"])):
        answer = await acme.http.post("/v1/partners/keys", headers=headers, content=body.ljust(size))
        assert answer.status_code == status


@row("1", "OpenAPI 3.1 at /v1/openapi.json, readable reference")
async def test_the_description_the_reference_and_the_two_questions(http: httpx.AsyncClient, base: Ground) -> None:
    """What else is missing is named: tests/api/test_ready.py::test_what_is_missing_is_named."""
    described, reference, health, ready = item("1", "OpenAPI 3.1 at /v1/openapi.json, readable reference").names
    api = (await http.get(described)).json()
    assert api["openapi"].startswith("3.1.")
    page = await http.get(reference)
    assert page.headers["content-type"].startswith("text/html")
    assert "/v1/partners/register" in page.text
    assert (await http.get(health.removeprefix("GET "))).status_code == 200
    assert "worker" in refused(await http.get(ready), "SERVICE_UNAVAILABLE")["message"]
    async with base.database.write() as connection:
        await connection.execute(sa.insert(workers).values(worker_id=new_id(), seen_at=base.clock.now()))
    assert (await http.get(ready)).status_code == 200
