"""Counts requests and open streams, exactly, however many processes count: a rolling minute and a day for each subject.

The counts live in a database of their own where that is SQLite (`traffic.db`): a burst must not wait for the studio's
writes, and the last of them may be lost in a power cut.
"""

import math
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.access.tables import open_streams, request_days, requests, traffic_metadata
from jarai.base.clock import Clock
from jarai.base.db import Database, count_one, insert_if_absent
from jarai.base.errors import LimitReached, RateLimitExceeded
from jarai.base.ids import new_id

_MINUTE = 60_000_000
"""The window in microseconds."""
_DAYS_KEPT = 400
_STREAM_LASTS = 45_000_000
"""How long a stream is counted of which nothing is heard, in microseconds: its process was killed."""


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
            await connection.execute(sa.delete(open_streams).where(self._silent()))

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

    async def open_stream(self, partner_id: str, most: int) -> str:
        """Count a stream of the partner's; its id. Raises LimitReached where so many are open.

        It is counted until `close_stream`, or until 45 seconds have gone by without `renew_stream`.
        """
        async with self.database.write() as connection:
            await _take_turns(connection, f"streams/{partner_id}")
            mine = open_streams.c.partner_id == partner_id
            await connection.execute(sa.delete(open_streams).where(mine, self._silent()))
            counted = sa.select(sa.func.count()).select_from(open_streams).where(mine)
            if (await connection.execute(counted)).scalar_one() >= most:
                raise LimitReached(f"A partner has at most {most} streams open at once; close one first.")
            stream_id = new_id()
            await connection.execute(sa.insert(open_streams).values(self._open_now(partner_id, stream_id)))
        return stream_id

    async def renew_stream(self, partner_id: str, stream_id: str) -> None:
        """Say that the stream is still open; one that was counted no more, since nothing could be said, is again."""
        row = self._open_now(partner_id, stream_id)
        async with self.database.write() as connection:
            if not await insert_if_absent(connection, open_streams, row):
                mine = open_streams.c.stream_id == stream_id
                await connection.execute(sa.update(open_streams).where(mine).values(row))

    async def close_stream(self, stream_id: str) -> None:
        """Count the stream no more."""
        async with self.database.write() as connection:
            await connection.execute(sa.delete(open_streams).where(open_streams.c.stream_id == stream_id))

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

    def _open_now(self, partner_id: str, stream_id: str) -> dict[str, str | int]:
        return {"stream_id": stream_id, "partner_id": partner_id, "seen_at": _microseconds(self.clock)}

    def _silent(self) -> sa.ColumnElement[bool]:
        return open_streams.c.seen_at <= _microseconds(self.clock) - _STREAM_LASTS

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
