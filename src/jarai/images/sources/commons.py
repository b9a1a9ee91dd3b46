"""Wikimedia Commons, without a key, by MediaWiki's search of files with what their pages say of author and licence."""

from typing import Any

from jarai.images.licences import allowed
from jarai.images.port import Offer, Origin, Wanted
from jarai.images.web import Web, entries, plain

_WIDTH = "1600"


class Commons:
    """Searches photographs; the licence is what the file's page says, as its `extmetadata`."""

    origin: Origin = "commons"

    def __init__(self, web: Web, base: str = "https://commons.wikimedia.org/w/api.php") -> None:
        self._web, self._base = web, base

    async def search(self, wanted: Wanted) -> tuple[Offer, ...]:
        """See `PictureSource`."""
        query = {
            "action": "query",
            "format": "json",
            "generator": "search",
            "gsrsearch": f"filetype:bitmap {wanted.words}",
            "gsrnamespace": "6",
            "gsrlimit": "10",
            "prop": "imageinfo",
            "iiprop": "url|size|mime|extmetadata",
            "iiurlwidth": _WIDTH,
        }
        pages = entries(await self._web.json(self._base, query), "query", "pages")
        pages.sort(key=lambda page: page["index"] if isinstance(page.get("index"), int) else 99)
        return tuple(offer for page in pages if (offer := _offer(page)))

    async def bytes_of(self, offer: Offer) -> bytes:
        """See `PictureSource`."""
        return await self._web.picture(offer.address)


def _offer(page: dict[str, Any]) -> Offer | None:
    infos = entries(page, "imageinfo")
    number = page.get("pageid")
    if not infos or not isinstance(number, int):
        return None
    info = infos[0]
    told = info.get("extmetadata")
    told = told if isinstance(told, dict) else {}

    def value(name: str, most: int = 200) -> str:
        entry = told.get(name)
        return plain(entry.get("value"), most) if isinstance(entry, dict) else ""

    licence = allowed(value("License") or value("LicenseShortName"))
    if value("Restrictions"):  # personality rights, trademarks, insignia: a person would have to decide
        licence = licence._replace(commercial=None)
    title = plain(page.get("title")).removeprefix("File:").rpartition(".")[0]
    return Offer(
        source_id=f"commons-{number}",
        origin="commons",
        address=plain(info.get("thumburl") or info.get("url"), 2000),
        page=plain(info.get("descriptionurl"), 2000),
        alt=value("ImageDescription") or title.replace("_", " "),
        tags=tuple(each.strip()[:40] for each in value("Categories", 400).split("|") if each.strip())[:12],
        maker=value("Artist", 80),
        licence=licence.licence,
        licence_url=value("LicenseUrl"),
        commercial=licence.commercial,
        changeable=licence.changeable,
        named=licence.named or value("AttributionRequired") == "true",
    )
