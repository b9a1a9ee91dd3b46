"""One suite for every adapter of the storage port. Adapters with links of their own add to it below."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from jarai.base.errors import LinkRefused
from jarai.base.hashing import sha256_hex
from jarai.base.secrets import Secrets
from jarai.storage.local import LocalStorage
from jarai.storage.port import Storage

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def local(folder: Path) -> LocalStorage:
    return LocalStorage(folder / "files", "http://studio", Secrets(b"s" * 32))


@pytest.fixture(params=[local], ids=["local"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    make: Callable[[Path], Storage] = request.param
    return make(tmp_path)


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
