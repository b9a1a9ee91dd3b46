"""The schemas as a generator wants them: class names, shared enums, formats, required fields, unions with a tag."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, get_args

from jarai.access.scopes import Scope
from jarai.accounts.schemas import AccountStatus, ConnectionStatus
from jarai.base import errors
from jarai.deliverables.records import DeliverableType
from jarai.describe.words import FIELDS, SCHEMAS
from jarai.productions.schemas import PublicationStatus, StepStatus
from jarai.productions.states import Status
from jarai.productions.steps import STEPS
from jarai.rules.model import Check
from jarai.storyboard.model import StyleName
from jarai.webhooks.events import EVENT_TYPES
from jarai.webhooks.payloads import event_schemas
from jarai.webhooks.schemas import DeliveryStatus, WebhookStatus

Schema = dict[str, Any]
PREFIX = "#/components/schemas/"
_NAMES = {
    "ProductionStatus": "Production",
    "StoryboardView": "Storyboard",
    "SentenceItem": "StoryboardSentence",
    "jarai__productions__timeline__Timeline": "Timeline",
    "jarai__storyboard__model__Timeline": "TimelineElement",
    "Timeline-Input": "TimelineElement",
    "NewKey": "CreatedKey",  # Go has a function NewKey for the shape Key
    "NewWebhook": "CreatedWebhook",
    "Datum": "ChartValue",
    "Side": "ComparisonSide",
    "Moment": "TimelineMoment",
    "Asset": "ImageFile",
    "ProblemItem": "FieldProblem",
    "RequestItem": "LoggedRequest",
    "RequestList": "LoggedRequestList",
    "RegisterRequest": "RegisterPartner",
    "RegisterAnswer": "Registered",
    "VerifyAnswer": "Verified",
    "BatchItem": "BatchItem",
    "Limits": "UsageLimits",
    "ReplaySince": "ReplayDeliveries",
}
"""What a client's classes are called. Others have their model's name, without `Item`."""
_ENUMS: dict[str, tuple[str, ...]] = {
    "AccountStatus": get_args(AccountStatus),
    "ConnectionStatus": get_args(ConnectionStatus),
    "ProductionStatus": get_args(Status),
    "StepStatus": get_args(StepStatus),
    "StepName": tuple(name for name, _ in STEPS),
    "PublicationStatus": get_args(PublicationStatus),
    "DeliverableType": get_args(DeliverableType),
    "WebhookStatus": get_args(WebhookStatus),
    "DeliveryStatus": get_args(DeliveryStatus),
    "EventType": EVENT_TYPES,
    "Scope": get_args(Scope),
    "Style": get_args(StyleName),
    "GateVerdict": ("Passed", "Blocked"),
    "GateFlagName": ("PronunciationUnsure",),
    "TimelineActKind": ("Edited", "Approved", "Rejected", "Published", "Removed"),
}
_SAME_AS = {
    "BatchItem.production": "Production",
    "CreateProductions.productions": "CreateProduction",
    "Delivery.body": "Event",
    "EventDeliverable.type": "DeliverableType",
    "EventList.events": "Event",
    "EventPublication.status": "PublicationStatus",
    "LoggedRequest.error": "ErrorCode",
    "PlatformPerformance.status": "PublicationStatus",
    "Production.currentStep": "StepName",
    "Production.errorStep": "StepName",
    "Production.gate": "Gate",
    "ProductionStepCompleteEventData.step": "StepName",
    "Refusal.error": "ErrorCode",
    "Step.name": "StepName",
    "TimelineAct.act": "TimelineActKind",
    "TimelineEvent.eventType": "EventType",
    "TimelineStep.name": "StepName",
}
"""Fields whose model says text or object where it is one of these."""
_LIKE = {"CreatedKey": "Key", "RotatedKey": "Key", "CreatedWebhook": "Webhook"}
"""Shapes that have all fields of another."""
_NEVER_NULL = {"ChangeWebhook.endpointUrl", "ChangeWebhook.eventTypes", "ChangeWebhook.status"}
"""Fields that may be left out, but not be taken away."""
_FORMATS = (
    (re.compile(r"(?<!scene)(?<!source)(?<!correlation)Ids?$"), "uuid"),
    (re.compile(r"(At|Until)$|^(at|since|timestamp)$"), "date-time"),
    (re.compile(r"(Url$|^url$)"), "uri"),
    (re.compile(r"^day$"), "date"),
)
"""What a field's name says of its text."""
_UNKNOWN_TO_MODELS: dict[str, Schema] = {
    "ApiError": {
        "type": "object",
        "required": ["error", "message", "retryAfterSeconds"],
        "properties": {
            "error": {"$ref": f"{PREFIX}ErrorCode"},
            "message": {"type": "string"},
            "retryAfterSeconds": {"type": ["integer", "null"]},
            "details": {"type": "array", "items": {"$ref": f"{PREFIX}FieldProblem"}},
        },
    },
    "Gate": {
        "type": "object",
        "required": ["verdict", "checks"],
        "properties": {
            "verdict": {"$ref": f"{PREFIX}GateVerdict"},
            "checks": {"type": "array", "items": {"$ref": f"{PREFIX}Check"}},
            "flags": {"type": "array", "items": {"$ref": f"{PREFIX}GateFlag"}},
        },
    },
    "GateFlag": {
        "type": "object",
        "required": ["flag", "word", "signs", "languageTag", "startMs", "endMs"],
        "properties": {
            "flag": {"$ref": f"{PREFIX}GateFlagName"},
            "word": {"type": "string"},
            "signs": {"type": "string"},
            "languageTag": {"type": "string"},
            "startMs": {"type": "integer", "minimum": 0},
            "endMs": {"type": "integer", "minimum": 0},
        },
    },
    "Health": {
        "type": "object",
        "required": ["status", "version"],
        "properties": {"status": {"type": "string"}, "version": {"type": "string"}},
    },
    "JsonWebKeySet": {
        "type": "object",
        "required": ["keys"],
        "properties": {"keys": {"type": "array", "items": {"$ref": f"{PREFIX}JsonWebKey"}}},
    },
    "JsonWebKey": {
        "type": "object",
        "required": ["crv", "kty", "x", "y", "kid", "use", "alg"],
        "properties": {name: {"type": "string"} for name in ("crv", "kty", "x", "y", "kid", "use", "alg")},
    },
}


