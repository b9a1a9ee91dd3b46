"""What partners asked and what was answered, for a week: with the correlation id that finds it in the studio's own log.

Rows are written a second later and many at once: a request must not wait for them. A process that is killed loses those
of its last second, and nothing else rests on them.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from jarai.access.keys import Caller
from jarai.access.tables import request_history
from jarai.base.clock import Clock, rfc3339
from jarai.base.db import Database
from jarai.base.ids import new_id
from jarai.base.logging import logger
from jarai.base.model import Wire
from jarai.base.paging import page

_log = logger("api")
KEPT_FOR = timedelta(days=7)
_DELAY = 1.0


class RequestItem(Wire):
    """One request: with which key, what, the answer's status and error code, and how long it took."""

    request_id: str
    correlation_id: str
    key_id: str
    at: str
    method: str
    path: str
    status: int
    error: str | None
    milliseconds: int


class RequestList(Wire):
    """Your requests, newest first."""

    requests: tuple[RequestItem, ...]
    next_cursor: str | None


@dataclass
class History:
    """Keeps and lists requests."""

    database: Database
    clock: Clock
    _waiting: list[dict[str, Any]] = field(default_factory=list)
    _writer: asyncio.Task[None] | None = None

    def note(
        self, caller: Caller, correlation_id: str, asked: tuple[str, str], answer: tuple[int, str | None], took: float
    ) -> None:
        """Keep one request: its method and its path as an address writes it, the answer's status and error code, and the seconds it took."""
        row = {
            "request_id": new_id(),
            "partner_id": caller.partner_id,
            "test": caller.test,
            "key_id": caller.key_id,
            "correlation_id": correlation_id,
            "at": self.clock.now(),
            "method": asked[0],
            "path": asked[1][:300],
            "status": answer[0],
            "error": answer[1],
            "milliseconds": round(took * 1000),
        }
        self._waiting.append(row)
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_soon())

    async def flush(self) -> None:
        """Write what waits, and forget what is over a week old."""
        rows, self._waiting = self._waiting, []
        if not rows:
            return
        async with self.database.write() as connection:
            await connection.execute(sa.insert(request_history), rows)
            long_ago = self.clock.now() - KEPT_FOR
            await connection.execute(sa.delete(request_history).where(request_history.c.at < long_ago))

    async def close(self) -> None:
        """Write the rest. What is noted afterwards has a writer of its own."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
        await self.flush()

    async def list(
        self, caller: Caller, correlation_id: str | None, since: datetime | None, limit: int, cursor: str | None
    ) -> RequestList:
        """A page of the partner's requests in the key's mode; with a correlation id, those that bore it."""
        await self.flush()
        columns = request_history.c
        query = sa.select(request_history).where(columns.partner_id == caller.partner_id, columns.test == caller.test)
        if correlation_id is not None:
            query = query.where(columns.correlation_id == correlation_id)
        if since is not None:
            query = query.where(columns.at >= since)
        async with self.database.read() as connection:
            rows, next_cursor = await page(connection, query, (columns.at, columns.request_id), limit, cursor)
        return RequestList(
            requests=tuple(
                RequestItem(
                    request_id=row.request_id,
                    correlation_id=row.correlation_id,
                    key_id=row.key_id,
                    at=rfc3339(row.at),
                    method=row.method,
                    path=row.path,
                    status=row.status,
                    error=row.error,
                    milliseconds=row.milliseconds,
                )
                for row in rows
            ),
            next_cursor=next_cursor,
        )

    async def _write_soon(self) -> None:
        await asyncio.sleep(_DELAY)
        try:
            await self.flush()
        except sa.exc.SQLAlchemyError as error:
            _log.warning("history_not_written", error=f"{type(error).__name__}: {error}"[:500])
