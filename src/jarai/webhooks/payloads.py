"""What each event's body holds, as JSON Schema (2020-12). Version 1: fields may be added, none is renamed or taken away."""

from collections.abc import Mapping
from typing import Any

from jarai.webhooks.events import EVENT_TYPES, EventType

PAYLOAD_VERSION = 1
_TEXT = {"type": "string"}
_ID = {"type": "string", "format": "uuid"}
_TIME = {"type": "string", "format": "date-time"}
_WHOLE = {"type": "integer", "minimum": 0}


def _object(**fields: Mapping[str, Any]) -> dict[str, Any]:
    """An object that has at least these fields."""
    return {"type": "object", "required": list(fields), "properties": dict(fields)}


def _status(name: str, **fields: Mapping[str, Any]) -> dict[str, Any]:
    return _object(status={"const": name}, **fields)


_PUBLICATION = _object(platformConnectionId=_ID, platform=_TEXT, status=_TEXT)
_DATA: Mapping[EventType, tuple[str, dict[str, Any]]] = {
    "production.queued": (
        "It was accepted. It fails with PRODUCTION_EXPIRED if nobody begins by `expiresAt`.",
        _status("Queued", expiresAt=_TIME),
    ),
    "production.step.complete": (
        "One of the steps is done.",
        _object(step=_TEXT, number={"type": "integer", "minimum": 1}, of={"type": "integer", "minimum": 1}),
    ),
    "production.awaiting_approval": (
        "A version is finished and waits for a decision. With `gate` Blocked it can't be approved.",
        _status("AwaitingApproval", version={"type": "integer", "minimum": 1}, gate={"enum": ["Passed", "Blocked"]}),
    ),
    "production.distributing": (
        "It was approved and goes out.",
        _status("Distributing", platformConnectionIds={"type": "array", "items": _ID}),
    ),
    "production.published": (
        "Every chosen platform has it.",
        _status("Published", publications={"type": "array", "items": _PUBLICATION}),
    ),
    "production.failed": (
        "It failed for good. `step` names where, and `retryable` whether asking again may help, where it never went out; "
        "`publications` tell what is public where it did.",
        _status("Failed", errorCode=_TEXT, errorMessage=_TEXT),
    ),
    "production.cancelled": ("It was cancelled or rejected.", _status("Cancelled", reason=_TEXT)),
    "deliverable.ready": (
        "The files can be fetched; a link to each comes with the list of deliverables.",
        _object(
            deliverables={
                "type": "array",
                "maxItems": 100,
                "items": _object(deliverableId=_ID, type=_TEXT, fileName=_TEXT, sha256=_TEXT),
            }
        ),
    ),
    "webhook.test": ("You asked for it. The ids are nil, the number is 0.", {"type": "object"}),
}


def payload_schema(event_type: EventType) -> dict[str, Any]:
    """The schema of the event's whole body."""
    about, data = _DATA[event_type]
    schema = _object(
        eventId=_ID,
        eventType={"const": event_type},
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


def described_webhooks() -> dict[str, Any]:
    """Every event as OpenAPI 3.1 describes what a server sends."""
    return {
        event_type: {
            "post": {
                "operationId": f"on_{event_type.replace('.', '_')}",
                "tags": ["Webhooks"],
                "description": _DATA[event_type][0],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": payload_schema(event_type)}},
                },
                "responses": {"2XX": {"description": "You have it."}},
            }
        }
        for event_type in EVENT_TYPES
    }