def error_codes() -> dict[str, int]:
    """Every code a refusal may bear, with its status, by status."""
    found = {"METHOD_NOT_ALLOWED": 405}
    waiting = [errors.StudioError]
    while waiting:
        kind = waiting.pop()
        found[kind.code] = kind.status
        waiting += kind.__subclasses__()
    return dict(sorted(found.items(), key=lambda each: (each[1], each[0])))


def renamed(api: Schema) -> Schema:
    """The description with each schema under its name as a class. Raises ValueError where two would share one."""
    schemas = api["components"]["schemas"]
    names = {name: _NAMES.get(name) or name.removesuffix("Item") for name in schemas}
    elements: list[str] = []
    for schema in schemas.values():
        for field in schema.get("properties", {}).values():
            if "discriminator" in field:
                elements += [_name(each["$ref"]) for each in field["oneOf"]]
    names |= {name: f"{name}Element" for name in elements if not names[name].endswith("Element")}
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    found: dict[str, Schema] = {}
    for name, schema in schemas.items():
        new = _with_names(schema, names)
        if found.setdefault(names[name], new) != new:
            raise ValueError(f"two schemas would be called {names[name]}")
    api["components"]["schemas"] = found
    api["paths"] = _with_names(api["paths"], names)
    return api


def _with_names(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {
            key: f"{PREFIX}{names.get(_name(each), _name(each))}"
            if isinstance(each, str) and each.startswith(PREFIX)
            else _with_names(each, names)
            for key, each in value.items()
        }
    return [_with_names(each, names) for each in value] if isinstance(value, list) else value


def add_shapes(schemas: dict[str, Schema]) -> None:
    """Add what no model of a route says: events, the gate, errors, the enums that several fields share."""
    check = Check.model_json_schema(mode="serialization", ref_template=f"{PREFIX}{{model}}")
    schemas.update(check.pop("$defs"))
    schemas["Check"] = check
    schemas.update(deepcopy({**_UNKNOWN_TO_MODELS, **event_schemas()}))
    for name, values in {**_ENUMS, "ErrorCode": tuple(error_codes())}.items():
        schemas[name] = {"type": "string", "enum": list(values)}
    element = next(
        field
        for schema in schemas.values()
        for field in schema.get("properties", {}).values()
        if "discriminator" in field
    )
    schemas["Element"] = {key: value for key, value in element.items() if key != "title"}


def finish_shapes(api: Schema) -> None:
    """Finish every schema, and those of parameters; leave none that nothing refers to."""
    schemas = api["components"]["schemas"]
    for name, schema in schemas.items():
        _finish_fields(name, schema)
    parameters = [parameter for each in operations_of(api) for parameter in each.get("parameters", ())]
    for parameter in parameters:
        parameter["schema"] = _as_field("", parameter["name"], _never_null(parameter["schema"]))
    sent = _reached(schemas, [each.get("requestBody", {}) for each in operations_of(api)])
    told = _reached(schemas, [[each["responses"] for each in operations_of(api)], {"$ref": f"{PREFIX}Event"}])
    for name, schema in schemas.items():
        _finish_object(schema, sent=name in sent, told=name in told)
        schema.setdefault("description", SCHEMAS.get(name, ""))
        schema.pop("title", None)
    kept = sent | told | _reached(schemas, parameters)
    api["components"]["schemas"] = {name: schema for name, schema in sorted(schemas.items()) if name in kept}


def size_numbers(value: Any) -> None:
    """Say how wide numbers are: files are over 2 GB and sums of money large, and some languages would take 32 bits."""
    if isinstance(value, dict):
        kinds = value.get("type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if "integer" in kinds and not {"maximum", "enum"} & set(value):
            value["format"] = "int64"
        if "number" in kinds:
            value["format"] = "double"
        for each in value.values():
            size_numbers(each)
    elif isinstance(value, list):
        for each in value:
            size_numbers(each)


def operations_of(api: Schema) -> Iterator[Schema]:
    """Every operation."""
    for item in api["paths"].values():
        yield from item.values()


def _reached(schemas: dict[str, Schema], begin: list[Any]) -> set[str]:
    """The names that these values refer to, and what those refer to."""
    found: set[str] = set()
    waiting: list[Any] = list(begin)
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str) and value.startswith(PREFIX) and _name(value) not in found:
            found.add(_name(value))
            waiting.append(schemas[_name(value)])
    return found


def _finish_fields(name: str, schema: Schema) -> None:
    for field, value in schema.get("properties", {}).items():
        if f"{name}.{field}" in _NEVER_NULL:
            value = _never_null(value)  # noqa: PLW2901
        finished = _as_field(f"{name}.{field}", field, value)
        about = FIELDS.get(f"{_LIKE.get(name, name)}.{field}") or FIELDS.get(field)
        if about:
            finished.setdefault("description", about)
        schema["properties"][field] = finished


def _finish_object(schema: Schema, *, sent: bool, told: bool) -> None:
    """In what is answered more fields may come, and where it is only answered every field is there.

    A union's tag is needed wherever it stands.
    """
    if "properties" not in schema:
        return
    if told and schema.pop("additionalProperties", None) is False and not sent:
        schema["required"] = list(schema["properties"])
    required = schema.setdefault("required", [])
    required += [name for name, field in schema["properties"].items() if "const" in field and name not in required]
    if not required:
        del schema["required"]


def _as_field(place: str, name: str, schema: Schema) -> Schema:
    """One field's schema: without its made-up title, null as a type where it can be, its format, its shared shape."""
    schema = {key: value for key, value in schema.items() if key != "title"}
    if "discriminator" in schema:
        return {"$ref": f"{PREFIX}Element"}
    if place in _SAME_AS:
        return _same_as(schema, _SAME_AS[place])
    variants = schema.get("anyOf", ())
    if len(variants) == 2 and variants[1] == {"type": "null"}:
        rest = {key: value for key, value in schema.items() if key not in {"anyOf", "default"}}
        inner = _as_field(place, name, variants[0])
        if "$ref" in inner:
            return {"anyOf": [inner, {"type": "null"}], **rest}
        return {**inner, "type": [inner["type"], "null"], **rest}
    if "items" in schema and isinstance(schema["items"], dict):
        schema["items"] = _as_field(place, name, schema["items"])
    if isinstance(schema.get("enum"), list):
        for enum, values in _ENUMS.items():
            if tuple(schema["enum"]) == values:
                return {"$ref": f"{PREFIX}{enum}"}
    if "const" in schema:
        schema.pop("default", None)
    elif schema.get("type") == "string" and "pattern" not in schema:
        for pattern, form in _FORMATS:
            if pattern.search(name):
                schema.setdefault("format", form)
        if schema.get("format") == "uuid":
            schema.pop("maxLength", None)
    return {key: int(value) if isinstance(value, float) else value for key, value in schema.items()}


def _same_as(schema: Schema, name: str) -> Schema:
    reference = {"$ref": f"{PREFIX}{name}"}
    if schema.get("type") == "array":
        return {**schema, "items": reference}
    if any(each == {"type": "null"} for each in schema.get("anyOf", ())):
        return {"anyOf": [reference, {"type": "null"}]}
    return reference


def _never_null(schema: Schema) -> Schema:
    kinds = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    if len(kinds) != 1:
        return schema
    return {**kinds[0], **{key: value for key, value in schema.items() if key not in {"anyOf", "default"}}}


def _name(reference: str) -> str:
    return reference.rsplit("/", 1)[-1]
