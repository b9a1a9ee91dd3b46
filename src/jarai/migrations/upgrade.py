"""Bring a database to the newest version, once, however many processes start at the same time."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from jarai.base.db import Database

# Any fixed number: processes that start at once take turns on Postgres by it. On SQLite the write transaction does that.
_ADVISORY_LOCK = 0x4A41524149


def alembic_config(connection: sa.Connection) -> Config:
    """Alembic's configuration over an open connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


async def upgrade(database: Database) -> None:
    """Run every version that is missing, in one transaction."""

    def run(connection: sa.Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
        command.upgrade(alembic_config(connection), "head")

    async with database.write() as connection:
        await connection.run_sync(run)
