"""What each event's body holds, as JSON Schema (2020-12). Version 1: fields may be added, none is renamed or taken away."""

from collections.abc import Mapping
from typing import Any

from jarai.webhooks.events import EVENT_TYPES, EventType

PAYLOAD_VERSION = 1
Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_ID: Schema = {"type": "string", "format": "uuid"}
_TIME: Schema = {"type": "string", "format": "date-time"}
_WHOLE: Schema = {"type": "integer", "minimum": 0}
_COUNT: Schema = {"type": "integer", "minimum": 1}


def _object(optional: Mapping[str, Schema] | None = None, **fields: Schema) -> Schema:
    """An object that has at least these fields, and may have the optional ones."""
    return {"type": "object", "required": list(fields), "properties": {**fields, **(optional or {})}}


def _status(name: str, optional: Mapping[str, Schema] | None = None, **fields: Schema) -> Schema:
    return _object(optional, status={"type": "string", "const": name}, **fields)


def _list(item: Schema, **limits: int) -> Schema:
    return {"type": "array", "items": item, **limits}


_PUBLICATION = _object(
    {"url": {"type": ["string", "null"], "format": "uri"}}, platformConnectionId=_ID, platform=_TEXT, status=_TEXT
)
_FILE = _object(deliverableId=_ID, type=_TEXT, fileName=_TEXT, sha256=_TEXT)
_DATA: Mapping[EventType, tuple[str, Schema]] = {
    "production.queued": (
        "It was accepted. It fails with PRODUCTION_EXPIRED if nobody begins by `expiresAt`.",
        _status("Queued", expiresAt=_TIME),
    ),
    "production.step.complete": ("One of the steps is done.", _object(step=_TEXT, number=_COUNT, of=_COUNT)),
    "production.awaiting_approval": (
        "A version is finished and waits for a decision. With `gate` Blocked it can't be approved.",
        _status("AwaitingApproval", version=_COUNT, gate={"type": "string", "enum": ["Passed", "Blocked"]}),
    ),
    "production.distributing": (
        "It was approved and goes out.",
        _status("Distributing", platformConnectionIds=_list(_ID)),
    ),
    "production.published": (
        "Every chosen platform has it.",
        _status("Published", publications=_list(_PUBLICATION)),
    ),
    "production.failed": (
        "It failed for good. `step` names where, and `retryable` whether asking again may help, where it never went out; "
        "`publications` tell what is public where it did.",
        _status(
            "Failed",
            {"step": _TEXT, "retryable": {"type": "boolean"}, "publications": _list(_PUBLICATION)},
            errorCode=_TEXT,
            errorMessage=_TEXT,
        ),
    ),
    "production.cancelled": ("It was cancelled or rejected.", _status("Cancelled", reason=_TEXT)),
    "deliverable.ready": (
        "The files can be fetched; a link to each comes with the list of deliverables.",
        _object(deliverables=_list(_FILE, maxItems=100)),
    ),
    "webhook.test": ("You asked for it. The ids are nil, the number is 0.", _object({"message": _TEXT})),
}


def payload_schema(event_type: EventType) -> Schema:
    """The schema of the event's whole body."""
    about, data = _DATA[event_type]
    schema = _object(
        eventId=_ID,
        eventType={"type": "string", "const": event_type},
        productionId=_ID,
        accountId=_ID,
        timestamp=_TIME,
        sequenceNumber=_WHOLE,
        correlationId=_TEXT,
        truncated={"type": "boolean"},
        reference={"type": ["string", "null"]},
        test={"type": "boolean"},
        data=data,
    )
    return {"title": event_type, "description": about, "x-payload-version": PAYLOAD_VERSION, **schema}


def event_name(event_type: EventType) -> str:
    """The name of the event's schema in the API's description: `ProductionQueuedEvent`."""
    return "".join(part.title() for part in event_type.replace("_", ".").split(".")) + "Event"


def event_schemas() -> dict[str, Schema]:
    """The same as named schemas that refer to one another, and `Event`, which is any of them."""
    found = {"EventPublication": _PUBLICATION, "EventDeliverable": _FILE}
    for event_type, (about, data) in _DATA.items():
        name = event_name(event_type)
        held = _parts_named(data)
        held["description"] = f"What `{event_type}` tells."
        found[f"{name}Data"] = held
        whole = payload_schema(event_type)
        whole["properties"] = {**whole["properties"], "data": _ref(f"{name}Data")}
        found[name] = whole | {"description": about}
    names = {event_type: _ref(event_name(event_type)) for event_type in EVENT_TYPES}
    found["Event"] = {
        "description": "What happened to a production. `eventType` says which, and with it what `data` holds.",
        "oneOf": list(names.values()),
        "discriminator": {
            "propertyName": "eventType",
            "mapping": {event_type: each["$ref"] for event_type, each in names.items()},
        },
    }
    return found


def _parts_named(data: Schema) -> Schema:
    parts = {"publications": "EventPublication", "deliverables": "EventDeliverable"}
    fields = {
        name: {**field, "items": _ref(parts[name])} if name in parts else field
        for name, field in data["properties"].items()
    }
    return {**data, "properties": fields}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


_SENT_WITH = {
    "X-JARAI-Signature": "`sha256=` and the HMAC-SHA256 of the raw body in hex, under your signing secret.",
    "webhook-id": "The `eventId`: the same at every attempt, so that you can tell a repeat.",
    "webhook-timestamp": "When this attempt was made, in Unix seconds.",
    "webhook-signature": "The signature of Standard Webhooks; two while a new secret and the one before overlap.",
}


def described_webhooks() -> dict[str, Any]:
    """Every event as OpenAPI 3.1 describes what a server sends, by the names of `event_schemas`."""
    headers = [
        {"name": name, "in": "header", "required": True, "description": about, "schema": _TEXT}
        for name, about in _SENT_WITH.items()
    ]
    return {
        event_type: {
            "post": {
                "operationId": f"on{event_name(event_type)}",
                "tags": ["Events"],
                "summary": event_type,
                "description": _DATA[event_type][0],
                "parameters": headers,
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": _ref(event_name(event_type))}},
                },
                "responses": {"2XX": {"description": "You have it. Any other answer is tried again later."}},
            }
        }
        for event_type in EVENT_TYPES
    }
