"""Every refusal has the contract's status, code and body, and names the field."""

import httpx
import pytest

from jarai.base.ids import new_id, stable_id
from partner import ANNA, ENGLISH, Partner


def is_error(answer: httpx.Response, status: int, code: str) -> bool:
    body = answer.json()
    shape = set(body) - {"details"} == {"error", "message", "retryAfterSeconds"}
    return shape and answer.status_code == status and body["error"] == code and "X-Correlation-Id" in answer.headers


@pytest.mark.parametrize("key", [None, "", "x", "jarai_", "jarai_" + "A" * 43, "Bearer x", "jarai_é"])
async def test_a_wrong_key_is_refused_before_anything_else(http: httpx.AsyncClient, key: str | None) -> None:
    headers = httpx.Headers({} if key is None else {b"X-API-Key": key.encode()})
    for path in ("/v1/accounts", f"/v1/productions/{new_id()}", "/v1/accounts/x/productions"):
        assert is_error(await http.get(path, headers=headers), 401, "UNAUTHORIZED")
    broken = await http.post("/v1/accounts/x/productions", headers=headers, content=b"{")
    assert is_error(broken, 401, "UNAUTHORIZED")


async def test_unknown_addresses_and_methods(http: httpx.AsyncClient) -> None:
    assert is_error(await http.get("/v1/nothing"), 404, "NOT_FOUND")
    assert is_error(await http.post("/v1/languages"), 405, "METHOD_NOT_ALLOWED")
    assert is_error(await http.put("/v1/partners/register"), 405, "METHOD_NOT_ALLOWED")
    assert (await http.head("/v1/partners/verify?token=x")).status_code == 405


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"topic": None}, "topic"),
        ({"topic": ""}, "topic"),
        ({"topic": "   "}, "topic"),
        ({"topic": "x" * 501}, "topic"),
        ({"topic": 5}, "topic"),
        ({"topic": ["x"]}, "topic"),
        ({"topic": "nul\x00"}, "topic"),
        ({"languageId": None}, "languageId"),
        ({"languageId": "en-US"}, "languageId"),
        ({"languageId": new_id()}, "languageId"),
        ({"languageId": stable_id("language/de-DE")}, "languageId"),
        ({"countryId": new_id()}, "countryId"),
        ({"countryId": ENGLISH}, "countryId"),
        ({"avatarId": new_id()}, "avatarId"),
        ({"avatarId": {}}, "avatarId"),
        ({"projectTypeSlug": "feature-film"}, "projectTypeSlug"),
        ({"projectTypeSlug": 30}, "projectTypeSlug"),
        ({"metadataMD": "x" * 4097}, "metadataMD"),
        ({"metadataMD": 1}, "metadataMD"),
        ({"metadata_md": "x"}, "metadata_md"),
        ({"surprise": True}, "surprise"),
    ],
)
async def test_a_bad_field_of_a_production_is_named(acme: Partner, changes: dict[str, object], field: str) -> None:
    answer = await acme.order(**changes)
    assert is_error(answer, 400, "INVALID_REQUEST")
    assert field in [each["field"] for each in answer.json()["details"]]
    assert field in answer.json()["message"]


async def test_the_limits_themselves_are_accepted(acme: Partner) -> None:
    assert (await acme.order(topic="x" * 500, metadataMD="y" * 4096)).status_code == 202


async def test_bodies_that_are_no_json_object(acme: Partner) -> None:
    path = f"/v1/accounts/{acme.account_id}/productions"
    for content in (
        b"{", b"[]", b'"x"', b"null", b"\xff\xfe", b"[" * 5000, b"{'a': 1}", b'{"topic": "\xff"}', b'{"topic": NaN}',
        b'{"topic": 1e999}', b'{"topic": -Infinity}', b'{"topic": "a", "topic": "b"}', b'{"a": {"b": 1, "b": 2}}',
        b'{"topic": "\\ud800"}', b'{"\\udfff": 1}', b'{"a":' * 40 + b"1" + b"}" * 40, b'{"a": ' + b"1" * 5000 + b"}",
        '{"topic": "x"}'.encode("utf-16"), b'\xef\xbb\xbf{"topic": "x"}',
    ):  # fmt: skip
        headers = {**acme.headers, "Content-Type": "application/json"}
        answer = await acme.http.post(path, headers=headers, content=content)
        assert is_error(answer, 400, "INVALID_REQUEST"), content
    empty = await acme.http.post(path, headers=acme.headers)
    assert is_error(empty, 400, "INVALID_REQUEST")
    assert {each["field"] for each in empty.json()["details"]} == {"topic", "languageId", "countryId", "avatarId"}


