"""`jarai mcp` as an assistant's program starts it: a child with its own environment, in an empty folder, over its pipes."""

import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from assistants.asking import ALLOWED, ALWAYS, WISH, Assistant
from studio import Client as Owner
from studio import new_client, running_studio

pytestmark = pytest.mark.slow
FACTS = "- The bridge is 412 metres long.\n- It cost $38m."


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Owner]:
    with running_studio(tmp_path_factory.mktemp("studio")) as studio:
        yield new_client(studio)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Path]:
    """An empty folder, which stays so."""
    yield tmp_path
    assert list(tmp_path.iterdir()) == []


@asynccontextmanager
async def started(owner: Owner, folder: Path, *options: str) -> AsyncIterator[Assistant]:
    """An assistant over the command, which writes nothing on standard error."""
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "jarai", "mcp", *options],
        env={"JARAI_STUDIO_URL": owner.studio.base_url, "JARAI_API_KEY": owner.key, "HOME": str(folder)},
        cwd=folder,
    )
    with TemporaryFile("w+") as said:
        async with Client(stdio_client(command, errlog=said)) as client:
            yield Assistant(client, owner.key)
        said.seek(0)
        assert said.read() == ""


async def test_from_a_topic_to_an_approved_video(owner: Owner, empty: Path) -> None:
    async with started(owner, empty) as made:
        assert await made.tools() == ALWAYS
        production_id = (await made.ask("create_production", **WISH, facts=FACTS))["production_id"]
        found, told = await made.watch(production_id, "AwaitingApproval")
        assert (found["version"], found["gate"]) == (1, "Passed")
        assert len(told) > 1
        board = await made.ask("read_storyboard", production_id=production_id)
        scene = next(each for each in board["scenes"] if each["narration"])["scene_id"]
        sentence = {"scene_id": scene, "sentence": 0, "text": "Good news from Acme.", "source_ids": []}
        edit = {"production_id": production_id, "version": 1, "changes": {"sentences": [sentence]}}
        assert (await made.ask("check_storyboard", **edit))["made_again"] == [scene]
        await made.ask("edit_storyboard", **edit)
        found, _ = await made.watch(production_id, "AwaitingApproval")
        assert found["version"] == 2
        files = await made.ask("read_deliverables", production_id=production_id, texts=["transcript", "captions"])
        assert {each["file_name"] for each in files["files"]} >= {"video.mp4", "certificate.pdf"}
        assert all("Good news from Acme." in " ".join(each["text"].split()) for each in files["texts"])
        decision = {"production_id": production_id, "version": 2, "notes": "Checked by the desk."}
        assert "Unknown tool" in await made.refused("approve_production", **decision)
    assert owner.status(production_id)["status"] == "AwaitingApproval"
    async with started(owner, empty, "--allow-approve") as allowed:
        assert await allowed.tools() == ALWAYS | ALLOWED
        await allowed.ask("approve_production", **decision)
        published, _ = await allowed.watch(production_id, "Published")
    assert published["publications"][0]["url"].startswith("http")


def test_who_is_not_logged_in_is_told_on_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "jarai", "mcp"], cwd=tmp_path, env={"HOME": str(tmp_path)}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "jarai login" in done.stderr
    assert done.stderr.count("\n") == 1
