from collections.abc import Iterator

import pytest

from simulators.reference_works import ReferenceWorks, reference_works


@pytest.fixture(scope="module")
def listening() -> Iterator[ReferenceWorks]:
    with reference_works() as works:
        yield works


@pytest.fixture
def works(listening: ReferenceWorks) -> ReferenceWorks:
    listening.behaviour.clear()
    listening.asked.clear()
    return listening
