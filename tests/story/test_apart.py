"""API and workers run apart, on Postgres, with a Temporal that is not ours to start: as on several machines."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from jarai.base.children import die_with_parent
from jarai.base.ids import new_id
from jarai.base.secrets import random_token
from jarai.serve import engine_command, free_port
from postgres import new_database
from studio import UNHURRIED, Studio, new_client, wait_for

pytestmark = pytest.mark.slow
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a process with more environment; all are ended when the test is over."""
    parent = os.getpid()
    plain = {name: value for name, value in os.environ.items() if not name.startswith("JARAI_")}
    with ExitStack() as stack:

        def begin(*command: str, **more: str) -> subprocess.Popen[bytes]:
            log = stack.enter_context((tmp_path / f"{new_id()}.log").open("wb"))
            process = subprocess.Popen(
                command, env={**plain, **more}, stdout=log, stderr=log, preexec_fn=lambda: die_with_parent(parent)  # noqa: PLW1509
            )  # fmt: skip
            stack.callback(process.wait, 20)
            stack.callback(process.terminate)
            return process

        yield begin


def test_one_of_two_workers_dies_and_the_other_finishes(start: Start, postgres: str, tmp_path: Path) -> None:
    studio = Studio(tmp_path / "data")
    studio.data_dir.mkdir()
    engine = f"127.0.0.1:{free_port()}"
    environment = {
        "JARAI_DATA_DIR": str(studio.data_dir),
        "JARAI_PORT": str(studio.port),
        "JARAI_DATABASE_URL": new_database(postgres, new_id()),
        "JARAI_SECRET_KEY": random_token(),
        "JARAI_TEMPORAL_ADDRESS": engine,
        **UNHURRIED,
    }
    jarai = (sys.executable, "-m", "jarai")
    start(*engine_command(tmp_path, engine))
    start(*jarai, "api", **environment)
    workers = [start(*jarai, "worker", **environment) for _ in range(2)]
    wait_for(studio.answers, 60, "the API answers")
    client = new_client(studio)
    wait_for(lambda: client.call("GET", "/v1/ready").status_code == 200, 60, "a worker is there")

    first = client.order("Harbour bridge opens")
    client.follow(first, "AwaitingApproval")
    second = client.order("Harbour bridge opens again")
    wait_for(lambda: client.status(second)["status"] == "Producing", 30, "it was picked up")
    workers[0].kill()
    client.follow(second, "AwaitingApproval", 120)
    assert client.call("POST", f"/v1/productions/{second}/approve").status_code == 202
    client.follow(second, "Published", 60)
