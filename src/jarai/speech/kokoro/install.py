"""Fetches the network from where its makers publish it, checks it and puts it into the installation's folder."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import httpx

from jarai.speech.shelf import MODEL_BYTES, MODEL_FILE, MODEL_SHA256

HUB = "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0/"
"""Where the makers of the ONNX export publish it."""

_BLOCK = 1 << 20
_TIMEOUT = httpx.Timeout(30.0)


class NotInstalledError(Exception):
    """The network could not be had; the text says why."""


def install(folder: Path, hub: str, progress: Callable[[int, int], None]) -> Path:
    """Put the network into `folder`; nothing is fetched where it is there already. `progress` is given bytes done and all.

    Raises NotInstalledError where the hub doesn't give it, or gives other bytes than the voices need. What arrives lies beside its place until it is whole and checked.
    """
    target, partial = folder / MODEL_FILE, folder / f"{MODEL_FILE}.part"
    if target.exists() and _sha256(target) == MODEL_SHA256:
        return target
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _fetch(f"{hub.rstrip('/')}/{MODEL_FILE}", partial, progress)
        if _sha256(partial) != MODEL_SHA256:
            raise NotInstalledError(f"{hub} gave another file than the voices need; nothing is installed")
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return target


def _fetch(url: str, partial: Path, progress: Callable[[int, int], None]) -> None:
    done = 0
    try:
        with (
            httpx.Client(timeout=_TIMEOUT, follow_redirects=True) as client,
            client.stream("GET", url) as answer,
            partial.open("wb") as file,
        ):
            answer.raise_for_status()
            for block in answer.iter_bytes(_BLOCK):
                done += len(block)
                if done > MODEL_BYTES:
                    return  # longer than it may be: the check says so
                file.write(block)
                progress(done, MODEL_BYTES)
            file.flush()
            os.fsync(file.fileno())
    except httpx.HTTPError as error:
        raise NotInstalledError(f"{url} did not give the network: {error}") from error


def _sha256(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
