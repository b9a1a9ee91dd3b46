"""Ten thousand deliveries over twenty endpoints while the process that sends them is killed, again and again."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from jarai.base.children import die_with_parent
from jarai.client import webhooks
from jarai.settings import read_settings
from jarai.wiring import ground
from simulators.receiver import Arrived, Receiver, running_receiver
from studio import wait_for
from webhooks.owed import KINDS, owe

pytestmark = pytest.mark.slow
EACH = 500
LIVE = [f"/{kind}/{number}" for number, kind in enumerate(KINDS) if kind in {"ok", "slow", "flapping"}]
_SENDS = """
import asyncio
from jarai.settings import read_settings
from jarai.wiring import deliverer, ground
asyncio.run(deliverer(ground(read_settings())).run())
"""


@contextmanager
def sender(environment: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that sends; it is killed when the block ends."""
    parent = os.getpid()
    plain = {name: value for name, value in os.environ.items() if not name.startswith("JARAI_")}
    with log.open("ab") as file:
        process = subprocess.Popen(
            [sys.executable, "-c", _SENDS], env={**plain, **environment}, stdout=file, stderr=file,
            preexec_fn=lambda: die_with_parent(parent),  # noqa: PLW1509
        )  # fmt: skip
        try:
            yield process
        finally:
            process.kill()
            process.wait(20)


async def prepare(environment: Mapping[str, str], there: Receiver) -> dict[str, str]:
    base = ground(read_settings(environment))
    await base.prepare()
    secrets = await owe(base, there, EACH)
    await base.close()
    return secrets


def distinct(there: Receiver) -> int:
    """How many different deliveries the live endpoints have."""
    return len({(each.path, each.headers["webhook-id"]) for each in there.arrived if each.path in LIVE})


def taken(there: Receiver, path: str) -> list[Arrived]:
    """The first arrival of each event at an endpoint, in the order they came."""
    first: dict[str, Arrived] = {}
    for each in there.of(path.strip("/")):
        first.setdefault(each.headers["webhook-id"], each)
    return list(first.values())


def test_nothing_owed_to_a_live_endpoint_is_lost_or_overtaken(tmp_path: Path) -> None:
    environment = {"JARAI_DATA_DIR": str(tmp_path), "JARAI_WEBHOOKS_ALLOW_LOOPBACK_HTTP": "true"}
    with running_receiver() as there:
        secrets = asyncio.run(prepare(environment, there))

        def arrived(share: float) -> Callable[[], bool]:
            return lambda: distinct(there) >= share * EACH * len(LIVE)

        for share in (0.1, 0.3, 0.6):
            with sender(environment, tmp_path / "sender.log"):
                wait_for(arrived(share), 120, f"{share:.0%} have been sent; see {tmp_path / 'sender.log'}")
        with sender(environment, tmp_path / "sender.log"):
            wait_for(lambda: distinct(there) == EACH * len(LIVE), 300, "every live endpoint has all")
    for path in LIVE:
        numbers: dict[str, list[int]] = {}
        for each in taken(there, path):
            event = webhooks.verify(
                each.body, each.headers, secrets[path], now=float(each.headers["webhook-timestamp"])
            )
            numbers.setdefault(event.production_id, []).append(event.sequence_number)
        assert len(numbers) == 50
        assert all(each == list(range(1, EACH // 50 + 1)) for each in numbers.values()), f"{path}: in order"
        assert len({json.loads(each.body)["eventId"] for each in taken(there, path)}) == EACH
