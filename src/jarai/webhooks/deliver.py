"""The sender: claims what is due under a lease, sends it, records what came of it.

A claim counts the attempt and holds the delivery for a while; a process that dies in between leaves it to be sent again.
At most four deliveries of one endpoint are on their way at once, whatever the number of processes, so that a slow one
takes nothing from the others. In a production's order an event waits for the one before it through that one's first
three attempts.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpcore
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.base.clock import Clock
from jarai.base.db import Database
from jarai.base.guarded import GuardedClient, RefusedAddressError
from jarai.base.logging import logger
from jarai.base.secrets import Secrets
from jarai.client.signature import signature_headers
from jarai.version import VERSION
from jarai.webhooks.plan import AT_ONCE, GENTLE_AFTER, GIVEN_UP_AFTER, HOLDS_BACK, next_wait
from jarai.webhooks.subscriptions import secrets_of
from jarai.webhooks.tables import webhook_attempts, webhook_deliveries, webhooks

_log = logger("webhooks")
_TIMEOUT = 10.0
_LEASE = timedelta(seconds=30)
"""Longer than an attempt can take; as long waits what a process held that died."""
_BATCH = 100
_IN_FLIGHT = 200
_READ = 4096
_PAUSE = 0.2

TellPartner = Callable[[AsyncConnection, str, str, str, datetime], Awaitable[None]]
"""Puts a mail to a partner into the outbox: connection, partner's id, subject, text, and the time."""


@dataclass(frozen=True)
class Result:
    """What came of an attempt."""

    delivery: sa.Row[Any]
    at: datetime
    status_code: int | None
    problem: str | None
    milliseconds: int

    @property
    def delivered(self) -> bool:
        """Whether the endpoint took it."""
        return self.status_code is not None and 200 <= self.status_code < 300


