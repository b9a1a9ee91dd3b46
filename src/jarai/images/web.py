"""Pictures and answers of the web: over https, from public addresses only, within limits of time and size."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from jarai.base.guarded import UNREACHABLE, GuardedClient
from jarai.base.markup import MarkupReader
from jarai.images.accept import MAX_BYTES
from jarai.images.port import SourceDown

_ANSWER_BYTES = 2 * 2**20
_PICTURES = ("image/", "application/octet-stream", "binary/octet-stream")


class Web:
    """Gets what is named, within `seconds` each. `agent` is how the studio calls itself, as Wikimedia's policy asks."""

    def __init__(self, client: GuardedClient, agent: str, seconds: float = 10.0) -> None:
        self._client = client
        self._headers = {"User-Agent": agent}
        self._seconds = seconds

    async def picture(self, address: str) -> bytes:
        """The bytes at an address that says it is a picture. Raises SourceDown, with the reason."""
        status, kind, body = await self._get(address, {"Accept": "image/*"}, MAX_BYTES)
        if status != 200:
            raise SourceDown(f"answered {status}")
        if kind and not kind.startswith(_PICTURES):
            raise SourceDown(f"is no picture but {kind.partition(';')[0][:60]}")
        return body

    async def json(self, address: str, query: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Any:
        """What an address answers as JSON. Raises SourceDown."""
        status, _, body = await self._get(
            f"{address}?{urlencode(query)}" if query else address,
            {"Accept": "application/json", **(headers or {})},
            _ANSWER_BYTES,
        )
        if status != 200:
            raise SourceDown(f"answered {status}")
        try:
            return json.loads(body)
        except ValueError:
            raise SourceDown("answered something else than JSON") from None

    async def _get(self, address: str, headers: Mapping[str, str], most: int) -> tuple[int, str, bytes]:
        try:
            found = await self._client.get(address, {**self._headers, **headers}, self._seconds, most)
        except UNREACHABLE as error:
            raise SourceDown(str(error)[:200] or type(error).__name__) from error
        return found.status, found.content_type, found.body


def plain(value: object, most: int = 300) -> str:
    """A value of somebody's JSON as one line of text without markup; empty where it is no text."""
    if not isinstance(value, str):
        return ""
    reader = _Text()
    reader.feed(value[:10_000])
    reader.close()
    return " ".join("".join(reader.parts).split())[:most]


def entries(value: Any, *path: str) -> list[dict[str, Any]]:
    """The objects of a list inside an answer; none where the answer isn't as agreed."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    values = list(value.values()) if isinstance(value, dict) else value
    return [each for each in values if isinstance(each, dict)] if isinstance(values, list) else []


class _Text(MarkupReader):
    """Collects the text of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
