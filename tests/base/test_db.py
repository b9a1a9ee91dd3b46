import asyncio

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from jarai.base.db import insert_if_absent, metadata
from jarai.migrations.upgrade import upgrade
from jarai.productions.tables import workers
from jarai.wiring import Ground


async def test_the_migrations_make_what_the_tables_say(base: Ground) -> None:
    def difference(connection: sa.Connection) -> list[object]:
        options = {"include_name": lambda name, kind, _parents: kind != "table" or not name.startswith("traffic_")}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))

    async with base.database.read() as connection:
        assert await connection.run_sync(difference) == []


async def test_upgrading_twice_and_at_once_is_harmless(base: Ground) -> None:
    await asyncio.gather(*(upgrade(base.database) for _ in range(3)))


async def test_writers_take_turns(base: Ground) -> None:
    async def write(number: int) -> bool:
        row = {"worker_id": f"w{number % 10}", "seen_at": base.clock.now()}
        async with base.database.write() as connection:
            return await insert_if_absent(connection, workers, row)

    assert sum(await asyncio.gather(*(write(number) for number in range(100)))) == 10


async def test_a_block_that_raises_writes_nothing(base: Ground) -> None:
    try:
        async with base.database.write() as connection:
            await connection.execute(sa.insert(workers).values(worker_id="w", seen_at=base.clock.now()))
            raise LookupError
    except LookupError:
        pass
    async with base.database.read() as connection:
        assert (await connection.execute(sa.select(workers))).all() == []


async def test_times_come_back_in_utc(base: Ground) -> None:
    async with base.database.write() as connection:
        await connection.execute(sa.insert(workers).values(worker_id="w", seen_at=base.clock.now()))
    async with base.database.read() as connection:
        assert (await connection.execute(sa.select(workers.c.seen_at))).scalar_one() == base.clock.now()
