"""The API's description, as a generator or a fuzzer takes it, and the reference page that is drawn from it."""

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from jarai.access.scopes import SCOPES
from jarai.describe import EXAMPLES
from partner import Partner


async def description(http: httpx.AsyncClient) -> dict[str, Any]:
    found: dict[str, Any] = (await http.get("/v1/openapi.json")).json()
    return found


def operations(api: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in api["paths"].items():
        for method, operation in item.items():
            yield method, path, operation


async def test_every_operation_has_a_name_words_a_tag_and_its_errors(http: httpx.AsyncClient) -> None:
    api = await description(http)
    assert api["openapi"] == "3.1.0"
    names = [operation["operationId"] for _, _, operation in operations(api)]
    assert len(names) == len(set(names))
    tags = {tag["name"] for tag in api["tags"]}
    for method, path, operation in operations(api):
        assert re.fullmatch(r"[a-z][A-Za-z]+", operation["operationId"]), path
        assert len(operation["description"]) > 10, path
        assert set(operation["tags"]) <= tags, path
        assert set(re.findall(r"{(\w+)}", path)) == {
            each["name"] for each in operation.get("parameters", []) if each["in"] == "path"
        }, path
        needed = {"401", "403", "429"} if operation.get("security") else set()
        needed |= {"413", "415"} if method != "get" else set()
        assert needed | {"400", "500"} <= set(operation["responses"]), path
        scope = operation.get("x-required-scope")
        assert scope is None or scope == "all" or scope in SCOPES, path


async def test_every_reference_leads_somewhere(http: httpx.AsyncClient) -> None:
    api = await description(http)
    for name in re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(api)):
        assert name in api["components"]["schemas"]
    known = {operation["operationId"] for _, _, operation in operations(api)}
    linked = re.findall(r'"operationId": "(\w+)", "parameters": {"\w+": "\$', json.dumps(api))
    assert linked
    assert set(linked) <= known


@pytest.mark.parametrize("name", EXAMPLES)
async def test_every_example_is_taken(acme: Partner, name: str) -> None:
    api = await description(acme.http)
    method, path, _ = next(each for each in operations(api) if each[2]["operationId"] == name)
    production = (await acme.order()).json()["productionId"]
    made = {"endpointUrl": "https://hooks.example.com/x", "eventTypes": ["webhook.test"]}
    webhook = (await acme.post("/v1/webhooks", made)).json()["webhookId"]
    address = path.format(accountId=acme.account_id, productionId=production, webhookId=webhook)
    answer = await acme.http.request(method, address, headers=acme.headers, json=EXAMPLES[name])
    assert answer.status_code in {200, 201, 202} or answer.json()["error"] == "INVALID_STATE", answer.text


async def test_the_reference_shows_every_operation_and_needs_nothing_from_outside(http: httpx.AsyncClient) -> None:
    api = await description(http)
    answer = await http.get("/docs")
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    page = answer.text
    anchors = set(re.findall(r'id="([^"]+)"', page))
    for _, path, operation in operations(api):
        assert operation["operationId"] in anchors, path
        assert path in page
    assert set(re.findall(r'href="#([^"]+)"', page)) <= anchors
    assert not [link for link in re.findall(r'(?:src|href)="([^"]+)"', page) if "//" in link]
    assert "`" not in page.replace("```", "")
