"""Counts requests, exactly, however many processes count: a rolling minute and a day for each subject.

The counts live in a database of their own where that is SQLite (`traffic.db`): a burst must not wait for the studio's
writes, and the last of them may be lost in a power cut.
"""

import math
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.access.tables import request_days, requests, traffic_metadata
from jarai.base.clock import Clock
from jarai.base.db import Database, count_one
from jarai.base.errors import RateLimitExceeded

_MINUTE = 60_000_000
"""The window in microseconds."""
_DAYS_KEPT = 400


@dataclass(frozen=True)
class Window:
    """The minute's window after a request was counted: how many may be made in it, how many more, and when one more may."""

    limit: int
    remaining: int
    reset: int

    @property
    def headers(self) -> dict[str, str]:
        """As response headers."""
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": str(self.reset),
        }


@dataclass(frozen=True)
class Traffic:
    """The counters. `prepare` makes the tables."""

    database: Database
    clock: Clock

    async def prepare(self) -> None:
        """Make the tables where they are missing, and forget what is long past."""
        long_ago = (self.clock.now() - timedelta(days=_DAYS_KEPT)).date().isoformat()
        async with self.database.write() as connection:
            await _take_turns(connection, "prepare")
            await connection.run_sync(traffic_metadata.create_all)
            await connection.execute(sa.delete(request_days).where(request_days.c.day < long_ago))

    async def admit(self, subject: str, per_minute: int) -> Window:
        """Count a request of the subject. Raises RateLimitExceeded, and counts nothing, where the minute is full."""
        async with self.database.write() as connection:
            await _take_turns(connection, subject)
            return await self._in_minute(connection, subject, per_minute)

    async def admit_partner(
        self, partner_id: str, key_id: str, per_minute: int | None, per_day: int | None
    ) -> Window | None:
        """Count a partner's request made with a key; None where its minutes have no limit.

        Raises RateLimitExceeded, and counts nothing, where the minute or the day (UTC) is full.
        """
        now = self.clock.now()
        day = now.date().isoformat()
        async with self.database.write() as connection:
            await _take_turns(connection, partner_id)
            if per_day is not None:
                query = sa.select(sa.func.sum(request_days.c.requests)).where(
                    request_days.c.partner_id == partner_id, request_days.c.day == day
                )
                if ((await connection.execute(query)).scalar_one() or 0) >= per_day:
                    midnight = math.ceil(now.timestamp() // 86_400 + 1) * 86_400
                    raise RateLimitExceeded(
                        f"More than {per_day} requests today; the day turns at midnight UTC.",
                        per_day,
                        midnight,
                        math.ceil(midnight - now.timestamp()),
                    )
            window = None if per_minute is None else await self._in_minute(connection, partner_id, per_minute)
            await self._count_day(connection, partner_id, key_id, day)
        return window

    async def days_of(self, partner_id: str, since: str) -> dict[str, int]:
        """The partner's requests by day from `since` on."""
        query = (
            sa.select(request_days.c.day, sa.func.sum(request_days.c.requests))
            .where(request_days.c.partner_id == partner_id, request_days.c.day >= since)
            .group_by(request_days.c.day)
            .order_by(request_days.c.day)
        )
        async with self.database.read() as connection:
            return {day: int(count) for day, count in (await connection.execute(query)).all()}

    async def last_uses(self, partner_id: str) -> dict[str, int]:
        """When each of the partner's keys was last used, in Unix microseconds."""
        query = (
            sa.select(request_days.c.key_id, sa.func.max(request_days.c.last_at))
            .where(request_days.c.partner_id == partner_id)
            .group_by(request_days.c.key_id)
        )
        async with self.database.read() as connection:
            return {key_id: int(at) for key_id, at in (await connection.execute(query)).all()}

    async def _in_minute(self, connection: AsyncConnection, subject: str, limit: int) -> Window:
        now = _microseconds(self.clock)
        mine = requests.c.subject == subject
        await connection.execute(sa.delete(requests).where(mine, requests.c.at <= now - _MINUTE))
        counted = sa.select(sa.func.count(), sa.func.min(requests.c.at)).where(mine)
        count, oldest = (await connection.execute(counted)).one()
        reset = (oldest if count else now) + _MINUTE
        if count >= limit:
            wait = max(1, math.ceil((reset - now) / 1_000_000))
            reset_seconds = math.ceil(reset / 1_000_000)
            raise RateLimitExceeded(f"More than {limit} requests within a minute.", limit, reset_seconds, wait)
        await connection.execute(sa.insert(requests).values(subject=subject, at=now))
        return Window(limit, limit - count - 1, math.ceil(reset / 1_000_000))

    async def _count_day(self, connection: AsyncConnection, partner_id: str, key_id: str, day: str) -> None:
        key = {"partner_id": partner_id, "key_id": key_id, "day": day}
        await count_one(connection, request_days, "requests", key, last_at=_microseconds(self.clock))


def _microseconds(clock: Clock) -> int:
    return round(clock.now().timestamp() * 1_000_000)


async def _take_turns(connection: AsyncConnection, subject: str) -> None:
    """On Postgres, one transaction of a subject at a time; on SQLite every writing one has the file to itself."""
    if connection.dialect.name == "postgresql":
        number = int.from_bytes(sha256(f"traffic/{subject}".encode()).digest()[:8], signed=True)
        await connection.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))
