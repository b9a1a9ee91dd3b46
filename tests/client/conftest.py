"""A studio in process, and the SDK over it."""

from collections.abc import AsyncIterator

import httpx
import pytest

from jarai.api import build_app
from jarai.client import AsyncStudio
from jarai.wiring import Ground
from partner import Partner


@pytest.fixture
async def studio(base: Ground, acme: Partner) -> AsyncIterator[AsyncStudio]:
    transport = httpx.ASGITransport(build_app(base))
    async with AsyncStudio("http://studio", acme.key, transport=transport) as made:
        yield made
