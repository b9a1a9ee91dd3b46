"""Four API processes over one database, on SQLite and on Postgres: limits, keys and repeated requests stay exact."""

import asyncio
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa

from jarai.access.keys import add_standing, issue_key
from jarai.access.tables import api_keys
from jarai.accounts.create import create_first_account
from jarai.base.children import die_with_parent
from jarai.base.ids import new_id
from jarai.serve import free_port
from jarai.settings import read_settings
from jarai.wiring import ground
from partner import ANNA, ENGLISH, US, waiting_tokens
from postgres import new_database
from studio import wait_for

pytestmark = pytest.mark.slow
SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlYyE"
LIMIT = 60


@dataclass
class Apis:
    """Four processes and what they share."""

    environment: Mapping[str, str]
    log: Path
    ports: list[int] = field(default_factory=list)
    stack: ExitStack = field(default_factory=ExitStack)

    def start(self) -> None:
        parent = os.getpid()
        plain = {name: value for name, value in os.environ.items() if not name.startswith("JARAI_")}
        self.ports = [free_port() for _ in range(4)]
        for port in self.ports:
            log = self.stack.enter_context(self.log.open("ab"))
            process = subprocess.Popen(
                [sys.executable, "-m", "jarai", "api"], env={**plain, **self.environment, "JARAI_PORT": str(port)},
                stdout=log, stderr=log, preexec_fn=lambda: die_with_parent(parent),  # noqa: PLW1509
            )  # fmt: skip
            self.stack.callback(process.wait, 20)
            self.stack.callback(process.kill)
        for port in self.ports:
            wait_for(lambda port=port: self._answers(port), 60, f"the API at {port} answers; see {self.log}")  # type: ignore[misc]

    def stop(self) -> None:
        """End them all at once, as a power cut would."""
        self.stack.close()

    def _answers(self, port: int) -> bool:
        with suppress(httpx.TransportError):
            return httpx.get(f"http://127.0.0.1:{port}/v1/health", timeout=5).status_code == 200
        return False

    async def ask(self, method: str, path: str, count: int, **more: object) -> list[httpx.Response]:
        """So many requests at once, a quarter at each process."""
        limits = httpx.Limits(max_connections=40)
        async with httpx.AsyncClient(limits=limits, timeout=120) as client:
            return await asyncio.gather(
                *(
                    client.request(method, f"http://127.0.0.1:{self.ports[number % 4]}{path}", **more)  # type: ignore[arg-type]
                    for number in range(count)
                )
            )


@pytest.fixture(params=["sqlite", "postgres"])
def apis(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Apis]:
    environment = {
        "JARAI_DATA_DIR": str(tmp_path / "data"),
        "JARAI_SECRET_KEY": SECRET,
        "JARAI_TIERS": f"Tight={LIMIT}/-/-",
        "JARAI_DEFAULT_TIER": "Unlimited",
        "JARAI_REQUESTS_PER_ADDRESS": "0",
    }
    if request.param == "postgres":
        environment["JARAI_DATABASE_URL"] = new_database(request.getfixturevalue("postgres"), new_id())
    made = Apis(environment, tmp_path / "api.log")
    yield made
    made.stop()


async def a_partner(apis: Apis, tier: str) -> tuple[str, str]:
    """The key and the account of a partner of that tier."""
    base = ground(read_settings(apis.environment))
    await base.prepare()
    partner_id, now = new_id(), base.clock.now()
    async with base.database.write() as connection:
        account_id = await create_first_account(connection, partner_id, "Acme", now)
        await add_standing(connection, partner_id, tier)
        _, key = await issue_key(connection, partner_id, "k", now)
    await base.close()
    return key, account_id


async def test_the_limit_is_exact_over_processes_and_restarts(apis: Apis) -> None:
    key, _ = await a_partner(apis, "Tight")
    apis.start()
    first = await apis.ask("GET", "/v1/accounts", 40, headers={"X-API-Key": key})
    assert {each.status_code for each in first} == {200}
    apis.stop()
    apis.start()
    answers = await apis.ask("GET", "/v1/accounts", 160, headers={"X-API-Key": key})
    window = Counter(each.status_code for each in answers)
    assert window == {200: LIMIT - 40, 429: 160 - (LIMIT - 40)}
    left = sorted(int(each.headers["x-ratelimit-remaining"]) for each in [*first, *answers] if each.status_code == 200)
    assert left == list(range(LIMIT)), "each number of what is left was told once"


async def test_one_idempotency_key_makes_one_production(apis: Apis) -> None:
    key, account_id = await a_partner(apis, "Unlimited")
    apis.start()
    path, headers = f"/v1/accounts/{account_id}/productions", {"X-API-Key": key}
    wish = {"topic": "Bridge", "languageId": ENGLISH, "countryId": US, "avatarId": ANNA}
    answers = await apis.ask("POST", path, 200, headers=headers | {"Idempotency-Key": "one"}, json=wish)
    made = [each for each in answers if each.status_code == 202]
    assert len({each.json()["productionId"] for each in made}) == 1
    assert sum("idempotency-replayed" not in each.headers for each in made) == 1
    others = {each.json()["error"] for each in answers if each.status_code != 202}
    assert others <= {"IDEMPOTENCY_CONFLICT"}, "at most those that waited over five seconds"
    (listed,) = await apis.ask("GET", path, 1, headers=headers)
    assert len(listed.json()["productions"]) == 1


async def test_ten_streams_are_the_most_over_processes_and_a_hung_up_one_makes_room(apis: Apis) -> None:
    key, account_id = await a_partner(apis, "Unlimited")
    apis.start()
    headers = {"X-API-Key": key}
    wish = {"topic": "Bridge", "languageId": ENGLISH, "countryId": US, "avatarId": ANNA}
    (made,) = await apis.ask("POST", f"/v1/accounts/{account_id}/productions", 1, headers=headers, json=wish)
    path = f"/v1/productions/{made.json()['productionId']}/events"
    async with httpx.AsyncClient(headers=headers, timeout=60) as client:

        async def opened(number: int) -> httpx.Response:
            url = f"http://127.0.0.1:{apis.ports[number % 4]}{path}"
            return await client.send(client.build_request("GET", url), stream=True)

        answers = await asyncio.gather(*(opened(number) for number in range(40)))
        assert Counter(each.status_code for each in answers) == {200: 10, 409: 30}
        hung_up = next(number for number, each in enumerate(answers) if each.status_code == 200)
        await answers[hung_up].aclose()
        async with asyncio.timeout(20):
            while (again := await opened(hung_up + 1)).status_code == 409:
                await again.aclose()
        for each in (*answers, again):
            await each.aclose()
    assert again.status_code == 200


async def test_one_token_gives_one_key(apis: Apis) -> None:
    base = ground(read_settings(apis.environment))
    await base.prepare()
    apis.start()
    body = {"organisationName": "Acme", "contactEmail": "api@acme-media.com", "contactName": "Jane"}
    (registered,) = await apis.ask("POST", "/v1/partners/register", 1, json=body)
    assert registered.status_code == 202
    (token,) = await waiting_tokens(base.database)
    answers = await apis.ask("GET", "/v1/partners/verify", 50, params={"token": token})
    assert Counter(each.status_code for each in answers) == {200: 1, 400: 49}
    assert {each.json()["error"] for each in answers if each.status_code == 400} == {"INVALID_TOKEN"}
    async with base.database.read() as connection:
        assert (await connection.execute(sa.select(sa.func.count()).select_from(api_keys))).scalar_one() == 1
    await base.close()
