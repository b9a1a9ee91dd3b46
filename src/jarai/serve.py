"""One supervised start: engine, worker and API as children that are started again when they end, and end with us."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from jarai.base.children import die_with_parent
from jarai.base.logging import logger
from jarai.settings import Settings

_log = logger("supervisor")
_GRACE_SECONDS = 4.0
ENGINE_FILE = "engine-1.9.1.db"  # the engine's schema belongs to its version, so its file carries it


@dataclass(frozen=True)
class Child:
    """One child: its name, its command line and its environment."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]


class Supervisor:
    """Starts children, starts them again when they end, and ends them all on SIGTERM or SIGINT.

    What they print goes to `log`, else where this process prints.
    """

    def __init__(self, pid_dir: Path, log: IO[bytes] | None = None) -> None:
        self._pid_dir, self._log = pid_dir, log
        self._stopping = asyncio.Event()

    async def run(self, children: list[Child]) -> None:
        """Supervise until told to stop."""
        self._pid_dir.mkdir(parents=True, exist_ok=True)
        loop = asyncio.get_running_loop()
        for signal_number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(signal_number, self.stop)
        for child in children:
            _end_orphan(self._pid_dir / f"{child.name}.pid")
        await asyncio.gather(*(self._keep(child) for child in children))

    def stop(self) -> None:
        """End all children; `run` returns once they have ended."""
        self._stopping.set()

    async def _keep(self, child: Child) -> None:
        pid_file = self._pid_dir / f"{child.name}.pid"
        environment = dict(child.environment)
        while not self._stopping.is_set():
            process = await asyncio.create_subprocess_exec(
                *child.command,
                env=environment,
                stdout=self._log,
                stderr=self._log,
                preexec_fn=partial(die_with_parent, os.getpid()),
                start_new_session=True,
            )
            pid_file.write_text(str(process.pid))
            ended = asyncio.create_task(process.wait())
            stopping = asyncio.create_task(self._stopping.wait())
            await asyncio.wait({ended, stopping}, return_when=asyncio.FIRST_COMPLETED)
            stopping.cancel()
            if self._stopping.is_set():
                await _end(process, ended)
            else:
                _log.warning("child_ended", child=child.name, status=process.returncode)
                environment["JARAI_FAULT"] = ",".join(environment.get("JARAI_FAULT", "").split(",")[1:])  # each once
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), 0.5)
        pid_file.unlink(missing_ok=True)


async def _end(process: asyncio.subprocess.Process, ended: asyncio.Task[int]) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        done, _ = await asyncio.wait({ended}, timeout=_GRACE_SECONDS)
        if not done:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await ended


def _end_orphan(pid_file: Path) -> None:
    """End a child an earlier supervisor left behind, if the process of that id is indeed one of ours."""
    with contextlib.suppress(OSError, ValueError):
        pid = int(pid_file.read_text())
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        if b"jarai" in command or ENGINE_FILE.encode() in command:
            os.kill(pid, signal.SIGKILL)
    pid_file.unlink(missing_ok=True)


def children_of(settings: Settings, environment: Mapping[str, str]) -> list[Child]:
    """The children of one studio on one machine. With an outside engine none is started here."""
    address = settings.temporal_address or f"127.0.0.1:{free_port()}"
    shared = {
        **environment,
        "JARAI_DATA_DIR": str(settings.data_dir),
        "JARAI_HOST": settings.host,
        "JARAI_PORT": str(settings.port),
        "JARAI_PUBLIC_URL": settings.public_url,
        "JARAI_TEMPORAL_ADDRESS": address,
    }
    children = []
    if not settings.temporal_address:
        children.append(Child("engine", engine_command(settings.data_dir, address), environment))
    # A fault for the worker must not end the API.
    without_fault = {name: value for name, value in shared.items() if name != "JARAI_FAULT"}
    sole = () if settings.temporal_address else ("--sole",)
    children.append(Child("worker", (sys.executable, "-m", "jarai", "worker", *sole), shared))
    children.append(Child("api", (sys.executable, "-m", "jarai", "api"), without_fault))
    return children


def engine_command(data_dir: Path, address: str) -> tuple[str, ...]:
    """The embedded engine: on loopback, with a file of its own in WAL mode."""
    host, _, port = address.rpartition(":")
    return (
        str(Path(sysconfig.get_path("scripts")) / "temporal"),
        *("server", "start-dev", "--headless", "--log-level", "error"),
        *("--ip", host, "--port", port, "--http-port", str(free_port()), "--metrics-port", str(free_port())),
        *("--db-filename", str(data_dir / ENGINE_FILE)),
        *("--sqlite-pragma", "journal_mode=WAL", "--sqlite-pragma", "synchronous=FULL"),
    )


def free_port() -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_free(host: str, port: int) -> bool:
    """Whether a server may listen there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
