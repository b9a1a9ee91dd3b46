"""The operations: method names, every error with its codes, the headers that come along, links from answer to request."""

import re
from typing import Any

from jarai.describe.shapes import PREFIX, error_codes
from jarai.describe.words import PARAMETERS

_NAMES = {
    "register": "registerPartner",
    "verify": "verifyPartner",
    "rotate": "rotateKey",
    "avatarPreview": "getAvatarPreview",
    "approve": "approveProduction",
    "reject": "rejectProduction",
    "rotateSecret": "rotateWebhookSecret",
    "sendTestEvent": "sendTestEvent",
    "replaySince": "replayDeliveries",
    "publicKeys": "getPublicKeys",
    "health": "getHealth",
    "ready": "getReadiness",
}
"""What an operation is called in a client, where its function's name says too little there."""
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
_MAY_MEET = {
    "verifyPartner": ("INVALID_TOKEN",),
    "createKey": ("LIMIT_REACHED",),
    "createProduction": ("ACCOUNT_NOT_ACTIVE", "BUDGET_GATE_1_FAILED", "BUDGET_GATE_2_FAILED"),
    "estimateProduction": ("ACCOUNT_NOT_ACTIVE",),
    "cancelProduction": ("INVALID_STATE",),
    "listDeliverables": ("DELIVERABLES_NOT_READY",),
    "getStoryboard": ("INVALID_STATE",),
    "editStoryboard": ("INVALID_STATE",),
    "checkStoryboard": ("INVALID_STATE",),
    "compareStoryboards": ("INVALID_STATE",),
    "approveProduction": ("INVALID_STATE",),
    "rejectProduction": ("INVALID_STATE",),
    "retryPublication": ("INVALID_STATE",),
    "removePublication": ("INVALID_STATE",),
    "followProduction": ("LIMIT_REACHED",),
    "createWebhook": ("LIMIT_REACHED", "INSUFFICIENT_SCOPE"),
    "changeWebhook": ("INSUFFICIENT_SCOPE",),
    "sendTestEvent": ("INVALID_STATE",),
    "replayDelivery": ("INVALID_STATE",),
    "replayDeliveries": ("INVALID_STATE",),
    "getReadiness": ("SERVICE_UNAVAILABLE",),
}
"""Codes an operation may answer with beside those that follow from its shape."""
_MEANS = {
    "ACCOUNT_NOT_ACTIVE": "the account is suspended or closed",
    "BUDGET_GATE_1_FAILED": "the account's monthly budget is spent",
    "BUDGET_GATE_2_FAILED": "this production would pass the account's monthly budget",
    "DELIVERABLES_NOT_READY": "the files are not finished yet",
    "IDEMPOTENCY_CONFLICT": "the idempotency key was used with another body, or its first request still goes on",
    "INSUFFICIENT_SCOPE": "the account is not among those your key may use",
    "INTERNAL_ERROR": "something went wrong here; the correlation id finds it in the log",
    "INVALID_REQUEST": "a field is missing or wrong, and `details` names it, or the body is not JSON",
    "INVALID_STATE": "the state of things doesn't allow it now",
    "INVALID_TOKEN": "the token is forged, expired or used already",
    "LIMIT_REACHED": "there are as many as there may be; end one first",
    "NOT_FOUND": "there is no such thing, or it is another partner's",
    "PARTNER_NOT_ACTIVE": "the partner is suspended",
    "PAYLOAD_TOO_LARGE": "the body is over 64 KiB",
    "PERMISSION_DENIED": "the key lacks the scope this needs",
    "RATE_LIMIT_EXCEEDED": "too many requests, or productions; `Retry-After` says when",
    "SERVICE_UNAVAILABLE": "a part the request needs is not reachable now",
    "UNAUTHORIZED": "the key is missing, unknown, expired or revoked",
    "UNSUPPORTED_MEDIA_TYPE": "the body is not JSON by its Content-Type",
}


def _header(about: str, *, required: bool = False, **schema: Any) -> dict[str, Any]:
    return {"description": about, "required": required, "schema": schema}


HEADERS = {
    "X-Correlation-Id": _header(
        "Yours where you sent one, else made here. It finds the request in the studio's log.",
        required=True,
        type="string",
        pattern="^[A-Za-z0-9._-]{1,128}$",
    ),
    "X-RateLimit-Limit": _header(
        "How many requests the window takes. Without a limit this and the next two are left out.", type="integer"
    ),
    "X-RateLimit-Remaining": _header("How many more there may be now.", type="integer", minimum=0),
    "X-RateLimit-Reset": _header("When one more will pass, in Unix seconds.", type="integer"),
    "Retry-After": _header("Seconds to wait before asking again.", required=True, type="integer", minimum=0),
    "Location": _header("Where to follow what was accepted.", required=True, type="string", format="uri-reference"),
    "ETag": _header(
        "The version, in quotes: what `If-Match` takes when you send the storyboard back changed.",
        required=True,
        type="string",
    ),
    "Preference-Applied": _header("The wait that was granted.", type="string"),
    "Idempotency-Replayed": _header(
        "`true` where this is the answer of an earlier request with the same key. Secrets are null in it.",
        type="string",
        enum=["true"],
    ),
}
_RATE_LIMITS = ("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")
_ALSO = {
    ("createProduction", "202"): ("Location",),
    ("getStoryboard", "200"): ("ETag",),
    ("getProduction", "200"): ("Preference-Applied",),
}
_ANSWERS: dict[str, tuple[str, dict[str, Any]]] = {
    "getAvatarPreview": ("image/png", {"type": "string", "format": "binary"}),
    "getPublicKeys": ("application/json", {"$ref": f"{PREFIX}JsonWebKeySet"}),
    "getHealth": ("application/json", {"$ref": f"{PREFIX}Health"}),
    "getReadiness": ("application/json", {"$ref": f"{PREFIX}Health"}),
}
"""Answers whose shape no model says."""
_IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
}


