"""Pexels, Unsplash and Pixabay: free stock photographs, each with a key. Their licences allow use to earn and changes.

None of the three licences asks for the maker's name; the rules of all three APIs do, so it is given.
"""

import re

from jarai.images.port import Offer, Origin, Wanted
from jarai.images.web import Web, entries, plain


class Pexels:
    """Pexels' API, version 1."""

    origin: Origin = "pexels"

    def __init__(self, web: Web, key: str, base: str = "https://api.pexels.com/v1") -> None:
        self._web, self._base, self._headers = web, base, {"Authorization": key}

    async def search(self, wanted: Wanted) -> tuple[Offer, ...]:
        """See `PictureSource`."""
        shape = "portrait" if wanted.upright else "landscape"
        query = {"query": wanted.words, "per_page": "10", "orientation": shape, "locale": wanted.language}
        answer = await self._web.json(f"{self._base}/search", query, self._headers)
        return tuple(
            _stock(
                Offer(
                    source_id=f"pexels-{each['id']}",
                    origin="pexels",
                    address=plain((each.get("src") or {}).get("large2x"), 2000),
                    page=plain(each.get("url"), 2000),
                    alt=plain(each.get("alt"), 200),
                    maker=plain(each.get("photographer"), 80),
                    licence="Pexels Licence",
                    licence_url="https://www.pexels.com/license/",
                )
            )
            for each in entries(answer, "photos")
            if isinstance(each.get("id"), int) and isinstance(each.get("src"), dict)
        )

    async def bytes_of(self, offer: Offer) -> bytes:
        """See `PictureSource`."""
        return await self._web.picture(offer.address)


class Unsplash:
    """Unsplash's API, version 1. Its rules ask that a use is told to it, which `bytes_of` does first."""

    origin: Origin = "unsplash"

    def __init__(self, web: Web, key: str, base: str = "https://api.unsplash.com") -> None:
        self._web, self._base, self._headers = web, base, {"Authorization": f"Client-ID {key}", "Accept-Version": "v1"}

    async def search(self, wanted: Wanted) -> tuple[Offer, ...]:
        """See `PictureSource`."""
        shape = "portrait" if wanted.upright else "landscape"
        query = {"query": wanted.words, "per_page": "10", "orientation": shape, "content_filter": "high"}
        answer = await self._web.json(f"{self._base}/search/photos", query, self._headers)
        found = []
        for each in entries(answer, "results"):
            urls, user, links = (each.get(name) for name in ("urls", "user", "links"))
            name = plain(each.get("id"), 40)
            if not (isinstance(urls, dict) and isinstance(user, dict) and isinstance(links, dict)):
                continue
            if not re.fullmatch(r"[A-Za-z0-9_-]+", name):
                continue
            offer = Offer(
                source_id=f"unsplash-{name}",
                origin="unsplash",
                address=plain(urls.get("regular"), 2000),
                page=plain(links.get("html"), 2000),
                alt=plain(each.get("alt_description"), 200) or plain(each.get("description"), 200),
                tags=tuple(plain(tag.get("title"), 40) for tag in entries(each, "tags")[:12]),
                maker=plain(user.get("name"), 80),
                licence="Unsplash Licence",
                licence_url="https://unsplash.com/license",
            )
            found.append(_stock(offer))
        return tuple(found)

    async def bytes_of(self, offer: Offer) -> bytes:
        """See `PictureSource`."""
        await self._web.json(
            f"{self._base}/photos/{offer.source_id.removeprefix('unsplash-')}/download", {}, self._headers
        )
        return await self._web.picture(offer.address)


class Pixabay:
    """Pixabay's API; the key is part of the query, as it wants it."""

    origin: Origin = "pixabay"

    def __init__(self, web: Web, key: str, base: str = "https://pixabay.com/api/") -> None:
        self._web, self._base, self._key = web, base, key

    async def search(self, wanted: Wanted) -> tuple[Offer, ...]:
        """See `PictureSource`."""
        query = {
            "key": self._key,
            "q": wanted.words[:100],
            "lang": wanted.language.partition("-")[0],
            "image_type": "photo",
            "orientation": "vertical" if wanted.upright else "horizontal",
            "safesearch": "true",
            "per_page": "10",
        }
        answer = await self._web.json(self._base, query)
        found = []
        for each in entries(answer, "hits"):
            tags = tuple(tag.strip()[:40] for tag in plain(each.get("tags")).split(",") if tag.strip())
            if isinstance(each.get("id"), int):
                offer = Offer(
                    source_id=f"pixabay-{each['id']}",
                    origin="pixabay",
                    address=plain(each.get("largeImageURL"), 2000),
                    page=plain(each.get("pageURL"), 2000),
                    alt=", ".join(tags[:6]),
                    tags=tags[:12],
                    maker=plain(each.get("user"), 80),
                    licence="Pixabay Content Licence",
                    licence_url="https://pixabay.com/service/license-summary/",
                )
                found.append(_stock(offer))
        return tuple(found)

    async def bytes_of(self, offer: Offer) -> bytes:
        """See `PictureSource`."""
        return await self._web.picture(offer.address)


def _stock(offer: Offer) -> Offer:
    return offer.model_copy(update={"commercial": True, "changeable": True, "named": True})
