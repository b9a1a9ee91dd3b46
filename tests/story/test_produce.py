"""One production from the command line: the same pipeline, files in a folder, nothing left running."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from jarai.sound.measure import decode, measure

pytestmark = pytest.mark.slow


def produce(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("JARAI_")}
    data = ("--data-dir", str(tmp_path / "data"), "--out", str(tmp_path / "out"))
    return subprocess.run(
        [sys.executable, "-m", "jarai", "produce", *arguments, *data],
        env={**plain, "JARAI_TEST_PROJECT_TYPES": "true", "JARAI_LOUDNESS": "-23"}, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip


def test_files_come_out_and_no_process_is_left(tmp_path: Path) -> None:
    facts = tmp_path / "facts.md"
    facts.write_text("- The bridge is 412 metres long.\n", encoding="utf-8")
    found = produce(tmp_path, "Harbour bridge", "--facts", str(facts), "--project-type", "test-5s")
    assert found.returncode == 0, found.stdout + found.stderr
    assert found.stderr == "", "the bar is not torn by log lines"
    assert "step_complete" not in found.stdout
    assert "step_complete" in (tmp_path / "data" / "studio.log").read_text(encoding="utf-8")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"video.mp4", "captions.vtt", "video-described.mp4", "transcript.txt", "certificate.vc.jwt"} <= names
    assert "412 metres" in (tmp_path / "out" / "transcript.txt").read_text(encoding="utf-8")
    level = measure(decode(tmp_path / "out" / "video.mp4"))
    assert abs((level.lufs or 0) + 2300) <= 50, "as loud as the studio was told"
    assert not list((tmp_path / "data" / "run").glob("*.pid"))


def test_two_presenters_talk_each_in_a_voice_of_their_own(tmp_path: Path) -> None:
    facts = tmp_path / "facts.md"
    facts.write_text("- The bridge is 412 metres long.\n- It cost $38m.\n", encoding="utf-8")
    found = produce(tmp_path, "Harbour bridge opens", "--facts", str(facts), "--project-type", "test-talk-10s")
    assert found.returncode == 0, found.stdout + found.stderr
    told = {name: (tmp_path / "out" / name).read_text(encoding="utf-8") for name in ("transcript.txt", "captions.vtt")}
    for name in ("Anna Keller", "Omar Haddad"):
        assert f"{name}:" in told["transcript.txt"]
        assert f"<v {name}>" in told["captions.vtt"]
    made_of = json.loads((tmp_path / "out" / "attribution.json").read_text(encoding="utf-8"))["credits"]
    assert len({each["name"] for each in made_of if each["part"] == "voice"}) == 2
    assert len({each["name"] for each in made_of if each["part"] == "presenter"}) == 2


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("Bridge", "--avatar", "nobody"), "avatar"),
        (("Bridge", "--project-type", "feature-film"), "projectTypeSlug"),
        (("x" * 501,), "topic"),
    ],
)
def test_bad_input_is_named(tmp_path: Path, arguments: tuple[str, ...], named: str) -> None:
    found = produce(tmp_path, *arguments)
    assert found.returncode == 2, found.stdout + found.stderr
    assert named in found.stdout + found.stderr
    assert "Traceback" not in found.stderr