def finish_operation(path: str, method: str, operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Name the operation, and list its parameters, answers, errors and headers whole."""
    name = _camel(operation["operationId"].split("_v1_")[0].split("__well_known")[0])
    name = operation["operationId"] = _NAMES.get(name, name)
    operation["summary"] = re.sub(r"(?<=[a-z])([A-Z])", lambda found: f" {found[1].lower()}", name).capitalize()
    operation["tags"] = operation["tags"][-1:]
    parameters = operation.setdefault("parameters", [])
    repeatable = method == "post" and "security" in operation
    if repeatable:
        parameters.append({**_IDEMPOTENCY_KEY})
    for parameter in parameters:
        parameter["description"] = parameter.get("description") or PARAMETERS.get(parameter["name"], "")
    if not parameters:
        del operation["parameters"]
    _allow_no_body(operation, schemas)
    responses = operation["responses"]
    responses.pop("422", None)
    for status, answer in responses.items():
        if answer["description"] == "Successful Response":
            answer["description"] = _DONE[status]
        if name in _ANSWERS and status == "200":
            media_type, shape = _ANSWERS[name]
            answer["content"] = {media_type: {"schema": shape}}
        headers = [*(_RATE_LIMITS if "security" in operation else ()), *_ALSO.get((name, status), ())]
        _add_headers(answer, *headers, *(["Idempotency-Replayed"] if repeatable else []))
    for status, codes in errors_of(path, method, operation).items():
        responses[status] = _refusal(status, codes)


def errors_of(path: str, method: str, operation: dict[str, Any]) -> dict[str, list[str]]:
    """The codes the operation may answer with, by status."""
    known, found = error_codes(), {"INTERNAL_ERROR", *_MAY_MEET.get(operation["operationId"], ())}
    if operation.get("parameters") or method != "get":
        found.add("INVALID_REQUEST")
    if "security" in operation:
        found |= {"UNAUTHORIZED", "PARTNER_NOT_ACTIVE", "RATE_LIMIT_EXCEEDED"}
        if operation.get("x-required-scope") or operation["operationId"] == "rotateKey":
            found.add("PERMISSION_DENIED")
    elif path.startswith(("/v1/partners", "/v1/languages", "/v1/countries", "/v1/project-types", "/v1/avatars")):
        found.add("RATE_LIMIT_EXCEEDED")
    if "{accountId}" in path or any(each["name"] == "accountId" for each in operation.get("parameters", ())):
        found.add("INSUFFICIENT_SCOPE")
    if "{" in path:
        found.add("NOT_FOUND")
    if method != "get":
        found |= {"PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE"}
    if method == "post" and "security" in operation:
        found.add("IDEMPOTENCY_CONFLICT")
    by_status: dict[str, list[str]] = {}
    for code in sorted(found, key=lambda code: (known[code], code)):
        by_status.setdefault(str(known[code]), []).append(code)
    return by_status


def refusals() -> dict[str, Any]:
    """An example of each refusal, by its code."""
    found = {}
    for code, meaning in _MEANS.items():
        value: dict[str, Any] = {
            "error": code,
            "message": f"{meaning[:1].upper()}{meaning[1:]}.",
            "retryAfterSeconds": 12 if code == "RATE_LIMIT_EXCEEDED" else None,
        }
        if code == "INVALID_REQUEST":
            value |= {
                "message": "languageId: must be a UUID",
                "details": [{"field": "languageId", "problem": "must be a UUID"}],
            }
        found[code] = {"value": value}
    return found


def _refusal(status: str, codes: list[str]) -> dict[str, Any]:
    told = [f"`{code}`: {_MEANS[code]}." for code in codes]
    examples = {code: {"$ref": f"#/components/examples/{code}"} for code in codes}
    answer: dict[str, Any] = {
        "description": " ".join(told),
        "content": {"application/json": {"schema": {"$ref": f"{PREFIX}ApiError"}, "examples": examples}},
        "x-error-codes": codes,
    }
    _add_headers(
        answer, *(_RATE_LIMITS if status == "429" else ()), *(["Retry-After"] if status in {"429", "503"} else [])
    )
    return answer


def _add_headers(answer: dict[str, Any], *names: str) -> None:
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in ("X-Correlation-Id", *names)}
    answer["headers"] = {**answer.get("headers", {}), **headers}


def link_operations(paths: dict[str, Any]) -> None:
    """Give answers that name an id links to the operations that take it."""
    operations = {each["operationId"]: (path, each) for path, item in paths.items() for each in item.values()}
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


def camel_paths(paths: dict[str, Any]) -> dict[str, Any]:
    """The paths, and the names of what stands in them, in camelCase as JSON's names are."""
    for item in paths.values():
        for operation in item.values():
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "path":
                    parameter["name"] = _camel(parameter["name"])
    return {re.sub(r"{(\w+)}", lambda found: "{" + _camel(found[1]) + "}", path): each for path, each in paths.items()}


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(each.title() for each in others)
