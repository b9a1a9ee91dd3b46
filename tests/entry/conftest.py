"""The program, loaded once."""

from collections.abc import Iterator

import pytest

from typed import Typing, typing


@pytest.fixture(scope="session")
def typed() -> Iterator[Typing]:
    with typing() as made:
        yield made
