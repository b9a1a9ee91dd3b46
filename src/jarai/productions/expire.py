"""Expiry: a production nobody picked up in time fails, and is never started afterwards."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.base.db import Database
from jarai.productions.states import change_state
from jarai.productions.tables import productions


async def expire_due(database: Database, now: datetime) -> int:
    """Fail every production that is still Queued at its `expires_at`. Returns how many."""
    due = sa.select(productions.c.production_id).where(
        productions.c.status == "Queued", productions.c.expires_at <= now
    )
    async with database.read() as connection:
        ids = (await connection.execute(due)).scalars().all()
    expired = 0
    for production_id in ids:
        async with database.write() as connection:
            expired += await _expire(connection, production_id, now)
    return expired


async def _expire(connection: AsyncConnection, production_id: str, now: datetime) -> bool:
    code, message = "PRODUCTION_EXPIRED", "No worker picked this production up before it expired."
    return await change_state(
        connection,
        production_id,
        "Failed",
        now,
        data={"errorCode": code, "errorMessage": message, "retryable": True},
        only_from=frozenset({"Queued"}),
        where=productions.c.expires_at <= now,
        error_code=code,
        error_message=message,
        error_retryable=True,
    )
