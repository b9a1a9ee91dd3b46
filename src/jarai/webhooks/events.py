"""An event as it is told: its envelope, and the deliveries it becomes in the transaction that records it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.base.clock import rfc3339
from jarai.base.ids import new_id
from jarai.webhooks.tables import webhook_deliveries, webhooks

EventType = Literal[
    "production.queued",
    "production.step.complete",
    "production.awaiting_approval",
    "production.distributing",
    "production.published",
    "production.failed",
    "production.cancelled",
    "deliverable.ready",
    "webhook.test",
]
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
NIL = "00000000-0000-0000-0000-000000000000"
_MOST_LISTED = 100


@dataclass(frozen=True)
class Event:
    """Something that happened to a production."""

    event_id: str
    event_type: str
    partner_id: str
    test: bool
    production_id: str
    account_id: str
    reference: str | None
    correlation_id: str
    sequence_number: int
    timestamp: datetime
    data: Mapping[str, Any]


def envelope(event: Event) -> dict[str, Any]:
    """The body of the contract: a list in `data` over 100 long is cut, and `truncated` says so."""
    long = {name: value for name, value in event.data.items() if isinstance(value, list) and len(value) > _MOST_LISTED}
    data = {**event.data, **{name: value[:_MOST_LISTED] for name, value in long.items()}}
    return {
        "eventId": event.event_id,
        "eventType": event.event_type,
        "productionId": event.production_id,
        "accountId": event.account_id,
        "timestamp": rfc3339(event.timestamp),
        "sequenceNumber": event.sequence_number,
        "correlationId": event.correlation_id,
        "truncated": bool(long),
        "reference": event.reference,
        "test": event.test,
        "data": data,
    }


def body_of(event: Event) -> str:
    """The envelope as it is sent, the same bytes at every attempt."""
    return json.dumps(envelope(event), ensure_ascii=False, separators=(",", ":"))


async def owe(connection: AsyncConnection, event: Event) -> None:
    """A delivery for each subscription that wants the event, in the caller's transaction."""
    mine = (
        webhooks.c.partner_id == event.partner_id,
        webhooks.c.test == event.test,
        webhooks.c.status == "Active",
    )
    rows = (await connection.execute(sa.select(webhooks).where(*mine))).all()
    wanted = [row.webhook_id for row in rows if event.event_type in row.event_types and _covers(row, event.account_id)]
    if wanted:
        body = body_of(event)
        await connection.execute(
            sa.insert(webhook_deliveries), [delivery_row(event, webhook_id, body) for webhook_id in wanted]
        )


def delivery_row(event: Event, webhook_id: str, body: str) -> dict[str, Any]:
    """A delivery that is due now."""
    return {
        "delivery_id": new_id(),
        "webhook_id": webhook_id,
        "production_id": event.production_id,
        "event_id": event.event_id,
        "event_type": event.event_type,
        "sequence_number": event.sequence_number,
        "body": body,
        "status": "Waiting",
        "attempts": 0,
        "next_attempt_at": event.timestamp,
        "created_at": event.timestamp,
    }


def _covers(row: sa.Row[Any], account_id: str) -> bool:
    if row.account_scope_id:
        return bool(row.account_scope_id == account_id)
    return not row.account_ids or account_id in row.account_ids
