"""The app in process, on each database."""

from collections.abc import AsyncIterator

import httpx
import pytest

from jarai.api import build_app
from jarai.wiring import Ground
from partner import Partner, new_partner


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
