"""Openverse: works under open licences from many collections, without a key (its API, version 1)."""

from jarai.images.licences import allowed
from jarai.images.port import Offer, Origin, Wanted
from jarai.images.web import Web, entries, plain


class Openverse:
    """Searches for what may be used to earn and may be changed; what its answer says of each is looked at again."""

    origin: Origin = "openverse"

    def __init__(self, web: Web, base: str = "https://api.openverse.org/v1") -> None:
        self._web, self._base = web, base

    async def search(self, wanted: Wanted) -> tuple[Offer, ...]:
        """See `PictureSource`."""
        shape = "tall" if wanted.upright else "wide"
        query = {"q": wanted.words, "page_size": "10", "license_type": "commercial,modification", "mature": "false"}
        answer = await self._web.json(f"{self._base}/images/", {**query, "aspect_ratio": f"{shape},square"})
        found = []
        for each in entries(answer, "results"):
            licence = allowed(plain(each.get("license")), plain(each.get("license_version"), 5))
            if each.get("mature") or not (name := plain(each.get("id"), 64)):
                continue
            found.append(
                Offer(
                    source_id=f"openverse-{name}",
                    origin="openverse",
                    address=plain(each.get("url"), 2000),
                    page=plain(each.get("foreign_landing_url"), 2000),
                    alt=plain(each.get("title"), 200),
                    tags=tuple(plain(tag.get("name"), 40) for tag in entries(each, "tags")[:12]),
                    maker=plain(each.get("creator"), 80),
                    licence=licence.licence,
                    licence_url=plain(each.get("license_url"), 200),
                    commercial=licence.commercial,
                    changeable=licence.changeable,
                    named=licence.named,
                )
            )
        return tuple(found)

    async def bytes_of(self, offer: Offer) -> bytes:
        """See `PictureSource`."""
        return await self._web.picture(offer.address)
