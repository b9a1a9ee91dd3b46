"""Ten thousand requests made up from the API's own description, by schemathesis, against the API alone.

Refusals the HTTP server itself makes (a broken request line, headers over its limit) have its plain text for a body;
they are the one exception to the error body, and a fuzzer that speaks HTTP rightly does not meet them.
"""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from jarai.access.keys import add_standing, issue_key
from jarai.accounts.create import create_first_account
from jarai.base.children import die_with_parent
from jarai.base.ids import new_id
from jarai.serve import free_port
from jarai.settings import read_settings
from jarai.wiring import ground
from partner import ANNA, ENGLISH, US
from studio import wait_for

pytestmark = pytest.mark.slow
_OPEN = {"JARAI_DEFAULT_TIER": "Unlimited", "JARAI_REQUESTS_PER_ADDRESS": "0"}
_NOT_OURS = "use_after_free,ensure_resource_availability"
"""DELETE cancels a production, which stays readable; and a repeated Idempotency-Key gives the first answer again, though
what it made may have been ended since."""
_CUT = 300
"""Characters of a path that the history keeps."""
_CONFIG = """
# Bodies name ids and addresses of which no schema can say that they exist; cursors and tokens the studio alone makes.
[checks.positive_data_acceptance]
expected-statuses = ["2xx", 400, 401, 403, 404, 409, 429]

[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 409, 413, 415, 429]

# Each production of a batch is refused by itself: the batch as a whole is answered with 202.
[[operations]]
include-operation-id = "createProductions"

[operations.checks.negative_data_rejection]
expected-statuses = [202, 400, 401, 403, 404, 409, 413, 415, 429]

# No worker runs here, and that is what it answers: 503.
[[operations]]
include-path = "/v1/ready"
enabled = false
"""


async def two_partners(folder: Path) -> list[tuple[str, str, str]]:
    """A studio's folder with two partners; of each the key, the account's id, and the id of a key that may be ended."""
    base = ground(read_settings({"JARAI_DATA_DIR": str(folder), **_OPEN}))
    await base.prepare()
    found = []
    async with base.database.write() as connection:
        for name in ("Acme", "Rival"):
            partner_id, now = new_id(), base.clock.now()
            account_id = await create_first_account(connection, partner_id, name, now)
            await add_standing(connection, partner_id, "Unlimited")
            spare, _ = await issue_key(connection, partner_id, "spare", now)
            _, key = await issue_key(connection, partner_id, "fuzz", now)
            found.append((key, account_id, spare.key_id))
    await base.close()
    return found


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    parent, chosen = os.getpid(), free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JARAI_")} | _OPEN
    environment |= {"JARAI_DATA_DIR": str(tmp_path / "data"), "JARAI_PORT": str(chosen)}
    with (tmp_path / "api.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jarai", "api"], env=environment, stdout=log, stderr=log,
            preexec_fn=lambda: die_with_parent(parent),  # noqa: PLW1509
        )  # fmt: skip
        yield chosen
        process.terminate()
        process.wait(20)


def answers(port: int) -> bool:
    with suppress(httpx.TransportError):
        return httpx.get(f"http://127.0.0.1:{port}/v1/health", timeout=5).status_code == 200
    return False


def fuzz(port: int, key: str, folder: Path, cases: int, parameters: dict[str, str]) -> tuple[int, str]:
    """How many cases were made, and what schemathesis printed. Its own failure fails the test."""
    folder.mkdir()
    seeds = "\n".join(f'"path.{name}" = "{value}"' for name, value in parameters.items())
    (folder / "schemathesis.toml").write_text(_CONFIG + (f"\n[parameters]\n{seeds}\n" if seeds else ""))
    done = subprocess.run(
        [
            str(Path(sys.executable).parent / "schemathesis"), "run", f"http://127.0.0.1:{port}/v1/openapi.json",
            "-H", f"X-API-Key: {key}", "--checks", "all", "--exclude-checks", _NOT_OURS, "-n", str(cases), "-w", "2", "--seed", "1",
        ],
        cwd=folder, capture_output=True, text=True, timeout=400, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[done.stdout.find("= FAILURES =") :][:8000]
    made = re.search(r"(\d+) generated", done.stdout)
    assert made, done.stdout[-2000:]
    return int(made[1]), done.stdout


def undescribed(port: int, key: str) -> set[tuple[str, str, int, str]]:
    """Refusals in the partner's request history that the description does not name at their operation."""
    api = httpx.get(f"http://127.0.0.1:{port}/v1/openapi.json").json()
    known = {
        (method.upper(), re.sub(r"{\w+}", "[^/]+", path)): operation["responses"]
        for path, item in sorted(api["paths"].items())
        for method, operation in item.items()
    }
    found, cursor = set(), None
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers={"X-API-Key": key}, timeout=60) as client:
        while True:
            page = client.get(
                "/v1/partner/requests", params={"limit": "100", **({"cursor": cursor} if cursor else {})}
            ).json()
            for each in page["requests"]:
                if each["error"] and len(each["path"]) < _CUT:
                    responses = next(
                        responses for (method, path), responses in known.items()
                        if method == each["method"] and re.fullmatch(path, each["path"])
                    )  # fmt: skip
                    if each["error"] not in responses.get(str(each["status"]), {}).get("x-error-codes", ()):
                        found.add((each["method"], each["path"], each["status"], each["error"]))
            cursor = page["nextCursor"]
            if cursor is None:
                return found


def test_ten_thousand_requests_and_not_one_surprise(tmp_path: Path, port: int) -> None:
    wait_for(lambda: answers(port), 60, "the API answers")
    (acme, account, spare), (rival, _, other) = asyncio.run(two_partners(tmp_path / "data"))
    wish = {"topic": "Bridge", "languageId": ENGLISH, "countryId": US, "avatarId": ANNA}
    url = f"http://127.0.0.1:{port}/v1/accounts/{account}/productions"
    production = httpx.post(url, headers={"X-API-Key": acme}, json=wish).json()["productionId"]
    own, _ = fuzz(port, acme, tmp_path / "own", 75, {"accountId": account, "keyId": spare})
    foreign, _ = fuzz(
        port, rival, tmp_path / "foreign", 75, {"accountId": account, "productionId": production, "keyId": other}
    )
    assert own + foreign >= 10_000
    for key in (acme, rival):
        answer = httpx.get(f"http://127.0.0.1:{port}/v1/accounts", headers={"X-API-Key": key})
        assert answer.status_code == 200, "the key was not ended on the way"
    assert undescribed(port, acme) | undescribed(port, rival) == set()
    status = httpx.get(f"http://127.0.0.1:{port}/v1/productions/{production}", headers={"X-API-Key": acme}).json()
    assert (status["topic"], status["version"]) == ("Bridge", 1), "a peer's requests have changed nothing"
