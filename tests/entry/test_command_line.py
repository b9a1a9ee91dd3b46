"""What is typed: help, doctor, refusals that name what is wrong."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from jarai.settings import SETTINGS
from typed import Typing, without_settings

ROOT = Path(__file__).parent.parent.parent


def test_doctor_lists_every_setting_and_hides_secrets(tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "jarai", "doctor", "--data-dir", tmp_path],
        env={**without_settings(os.environ), "COLUMNS": "200", "JARAI_SMTP_URL": "smtp://me:hidden@localhost:25"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    for setting in SETTINGS:
        assert setting.name in found.stdout
    assert "hidden" not in found.stdout
    assert "the studio can run" in found.stdout


def test_a_wrong_setting_ends_the_program_with_its_name(typed: Typing) -> None:
    for name, value in (("JARAI_PORT", "x"), ("JARAI_DATABASE_URL", "mysql://x"), ("JARAI_NO_SUCH", "1")):
        found = typed.run("jarai doctor", **{name: value})
        assert found.returncode == 2
        assert name in found.stderr
        assert "Traceback" not in found.stderr


def test_a_port_that_is_taken_is_named(tmp_path: Path, typed: Typing) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        found = typed.run(f"jarai serve --port {port} --data-dir data", tmp_path)
    assert found.returncode == 2
    assert port in found.stderr


def test_a_worker_without_an_engine_is_told_what_it_needs(tmp_path: Path, typed: Typing) -> None:
    found = typed.run("jarai worker --data-dir .", tmp_path)
    assert found.returncode == 2
    assert "JARAI_TEMPORAL_ADDRESS" in found.stderr


@pytest.mark.parametrize("command", ["serve", "api", "worker", "produce", "doctor", "demo"])
def test_every_command_has_help(command: str, typed: Typing) -> None:
    found = typed.run(f"jarai {command} --help")
    assert found.returncode == 0
    assert "Usage" in found.stdout


def test_the_settings_the_readme_names_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    known = {setting.name for setting in SETTINGS}
    named = set(re.findall(r"JARAI_[A-Z_]+[A-Z]", text))
    assert len(named) >= 5
    assert named <= known


def test_the_files_the_architecture_names_exist() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    known = {path.name for path in (ROOT / "src").rglob("*.py")} | {
        path.name for path in (ROOT / "src/jarai").iterdir()
    }
    named = {word.strip("`.,;:()").split("/")[-1] for word in text.split() if word.strip("`.,;:()").endswith(".py")}
    assert len(named) >= 30
    assert named <= known
