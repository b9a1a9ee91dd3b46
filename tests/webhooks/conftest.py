"""A studio whose webhooks may go to loopback, its sender, and a receiver."""

import dataclasses
from collections.abc import AsyncIterator

import pytest

from jarai.settings import Settings
from jarai.webhooks.deliver import Deliverer
from jarai.wiring import Ground, deliverer
from simulators.receiver import Receiver, receiver


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return dataclasses.replace(settings, webhooks_allow_loopback_http=True)


@pytest.fixture
async def there() -> AsyncIterator[Receiver]:
    async with receiver() as made:
        yield made


@pytest.fixture
async def sender(base: Ground) -> AsyncIterator[Deliverer]:
    made = deliverer(base)
    yield made
    await made.client.close()
