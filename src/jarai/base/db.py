"""The database: one pool for reads, one for writes, the same code on SQLite and Postgres.

A writing transaction on SQLite begins IMMEDIATE: a deferred one that upgrades later fails at once with "locked" under
several processes, an immediate one waits its turn. No rule rests on `SELECT … FOR UPDATE`, which SQLite drops: a change
is `UPDATE … WHERE <expected> RETURNING`, or a unique key.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcTime(sa.types.TypeDecorator[datetime]):
    """A moment in UTC: timezone-aware in Python, without a zone in the database."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Drop the zone after turning the value to UTC."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the zone back."""
        return value.replace(tzinfo=UTC) if value else None


def database_url(configured: str | None, data_dir: str, file: str = "studio.db") -> str:
    """The driver URL: Postgres through psycopg where configured, else SQLite in the data folder."""
    if not configured:
        return f"sqlite+aiosqlite:///{data_dir}/{file}"
    for prefix in ("postgresql://", "postgres://"):
        if configured.startswith(prefix):
            return "postgresql+psycopg://" + configured.removeprefix(prefix)
    return configured


def _sqlite_engine(url: str, begin: str, pool_size: int, synchronous: str) -> AsyncEngine:
    engine = create_async_engine(url, pool_size=pool_size, max_overflow=0, pool_timeout=30)

    @sa.event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not open transactions of its own
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", f"synchronous={synchronous}", "busy_timeout=10000", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @sa.event.listens_for(engine.sync_engine, "begin")
    def begin_transaction(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


class Database:
    """Two pools over one database. Use `read()`, `write()` and `one()`; nothing else commits.

    `synchronous` is SQLite's: NORMAL may lose the last transactions in a power cut, never damages the file.
    """

    def __init__(self, url: str, synchronous: Literal["FULL", "NORMAL"] = "FULL") -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self._joined: ContextVar[AsyncConnection | None] = ContextVar("joined", default=None)
        if self.is_sqlite:
            self._readers = _sqlite_engine(url, "BEGIN", 4, synchronous)
            self._writers = _sqlite_engine(url, "BEGIN IMMEDIATE", 1, synchronous)
        else:
            self._readers = self._writers = create_async_engine(url, pool_size=8, max_overflow=8, pool_pre_ping=True)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection for reading; what it wrote would be rolled back."""
        if joined := self._joined.get():
            yield joined
            return
        async with self._readers.connect() as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """One transaction: committed when the block ends, rolled back when it raises. Within `one()`, a part of that one."""
        if joined := self._joined.get():
            yield joined
            return
        async with self._writers.begin() as connection:
            yield connection

    @asynccontextmanager
    async def one(self) -> AsyncIterator[AsyncConnection]:
        """One transaction for everything this task reads and writes in the block, whoever opens it."""
        async with self._writers.begin() as connection:
            token = self._joined.set(connection)
            try:
                yield connection
            finally:
                self._joined.reset(token)

    async def close(self) -> None:
        """Close both pools."""
        await self._readers.dispose()
        await self._writers.dispose()


async def insert_if_absent(connection: AsyncConnection, table: sa.Table, values: dict[str, Any]) -> bool:
    """Insert a row unless a unique key is taken. True when it was inserted."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).values(**values).on_conflict_do_nothing().returning(*table.primary_key.columns)
    return (await connection.execute(statement)).one_or_none() is not None


async def count_one(
    connection: AsyncConnection, table: sa.Table, counter: str, key: dict[str, Any], **also: Any
) -> None:
    """Add one to the counter in the row with that primary key, made where it is missing; `also` sets more columns."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    row = insert(table).values(**key, **also, **{counter: 1})
    changes = {counter: table.c[counter] + 1, **also}
    await connection.execute(row.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=changes))


async def changed_row(
    connection: AsyncConnection, statement: sa.Update, *returning: sa.ColumnElement[Any]
) -> sa.Row[Any] | None:
    """Run an UPDATE that may match at most one row and give that row back, or None where nothing matched."""
    return (await connection.execute(statement.returning(*returning))).one_or_none()
