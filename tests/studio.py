"""A whole studio as a child process, met over HTTP: started, killed in parts or whole, started again."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

import httpx

from jarai.base.children import die_with_parent
from jarai.serve import ENGINE_FILE, free_port
from partner import ANNA, ENGLISH, US

Value = TypeVar("Value")
UNHURRIED = {
    "JARAI_TEST_PROJECT_TYPES": "true",
    "JARAI_DEFAULT_TIER": "Unlimited",
    "JARAI_REQUESTS_PER_ADDRESS": "0",
}
"""Tests ask more often than partners do."""


def wait_for(condition: Callable[[], Value | None], seconds: float, what: str) -> Value:
    """The condition's first true value. It is asked again as soon as it has answered; the limit only ends a hung test."""
    deadline = time.monotonic() + seconds
    pause = Pause()
    while time.monotonic() < deadline:
        if value := condition():
            return value
        pause.short()
    raise AssertionError(f"after {seconds} s still not: {what}")


class Pause:
    """Gives the processor to the studio for a twentieth of a second, as polling a process outside requires."""

    def short(self) -> None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(["sleep", "0.05"], check=False)


@dataclass
class Studio:
    """One studio's process and folder."""

    data_dir: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, **more: str) -> None:
        """Start and wait for the first answer."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        parent = os.getpid()
        plain = {name: value for name, value in os.environ.items() if not name.startswith("JARAI_")}
        with (self.data_dir / "studio.log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "jarai",
                    "serve",
                    "--port",
                    str(self.port),
                    "--data-dir",
                    str(self.data_dir),
                ],
                env={**plain, **UNHURRIED, **self.environment, **more},
                stdout=log,
                stderr=log,
                preexec_fn=lambda: die_with_parent(parent),  # noqa: PLW1509
            )
        wait_for(self.answers, 60, f"the studio answers; see {self.data_dir / 'studio.log'}")

    def answers(self) -> bool:
        with contextlib.suppress(httpx.TransportError):
            return httpx.get(f"{self.base_url}/v1/health", timeout=5).status_code == 200
        return False

    def stop(self, signal_number: int = signal.SIGTERM) -> None:
        """Ask it to stop and wait until it has."""
        if self.process is not None:
            self.process.send_signal(signal_number)
            self.process.wait(20)
            self.process = None

    def pid_of(self, child: str) -> int | None:
        """The process id of `engine`, `worker` or `api`, while that process lives."""
        with contextlib.suppress(OSError, ValueError):
            pid = int((self.data_dir / "run" / f"{child}.pid").read_text())
            if Path(f"/proc/{pid}").exists():
                return pid
        return None

    def kill(self, child: str) -> None:
        """SIGKILL one child; the supervisor starts it again."""
        pid = wait_for(lambda: self.pid_of(child), 30, f"{child} runs")
        os.kill(pid, signal.SIGKILL)
        wait_for(lambda: self.pid_of(child) not in {None, pid}, 30, f"{child} was started again")

    def kill_all(self) -> None:
        """SIGKILL the supervisor, as a power cut would: its children end with it."""
        pids = self.pids()
        assert self.process is not None
        self.process.kill()
        self.process.wait(20)
        self.process = None
        wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids), 20, "no process is left behind")

    def pids(self) -> set[int]:
        """The supervisor and everything below it."""
        assert self.process is not None
        found, queue = set(), [self.process.pid]
        while queue:
            pid = queue.pop()
            found.add(pid)
            with contextlib.suppress(OSError):
                for task in Path(f"/proc/{pid}/task").iterdir():
                    queue += [int(each) for each in (task / "children").read_text().split()]
        return found

    def forget_engine(self) -> None:
        """Delete the engine's database while it runs, and kill it."""
        for file in self.data_dir.glob(f"{ENGINE_FILE}*"):
            file.unlink()
        self.kill("engine")


@contextlib.contextmanager
def running_studio(data_dir: Path, environment: Mapping[str, str] | None = None, **more: str) -> Iterator[Studio]:
    """A started studio, stopped when the block ends."""
    studio = Studio(data_dir, environment or {})
    try:
        studio.start(**more)
        yield studio
    finally:
        studio.stop()


@dataclass(frozen=True)
class Client:
    """A partner of a running studio."""

    studio: Studio
    key: str
    account_id: str

    def call(self, method: str, path: str, body: Any = None) -> httpx.Response:
        return self.send(method, path, body, {})

    def send(self, method: str, path: str, body: Any, headers: Mapping[str, str]) -> httpx.Response:
        url = f"{self.studio.base_url}{path}"
        return httpx.request(method, url, headers={"X-API-Key": self.key, **headers}, json=body, timeout=60)

    def order(
        self, topic: str, facts: str = "", project_type: str = "test-5s", avatar_id: str = ANNA, draft: bool = False
    ) -> str:
        """POST a production and give its id."""
        body = {
            "topic": topic,
            "languageId": ENGLISH,
            "countryId": US,
            "avatarId": avatar_id,
            "projectTypeSlug": project_type,
            "metadataMD": facts,
            "draft": draft,
        }
        answer = self.call("POST", f"/v1/accounts/{self.account_id}/productions", body)
        assert answer.status_code == 202, answer.text
        production_id: str = answer.json()["productionId"]
        return production_id

    def status(self, production_id: str) -> dict[str, Any]:
        answer = self.call("GET", f"/v1/productions/{production_id}")
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body

    def follow(self, production_id: str, until: str, seconds: float = 180) -> dict[str, Any]:
        """Poll until the status is reached. Fails at once where another end was."""

        def reached() -> dict[str, Any] | None:
            with contextlib.suppress(httpx.TransportError):
                status = self.status(production_id)
                ended = status["status"] in {"Failed", "Cancelled", "Published"}
                assert status["status"] == until or not ended, status
                return status if status["status"] == until else None
            return None

        return wait_for(reached, seconds, f"{production_id} is {until}")

    def files(self, production_id: str) -> dict[str, bytes]:
        """Every deliverable's bytes by file name."""
        listed = self.call("GET", f"/v1/productions/{production_id}/deliverables").json()["deliverables"]
        return {item["fileName"]: httpx.get(item["sasUrl"], timeout=60).raise_for_status().content for item in listed}


def mailed_token(data_dir: Path, already: set[Path]) -> str:
    """The token of the mail that has come since."""
    folder = data_dir / "mail"
    file = wait_for(lambda: next(iter(set(folder.glob("*.eml")) - already), None), 30, "mail has come")
    body = message_from_bytes(file.read_bytes(), policy=policy.default).get_content()
    link = next(line for line in body.splitlines() if "/verify?token=" in line)
    token: str = parse_qs(urlsplit(link).query)["token"][0]
    return token


def new_client(studio: Studio, email: str = "api@acme-media.com") -> Client:
    """Register and verify over HTTP, reading the mail folder."""
    already = set((studio.data_dir / "mail").glob("*.eml"))
    details = {"organisationName": "Acme Media Ltd", "contactEmail": email, "contactName": "Jane Smith"}
    assert httpx.post(f"{studio.base_url}/v1/partners/register", json=details, timeout=30).status_code == 202
    token = mailed_token(studio.data_dir, already)
    answer = httpx.get(f"{studio.base_url}/v1/partners/verify", params={"token": token}, timeout=30)
    return Client(studio, answer.json()["apiKey"], answer.json()["accountId"])