@dataclass
class Deliverer:
    """Sends what is owed. `client` decides which addresses may be connected to."""

    database: Database
    clock: Clock
    secrets: Secrets
    client: GuardedClient
    tell_partner: TellPartner
    timeout: float = _TIMEOUT
    _on_their_way: set[asyncio.Task[Result]] = field(default_factory=set)

    async def run(self) -> None:
        """Send until cancelled. What is on its way then is left to its lease."""
        try:
            while True:
                if not await self.step():
                    await asyncio.sleep(_PAUSE)
        finally:
            on_their_way, self._on_their_way = self._on_their_way, set()
            for task in on_their_way:
                task.cancel()
            await asyncio.gather(*on_their_way, return_exceptions=True)

    async def step(self) -> bool:
        """Record what has come back and claim what is due. Whether there was anything to do."""
        done = {task for task in self._on_their_way if task.done()}
        self._on_their_way -= done
        results = [task.result() for task in done]
        if results:
            async with self.database.write() as connection:
                await self._record_delivered(connection, [each for each in results if each.delivered])
                for result in results:
                    if not result.delivered:
                        await self._record_failed(connection, result)
        claimed = await self._claim(min(_BATCH, _IN_FLIGHT - len(self._on_their_way)))
        for delivery in claimed:
            self._on_their_way.add(asyncio.create_task(self._send(delivery)))
        if self._on_their_way and not claimed:
            await asyncio.wait(self._on_their_way, timeout=_PAUSE, return_when=asyncio.FIRST_COMPLETED)
        return bool(results or claimed)

    async def idle(self) -> None:
        """Until nothing that is due is left to send and all of it is recorded."""
        while await self.step() or self._on_their_way:
            pass

    async def _claim(self, most: int) -> list[sa.Row[Any]]:
        """Take what is due, within what each endpoint may have on its way."""
        if most <= 0:
            return []
        now = self.clock.now()
        async with self.database.read() as connection:
            due = await _due(connection, now, most)
        if not due:
            return []
        columns = webhook_deliveries.c
        claim = (
            sa.update(webhook_deliveries)
            .where(
                columns.delivery_id.in_([each.delivery_id for each in due]),
                columns.status == "Waiting",
                columns.next_attempt_at <= now,
                _at_rest(now),
            )
            .values(attempts=columns.attempts + 1, leased_until=now + _LEASE)
            .returning(columns.delivery_id)
        )
        async with self.database.write() as connection:
            taken = set((await connection.execute(claim)).scalars())
        return [each for each in due if each.delivery_id in taken]

    async def _send(self, delivery: sa.Row[Any]) -> Result:
        at, began = self.clock.now(), time.monotonic()
        body = delivery.body.encode()
        headers = {
            "Content-Type": "application/json",
            "User-Agent": f"JARAI-Studio/{VERSION}",
            **signature_headers(body, delivery.event_id, int(at.timestamp()), secrets_of(delivery, self.secrets, at)),
        }
        status, problem = None, None
        try:
            answer = await self.client.post(delivery.endpoint_url, body, headers, self.timeout, _READ)
            status = answer.status
            if not 200 <= status < 300:
                problem = f"answered {status}: {answer.text[:200]}".strip().replace("\x00", "")
        except RefusedAddressError as error:
            problem = f"not connected: {error}"
        except TimeoutError:
            problem = f"no answer within {self.timeout:.0f} s"
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, OSError, ValueError) as error:
            problem = f"{type(error).__name__}: {error}"[:300].replace("\x00", "")
        return Result(delivery, at, status, problem, round(1000 * (time.monotonic() - began)))

    async def _record_delivered(self, connection: AsyncConnection, results: list[Result]) -> None:
        """All at once; one that was replayed or ended meanwhile is left alone."""
        if not results:
            return
        columns = webhook_deliveries.c
        pairs = [(each.delivery.delivery_id, each.delivery.attempts + 1) for each in results]
        statement = (
            sa.update(webhook_deliveries)
            .where(sa.tuple_(columns.delivery_id, columns.attempts).in_(pairs))
            .values(status="Delivered", delivered_at=results[0].at, leased_until=None)
            .returning(columns.delivery_id)
        )
        changed = set((await connection.execute(statement)).scalars())
        attempts = [_attempt(each) for each in results if each.delivery.delivery_id in changed]
        if attempts:
            await connection.execute(sa.insert(webhook_attempts), attempts)
        endpoints = {each.delivery.webhook_id for each in results}
        recovered = sa.and_(webhooks.c.webhook_id.in_(endpoints), webhooks.c.failures_in_row > 0)
        await connection.execute(sa.update(webhooks).where(recovered).values(failures_in_row=0, failing_since=None))

    async def _record_failed(self, connection: AsyncConnection, result: Result) -> None:
        delivery, columns = result.delivery, webhook_deliveries.c
        number = delivery.attempts + 1
        mine = (columns.delivery_id == delivery.delivery_id, columns.attempts == number)
        wait = next_wait(delivery.delivery_id, number)
        values: dict[str, Any] = {"status": "Failed"} if wait is None else {"next_attempt_at": result.at + wait}
        changed = await connection.execute(
            sa.update(webhook_deliveries).where(*mine).values(leased_until=None, **values)
        )
        if changed.rowcount:
            await connection.execute(sa.insert(webhook_attempts).values(_attempt(result)))
            await self._judge(connection, result)

    async def _judge(self, connection: AsyncConnection, result: Result) -> None:
        """Count the endpoint's failure, and disable one that is gone or has failed for too long."""
        mine = webhooks.c.webhook_id == result.delivery.webhook_id
        since = sa.func.coalesce(webhooks.c.failing_since, sa.bindparam("at", result.at, webhooks.c.failing_since.type))
        statement = sa.update(webhooks).where(mine, webhooks.c.status == "Active")
        counted = statement.values(failures_in_row=webhooks.c.failures_in_row + 1, failing_since=since)
        row = (await connection.execute(counted.returning(webhooks.c.failing_since))).one_or_none()
        if row is None:
            return
        reason = None
        if result.status_code == 410:
            reason = "It answered 410 Gone."
        elif result.at - row.failing_since >= GIVEN_UP_AFTER:
            reason = f"No delivery succeeded for {GIVEN_UP_AFTER.days} days."
        if reason:
            await connection.execute(sa.update(webhooks).where(mine).values(status="Disabled", disabled_reason=reason))
            text = (
                f"Your webhook {result.delivery.webhook_id} at {result.delivery.endpoint_url} was disabled.\n{reason}\n"
                "Set its status to Active again to go on; events of the meantime can be replayed.\n"
            )
            subject = "A JARAI Studio webhook was disabled"
            await self.tell_partner(connection, result.delivery.partner_id, subject, text, result.at)
            _log.warning("webhook_disabled", webhook_id=result.delivery.webhook_id, reason=reason)


