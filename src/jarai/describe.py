"""The API's description: OpenAPI 3.1, with the key, every error and the headers that come with an answer."""

import re
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from jarai.base.ids import stable_id
from jarai.webhooks.payloads import described_webhooks

_ABOUT = (
    "Ask for a video, follow it, approve it, fetch its files. Send your key as `X-API-Key`. Times are RFC 3339 in UTC. "
    "A POST that creates takes an `Idempotency-Key`: sent again within 24 hours it gives the first answer again."
)
_TAGS = {
    "Partners": "Become a partner: register, then verify with the mailed link.",
    "Keys": "Your keys and your usage.",
    "Accounts": "Your accounts, their presenters and platforms.",
    "Reference data": "The ids that a production needs. No key is needed here.",
    "Productions": "Ask for a video, follow it, decide on it.",
    "Webhooks": "Be told of what happens.",
    "Certificates": "What certificates are checked with.",
    "Health": "Whether the studio answers and can work.",
}
_ERRORS = {
    "400": "A field is missing or wrong; `details` names it.",
    "401": "The key is missing, unknown, expired or revoked.",
    "403": "The partner, the key's scopes or the account don't allow it.",
    "404": "There is no such thing, or it is another partner's.",
    "409": "The state of things doesn't allow it, or an idempotency key was used otherwise.",
    "413": "The body is over 64 KiB.",
    "415": "The body is not JSON by its Content-Type.",
    "429": "Too many requests, or productions; `Retry-After` says when.",
    "500": "Something went wrong here; the correlation id finds it in the log.",
    "503": "A part the request needs is not reachable now.",
}
EXAMPLES: dict[str, dict[str, Any]] = {
    "register": {
        "organisationName": "Acme Media Ltd",
        "contactEmail": "api@acme-media.com",
        "contactName": "Jane Smith",
    },
    "createProduction": {
        "topic": "Quarterly earnings highlights for Q1 2026",
        "languageId": stable_id("language/en-US"),
        "countryId": stable_id("country/US"),
        "avatarId": stable_id("avatar/anna-keller"),
        "projectTypeSlug": "social-video-30s",
        "metadataMD": "Revenue: $4.21bn, up 18%",
        "reference": "story-2026-114",
    },
    "createWebhook": {
        "endpointUrl": "https://hooks.example.com/jarai",
        "eventTypes": ["production.published", "production.failed"],
    },
    "createKey": {"name": "newsroom", "scopes": ["productions:write", "deliverables:read"]},
    "approve": {"notes": "Checked by the desk."},
    "reject": {"reason": "The second figure is last year's."},
    "replaySince": {"since": "2026-11-24T00:00:00Z"},
}
"""Bodies to begin from."""
_MADE_BY = {
    "createProduction": ("202", "productionId"),
    "createWebhook": ("201", "webhookId"),
    "createKey": ("201", "keyId"),
}
"""Which answer, with which status, names an id that other operations take."""
_DONE = {
    "200": "Here it is.",
    "201": "It is made.",
    "202": "It is accepted; the work goes on.",
    "204": "It is gone.",
}
_ERROR = {
    "type": "object",
    "required": ["error", "message", "retryAfterSeconds"],
    "properties": {
        "error": {"type": "string", "description": "A stable code.", "examples": ["INVALID_REQUEST"]},
        "message": {"type": "string", "description": "What is wrong, in words."},
        "retryAfterSeconds": {"type": ["integer", "null"], "description": "A number with 429 only."},
        "details": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "problem"],
                "properties": {"field": {"type": "string"}, "problem": {"type": "string"}},
            },
        },
    },
}


def described(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """The function that gives the description, made once."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            found = get_openapi(
                title=app.title, version=app.version, openapi_version="3.1.0", description=_ABOUT, routes=app.routes
            )
            found["tags"] = [{"name": name, "description": about} for name, about in _TAGS.items()]
            components = found.setdefault("components", {})
            components["securitySchemes"] = {"ApiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key"}}
            schemas = components.setdefault("schemas", {})
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
            schemas["Error"] = _ERROR
            found["paths"] = {_camel_path(path): each for path, each in found["paths"].items()}
            for path, operations in found["paths"].items():
                for method, operation in operations.items():
                    _finish(path, method, operation)
                    _allow_no_body(operation, schemas)
            _exemplify(found["paths"])
            found["webhooks"] = described_webhooks()
            app.openapi_schema = found
        return app.openapi_schema

    return openapi


def _finish(path: str, method: str, operation: dict[str, Any]) -> None:
    """Name the operation as its function is named, and list the errors it may answer with."""
    operation["operationId"] = _camel(operation["operationId"].split("_v1_")[0].split("__well_known")[0])
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "path":
            parameter["name"] = _camel(parameter["name"])
    responses = operation["responses"]
    responses.pop("422", None)
    for status, words in _DONE.items():
        if responses.get(status, {}).get("description") == "Successful Response":
            responses[status]["description"] = words
    statuses = {"400", "500"}
    if operation.get("security"):
        statuses |= {"401", "403", "429"}
    if "{" in path:
        statuses.add("404")
    if method in {"post", "patch", "put", "delete"}:
        statuses |= {"409", "413", "415"}
    if path.endswith(("/register", "/verify")) or not operation.get("security"):
        statuses.add("429")
    if path.endswith(("/deliverables", "/events", "/storyboard", "/changes")):
        statuses.add("409")
    if path.endswith("/ready"):
        statuses.add("503")
    for status in sorted(statuses):
        responses[status] = {
            "description": _ERRORS[status],
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
        }
    if method == "post" and operation.get("security"):
        operation.setdefault("parameters", []).append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "description": "1 to 255 printable ASCII characters. The same again gives the first answer again.",
                "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
            }
        )


def _exemplify(paths: dict[str, Any]) -> None:
    """Give bodies their examples, and answers that name an id links to the operations that take it."""
    operations = {each["operationId"]: (path, each) for path, item in paths.items() for each in item.values()}
    for name, example in EXAMPLES.items():
        operations[name][1]["requestBody"]["content"]["application/json"]["examples"] = {"plain": {"value": example}}
    for name, (status, parameter) in _MADE_BY.items():
        operations[name][1]["responses"][status]["links"] = {
            taker: {"operationId": taker, "parameters": {parameter: f"$response.body#/{parameter}"}}
            for taker, (path, _) in operations.items()
            if f"{{{parameter}}}" in path
        }


def _allow_no_body(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """An empty body counts as `{}`: where no field is required, none is needed."""
    body = operation.get("requestBody")
    if body:
        name = body["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]
        body["required"] = bool(schemas[name].get("required"))


def _camel_path(path: str) -> str:
    return re.sub(r"{(\w+)}", lambda found: "{" + _camel(found[1]) + "}", path)


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(each.title() for each in others)
