"""The partner's commands as they are typed, from an empty folder; the guide's are run with the other guides."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from jarai.base.children import die_with_parent
from jarai.client import webhooks
from jarai.commands.listen import secret_of
from simulators.receiver import running_receiver
from studio import Client, new_client, running_studio, wait_for

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Shell:
    """A folder and a home of its own, where `jarai` is typed."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        plain = {name: value for name, value in os.environ.items() if not name.startswith("JARAI_")}
        return {**plain, "HOME": str(self.folder), "XDG_CONFIG_HOME": "", "COLUMNS": "200"}

    @property
    def kept(self) -> Path:
        return self.folder / ".config/jarai/login.json"

    def type(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "jarai", *arguments], cwd=self.folder, env={**self.environment, **more},
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    @contextmanager
    def left_running(self, *arguments: str) -> Iterator[Path]:
        said, parent = self.folder / "said.txt", os.getpid()
        with said.open("wb") as file:
            process = subprocess.Popen(
                [sys.executable, "-u", "-m", "jarai", *arguments], cwd=self.folder, env=self.environment,
                stdout=file, stderr=file, preexec_fn=lambda: die_with_parent(parent),  # noqa: PLW1509
            )  # fmt: skip
            try:
                yield said
            finally:
                process.kill()
                process.wait(20)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with running_studio(tmp_path_factory.mktemp("studio")) as studio:
        yield new_client(studio)


@pytest.fixture
def stranger(tmp_path: Path) -> Shell:
    (tmp_path / "home").mkdir()
    return Shell(tmp_path / "home")


@pytest.fixture
def shell(stranger: Shell, client: Client) -> Shell:
    done = stranger.type("login", "--url", client.studio.base_url, "--key", client.key)
    assert done.returncode == 0, done.stderr
    assert client.account_id in done.stdout
    assert client.key not in done.stdout + done.stderr
    return stranger


def test_the_key_is_kept_for_its_owner_alone_and_forgotten_on_request(shell: Shell, client: Client) -> None:
    assert shell.kept.stat().st_mode & 0o777 == 0o600
    assert json.loads(shell.kept.read_text()) == {"url": client.studio.base_url, "apiKey": client.key}
    assert shell.type("logout").stdout == "Logged out.\n"
    assert not shell.kept.exists()
    refused = shell.type("status")
    assert (refused.returncode, "jarai login" in refused.stderr) == (2, True)


def test_a_key_that_is_none_is_not_kept(stranger: Shell, client: Client) -> None:
    done = stranger.type("login", "--url", client.studio.base_url, "--key", "jarai_nonsense")
    assert (done.returncode, "UNAUTHORIZED" in done.stderr) == (2, True)
    assert not stranger.kept.exists()