async def test_a_huge_body_and_another_type(acme: Partner) -> None:
    path = f"/v1/accounts/{acme.account_id}/productions"
    json_headers = {**acme.headers, "Content-Type": "application/json"}
    huge = await acme.http.post(path, headers=json_headers, content=b'{"topic":"' + b"x" * 70_000 + b'"}')
    assert is_error(huge, 413, "PAYLOAD_TOO_LARGE")
    form = await acme.http.post(path, headers=acme.headers, data={"topic": "x"})
    assert is_error(form, 415, "UNSUPPORTED_MEDIA_TYPE")


async def test_two_partners_see_nothing_of_each_other(acme: Partner, rival: Partner) -> None:
    production_id = (await acme.order()).json()["productionId"]
    mine = f"/v1/productions/{production_id}"
    assert (await acme.get(mine)).status_code == 200
    for answer in (
        await rival.get(mine),
        await rival.delete(mine),
        await rival.post(f"{mine}/approve", {}),
        await rival.post(f"{mine}/reject", {"reason": "no"}),
        await rival.get(f"{mine}/deliverables"),
        await rival.delete(f"{mine}/publications/{new_id()}"),
    ):
        assert is_error(answer, 404, "NOT_FOUND")
    for path in (f"/v1/accounts/{acme.account_id}", f"/v1/accounts/{acme.account_id}/productions"):
        assert is_error(await rival.get(path), 403, "INSUFFICIENT_SCOPE")
    body = {"topic": "x", "languageId": ENGLISH, "countryId": stable_id("country/US"), "avatarId": ANNA}
    foreign = await rival.post(f"/v1/accounts/{acme.account_id}/productions", body)
    assert is_error(foreign, 403, "INSUFFICIENT_SCOPE")
    assert (await rival.get(f"/v1/accounts/{rival.account_id}/productions")).json()["productions"] == []


async def test_unknown_ids_and_accounts(acme: Partner) -> None:
    for path in ("x", new_id(), "%2e%2e", "a" * 300, "%00", "%ff", "%f0%9f%8e%ac"):
        assert is_error(await acme.get(f"/v1/productions/{path}"), 404, "NOT_FOUND")
        assert is_error(await acme.get(f"/v1/accounts/{path}"), 403, "INSUFFICIENT_SCOPE")


async def test_a_correlation_id_is_kept_if_it_is_well_formed(http: httpx.AsyncClient) -> None:
    kept = await http.get("/v1/health", headers={"X-Correlation-Id": "order-17"})
    assert kept.headers["X-Correlation-Id"] == "order-17"
    replaced = await http.get("/v1/health", headers={"X-Correlation-Id": "a b"})
    assert replaced.headers["X-Correlation-Id"] != "a b"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"), ("limit=101", "limit"), ("limit=x", "limit"), ("status=Done", "status"),
        ("cursor=x", "cursor"), ("cursor=%00", "cursor"), ("cursor=MjAyNi0xMS0yNCB4", "cursor"),
        ("cursor=" + "A" * 300, "cursor"),
    ],
)  # fmt: skip
async def test_a_bad_query_is_named(acme: Partner, query: str, field: str) -> None:
    answer = await acme.get(f"/v1/accounts/{acme.account_id}/productions?{query}")
    assert is_error(answer, 400, "INVALID_REQUEST")
    assert answer.json()["details"][0]["field"] == field


async def test_an_address_names_every_method_it_takes(acme: Partner) -> None:
    for path, methods in (
        (f"/v1/productions/{new_id()}", "DELETE, GET"),
        (f"/v1/webhooks/{new_id()}", "DELETE, GET, PATCH"),
        ("/v1/partners/keys", "GET, POST"),
    ):
        answer = await acme.http.put(path, headers=acme.headers)
        assert is_error(answer, 405, "METHOD_NOT_ALLOWED")
        assert answer.headers["Allow"] == methods
