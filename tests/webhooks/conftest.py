"""A studio whose webhooks may go to loopback."""

import dataclasses

import pytest

from jarai.settings import Settings


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return dataclasses.replace(settings, webhooks_allow_loopback_http=True)
