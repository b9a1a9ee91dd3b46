"""A studio to talk to: `Studio` blocks, `AsyncStudio` is awaited. Both have the same resources."""

import re
from types import TracebackType
from typing import Generic

import httpx

from jarai.client.drive import Awaiting, Blocking
from jarai.client.operations import Driver
from jarai.client.productions import Productions, Storyboards
from jarai.client.resources import Accounts, Events, Keys, Partners, Reference, Webhooks

_USER_AGENT = "jarai-client/1"
_FILES = httpx.Timeout(30, read=120)


class Resources(Generic[Driver]):
    """What both have."""

    def __init__(self, driver: Driver) -> None:
        self.driver: Driver = driver
        self.partners: Partners[Driver] = Partners(driver)
        self.accounts: Accounts[Driver] = Accounts(driver)
        self.reference: Reference[Driver] = Reference(driver)
        self.keys: Keys[Driver] = Keys(driver)
        self.productions: Productions[Driver] = Productions(driver)
        self.storyboards: Storyboards[Driver] = Storyboards(driver)
        self.webhooks: Webhooks[Driver] = Webhooks(driver)
        self.events: Events[Driver] = Events(driver)


class Studio(Resources[Blocking]):
    """A studio at an address, asked with a key (none is needed to become a partner). Close it, or use it with `with`."""

    def __init__(self, url: str, api_key: str | None = None, *, transport: httpx.BaseTransport | None = None) -> None:
        headers = _headers(api_key)
        api = httpx.Client(base_url=url, headers=headers, transport=transport)
        super().__init__(Blocking(api, httpx.Client(timeout=_FILES, transport=transport)))

    def __enter__(self) -> "Studio":
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """End its connections."""
        self.driver.api.close()
        self.driver.files.close()


class AsyncStudio(Resources[Awaiting]):
    """The same for an event loop. Close it, or use it with `async with`."""

    def __init__(
        self, url: str, api_key: str | None = None, *, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        api = httpx.AsyncClient(base_url=url, headers=_headers(api_key), transport=transport)
        super().__init__(Awaiting(api, httpx.AsyncClient(timeout=_FILES, transport=transport)))

    async def __aenter__(self) -> "AsyncStudio":
        """Itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        await self.close()

    async def close(self) -> None:
        """End its connections."""
        await self.driver.api.aclose()
        await self.driver.files.aclose()


def _headers(api_key: str | None) -> dict[str, str]:
    """Raises ValueError for what can't be a key: sent, it would be refused by an error that shows it."""
    if api_key and not re.fullmatch("[!-~]+", api_key):
        raise ValueError("the API key holds a space, a line's end or another character that no key has")
    return {"User-Agent": _USER_AGENT, **({"X-API-Key": api_key} if api_key else {})}
