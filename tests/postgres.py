"""A Postgres server of the tests' own: an unprivileged user's, in a temporary folder, on a Unix socket."""

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from studio import wait_for


def postgres_programs() -> Path:
    """The folder of initdb and postgres. Raises LookupError that says how to install them."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise LookupError("Postgres is not installed: apt-get install -y postgresql")
    return found[-1].parent


@contextmanager
def postgres_server() -> Iterator[str]:
    """Start a server and give its folder of sockets; it ends with the block."""
    programs = postgres_programs()
    user = "postgres" if os.geteuid() == 0 else getpass.getuser()
    folder = Path(tempfile.mkdtemp(prefix="jarai-pg-", dir="/tmp"))
    shutil.chown(folder, user)
    environment = {"PATH": os.environ["PATH"], "HOME": pwd.getpwnam(user).pw_dir, "LC_ALL": "C.UTF-8"}
    as_user = {"user": user} if os.geteuid() == 0 else {}
    subprocess.run(
        [programs / "initdb", "-D", folder / "data", "-U", "studio", "-A", "trust", "--no-sync", "-E", "UTF8"],
        check=True,
        env=environment,
        stdout=subprocess.DEVNULL,
        cwd=folder,
        **as_user,  # type: ignore[call-overload]
    )
    command = [programs / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"]
    log = (folder / "log").open("wb+")
    server = subprocess.Popen(command, env=environment, stderr=log, cwd=folder, **as_user)  # type: ignore[call-overload]
    try:
        wait_for(lambda: b"ready to accept connections" in (folder / "log").read_bytes(), 60, "Postgres is ready")
        yield str(folder)
    finally:
        server.terminate()
        server.wait(30)
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def new_database(folder: str, name: str) -> str:
    """An empty database on the server, by its URL."""
    with psycopg.connect(f"host={folder} user=studio dbname=postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"postgresql://studio@/{name}?host={folder}"
