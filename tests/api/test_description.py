"""The API's description, as a generator or a fuzzer takes it, and the reference page that is drawn from it."""

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import jsonschema_rs
import pytest
from schemathesis.specs.openapi.definitions import OPENAPI_31

from jarai.access.scopes import SCOPES
from jarai.base import errors
from jarai.describe import BODIES
from jarai.describe.words import FIELDS, PARAMETERS, SCHEMAS
from jarai.wiring import Ground
from partner import Partner

SELF_EXPLAINING = {"JsonWebKey"}
"""Shapes whose fields a standard names."""


async def description(http: httpx.AsyncClient) -> dict[str, Any]:
    found: dict[str, Any] = (await http.get("/v1/openapi.json")).json()
    return found


def operations(api: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in api["paths"].items():
        for method, operation in item.items():
            yield method, path, operation


def contents(api: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every JSON body and answer, those of webhooks too, with where it stands."""
    sent = [each["post"] for each in api["webhooks"].values()]
    for operation in [*(each for _, _, each in operations(api)), *sent]:
        parts = {"body": operation.get("requestBody", {}), **operation["responses"]}
        for place, part in parts.items():
            if "application/json" in part.get("content", {}):
                yield f"{operation['operationId']} {place}", part["content"]["application/json"]


def check(api: dict[str, Any], schema: dict[str, Any], value: Any) -> None:
    whole = {**schema, "components": api["components"]}
    jsonschema_rs.Draft202012Validator(whole, validate_formats=True).validate(value)


def answer_of(api: dict[str, Any], name: str, status: int) -> dict[str, Any]:
    operation = next(each for _, _, each in operations(api) if each["operationId"] == name)
    found: dict[str, Any] = operation["responses"][str(status)]
    return found


async def test_it_is_openapi_3_1_and_names_where_it_is(http: httpx.AsyncClient, base: Ground) -> None:
    api = await description(http)
    assert api["openapi"] == "3.1.0"
    jsonschema_rs.validate(OPENAPI_31, api)
    for schema in api["components"]["schemas"].values():
        jsonschema_rs.meta.validate({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})
    assert [each["url"] for each in api["servers"]] == [base.settings.base_url]


async def test_every_operation_has_a_name_words_a_tag_and_its_errors(http: httpx.AsyncClient) -> None:
    api = await description(http)
    names = [operation["operationId"] for _, _, operation in operations(api)]
    assert len(names) == len(set(names))
    tags = {tag["name"] for tag in api["tags"]}
    for method, path, operation in operations(api):
        assert re.fullmatch(r"[a-z]+([A-Z][a-z]+)+", operation["operationId"]), "a verb and what it is done to"
        assert len(operation["description"]) > 10, path
        assert len(operation["tags"]) == 1, "a generator makes a class of each tag"
        assert set(operation["tags"]) <= tags, path
        assert set(re.findall(r"{(\w+)}", path)) == {
            each["name"] for each in operation.get("parameters", []) if each["in"] == "path"
        }, path
        needed = {"401", "403", "429"} if operation.get("security") else set()
        needed |= {"400", "413", "415"} if method != "get" else set()
        assert needed | {"500"} <= set(operation["responses"]), path
        for status, answer in operation["responses"].items():
            assert "X-Correlation-Id" in answer["headers"], path
            if status[0] in "45":
                assert answer["x-error-codes"], path
                assert all(f"`{code}`" in answer["description"] for code in answer["x-error-codes"])
        scope = operation.get("x-required-scope")
        assert scope is None or scope == "all" or scope in SCOPES, path


async def test_events_never_share_a_tag_with_operations(http: httpx.AsyncClient) -> None:
    api = await description(http)
    used = {tag for _, _, operation in operations(api) for tag in operation["tags"]}
    sent = {tag for item in api["webhooks"].values() for tag in item["post"]["tags"]}
    assert not used & sent, "the Go generator would write one class over the other"


async def test_every_code_there_is_stands_with_an_operation(http: httpx.AsyncClient) -> None:
    api = await description(http)
    listed = {
        code for _, _, each in operations(api) for answer in each["responses"].values()
        for code in answer.get("x-error-codes", ())
    }  # fmt: skip
    raised = {
        kind.code for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.StudioError)
    }
    assert listed == raised
    assert set(api["components"]["schemas"]["ErrorCode"]["enum"]) == raised | {"METHOD_NOT_ALLOWED"}


async def test_parameters_fields_and_shapes_have_words_and_no_words_are_left_over(http: httpx.AsyncClient) -> None:
    api = await description(http)
    parameters = [each for _, _, operation in operations(api) for each in operation.get("parameters", ())]
    assert not [each["name"] for each in parameters if not each["description"]]
    assert set(PARAMETERS) <= {each["name"] for each in parameters}
    shapes = api["components"]["schemas"]
    assert not [name for name, shape in shapes.items() if not shape["description"]]
    fields = {f"{name}.{field}": value for name, each in shapes.items() for field, value in each.get("properties", {}).items()}  # fmt: skip
    wordless = [name for name, field in fields.items() if not field.get("description")]
    assert {name.split(".")[0] for name in wordless} <= SELF_EXPLAINING, f"write these in describe/words.py: {wordless}"
    assert set(FIELDS) <= set(fields) | {name.split(".")[1] for name in fields}
    assert set(SCHEMAS) <= set(shapes)


async def test_answers_have_every_field_and_may_get_more(http: httpx.AsyncClient) -> None:
    api = await description(http)
    shapes = api["components"]["schemas"]
    for name in ("Production", "AccountList", "CreatedWebhook", "Verified", "LoggedRequest", "Storyboard"):
        assert shapes[name]["required"] == list(shapes[name]["properties"])
    answered = json.dumps([answer for _, _, each in operations(api) for answer in each["responses"].values()])
    waiting, seen = re.findall(r'schemas/(\w+)"', answered), set()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += re.findall(r'schemas/(\w+)"', json.dumps(shapes[name]))
    assert not [name for name in seen if shapes[name].get("additionalProperties") is False]
    assert shapes["CreateProduction"]["additionalProperties"] is False


async def test_shapes_are_called_as_classes_are(http: httpx.AsyncClient) -> None:
    shapes = set((await description(http))["components"]["schemas"])
    assert all(re.fullmatch(r"([A-Z][a-z0-9]+)+", name) for name in shapes)
    assert not shapes & {f"New{name}" for name in shapes}, "what Go's constructors are called"
    assert not shapes & {"Error", "Object", "Date", "Map", "Request", "Response"}


async def test_every_tag_of_a_union_is_needed_and_leads_to_its_shape(http: httpx.AsyncClient) -> None:
    shapes = (await description(http))["components"]["schemas"]
    for union in ("Element", "Event"):
        told = shapes[union]
        assert {each["$ref"] for each in told["oneOf"]} == set(told["discriminator"]["mapping"].values())
        for tag, reference in told["discriminator"]["mapping"].items():
            shape = shapes[reference.rsplit("/", 1)[-1]]
            assert shape["properties"][told["discriminator"]["propertyName"]]["const"] == tag
            assert told["discriminator"]["propertyName"] in shape["required"]


async def test_every_reference_leads_somewhere(http: httpx.AsyncClient) -> None:
    api = await description(http)
    for kind, name in re.findall(r'"#/components/(\w+)/([^"]+)"', json.dumps(api)):
        assert name in api["components"][kind]
    known = {operation["operationId"] for _, _, operation in operations(api)}
    linked = re.findall(r'"operationId": "(\w+)", "parameters": {"\w+": "\$', json.dumps(api))
    assert linked
    assert set(linked) <= known


async def test_every_body_and_answer_has_an_example_that_validates(http: httpx.AsyncClient) -> None:
    api = await description(http)
    for place, content in contents(api):
        assert content["examples"], place
        for example in content["examples"].values():
            named = example.get("$ref", "").rsplit("/", 1)[-1]
            check(api, content["schema"], api["components"]["examples"][named]["value"] if named else example["value"])


@pytest.mark.parametrize("name", BODIES)
async def test_every_example_is_taken(acme: Partner, name: str) -> None:
    api = await description(acme.http)
    method, path, _ = next(each for each in operations(api) if each[2]["operationId"] == name)
    production = (await acme.order()).json()["productionId"]
    made = {"endpointUrl": "https://hooks.example.com/x", "eventTypes": ["webhook.test"]}
    webhook = (await acme.post("/v1/webhooks", made)).json()["webhookId"]
    address = path.format(accountId=acme.account_id, productionId=production, webhookId=webhook)
    answer = await acme.http.request(method, address, headers=acme.headers, json=BODIES[name])
    assert answer.status_code in {200, 201, 202} or answer.json()["error"] == "INVALID_STATE", answer.text


async def test_answers_are_as_described(acme: Partner) -> None:
    api = await description(acme.http)
    production = (await acme.order(reference="story 7")).json()["productionId"]
    made = {"endpointUrl": "https://hooks.example.com/x", "eventTypes": ["production.queued"]}
    webhook = (await acme.post("/v1/webhooks", made)).json()["webhookId"]
    await acme.post(f"/v1/webhooks/{webhook}/test")
    reads = {
        "listAccounts": "/v1/accounts",
        "listLanguages": "/v1/languages",
        "listProjectTypes": "/v1/project-types",
        "getProduction": f"/v1/productions/{production}",
        "getTimeline": f"/v1/productions/{production}/timeline",
        "getPerformance": f"/v1/productions/{production}/performance",
        "listEvents": "/v1/events",
        "listDeliveries": f"/v1/webhooks/{webhook}/deliveries",
        "listKeys": "/v1/partners/keys",
        "listRequests": "/v1/partner/requests",
        "getUsage": "/v1/partner/usage",
        "getPublicKeys": "/.well-known/jwks.json",
        "getHealth": "/v1/health",
    }
    for name, path in reads.items():
        answer = await acme.get(path)
        assert answer.status_code == 200, name
        check(api, answer_of(api, name, 200)["content"]["application/json"]["schema"], answer.json())


async def test_refusals_are_as_described(acme: Partner, rival: Partner) -> None:
    api = await description(acme.http)
    production = (await acme.order()).json()["productionId"]
    at = f"/v1/productions/{production}"
    refused = {
        "createProduction": await acme.order(avatarId="none"),
        "listProductions": await acme.get(f"/v1/accounts/{rival.account_id}/productions"),
        "getProduction": await rival.get(at),
        "listDeliverables": await acme.get(f"{at}/deliverables"),
        "getStoryboard": await acme.get(f"{at}/storyboard"),
        "approveProduction": await acme.post(f"{at}/approve"),
        "verifyPartner": await acme.get("/v1/partners/verify?token=none"),
        "getReadiness": await acme.get("/v1/ready"),
        "listKeys": await acme.http.get("/v1/partners/keys"),
        "deleteWebhook": await acme.delete(f"/v1/webhooks/{production}"),
    }
    for name, answer in refused.items():
        described = answer_of(api, name, answer.status_code)
        assert answer.json()["error"] in described["x-error-codes"], name
        check(api, described["content"]["application/json"]["schema"], answer.json())


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
    for name, shape in api["components"]["schemas"].items():
        assert f"shape-{name}" in anchors
        values = [*shape.get("enum", ()), *shape.get("discriminator", {}).get("mapping", ())]
        assert all(f"<code>{value}</code>" in page for value in values), name
    assert not [link for link in re.findall(r'(?:src|href)="([^"]+)"', page) if "//" in link]
    assert "`" not in page.replace("```", "")
