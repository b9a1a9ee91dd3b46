"""A studio for each test, copied instead of made: migrated, or with one partner registered and verified in it.

The app over it is built once for each kind of settings, since FastAPI takes as long for it as most tests last. What
lies under the app is as new for every test: the database, the counts, the files, the clock.
"""

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx
from fastapi import FastAPI

from jarai.api import build_app
from jarai.base.clock import MovableClock
from jarai.settings import Settings
from jarai.wiring import Ground, ground
from partner import Partner, new_partner
from postgres import Rows, put_rows, rows_of

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Beginning:
    """What a studio holds when a test begins: its folder (with SQLite's databases), and the rows in Postgres."""

    folder: Path
    rows: Rows


@dataclass(frozen=True)
class Copied:
    """A studio that tests stand in one after the other, what they begin with, and its first partner."""

    base: Ground
    clock: MovableClock
    app: FastAPI
    bare: Beginning
    with_partner: Beginning
    partner: Partner


@dataclass
class Copies:
    """The studios made so far, by their settings; `folder` keeps what they begin with."""

    folder: Path
    _made: dict[str, Copied] = field(default_factory=dict)

    async def fresh(self, settings: Settings, *, partner: bool) -> Copied:
        """The studio with these settings as it was migrated, or as it was when its first partner was verified."""
        kind = repr(settings)
        if kind not in self._made:
            self._made[kind] = await self._make(settings)
        made = self._made[kind]
        made.clock.move(NOON - made.clock.now())
        restore(settings, made.with_partner if partner else made.bare)
        return made

    async def _make(self, settings: Settings) -> Copied:
        number = len(self._made)
        clock = MovableClock(NOON)
        shutil.rmtree(settings.data_dir, ignore_errors=True)
        base = ground(settings, clock)
        await base.prepare()
        await base.close()
        if settings.database_url:
            put_rows(settings.database_url, {})  # what the last test left in the one database
        bare = keep(settings, self.folder / f"bare-{number}")
        app = build_app(base)
        async with client(app) as http:
            first = await new_partner(http, base.database)
        await base.close()
        return Copied(base, clock, app, bare, keep(settings, self.folder / f"partner-{number}"), first)


def client(app: FastAPI) -> httpx.AsyncClient:
    """A client of the app in this process."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://studio")


def keep(settings: Settings, folder: Path) -> Beginning:
    """What the studio holds now. Nobody may be connected."""
    shutil.copytree(settings.data_dir, folder)
    return Beginning(folder, rows_of(settings.database_url) if settings.database_url else {})


def restore(settings: Settings, beginning: Beginning) -> None:
    """The studio holds what it held then. Nobody may be connected."""
    shutil.rmtree(settings.data_dir, ignore_errors=True)
    shutil.copytree(beginning.folder, settings.data_dir)
    if settings.database_url:
        put_rows(settings.database_url, beginning.rows)
