"""Reads an address through the guarded client: public https only, small, in time, or not at all."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

from jarai.base.guarded import UNREACHABLE, Fetched, GuardedClient
from jarai.research.port import ResearchError
from jarai.version import VERSION

_SECONDS = 8.0
_MOST = 2**20


class Reader:
    """Reads for research. It says who it is, as the Wikimedia Foundation's User-Agent policy asks.

    Each read has a client of its own: they are few, and no connection stays open for them.
    """

    def __init__(
        self,
        contact: str,
        client: Callable[[], GuardedClient] = GuardedClient,
        seconds: float = _SECONDS,
        most: int = _MOST,
    ) -> None:
        self._client = client
        self._headers = {"User-Agent": f"JARAI-Studio/{VERSION} ({ascii_address(contact)})"}
        self._seconds = seconds
        self._most = most

    async def fetch(self, url: str, accept: str) -> Fetched:
        """A good answer, whole. Raises ResearchError."""
        client = self._client()
        try:
            found = await client.get(ascii_address(url), {**self._headers, "Accept": accept}, self._seconds, self._most)
        except UNREACHABLE as error:
            raise ResearchError(str(error) or type(error).__name__) from error
        finally:
            await client.close()
        if found.status != 200:
            raise ResearchError(f"it answered {found.status}")
        return found

    async def json(self, url: str, **parameters: str) -> dict[str, Any]:
        """A JSON object. Raises ResearchError."""
        found = await self.fetch(f"{url}?{urlencode(parameters)}", "application/json")
        try:
            value = json.loads(found.body)
        except (ValueError, RecursionError) as error:
            raise ResearchError("it answered no JSON") from error
        if not isinstance(value, dict):
            raise ResearchError("it answered no JSON object")
        return value


def ascii_address(url: str) -> str:
    """The address with everything percent-encoded that may not stand in one, round brackets too."""
    return quote(url, safe="%/:=&?~#+!$,;'@*-._[]")
