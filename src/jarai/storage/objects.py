"""A bucket as a store: S3 and what speaks its protocol, or Google Cloud Storage. Links are the provider's own."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

import obstore
from obstore.exceptions import NotFoundError
from obstore.store import GCSStore, S3Store

from jarai.base.clock import Clock
from jarai.base.hashing import file_sha256, sha256_hex
from jarai.storage.port import StoredFile, check_key

_CHUNK = 1 << 20
_ABSENT = (FileNotFoundError, NotFoundError)


class ObjectStorage:
    """Objects of one bucket. `clock` tells how long a link has left."""

    def __init__(self, store: S3Store | GCSStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def put_file(self, key: str, path: Path, content_type: str) -> StoredFile:
        """Store the file at `path`."""
        digest, size = await asyncio.to_thread(lambda: (file_sha256(path), path.stat().st_size))
        await obstore.put_async(self._store, check_key(key), path, attributes=_attributes(key, content_type))
        return StoredFile(key=key, size_bytes=size, sha256=digest)

    async def put_bytes(self, key: str, data: bytes, content_type: str) -> StoredFile:
        """Store `data`."""
        await obstore.put_async(self._store, check_key(key), data, attributes=_attributes(key, content_type))
        return StoredFile(key=key, size_bytes=len(data), sha256=sha256_hex(data))

    async def get_bytes(self, key: str) -> bytes:
        """The whole content."""
        try:
            found = await obstore.get_async(self._store, check_key(key))
            return bytes(await found.bytes_async())
        except _ABSENT as error:
            raise FileNotFoundError(key) from error

    async def fetch(self, key: str, target: Path) -> None:
        """Copy the content to `target`."""
        try:
            found = await obstore.get_async(self._store, check_key(key))
        except _ABSENT as error:
            raise FileNotFoundError(key) from error
        with await asyncio.to_thread(target.open, "wb") as file:
            async for chunk in found.stream(min_chunk_size=_CHUNK):
                await asyncio.to_thread(file.write, chunk)

    async def size_of(self, key: str) -> int:
        """The content's length in bytes."""
        try:
            return int((await obstore.head_async(self._store, check_key(key)))["size"])
        except _ABSENT as error:
            raise FileNotFoundError(key) from error

    async def read_range(self, key: str, start: int, stop: int) -> AsyncIterator[bytes]:
        """The bytes from `start` up to `stop`, in pieces."""
        options: Any = {"range": (start, stop)}
        found = await obstore.get_async(self._store, check_key(key), options=options)
        async for chunk in found.stream(min_chunk_size=_CHUNK):
            yield bytes(chunk)

    async def exists(self, key: str) -> bool:
        """Whether there is an object under the key."""
        try:
            await obstore.head_async(self._store, check_key(key))
        except _ABSENT:
            return False
        return True

    async def delete(self, key: str) -> None:
        """Remove the object; it may be gone already."""
        try:
            await obstore.delete_async(self._store, check_key(key))
        except _ABSENT:
            return

    def signed_url(self, key: str, expires_at: datetime) -> str:
        """The provider's signed address for a GET."""
        return str(obstore.sign(self._store, "GET", check_key(key), expires_at - self._clock.now()))


def _attributes(key: str, content_type: str) -> dict[str, str]:
    name = PurePosixPath(key).name
    return {"Content-Type": content_type, "Content-Disposition": f'attachment; filename="{name}"'}


def s3_store(bucket: str, endpoint: str, region: str, credentials: str) -> S3Store:
    """The bucket at an S3 endpoint, by default Amazon's. `credentials` are `KEY_ID:SECRET`, by default the machine's own."""
    key_id, _, secret = credentials.partition(":")
    config: Any = {"region": region}
    if credentials:
        config |= {"access_key_id": key_id, "secret_access_key": secret}
    if endpoint:
        config |= {"endpoint": endpoint, "virtual_hosted_style_request": False}
    return S3Store(bucket, config=config, client_options={"allow_http": endpoint.startswith("http://")})


def gcs_store(bucket: str, credentials: str) -> GCSStore:
    """The bucket at Google. `credentials` is the path of a service account's file, by default the machine's own."""
    return GCSStore(bucket, config={"service_account": credentials} if credentials else {})
