"""Five productions at full size, made once and shared by everything that looks at or listens to a finished video."""

from collections.abc import Iterator

import pytest

from finished import ORDERS, Finished
from studio import Studio, new_client, running_studio


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with running_studio(tmp_path_factory.mktemp("studio")) as started:
        yield started


@pytest.fixture(scope="session")
def productions(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Finished]:
    client = new_client(studio)
    ids = {name: client.order(*order) for name, order in ORDERS.items()}
    made = {}
    for name, production_id in ids.items():
        status = client.follow(production_id, "AwaitingApproval", 900)
        folder = tmp_path_factory.mktemp("files")
        for file, content in client.files(production_id).items():
            (folder / file).write_bytes(content)
        made[name] = Finished(client, production_id, status, folder)
    return made


@pytest.fixture(params=list(ORDERS))
def production(request: pytest.FixtureRequest, productions: dict[str, Finished]) -> Finished:
    """Each of the five in turn."""
    return productions[request.param]
