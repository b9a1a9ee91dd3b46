"""What happened over all of a partner's productions: for who missed a webhook, or has no endpoint to be told at."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.access.keys import Caller
from jarai.base.model import Wire
from jarai.base.paging import page
from jarai.productions.queries import event_of
from jarai.productions.tables import production_events, productions
from jarai.webhooks.events import EventType, envelope


class EventItem(Wire):
    """An event as a webhook is sent it. Those of one production are in the order of their `sequenceNumber`."""

    event_id: str
    event_type: EventType
    production_id: str
    account_id: str
    timestamp: str
    sequence_number: int
    correlation_id: str
    truncated: bool
    reference: str | None
    test: bool
    data: dict[str, Any]


class EventList(Wire):
    """Events, newest first."""

    events: tuple[EventItem, ...]
    next_cursor: str | None


async def events_of(
    connection: AsyncConnection,
    caller: Caller,
    wanted: tuple[datetime | None, str | None, str | None],
    limit: int,
    cursor: str | None,
) -> EventList:
    """A page of the partner's events in the key's mode; `wanted` is since when, of which type, of which account, or any."""
    since, event_type, account_id = wanted
    columns = production_events.c
    query = (
        sa.select(productions, *(each for each in columns if each.name != "production_id"))
        .join(productions, productions.c.production_id == columns.production_id)
        .where(productions.c.partner_id == caller.partner_id, productions.c.test == caller.test)
    )
    if since is not None:
        query = query.where(columns.timestamp >= since)
    if event_type is not None:
        query = query.where(columns.event_type == event_type)
    if account_id is not None:
        query = query.where(productions.c.account_id == account_id)
    rows, next_cursor = await page(connection, query, (columns.timestamp, columns.event_id), limit, cursor)
    return EventList(
        events=tuple(EventItem.model_validate(envelope(event_of(row, row))) for row in rows), next_cursor=next_cursor
    )
