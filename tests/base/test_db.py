import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from jarai.access.keys import caller_of
from jarai.base.db import insert_if_absent, metadata
from jarai.base.hashing import sha256_hex
from jarai.base.ids import new_id
from jarai.migrations.upgrade import alembic_config, upgrade
from jarai.productions.queries import any_production
from jarai.productions.tables import decisions, productions, workers
from jarai.settings import Settings
from jarai.wiring import Ground, ground
from postgres import new_database


@pytest.fixture
def untouched(settings: Settings, request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """A studio that has never been started, with an empty database."""
    url = new_database(request.getfixturevalue("postgres"), new_id()) if settings.database_url else ""
    return replace(settings, data_dir=tmp_path, database_url=url)


async def test_the_migrations_make_what_the_tables_say(base: Ground) -> None:
    def difference(connection: sa.Connection) -> list[object]:
        options = {"include_name": lambda name, kind, _parents: kind != "table" or not name.startswith("traffic_")}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))

    async with base.database.read() as connection:
        assert await connection.run_sync(difference) == []


async def test_a_database_of_the_first_version_is_brought_up_with_its_rows(untouched: Settings) -> None:
    made = ground(untouched)

    def first(connection: sa.Connection) -> None:
        command.upgrade(alembic_config(connection), "0001")
        digest = sha256_hex(b"jarai_old")
        connection.exec_driver_sql(
            "INSERT INTO partners (partner_id, email_key, contact_email, organisation_name, contact_name, created_at, "
            "verified_at) VALUES ('p', 'a@b.co', 'a@b.co', 'Acme', 'Jane', '2026-11-23 12:00:00', '2026-11-23 12:00:00')"
        )
        old_key = sa.text(
            "INSERT INTO api_keys (key_id, partner_id, key_hash, name, created_at) "
            "VALUES ('k', 'p', :digest, 'first key', '2026-11-23 12:00:00')"
        )
        connection.execute(old_key, {"digest": digest})
        connection.exec_driver_sql(
            "INSERT INTO productions (production_id, partner_id, account_id, topic, language_id, country_id, avatar_id, "
            "project_type_slug, metadata_md, correlation_id, status, version, last_sequence, created_at, expires_at) "
            "VALUES ('x', 'p', 'a', 't', 'l', 'c', 'v', 's', '', 'i', 'Queued', 1, 1, '2026-11-23 12:00:00', "
            "'2026-11-23 12:10:00')"
        )
        connection.exec_driver_sql(
            "INSERT INTO production_events (production_id, sequence_number, event_id, event_type, timestamp, data) "
            "VALUES ('x', 1, 'e', 'production.queued', '2026-11-23 12:00:00', '{}')"
        )

    async with made.database.write() as connection:
        await connection.run_sync(first)
    await made.prepare()
    async with made.database.read() as connection:
        caller = await caller_of(connection, "jarai_old", made.clock.now())
        row = (await connection.execute(sa.select(productions))).one()
    await made.close()
    assert (caller.partner_id, caller.tier, caller.test, caller.scopes) == ("p", "Standard", False, None)
    assert (row.topic, row.test, row.reference) == ("t", False, None)


async def test_a_publication_under_way_at_the_upgrade_keeps_who_approved_it(untouched: Settings) -> None:
    made = ground(untouched)

    def before(connection: sa.Connection) -> None:
        command.upgrade(alembic_config(connection), "0008")
        connection.exec_driver_sql(
            "INSERT INTO productions (production_id, partner_id, account_id, topic, language_id, country_id, avatar_id, "
            "project_type_slug, metadata_md, correlation_id, status, version, last_sequence, created_at, expires_at) "
            "VALUES ('x', 'p', 'a', 't', 'l', 'c', 'v', 's', '', 'i', 'Distributing', 1, 1, '2026-11-23 12:00:00', "
            "'2026-11-23 12:10:00')"
        )
        connection.exec_driver_sql(
            "INSERT INTO decisions (production_id, version, verdict, reason, key_id, decided_at, record) "
            "VALUES ('x', 1, 'Approved', '', 'k', '2026-11-23 12:05:00', 'signed')"
        )
        connection.exec_driver_sql(
            "INSERT INTO publications (production_id, platform_connection_id, platform, status, wanted) "
            "VALUES ('x', 'y', 'watch-page', 'Pending', 'Published')"
        )

    async with made.database.write() as connection:
        await connection.run_sync(before)
    await made.prepare()
    async with made.database.read() as connection:
        (publication,) = (await any_production(connection, "x")).publications
        kept = (await connection.execute(sa.select(decisions))).one()
    await made.close()
    assert publication.key_id == kept.key_id == "k"
    assert (kept.version, kept.verdict, kept.record) == (1, "Approved", "signed")


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
