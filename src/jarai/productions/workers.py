"""Signs of life: a worker that reaches database and engine says so every few seconds."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.base.db import insert_if_absent
from jarai.productions.tables import workers

FRESH = timedelta(seconds=30)


async def sign_of_life(connection: AsyncConnection, worker_id: str, now: datetime) -> None:
    """This worker is well."""
    if not await insert_if_absent(connection, workers, {"worker_id": worker_id, "seen_at": now}):
        await connection.execute(sa.update(workers).where(workers.c.worker_id == worker_id).values(seen_at=now))
    await connection.execute(sa.delete(workers).where(workers.c.seen_at < now - 100 * FRESH))


async def worker_seen_since(connection: AsyncConnection, now: datetime) -> bool:
    """Whether any worker was well lately."""
    query = sa.select(workers.c.worker_id).where(workers.c.seen_at > now - FRESH).limit(1)
    return (await connection.execute(query)).one_or_none() is not None
