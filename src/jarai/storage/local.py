"""A folder as a store, with links signed by the studio itself (HMAC-SHA256 over permission, expiry and key)."""

import asyncio
import hmac
import os
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from jarai.base.errors import LinkRefused
from jarai.base.hashing import file_sha256, sha256_hex
from jarai.base.ids import new_id
from jarai.base.secrets import Secrets
from jarai.storage.port import StoredFile, check_key

_PIECE = 1 << 18
_PURPOSE = "file-links"


class LocalStorage:
    """Files under one folder on a local disk."""

    def __init__(self, folder: Path, base_url: str, secrets: Secrets) -> None:
        self._folder = folder
        self._base_url = base_url
        self._key = secrets.key(_PURPOSE)
        self._key_id = secrets.key_id(_PURPOSE)

    async def put_file(self, key: str, path: Path, content_type: str) -> StoredFile:  # noqa: ARG002
        """Store the file at `path`. The content type follows from the name when it is read back."""
        return await asyncio.to_thread(self._put, key, path)

    async def put_bytes(self, key: str, data: bytes, content_type: str) -> StoredFile:  # noqa: ARG002
        """Store `data`."""
        return await asyncio.to_thread(self._put, key, data)

    async def get_bytes(self, key: str) -> bytes:
        """The whole content."""
        return await asyncio.to_thread(self.path(key).read_bytes)

    async def fetch(self, key: str, target: Path) -> None:
        """Copy the content to `target`."""
        await asyncio.to_thread(shutil.copyfile, self.path(key), target)

    async def size_of(self, key: str) -> int:
        """The file's length in bytes."""
        return (await asyncio.to_thread(self.path(key).stat)).st_size

    async def read_range(self, key: str, start: int, stop: int) -> AsyncIterator[bytes]:
        """The bytes from `start` up to `stop`, in pieces."""
        with await asyncio.to_thread(self.path(key).open, "rb") as file:
            file.seek(start)
            while start < stop and (piece := await asyncio.to_thread(file.read, min(_PIECE, stop - start))):
                start += len(piece)
                yield piece

    async def exists(self, key: str) -> bool:
        """Whether there is a file under the key."""
        return await asyncio.to_thread(self.path(key).is_file)

    async def delete(self, key: str) -> None:
        """Remove the file; it may be gone already."""
        await asyncio.to_thread(self.path(key).unlink, missing_ok=True)

    def signed_url(self, key: str, expires_at: datetime) -> str:
        """`/files/<key>` with permission, expiry (Unix seconds), key id and signature."""
        expiry = int(expires_at.timestamp())
        return f"{self._base_url}/files/{quote(key)}?sp=r&se={expiry}&kid={self._key_id}&sig={self._sign(key, expiry)}"

    def check_link(self, key: str, permission: str, expiry: str, key_id: str, signature: str, now: datetime) -> Path:
        """The file a signed link stands for. Raises LinkRefused for one that was altered or has expired."""
        if permission != "r" or key_id != self._key_id or not expiry.isascii() or not expiry.isdigit():
            raise LinkRefused("This link was altered. Read the deliverables again for a fresh one.")
        if len(expiry) > 12 or not hmac.compare_digest(self._sign(key, int(expiry)).encode(), signature.encode()):
            raise LinkRefused("This link was altered. Read the deliverables again for a fresh one.")
        if now >= datetime.fromtimestamp(int(expiry), UTC):
            raise LinkRefused("This link has expired. Read the deliverables again for a fresh one.")
        return self.path(key)

    def path(self, key: str) -> Path:
        """Where the file lies. Raises ValueError for a key that is not `/`-separated plain names."""
        return self._folder.joinpath(*check_key(key).split("/"))

    def _sign(self, key: str, expiry: int) -> str:
        return hmac.new(self._key, f"r\n{expiry}\n{key}".encode(), sha256).hexdigest()

    def _put(self, key: str, content: Path | bytes) -> StoredFile:
        target = self.path(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        half = target.with_name(f".{new_id()}")
        try:
            if isinstance(content, bytes):
                half.write_bytes(content)
                digest = sha256_hex(content)
            else:
                shutil.copyfile(content, half)
                digest = file_sha256(half)
            size = half.stat().st_size
            _sync(half)
            half.rename(target)
            _sync(target.parent)
        finally:
            half.unlink(missing_ok=True)
        return StoredFile(key=key, size_bytes=size, sha256=digest)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
