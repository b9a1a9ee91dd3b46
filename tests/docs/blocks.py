"""The code blocks of the guides, and what runs those of one guide as its reader would: in one shell, from an empty folder."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from jarai.console.guides import EXAMPLE, FOLDER

GUIDES = sorted(file.stem for file in FOLDER.glob("*.md"))
RUN, READ = {"sh", "bash", "python"}, {"json", "http"}
RECEIVER_PORT = "9000"
"""The port a guide's own receiver listens on; it is replaced by a free one."""


@dataclass(frozen=True)
class Block:
    """One block: the line it begins at, its language, the word after that, and its text."""

    line: int
    language: str
    names: str
    text: str

    @property
    def file(self) -> str | None:
        """The name a Python block is saved under, where its first line is a comment that gives one."""
        found = re.match(r"# ([a-z_]+\.py)\n", self.text)
        return found[1] if found and self.language == "python" else None


def text_of(guide: str) -> str:
    return (FOLDER / f"{guide}.md").read_text()


def blocks_of(guide: str) -> list[Block]:
    """Every block of code, however it is written."""
    found = []
    for token in MarkdownIt("commonmark").parse(text_of(guide)):
        if token.type in {"fence", "code_block"}:
            language, _, names = token.info.strip().partition(" ")
            found.append(Block((token.map or [0])[0] + 1, language, names, token.content))
    return found


@dataclass(frozen=True)
class Message:
    """An answer as an `http` block has it."""

    status: str
    headers: dict[str, str]
    body: Any


def message_of(text: str) -> Message:
    head, _, body = text.partition("\n\n")
    first, *lines = head.split("\n")
    status = re.fullmatch(r"HTTP/1\.1 (\d{3} [A-Z][A-Za-z ]+)", first)
    assert status, first
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    assert all(headers.values()), lines
    return Message(status[1], headers, json.loads(body) if body.strip() else None)


_CURL = """#!/bin/bash
# Fails where the studio refuses, as a reader would stop there; not where the guide shows the answer's status.
case " $* " in
  *" -i "* | *" -si "* | *" -w "*) exec {curl} "$@" ;;
  *"{studio}"*) exec {curl} --fail-with-body "$@" ;;
  *) exec {curl} "$@" ;;
esac
"""


@dataclass(frozen=True)
class Shell:
    """Where a guide runs: its folder, the studio's address and data, and the port for its receiver."""

    folder: Path
    studio: str
    data: Path
    receiver_port: int

    def run(self, blocks: list[Block], changes: dict[str, str], brought: tuple[Path, ...] = ()) -> dict[int, str]:
        """What each block printed, by its line. Blocks are changed by the words given, and nothing else."""
        self.folder.mkdir(parents=True)
        for file in brought:
            shutil.copy(file, self.folder)
        beside = self.folder.with_name(f"{self.folder.name}-harness")
        beside.mkdir()
        (self.folder / "data").symlink_to(self.data)
        curl = beside / "curl"
        curl.write_text(_CURL.format(curl=shutil.which("curl"), studio=self.studio))
        curl.chmod(0o755)
        script = self._script(blocks, beside, {**changes, EXAMPLE: self.studio, RECEIVER_PORT: str(self.receiver_port)})
        plain = {name: value for name, value in os.environ.items() if not name.startswith("JARAI_")}
        path = f"{beside}:{Path(sys.executable).parent}:{os.environ['PATH']}"
        with (beside / "out").open("w") as out:
            shell = subprocess.Popen(
                ["bash", "-c", script], cwd=self.folder, env={**plain, "PATH": path, "HOME": str(self.folder)},
                stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
            try:
                shell.wait(300)
            except subprocess.TimeoutExpired:
                os.killpg(shell.pid, signal.SIGKILL)
                shell.wait()
        printed = (beside / "out").read_text()
        assert shell.returncode == 0, f"{shell.returncode} (-9: no end within 300 s):\n{printed[-4000:]}"
        parts = re.split(r"^== line (\d+)\n", printed, flags=re.MULTILINE)
        return {int(line): text for line, text in zip(parts[1::2], parts[2::2], strict=True)}

    def _script(self, blocks: list[Block], beside: Path, changes: dict[str, str]) -> str:
        """The guide as one script: a Python block is saved under its name, or else run."""
        words = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in changes))
        parts = ["set -euo pipefail", "trap 'kill $(jobs -p) 2> /dev/null || true' EXIT"]
        for block in blocks:
            text = words.sub(lambda found: changes[found[0]], block.text)
            parts.append(f"echo; echo '== line {block.line}'")
            if block.language in {"sh", "bash"}:
                parts.append(text)
            elif block.language == "python":
                kept = beside / f"{block.line}.py"
                kept.write_text(text)
                parts.append(f"cp {kept} {block.file}" if block.file else f"python3 {kept}")
        return "\n".join(parts)
