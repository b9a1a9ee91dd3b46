"""Pictures that somebody names by their address."""

from jarai.images.port import Offer, Origin, Wanted
from jarai.images.web import Web


class Links:
    """Fetches what is named; nothing is searched."""

    origin: Origin = "links"

    def __init__(self, web: Web) -> None:
        self._web = web

    async def search(self, wanted: Wanted) -> tuple[Offer, ...]:  # noqa: ARG002 - the port's own
        """Nothing."""
        return ()

    async def bytes_of(self, offer: Offer) -> bytes:
        """See `PictureSource`."""
        return await self._web.picture(offer.address)
