"""The API against a bare FastAPI route that runs the same statements, in one run: `api.py [seconds]`.

Both are uvicorn processes of one worker over SQLite, asked by the same eight clients in turns of a few seconds: an
authenticated status GET, and a route that looks the key up, counts the minute, inserts the request and reads the
production's row. Then 50 clients POST productions at once: latencies at the median and the 99th percentile.
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from jarai.access.keys import add_standing, issue_key
from jarai.accounts.create import create_first_account
from jarai.base.children import die_with_parent
from jarai.base.ids import new_id
from jarai.serve import free_port
from jarai.settings import read_settings
from jarai.wiring import ground
from machine import machine
from partner import ANNA, ENGLISH, US
from studio import wait_for

ENVIRONMENT = {
    "JARAI_TIERS": "Bench=100000000/-/-",
    "JARAI_DEFAULT_TIER": "Unlimited",
    "JARAI_REQUESTS_PER_ADDRESS": "0",
    "JARAI_EXPIRES_SECONDS": "86400",
    "JARAI_LOG_LEVEL": "WARNING",
}
CLIENTS, ROUNDS, POSTS = 8, 5, 50


async def a_partner(folder: Path) -> tuple[str, str]:
    base = ground(read_settings(ENVIRONMENT | {"JARAI_DATA_DIR": str(folder)}))
    await base.prepare()
    partner_id, now = new_id(), base.clock.now()
    async with base.database.write() as connection:
        account_id = await create_first_account(connection, partner_id, "Bench", now)
        await add_standing(connection, partner_id, "Bench")
        _, key = await issue_key(connection, partner_id, "k", now)
    await base.close()
    return key, account_id


@contextmanager
def server(folder: Path, *command: str) -> Iterator[int]:
    port, parent = free_port(), os.getpid()
    environment = {**os.environ, **ENVIRONMENT, "JARAI_DATA_DIR": str(folder), "JARAI_PORT": str(port)}
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, *command], env=environment, stdout=log, stderr=log,
            preexec_fn=lambda: die_with_parent(parent),  # noqa: PLW1509
        )  # fmt: skip
        try:
            wait_for(lambda: listens(port), 60, f"the server answers; see {log.name}")
            yield port
        finally:
            process.terminate()
            process.wait(20)


def listens(port: int) -> bool:
    async def connect() -> None:
        (await asyncio.open_connection("127.0.0.1", port))[1].close()

    try:
        asyncio.run(connect())
    except OSError:
        return False
    return True


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> tuple[int, bytes]:
    """One request over a kept connection: the status and the body. A client as light as it gets, not to be measured."""
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    )
    return int(head[9:12]), await reader.readexactly(length)


def request_bytes(method: str, path: str, key: str, body: bytes = b"") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: studio", f"X-API-Key: {key}"]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def rate(port: int, request: bytes, seconds: float) -> float:
    """Requests a second by `CLIENTS` clients."""
    deadline, done = time.monotonic() + seconds, 0

    async def client() -> None:
        nonlocal done
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.monotonic() < deadline:
            status, body = await ask(reader, writer, request)
            assert status == 200, body
            done += 1
        writer.close()

    began = time.monotonic()
    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return done / (time.monotonic() - began)


async def latencies(port: int, request: bytes, each: int) -> list[float]:
    """How long each of `POSTS` clients' requests took, in milliseconds."""
    taken: list[float] = []

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(each):
            began = time.monotonic()
            status, body = await ask(reader, writer, request)
            assert status == 202, body
            taken.append((time.monotonic() - began) * 1000)
        writer.close()

    await asyncio.gather(*(client() for _ in range(POSTS)))
    return sorted(taken)


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        key, account_id = asyncio.run(a_partner(folder))
        wish = {"topic": "Bridge", "languageId": ENGLISH, "countryId": US, "avatarId": ANNA}
        post = request_bytes("POST", f"/v1/accounts/{account_id}/productions", key, json.dumps(wish).encode())
        bare_file = str(Path(__file__).parent / "bare_route.py")
        with server(folder, "-m", "jarai", "api") as studio, server(folder, bare_file) as bare:
            production_id = asyncio.run(first(studio, post))
            asked = request_bytes("GET", f"/v1/productions/{production_id}", key)
            rates: dict[str, list[float]] = {"studio": [], "bare": []}
            for _ in range(ROUNDS):
                for label, port in (("studio", studio), ("bare", bare)):
                    rates[label].append(asyncio.run(rate(port, asked, seconds)))
            ours, theirs = (statistics.median(rates[label]) for label in ("studio", "bare"))
            print(
                f"status GET: {ours:.0f} a second; a bare route with the same statements: {theirs:.0f}; {ours / theirs:.0%}"
            )
            taken = asyncio.run(latencies(studio, post, 10))
            print(
                f"POST production, {POSTS} clients at once: median {statistics.median(taken):.0f} ms, "
                f"99 % within {taken[int(len(taken) * 0.99)]:.0f} ms, {len(taken)} accepted"
            )


async def first(port: int, post: bytes) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    status, body = await ask(reader, writer, post)
    assert status == 202, body
    writer.close()
    found: str = json.loads(body)["productionId"]
    return found


if __name__ == "__main__":
    main()
