"""A real S3 server on loopback for tests: SeaweedFS, started once, with one bucket a store."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import obstore

from jarai.base.children import die_with_parent
from jarai.base.ids import new_id
from jarai.serve import free_port
from jarai.storage.objects import s3_store
from studio import wait_for

KEY_ID, SECRET = "studio", "studio-secret"


@contextlib.contextmanager
def s3_server(folder: Path) -> Iterator[str]:
    """The endpoint of a running server."""
    rights = {"name": "studio", "credentials": [{"accessKey": KEY_ID, "secretKey": SECRET}], "actions": ["Admin"]}
    (folder / "s3.json").write_text(json.dumps({"identities": [rights]}))
    ports = {name: free_port() for name in ("master", "volume", "filer", "s3")}
    grpc = {name: free_port() for name in ports}
    parent = os.getpid()
    command = [
        str(Path(sys.executable).parent / "weed"), "server", "-ip=127.0.0.1", f"-dir={folder}", "-s3", "-filer",
        "-master.volumeSizeLimitMB=64", "-volume.max=500", f"-s3.config={folder / 's3.json'}",
        "-s3.port.iceberg=0", "-s3.port.lance=0",
        *(f"-{name}.port={port}" for name, port in ports.items()),
        *(f"-{name}.port.grpc={port}" for name, port in grpc.items()),
    ]  # fmt: skip
    with (folder / "weed.log").open("wb") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=log, cwd=folder, preexec_fn=lambda: die_with_parent(parent)  # noqa: PLW1509
        )  # fmt: skip
        try:
            endpoint = f"http://127.0.0.1:{ports['s3']}"
            wait_for(lambda: _answers(endpoint), 60, f"the S3 server answers; see {folder / 'weed.log'}")
            yield endpoint
        finally:
            process.kill()  # nothing in it is worth a slow goodbye
            process.wait(30)


def new_bucket(endpoint: str) -> str:
    """An empty bucket's name."""
    name = f"b{new_id().replace('-', '')[:20]}"
    store = s3_store(name, endpoint, "us-east-1", f"{KEY_ID}:{SECRET}")
    httpx.put(obstore.sign(store, "PUT", "", timedelta(minutes=1))).raise_for_status()
    return name


def _answers(endpoint: str) -> bool:
    with contextlib.suppress(httpx.TransportError):
        return httpx.get(endpoint, timeout=2).status_code in {200, 403}
    return False
