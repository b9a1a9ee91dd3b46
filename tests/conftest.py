"""Fixtures every test may use: a Postgres server for the session, and grounds on both databases."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from jarai.api import build_app
from jarai.base.clock import MovableClock
from jarai.base.ids import new_id
from jarai.settings import Settings, read_settings
from jarai.wiring import Ground, ground
from partner import Partner, new_partner
from postgres import new_database, postgres_server

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlYyE"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with postgres_server() as folder:
        yield folder


@pytest.fixture(params=["sqlite", "postgres"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """The settings of a studio of its own, once on each database."""
    environment = {
        "JARAI_DATA_DIR": str(tmp_path / "data"),
        "JARAI_SECRET_KEY": SECRET,
        "JARAI_TEST_PROJECT_TYPES": "true",
        "JARAI_DEFAULT_TIER": "Unlimited",
        "JARAI_REQUESTS_PER_ADDRESS": "0",
    }
    if request.param == "postgres":
        folder: str = request.getfixturevalue("postgres")
        environment["JARAI_DATABASE_URL"] = new_database(folder, new_id())
    return read_settings(environment)


@pytest.fixture
async def base(settings: Settings) -> AsyncIterator[Ground]:
    """A migrated studio without a server, on a clock that stands at noon."""
    made = ground(settings, MovableClock(NOON))
    await made.prepare()
    yield made
    await made.close()


@pytest.fixture
async def http(base: Ground) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(build_app(base), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://studio") as client:
        yield client


@pytest.fixture
async def acme(http: httpx.AsyncClient, base: Ground) -> Partner:
    return await new_partner(http, base.database)


@pytest.fixture
async def rival(http: httpx.AsyncClient, base: Ground) -> Partner:
    return await new_partner(http, base.database, "api@rival.example")
