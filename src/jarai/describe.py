"""The API's description: OpenAPI 3.1, with the key, every error and the headers that come with an answer."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

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
            for path, operations in found["paths"].items():
                for method, operation in operations.items():
                    _finish(path, method, operation)
                    _allow_no_body(operation, schemas)
            app.openapi_schema = found
        return app.openapi_schema

    return openapi


def _finish(path: str, method: str, operation: dict[str, Any]) -> None:
    """Name the operation as its function is named, and list the errors it may answer with."""
    operation["operationId"] = _camel(operation["operationId"].split("_v1_")[0].split("__well_known")[0])
    responses = operation["responses"]
    responses.pop("422", None)
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
                "schema": {"type": "string", "minLength": 1, "maxLength": 255},
            }
        )


def _allow_no_body(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """An empty body counts as `{}`: where no field is required, none is needed."""
    body = operation.get("requestBody")
    if body:
        name = body["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]
        body["required"] = bool(schemas[name].get("required"))


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(each.title() for each in others)
