"""Every block of code of every guide, run as its reader would run it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from docs.blocks import GUIDES, READ, RUN, Shell, blocks_of, message_of
from jarai.serve import free_port
from studio import Studio

pytestmark = pytest.mark.slow
MAIL = "api@acme-media.com"
FIRST = "getting-started"
KEPT = "studio.sh"
"""The file Getting Started leaves to the other guides."""
TIERS = {"limits": "Free"}
"""Guides whose partner has another tier than a new one's."""


def kept_from_getting_started(guide: str, studio: Studio, folder: Path) -> Path:
    """The file a reader of Getting Started has: another partner for each guide, whose videos are the tests' own."""
    blocks = [block for block in blocks_of(FIRST) if block.language in RUN]
    written = [number for number, block in enumerate(blocks) if f"> {KEPT}" in block.text]
    changes = {MAIL: f"{guide}@acme-media.com", "PROJECT_TYPE=social-video-30s": "PROJECT_TYPE=test-5s"}
    Shell(folder, studio.base_url, studio.data_dir, 0).run(blocks[: written[-1] + 1], changes)
    if guide in TIERS:
        plain = {name: value for name, value in os.environ.items() if not name.startswith("JARAI_")}
        command = ["partners", "set", changes[MAIL], "--tier", TIERS[guide]]
        environment = {**plain, "JARAI_DATA_DIR": str(studio.data_dir)}
        subprocess.run([sys.executable, "-m", "jarai", *command], env=environment, check=True)
    return folder / KEPT


@pytest.mark.parametrize("guide", [FIRST, *(guide for guide in GUIDES if guide != FIRST)])
def test_the_guide_runs_from_its_first_block_to_its_last(guide: str, studio: Studio, tmp_path: Path) -> None:
    blocks = blocks_of(guide)
    assert {block.language for block in blocks} <= RUN | READ
    shell = Shell(tmp_path / "reader", studio.base_url, studio.data_dir, free_port())
    wants_it = guide != FIRST and any(KEPT in block.text for block in blocks)
    brought = (kept_from_getting_started(guide, studio, tmp_path / "before"),) if wants_it else ()
    printed = shell.run([block for block in blocks if block.language in RUN], {}, brought)
    for before, block in pairwise(blocks):
        if block.language == "http" and before.language in RUN:
            assert_answered(printed[before.line], block.text)
    if guide in CHECKS:
        CHECKS[guide](tmp_path / "reader", "".join(printed.values()))


def assert_answered(printed: str, wanted: str) -> None:
    """The block before printed what the `http` block shows: status, header names, error, and names in the body."""
    shown = message_of(wanted)
    head, _, body = printed[printed.rindex("HTTP/1.1 ") :].replace("\r\n", "\n").partition("\n\n")
    assert head.split("\n")[0] == f"HTTP/1.1 {shown.status}"
    sent = {line.partition(":")[0].lower() for line in head.split("\n")[1:]}
    assert set(shown.headers) <= sent
    answered = json.loads(body)
    assert set(answered) == set(shown.body)
    for name in ("error", "details"):
        assert answered.get(name) == shown.body.get(name)


def check_getting_started(folder: Path, printed: str) -> None:
    assert "Video video.mp4" in printed
    assert (folder / "video.mp4").stat().st_size > 100_000
    assert "<video" in (folder / "page.html").read_text()


def check_limits(_folder: Path, printed: str) -> None:
    waited = re.search(r"^429 wait (\d+)$", printed, re.MULTILINE)
    assert waited, "the patient client met a real 429"
    assert 1 <= int(waited[1]) <= 60
    assert printed.count("1 account") == 2


def check_lifecycle(_folder: Path, printed: str) -> None:
    told = re.findall(r"^production\.[a-z_.]+ (\d+)$", printed, re.MULTILINE)
    assert [int(each) for each in told] == list(range(1, len(told) + 1)), "every event once, from the first on"
    assert len(told) == 17


def check_webhooks(folder: Path, _printed: str) -> None:
    lines = (folder / "events.txt").read_text().splitlines()
    assert sorted(lines) == [
        "0 webhook.test None",
        "1 production.queued bridge-7",
        "17 production.awaiting_approval bridge-7",
    ]


def check_storyboards(folder: Path, printed: str) -> None:
    assert json.loads((folder / "board.json").read_text())["version"] == 1
    assert '"valid":true' in printed
    assert "Good news from Acme." in printed
    assert json.loads((folder / "status.json").read_text())["version"] == 2


def check_deliverables(folder: Path, printed: str) -> None:
    assert "video.mp4: OK" in printed
    assert (folder / "first-bytes").stat().st_size == 100
    assert re.search(r"^Passed \{", printed, re.MULTILINE)
    assert re.search(r"^Approved [0-9a-f-]{36} $", printed, re.MULTILINE)
    assert re.search(r"^Published [0-9a-f-]{36} http\S+/watch/[0-9a-f-]{36}$", printed, re.MULTILINE)


CHECKS: dict[str, Callable[[Path, str], None]] = {
    "getting-started": check_getting_started,
    "limits": check_limits,
    "lifecycle": check_lifecycle,
    "webhooks": check_webhooks,
    "storyboards": check_storyboards,
    "deliverables": check_deliverables,
}
