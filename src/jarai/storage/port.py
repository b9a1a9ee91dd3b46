"""What the studio wants of a store of files."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from jarai.base.model import Wire


class StoredFile(Wire):
    """A file in the store: its key, size in bytes, and SHA-256 in hex."""

    key: str
    size_bytes: int
    sha256: str


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

    async def exists(self, key: str) -> bool:
        """Whether there is a file under the key."""
        ...

    async def delete(self, key: str) -> None:
        """Remove the file; it may be gone already."""
        ...

    def signed_url(self, key: str, expires_at: datetime) -> str:
        """An address that reads this file without a key until `expires_at`."""
        ...
