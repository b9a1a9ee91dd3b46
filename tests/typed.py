"""Commands of the program as they are typed, each in a process of its own.

The processes are forked from one that has loaded the program: loading it takes twenty times as long as most commands.
"""

import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_PARENT = """
import gc, json, os, sys
import jarai.api, jarai.cli, jarai.doctor, jarai.manage
gc.freeze()
for line in sys.stdin:
    order = json.loads(line)
    child = os.fork()
    if child == 0:
        os.chdir(order["folder"])
        os.environ.clear()
        os.environ.update(order["environment"])
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number, file in ((1, order["out"]), (2, order["err"])):
            os.dup2(os.open(file, os.O_WRONLY | os.O_TRUNC), number)
        sys.argv = ["jarai", *order["arguments"]]
        jarai.cli.main()
        sys.exit()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@dataclass(frozen=True)
class Typing:
    """Types commands. `parent` is the process that has loaded the program."""

    parent: subprocess.Popen[str]

    def run(self, line: str, folder: Path | None = None, /, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `jarai doctor` or another line in the folder; the studio's settings are those given and no others."""
        program, *arguments = shlex.split(line)
        assert program == "jarai"
        assert self.parent.stdin is not None
        assert self.parent.stdout is not None
        with tempfile.NamedTemporaryFile("r") as out, tempfile.NamedTemporaryFile("r") as err:
            order = {
                "arguments": arguments,
                "folder": str(folder or Path.cwd()),
                "environment": {**without_settings(os.environ), "COLUMNS": "200", **environment},
                "out": out.name,
                "err": err.name,
            }
            self.parent.stdin.write(json.dumps(order) + "\n")
            self.parent.stdin.flush()
            status = int(self.parent.stdout.readline())
            return subprocess.CompletedProcess(arguments, status, out.read(), err.read())


def without_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without the studio's settings."""
    return {name: value for name, value in environment.items() if not name.startswith("JARAI_")}


@contextmanager
def typing() -> Iterator[Typing]:
    """The process that has loaded the program; it ends with the block."""
    with subprocess.Popen(
        [sys.executable, "-c", _PARENT],
        env=without_settings(os.environ),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        yield Typing(parent)
        assert parent.stdin is not None
        parent.stdin.close()
