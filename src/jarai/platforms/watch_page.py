"""The studio's own public watch page. Publishing writes one small file; the page is drawn from it when asked for."""

from typing import Protocol

from jarai.base.hashing import canonical_json
from jarai.platforms.port import Package, Published


class Store(Protocol):
    """The two calls it needs of the studio's storage."""

    async def put_bytes(self, key: str, data: bytes, content_type: str) -> object:
        """Store `data` whole or not at all."""
        ...

    async def delete(self, key: str) -> None:
        """Remove the file; it may be gone already."""
        ...


def record_key(production_id: str) -> str:
    """Where the record of a published page lies: one per production, so publishing twice gives one page."""
    return f"watch/{production_id}.json"


class WatchPage:
    """Publishes to `/watch/<production id>`."""

    repeatable = True

    def __init__(self, storage: Store, base_url: str) -> None:
        self._storage = storage
        self._base_url = base_url

    async def publish(self, package: Package, idempotency_key: str) -> Published:  # noqa: ARG002
        """Write the page's record; the production id alone is key enough."""
        await self._storage.put_bytes(record_key(package.production_id), canonical_json(package), "application/json")
        return Published(url=f"{self._base_url}/watch/{package.production_id}")

    async def remove(self, production_id: str) -> None:
        """Remove the record; the page answers 404 from then on."""
        await self._storage.delete(record_key(production_id))
