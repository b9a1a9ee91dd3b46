"""One suite for every adapter of the storage port. Adapters with links of their own add to it below."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from jarai.base.clock import SystemClock
from jarai.base.errors import LinkRefused
from jarai.base.hashing import sha256_hex
from jarai.base.secrets import Secrets
from jarai.storage.azure import AzureStorage
from jarai.storage.local import LocalStorage
from jarai.storage.objects import ObjectStorage, s3_store
from jarai.storage.port import Storage
from stores import KEY_ID, SECRET, azure_server, new_bucket, new_container, s3_server

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def local(folder: Path) -> LocalStorage:
    return LocalStorage(folder / "files", "http://studio", Secrets(b"s" * 32))


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with s3_server(tmp_path_factory.mktemp("s3")) as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def azurite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with azure_server(tmp_path_factory.mktemp("azurite")) as connection_string:
        yield connection_string


@pytest.fixture(
    params=["local", pytest.param("s3", marks=pytest.mark.slow), pytest.param("azurite", marks=pytest.mark.slow)]
)
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "local":
        return local(tmp_path)
    server: str = request.getfixturevalue(request.param)
    return bucket(server) if request.param == "s3" else container(server)


def container(connection_string: str) -> AzureStorage:
    return AzureStorage(connection_string, new_container(connection_string))


def bucket(endpoint: str) -> ObjectStorage:
    store = s3_store(new_bucket(endpoint), endpoint, "us-east-1", f"{KEY_ID}:{SECRET}")
    return ObjectStorage(store, SystemClock())


async def test_bytes_come_back_with_their_size_and_hash(storage: Storage) -> None:
    stored = await storage.put_bytes("work/a/b.bin", b"content", "application/octet-stream")
    assert (stored.key, stored.size_bytes, stored.sha256) == ("work/a/b.bin", 7, sha256_hex(b"content"))
    assert await storage.get_bytes("work/a/b.bin") == b"content"
    assert await storage.exists("work/a/b.bin")


async def test_a_file_is_copied_in_and_out(storage: Storage, tmp_path: Path) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    source.write_bytes(b"x" * 100_000)
    stored = await storage.put_file("files/in.bin", source, "application/octet-stream")
    await storage.fetch(stored.key, target)
    assert source.read_bytes() == target.read_bytes()


async def test_a_range_is_read_in_pieces(storage: Storage) -> None:
    content = bytes(range(256)) * 4096
    await storage.put_bytes("work/long.bin", content, "application/octet-stream")
    assert await storage.size_of("work/long.bin") == len(content)
    for start, stop in ((0, len(content)), (1, 2), (300_000, 900_001), (len(content) - 3, len(content))):
        pieces = [piece async for piece in storage.read_range("work/long.bin", start, stop)]
        assert b"".join(pieces) == content[start:stop], (start, stop)


async def test_the_last_put_counts(storage: Storage) -> None:
    await storage.put_bytes("a", b"one", "text/plain")
    await storage.put_bytes("a", b"two", "text/plain")
    assert await storage.get_bytes("a") == b"two"


async def test_what_is_not_there(storage: Storage, tmp_path: Path) -> None:
    assert not await storage.exists("a/b")
    with pytest.raises(FileNotFoundError):
        await storage.get_bytes("a/b")
    with pytest.raises(FileNotFoundError):
        await storage.fetch("a/b", tmp_path / "x")
    assert not (tmp_path / "x").exists()
    with pytest.raises(FileNotFoundError):
        await storage.size_of("a/b")
    await storage.delete("a/b")


async def test_deleted_is_gone(storage: Storage) -> None:
    await storage.put_bytes("a/b", b"x", "text/plain")
    await storage.delete("a/b")
    assert not await storage.exists("a/b")


@pytest.mark.parametrize(
    "key", ["", "/", "/a", "a/", "a//b", "../a", "a/../../b", "a/.b", "a\x00b", "a\nb", "ä", "a" * 300]
)
async def test_a_key_that_is_no_plain_path_is_refused(storage: Storage, key: str) -> None:
    with pytest.raises(ValueError, match="not a storage key"):
        await storage.put_bytes(key, b"x", "text/plain")


def test_a_link_reads_its_file_until_it_expires(tmp_path: Path) -> None:
    storage = local(tmp_path)
    link = urlsplit(storage.signed_url("deliverables/p/v1/video.mp4", NOW + timedelta(hours=1)))
    parts = dict(parse_qsl(link.query))
    key = link.path.removeprefix("/files/")
    given = (parts["sp"], parts["se"], parts["kid"], parts["sig"])
    last = NOW + timedelta(hours=1, seconds=-1)
    assert storage.check_link(key, *given, last) == storage.path(key)
    altered = [
        (key.replace("p", "q"), *given),
        (key, "w", *given[1:]),
        (key, given[0], str(int(given[1]) + 1), *given[2:]),
        (key, *given[:2], "0" * 16, given[3]),
        (key, *given[:3], "0" * 64),
        (key, *given[:3], ""),
        (key, given[0], "9" * 5000, *given[2:]),
    ]
    for attempt in altered:
        with pytest.raises(LinkRefused):
            storage.check_link(*attempt, NOW)
    with pytest.raises(LinkRefused, match="expired"):
        storage.check_link(key, *given, NOW + timedelta(hours=1))


@pytest.mark.slow
@pytest.mark.parametrize("server", ["s3", "azurite"])
async def test_a_buckets_link_reads_its_object_until_it_expires(request: pytest.FixtureRequest, server: str) -> None:
    address: str = request.getfixturevalue(server)
    storage = bucket(address) if server == "s3" else container(address)
    key = "deliverables/p/v1/captions.vtt"
    await storage.put_bytes(key, b"WEBVTT", "text/vtt; charset=utf-8")
    await storage.put_bytes("deliverables/p/v1/other.vtt", b"no", "text/vtt")
    link = storage.signed_url(key, SystemClock().now() + timedelta(hours=1))
    async with httpx.AsyncClient() as client:
        whole = await client.get(link)
        assert (whole.status_code, whole.content) == (200, b"WEBVTT")
        assert whole.headers["content-type"] == "text/vtt; charset=utf-8"
        assert whole.headers["content-disposition"] == 'attachment; filename="captions.vtt"'
        part = await client.get(link, headers={"Range": "bytes=0-2"})
        assert (part.status_code, part.content) == (206, b"WEB")
        name = "X-Amz-Signature" if server == "s3" else "sig"
        signed = httpx.URL(link).params[name]
        forged = str(httpx.URL(link).copy_set_param(name, ("b" if signed[0] == "a" else "a") + signed[1:]))
        for altered in (link.replace("captions", "other"), forged):
            assert (await client.get(altered)).status_code == 403
        assert (await client.get(link.partition("?")[0])).status_code in {403, 404, 409}
        assert (await client.put(link, content=b"x", headers={"x-ms-blob-type": "BlockBlob"})).status_code == 403
        gone = storage.signed_url(key, SystemClock().now() + timedelta(seconds=1))
        expired = None
        while expired != 403:
            expired = (await client.get(gone)).status_code
