"""Fixtures every test may use: a Postgres server for the session, and grounds on both databases."""

import dataclasses
import gc
from collections.abc import AsyncIterator, Iterator

import httpx
import hypothesis
import pytest
from fastapi import FastAPI
from xdist.scheduler import LoadScopeScheduling

from copies import Copied, Copies, client
from jarai.settings import Settings, read_settings
from jarai.webhooks.deliver import Deliverer
from jarai.wiring import Ground, deliverer
from partner import Partner, new_partner
from postgres import new_database, postgres_server
from simulators.receiver import Receiver, receiver

SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlYyE"


pytest.register_assert_rewrite("lives.living", "lives.seen")
hypothesis.settings.register_profile("more", deadline=None, max_examples=2000)


class Apart(LoadScopeScheduling):  # type: ignore[misc]
    """Slow tests that share something dear stay in one process: the finished videos, a database's studio, a file's fixtures."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, name = nodeid.partition("::")
        if file.startswith("tests/media/"):
            return "tests/media"
        return file + next((each for each in ("sqlite", "postgres") if f"[{each}" in name), "")


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Apart | None:
    return Apart(config, log) if config.getvalue("dist") == "loadscope" else None


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end: the collector of cycles need not look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with postgres_server() as folder:
        yield folder


@pytest.fixture(scope="session")
def postgres_url(postgres: str) -> str:
    """The one database that tests share, one after the other."""
    return new_database(postgres, "studio")


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    return Copies(tmp_path_factory.mktemp("copies"))


@pytest.fixture(params=["sqlite", "postgres"])
def settings(request: pytest.FixtureRequest, copies: Copies) -> Settings:
    """The settings of a studio of its own, once on each database."""
    environment = {
        "JARAI_DATA_DIR": str(copies.folder / "data"),
        "JARAI_SECRET_KEY": SECRET,
        "JARAI_TEST_PROJECT_TYPES": "true",
        "JARAI_DEFAULT_TIER": "Unlimited",
        "JARAI_REQUESTS_PER_ADDRESS": "0",
    }
    if request.param == "postgres":
        environment["JARAI_DATABASE_URL"] = request.getfixturevalue("postgres_url")
    return read_settings(environment)


@pytest.fixture
async def copied(request: pytest.FixtureRequest, settings: Settings, copies: Copies) -> AsyncIterator[Copied]:
    """A studio as new; its first partner is in it where the test wants `acme`."""
    made = await copies.fresh(settings, partner="acme" in request.fixturenames)
    yield made
    await made.base.close()


@pytest.fixture
def base(copied: Copied) -> Ground:
    """A migrated studio without a server, on a clock that stands at noon."""
    return copied.base


@pytest.fixture
def app(copied: Copied) -> FastAPI:
    """The app over `base`."""
    return copied.app


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with client(app) as made:
        yield made


@pytest.fixture
def acme(http: httpx.AsyncClient, copied: Copied) -> Partner:
    return dataclasses.replace(copied.partner, http=http)


@pytest.fixture
async def rival(http: httpx.AsyncClient, base: Ground) -> Partner:
    return await new_partner(http, base.database, "api@rival.example")


@pytest.fixture
async def there() -> AsyncIterator[Receiver]:
    async with receiver() as made:
        yield made


@pytest.fixture
async def sender(base: Ground) -> AsyncIterator[Deliverer]:
    made = deliverer(base)
    yield made
    await made.client.close()
