"""What the studio wants of a store of files."""

import re
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Protocol

from jarai.base.model import Wire


class StoredFile(Wire):
    """A file in the store: its key, size in bytes, and SHA-256 in hex."""

    key: str
    size_bytes: int
    sha256: str


_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")


def check_key(key: str) -> str:
    """The key. Raises ValueError for one that is not `/`-separated plain names."""
    if not all(_NAME.fullmatch(part) for part in key.split("/")):
        raise ValueError(f"not a storage key: {key!r}")
    return key


class Storage(Protocol):
    """A store of files by key. A key is `/`-separated plain names; another one raises ValueError.

    A `put` is atomic: a reader sees the old bytes or the new ones, and once it returns they survive a crash.
    """

    async def put_file(self, key: str, path: Path, content_type: str) -> StoredFile:
        """Store the file at `path`, which stays where it is."""
        ...

    async def put_bytes(self, key: str, data: bytes, content_type: str) -> StoredFile:
        """Store `data`."""
        ...

    async def get_bytes(self, key: str) -> bytes:
        """The whole content. Raises FileNotFoundError."""
        ...

    async def fetch(self, key: str, target: Path) -> None:
        """Copy the content to the file `target`. Raises FileNotFoundError."""
        ...

    async def size_of(self, key: str) -> int:
        """The content's length in bytes. Raises FileNotFoundError."""
        ...

    def read_range(self, key: str, start: int, stop: int) -> AsyncIterator[bytes]:
        """The bytes from `start` up to, not including, `stop`, in pieces. Raises FileNotFoundError."""
        ...

    async def exists(self, key: str) -> bool:
        """Whether there is a file under the key."""
        ...

    async def delete(self, key: str) -> None:
        """Remove the file; it may be gone already."""
        ...

    def signed_url(self, key: str, expires_at: datetime) -> str:
        """An address that reads this file without a key until `expires_at`."""
        ...
