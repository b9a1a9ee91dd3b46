"""Hashes and the canonical JSON they are taken over."""

import hashlib
import json
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import BaseModel


def canonical_json(value: Any) -> bytes:
    """JSON with sorted keys and no spaces, UTF-8: equal values give equal bytes.

    Our documents hold strings, integers, booleans, lists and objects only, for which this equals RFC 8785.
    """
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json", by_alias=True)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def sha256_hex(data: bytes) -> str:
    """The SHA-256 of `data`, lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def hash_of(value: Any) -> str:
    """The SHA-256 of a value's canonical JSON."""
    return sha256_hex(canonical_json(value))


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, read in blocks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def code_sha256(package: str, *distributions: str) -> str:
    """The identity of what a package computes: its source files, and the versions of the libraries it rests on."""
    root = Path(str(files(package)))
    sources = {str(path.relative_to(root)): file_sha256(path) for path in sorted(root.rglob("*.py"))}
    return hash_of({"sources": sources, "libraries": {name: version(name) for name in distributions}})