def _attempt(result: Result) -> dict[str, Any]:
    return {
        "delivery_id": result.delivery.delivery_id,
        "number": result.delivery.attempts + 1,
        "at": result.at,
        "status_code": result.status_code,
        "problem": result.problem,
        "milliseconds": result.milliseconds,
    }


def _at_rest(now: datetime) -> sa.ColumnElement[bool]:
    columns = webhook_deliveries.c
    return sa.or_(columns.leased_until.is_(None), columns.leased_until <= now)


async def _due(connection: AsyncConnection, now: datetime, most: int) -> list[sa.Row[Any]]:
    """Deliveries that may be sent now: of each endpoint its oldest, as many as it may have on its way besides those that are.

    One small question an endpoint: over all of them at once, a backlog of ten thousand took a second to look through.
    """
    columns = webhook_deliveries.c
    waiting = (
        sa.select(columns.webhook_id).where(columns.status == "Waiting", columns.next_attempt_at <= now).distinct()
    )
    flying = (
        sa.select(columns.webhook_id, sa.func.count().label("count"))
        .where(columns.leased_until > now)
        .group_by(columns.webhook_id)
        .subquery()
    )
    may = sa.case((webhooks.c.failures_in_row >= GENTLE_AFTER, 1), else_=AT_ONCE)
    free = (may - sa.func.coalesce(flying.c.count, 0)).label("free")
    query = (
        sa.select(webhooks.c.webhook_id, free)
        .outerjoin(flying, flying.c.webhook_id == webhooks.c.webhook_id)
        .where(webhooks.c.status == "Active", webhooks.c.webhook_id.in_(waiting))
    )
    found: list[sa.Row[Any]] = []
    for endpoint in (await connection.execute(query)).all():
        if endpoint.free > 0 and len(found) < most:
            wanted = _ready(now, endpoint.webhook_id).limit(min(endpoint.free, most - len(found)))
            found += (await connection.execute(wanted)).all()
    return found


def _ready(now: datetime, webhook_id: str) -> sa.Select[Any]:
    """An endpoint's deliveries that no earlier one of their production holds back, oldest first."""
    delivery, earlier = webhook_deliveries, webhook_deliveries.alias()
    held_back = (
        sa.select(earlier.c.delivery_id)
        .where(
            earlier.c.webhook_id == webhook_id,
            earlier.c.production_id == delivery.c.production_id,
            earlier.c.sequence_number < delivery.c.sequence_number,
            earlier.c.status == "Waiting",
            sa.or_(earlier.c.attempts < HOLDS_BACK, earlier.c.leased_until > now),
        )
        .exists()
    )
    return (
        sa.select(
            delivery,
            webhooks.c.partner_id,
            webhooks.c.endpoint_url,
            webhooks.c.secret,
            webhooks.c.previous_secret,
            webhooks.c.previous_until,
        )
        .join(webhooks, webhooks.c.webhook_id == delivery.c.webhook_id)
        .where(
            delivery.c.webhook_id == webhook_id,
            delivery.c.status == "Waiting",
            delivery.c.next_attempt_at <= now,
            _at_rest(now),
            ~held_back,
        )
        .order_by(delivery.c.next_attempt_at, delivery.c.sequence_number)
    )
