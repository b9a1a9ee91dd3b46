"""What was sent to an endpoint and what it answered; and sending it again."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.access.keys import Caller
from jarai.base.clock import Clock, rfc3339
from jarai.base.db import Database
from jarai.base.errors import InvalidState, NotFound
from jarai.base.ids import is_uuid, new_id
from jarai.base.paging import page
from jarai.webhooks.events import NIL, Event, body_of, delivery_row
from jarai.webhooks.schemas import AttemptItem, DeliveryItem
from jarai.webhooks.subscriptions import webhook_of
from jarai.webhooks.tables import webhook_attempts, webhook_deliveries


@dataclass(frozen=True)
class DeliveryLog:
    """Reads deliveries, and puts them on their way again."""

    database: Database
    clock: Clock

    async def list(
        self, caller: Caller, webhook_id: str, status: str | None, limit: int, cursor: str | None
    ) -> tuple[list[DeliveryItem], str | None]:
        """A page of the deliveries, newest first. Raises NotFound."""
        columns = webhook_deliveries.c
        async with self.database.read() as connection:
            await webhook_of(connection, caller, webhook_id)
            query = sa.select(webhook_deliveries).where(columns.webhook_id == webhook_id)
            if status:
                query = query.where(columns.status == status)
            rows, following = await page(connection, query, (columns.created_at, columns.delivery_id), limit, cursor)
            return [await _item(connection, row) for row in rows], following

    async def test(self, caller: Caller, webhook_id: str, correlation_id: str) -> DeliveryItem:
        """Send a `webhook.test`, whatever the subscription is for. Raises NotFound, InvalidState where it is disabled."""
        now = self.clock.now()
        event = Event(
            event_id=new_id(),
            event_type="webhook.test",
            partner_id=caller.partner_id,
            test=caller.test,
            production_id=NIL,
            account_id=NIL,
            reference=None,
            correlation_id=correlation_id,
            sequence_number=0,
            timestamp=now,
            data={"message": "This is a test of your endpoint."},
        )
        async with self.database.write() as connection:
            await _active(connection, caller, webhook_id)
            row = delivery_row(event, webhook_id, body_of(event))
            await connection.execute(sa.insert(webhook_deliveries).values(row))
            return await _item(connection, await _one(connection, webhook_id, str(row["delivery_id"])))

    async def replay(self, caller: Caller, webhook_id: str, delivery_id: str) -> DeliveryItem:
        """Send one again, from the first attempt on, the same bytes. Raises NotFound, InvalidState where it is disabled."""
        now = self.clock.now()
        async with self.database.write() as connection:
            await webhook_of(connection, caller, webhook_id)
            await _one(connection, webhook_id, delivery_id)
            await _active(connection, caller, webhook_id)
            await _again(connection, webhook_deliveries.c.delivery_id == delivery_id, now)
            return await _item(connection, await _one(connection, webhook_id, delivery_id))

    async def replay_since(self, caller: Caller, webhook_id: str, since: datetime) -> int:
        """Send everything since then again; how many. Raises NotFound, InvalidState where it is disabled."""
        now, columns = self.clock.now(), webhook_deliveries.c
        async with self.database.write() as connection:
            await _active(connection, caller, webhook_id)
            return await _again(connection, sa.and_(columns.webhook_id == webhook_id, columns.created_at >= since), now)


async def _again(connection: AsyncConnection, which: sa.ColumnElement[bool], now: datetime) -> int:
    """What is on its way this very moment is left alone."""
    columns = webhook_deliveries.c
    at_rest = sa.or_(columns.leased_until.is_(None), columns.leased_until <= now)
    statement = sa.update(webhook_deliveries).where(which, at_rest)
    values = {"status": "Waiting", "attempts": 0, "next_attempt_at": now, "delivered_at": None, "leased_until": None}
    chosen = sa.select(columns.delivery_id).where(which, at_rest)
    await connection.execute(sa.delete(webhook_attempts).where(webhook_attempts.c.delivery_id.in_(chosen)))
    return (await connection.execute(statement.values(values))).rowcount


async def _active(connection: AsyncConnection, caller: Caller, webhook_id: str) -> None:
    row = await webhook_of(connection, caller, webhook_id)
    if row.status != "Active":
        raise InvalidState("This webhook is disabled; PATCH its status to Active first.")


async def _one(connection: AsyncConnection, webhook_id: str, delivery_id: str) -> sa.Row[Any]:
    columns = webhook_deliveries.c
    query = sa.select(webhook_deliveries).where(columns.delivery_id == delivery_id, columns.webhook_id == webhook_id)
    row = (await connection.execute(query)).one_or_none() if is_uuid(delivery_id) else None
    if row is None:
        raise NotFound("There is no such delivery.")
    return row


async def _item(connection: AsyncConnection, row: sa.Row[Any]) -> DeliveryItem:
    query = sa.select(webhook_attempts).where(webhook_attempts.c.delivery_id == row.delivery_id)
    attempts = (await connection.execute(query.order_by(webhook_attempts.c.number))).all()
    return DeliveryItem(
        delivery_id=row.delivery_id,
        event_id=row.event_id,
        event_type=row.event_type,
        production_id=row.production_id,
        sequence_number=row.sequence_number,
        status=row.status,
        attempts=tuple(
            AttemptItem(
                number=each.number,
                at=rfc3339(each.at),
                status_code=each.status_code,
                problem=each.problem,
                milliseconds=each.milliseconds,
            )
            for each in attempts
        ),
        next_attempt_at=rfc3339(row.next_attempt_at) if row.status == "Waiting" else None,
        created_at=rfc3339(row.created_at),
        delivered_at=rfc3339(row.delivered_at) if row.delivered_at else None,
        body=json.loads(row.body),
    )