def test_the_environment_comes_before_what_was_kept(stranger: Shell, client: Client) -> None:
    done = stranger.type("status", "--json", JARAI_API_KEY=client.key, JARAI_STUDIO_URL=client.studio.base_url + "/")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "status", "named"),
    [
        (("status", "nonsense"), 2, "NOT_FOUND"),
        (("produce", "Bridge", "--language", "xx"), 2, "language: there is no 'xx'; there are en-GB, en-US"),
        (("produce", "Bridge", "--project-type", "nope"), 2, "projectTypeSlug"),
        (("produce", ""), 2, "topic"),
        (("approve", "00000000-0000-0000-0000-000000000000"), 2, "NOT_FOUND"),
        (("deliverables", "get", "nonsense"), 2, "NOT_FOUND"),
        (("storyboard", "put", "nonsense", "board.json"), 2, "with its version"),
        (("storyboard", "put", "nonsense", "broken.json"), 2, "broken.json"),
        (("webhooks", "listen", "--forward-to", "localhost:3000"), 2, "no address"),
    ],
)
def test_what_is_wrong_is_named_on_one_line(shell: Shell, arguments: tuple[str, ...], status: int, named: str) -> None:
    (shell.folder / "board.json").write_text('{"title": "x"}')
    (shell.folder / "broken.json").write_text("{")
    done = shell.type(*arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert named in done.stderr
    assert "Traceback" not in done.stderr


def test_a_studio_that_is_not_there_and_an_address_that_is_none(stranger: Shell) -> None:
    nobody = stranger.type("status", JARAI_API_KEY="jarai_x", JARAI_STUDIO_URL="http://127.0.0.1:1")
    assert (nobody.returncode, "can't be reached" in nobody.stderr) == (3, True)
    wrong = stranger.type("login", "--url", "studio.example", "--key", "x")
    assert (wrong.returncode, "'studio.example' is no address of a studio" in wrong.stderr) == (2, True)


def test_a_file_that_is_no_login_is_named(shell: Shell) -> None:
    shell.kept.write_text("{")
    done = shell.type("status")
    assert (done.returncode, str(shell.kept) in done.stderr) == (2, True)


def test_without_a_login_what_needs_a_studio_says_so(stranger: Shell) -> None:
    done = stranger.type("produce", "Bridge", "--json")
    assert (done.returncode, "log in first" in done.stderr) == (2, True)


def test_a_video_is_asked_for_listed_followed_and_cancelled(shell: Shell, client: Client) -> None:
    (shell.folder / "facts.md").write_text("- The bridge is 412 m long.\n")
    asked = shell.type(
        "produce", "Bridge", "--facts", "facts.md", "--project-type", "test-5s", "--reference", "b 7",
        "--avatar", "mei-tanaka", "--out", "out", "--json",
    )  # fmt: skip
    assert asked.returncode == 0, asked.stderr
    made = json.loads(asked.stdout)
    assert (made["status"], made["reference"], made["gate"]["verdict"]) == ("AwaitingApproval", "b 7", "Passed")
    assert (shell.folder / "out/video.mp4").stat().st_size > 10_000
    assert "412" in (shell.folder / "out/transcript.txt").read_text()
    listed = shell.type("status").stdout
    assert made["productionId"] in listed
    assert "b 7" in listed
    ended = shell.type("cancel", made["productionId"])
    assert ended.returncode == 0
    assert "Cancelled" in ended.stdout
    again = shell.type("cancel", made["productionId"])
    assert (again.returncode, "INVALID_STATE" in again.stderr) == (2, True)
    watched = shell.type("status", made["productionId"], "--watch")
    assert watched.returncode == 1, "it was cancelled: a script must notice"
    lines = shell.type("status", made["productionId"], "--watch", "--json").stdout.splitlines()
    told = [json.loads(line) for line in lines]
    assert [each["sequenceNumber"] for each in told] == list(range(1, len(told) + 1))
    assert told[-1]["eventType"] == "production.cancelled"
    assert client.status(made["productionId"])["status"] == "Cancelled"


def test_what_is_listened_to_arrives_once_in_order_and_signed(shell: Shell, client: Client) -> None:
    with (
        running_receiver() as receiver,
        shell.left_running("webhooks", "listen", "--forward-to", receiver.url("ok")) as said,
    ):
        wait_for(lambda: "listening" in said.read_text(), 30, "it listens")
        production_id = client.order("Bridge")
        client.follow(production_id, "AwaitingApproval")
        client.call("POST", f"/v1/productions/{production_id}/approve")
        last = client.follow(production_id, "Published")
        assert last["status"] == "Published"
        wait_for(lambda: "production.published" in said.read_text(), 30, "the last event was brought")
        wait_for(lambda: said.read_text().count("→ 200") == len(receiver.arrived), 30, "each was answered")
    secret = secret_of(client.key)
    assert secret in said.read_text()
    events = [webhooks.verify(each.body, each.headers, secret) for each in receiver.arrived]
    assert [each.sequence_number for each in events] == list(range(1, len(events) + 1))
    assert {each.production_id for each in events} == {production_id}
    told = {each["eventId"]: each for each in client.call("GET", "/v1/events?limit=100").json()["events"]}
    assert all(json.loads(each.body) == told[each.headers["webhook-id"]] for each in receiver.arrived)
