"""A container of Azure Blob Storage as a store. Links are real shared access signatures (SAS) of one blob, to read."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

from azure.core.exceptions import ResourceNotFoundError
from azure.storage.blob import BlobClient, BlobSasPermissions, BlobServiceClient, ContentSettings, generate_blob_sas

from jarai.base.hashing import file_sha256, sha256_hex
from jarai.storage.port import StoredFile, check_key


class AzureStorage:
    """Blobs of one container, through the vendor's client in threads. The connection string must hold the account's key."""

    def __init__(self, connection_string: str, container: str) -> None:
        self._service = BlobServiceClient.from_connection_string(connection_string)
        self._container = container
        parts = dict(each.split("=", 1) for each in connection_string.split(";") if "=" in each)
        self._account_key = parts["AccountKey"]

    async def put_file(self, key: str, path: Path, content_type: str) -> StoredFile:
        """Store the file at `path`."""
        return await asyncio.to_thread(self._put_file, key, path, content_type)

    async def put_bytes(self, key: str, data: bytes, content_type: str) -> StoredFile:
        """Store `data`."""
        settings = _settings(key, content_type)
        await asyncio.to_thread(self._blob(key).upload_blob, data, overwrite=True, content_settings=settings)
        return StoredFile(key=key, size_bytes=len(data), sha256=sha256_hex(data))

    async def get_bytes(self, key: str) -> bytes:
        """The whole content."""
        return await asyncio.to_thread(lambda: b"".join(self._pieces(key, 0, None)))

    async def fetch(self, key: str, target: Path) -> None:
        """Copy the content to `target`."""
        await asyncio.to_thread(self._fetch, key, target)

    async def size_of(self, key: str) -> int:
        """The content's length in bytes."""
        try:
            return int((await asyncio.to_thread(self._blob(key).get_blob_properties)).size)
        except ResourceNotFoundError as error:
            raise FileNotFoundError(key) from error

    async def read_range(self, key: str, start: int, stop: int) -> AsyncIterator[bytes]:
        """The bytes from `start` up to `stop`, in pieces."""
        pieces = self._pieces(key, start, stop - start)
        while piece := await asyncio.to_thread(next, pieces, b""):
            yield piece

    async def exists(self, key: str) -> bool:
        """Whether there is a blob under the key."""
        return bool(await asyncio.to_thread(self._blob(key).exists))

    async def delete(self, key: str) -> None:
        """Remove the blob; it may be gone already."""
        try:
            await asyncio.to_thread(self._blob(key).delete_blob)
        except ResourceNotFoundError:
            return

    def signed_url(self, key: str, expires_at: datetime) -> str:
        """The blob's address with a signature that lets it be read."""
        blob = self._blob(key)
        signature = generate_blob_sas(
            account_name=str(self._service.account_name),
            container_name=self._container,
            blob_name=key,
            account_key=self._account_key,
            permission=BlobSasPermissions(read=True),
            expiry=expires_at,
        )
        return f"{blob.url}?{signature}"

    def _blob(self, key: str) -> BlobClient:
        return self._service.get_blob_client(self._container, check_key(key))

    def _put_file(self, key: str, path: Path, content_type: str) -> StoredFile:
        digest = file_sha256(path)
        with path.open("rb") as file:
            self._blob(key).upload_blob(file, overwrite=True, content_settings=_settings(key, content_type))
        return StoredFile(key=key, size_bytes=path.stat().st_size, sha256=digest)

    def _pieces(self, key: str, start: int, length: int | None) -> Iterator[bytes]:
        try:
            found = self._blob(key).download_blob(offset=None if length is None else start, length=length)
            yield from found.chunks()
        except ResourceNotFoundError as error:
            raise FileNotFoundError(key) from error

    def _fetch(self, key: str, target: Path) -> None:
        pieces = self._pieces(key, 0, None)
        first = next(pieces, b"")
        with target.open("wb") as file:
            file.write(first)
            for piece in pieces:
                file.write(piece)


def _settings(key: str, content_type: str) -> ContentSettings:
    disposition = f'attachment; filename="{PurePosixPath(key).name}"'
    return ContentSettings(content_type=content_type, content_disposition=disposition)
