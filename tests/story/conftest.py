"""Studios of the story tests: one shared, one of a test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio import Client, Studio, new_client, running_studio


@pytest.fixture(scope="package")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with running_studio(tmp_path_factory.mktemp("studio")) as started:
        yield started


@pytest.fixture(scope="package")
def client(studio: Studio) -> Client:
    return new_client(studio)


@pytest.fixture
def fresh_studio(tmp_path: Path) -> Iterator[Studio]:
    with running_studio(tmp_path / "data") as started:
        yield started
