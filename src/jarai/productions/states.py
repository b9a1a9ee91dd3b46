"""The states of a production and the one function that changes them, with its event, in one transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.base.db import changed_row
from jarai.base.ids import new_id
from jarai.productions.tables import production_events, productions
from jarai.webhooks.events import Event, owe

Status = Literal["Queued", "Producing", "AwaitingApproval", "Distributing", "Published", "Failed", "Cancelled"]

TERMINAL: frozenset[Status] = frozenset({"Published", "Failed", "Cancelled"})

# Which states a change may come from, and the event it is told by (none for the pick-up and the edit: a step's end tells).
_CHANGES: Mapping[Status, tuple[frozenset[Status], str | None]] = {
    "Queued": (frozenset(), "production.queued"),
    "Producing": (frozenset({"Queued", "AwaitingApproval"}), None),
    "AwaitingApproval": (frozenset({"Producing"}), "production.awaiting_approval"),
    "Distributing": (frozenset({"AwaitingApproval"}), "production.distributing"),
    "Published": (frozenset({"AwaitingApproval", "Distributing"}), "production.published"),
    "Failed": (frozenset({"Queued", "Producing", "Distributing"}), "production.failed"),
    "Cancelled": (frozenset({"Queued", "Producing", "AwaitingApproval", "Distributing"}), "production.cancelled"),
}


async def change_state(
    connection: AsyncConnection,
    production_id: str,
    to: Status,
    now: datetime,
    *,
    data: Mapping[str, Any] | None = None,
    only_from: frozenset[Status] | None = None,
    where: sa.ColumnElement[bool] | None = None,
    **values: Any,
) -> bool:
    """Move the production to `to` and record the event. False when its state doesn't allow that now.

    `only_from` narrows the states it may come from, `where` adds a condition on the row, `values` sets more columns.
    """
    sources, event_type = _CHANGES[to]
    if to in TERMINAL:
        values["completed_at"] = now
    if to in {"Failed", "Cancelled"}:
        unfinished = sa.and_(productions.c.status.in_(["Queued", "Producing"]), productions.c.version == 1)
        values["cost"] = sa.case((unfinished, 0), else_=productions.c.cost)
    statement = (
        sa.update(productions)
        .where(
            productions.c.production_id == production_id,
            productions.c.status.in_(sorted(sources & only_from if only_from else sources)),
            *([where] if where is not None else []),
        )
        .values(status=to, **values)
    )
    if await changed_row(connection, statement, productions.c.production_id) is None:
        return False
    if event_type:
        await record_event(connection, production_id, event_type, {"status": to, **(data or {})}, now)
    return True


async def hold_status(connection: AsyncConnection, production_id: str, status: Status) -> bool:
    """Lock the production for this transaction. False unless it has that status: nobody changes it until we commit."""
    statement = (
        sa.update(productions)
        .where(productions.c.production_id == production_id, productions.c.status == status)
        .values(status=status)
    )
    return await changed_row(connection, statement, productions.c.production_id) is not None


async def record_event(
    connection: AsyncConnection, production_id: str, event_type: str, data: Mapping[str, Any], now: datetime
) -> None:
    """Record an event under the production's next sequence number, and owe it to webhooks, in the caller's transaction."""
    take_number = (
        sa.update(productions)
        .where(productions.c.production_id == production_id)
        .values(last_sequence=productions.c.last_sequence + 1)
    )
    columns = productions.c
    row = await changed_row(
        connection, take_number, columns.last_sequence, columns.partner_id, columns.test, columns.account_id,
        columns.reference, columns.correlation_id,
    )  # fmt: skip
    if row is None:
        raise LookupError(production_id)
    event = Event(
        event_id=new_id(),
        event_type=event_type,
        partner_id=row.partner_id,
        test=row.test,
        production_id=production_id,
        account_id=row.account_id,
        reference=row.reference,
        correlation_id=row.correlation_id,
        sequence_number=row.last_sequence,
        timestamp=now,
        data=dict(data),
    )
    kept = {
        "production_id": production_id,
        "sequence_number": event.sequence_number,
        "event_id": event.event_id,
        "event_type": event_type,
        "timestamp": now,
        "data": event.data,
    }
    await connection.execute(sa.insert(production_events).values(kept))
    await owe(connection, event)
