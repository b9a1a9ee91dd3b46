"""A platform outside: it publishes, refuses, loses its answer or keeps one waiting, as it is told."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Literal

from jarai.base.errors import NeverWorks, TryAgain
from jarai.platforms.port import Package, Published

Answer = Literal["published", "refused", "busy", "lost"]
"""`busy` before anything was done; `lost` after the post was made."""


@dataclass
class PlatformSimulator:
    """Keeps posts under their idempotency keys: what was posted is not refused afterwards. `before_answering` is awaited once the post is made."""

    repeatable: bool
    answer: Answer = "published"
    posts: dict[str, str] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    before_answering: Callable[[], Coroutine[Any, Any, None]] = lambda: asyncio.sleep(0)

    async def publish(self, package: Package, idempotency_key: str) -> Published:
        answer = self.answer
        self.calls[package.production_id] += 1
        made = self.posts.get(package.production_id) == idempotency_key
        if answer == "refused" and not made:
            raise NeverWorks("PLATFORM_REFUSED", "the platform doesn't want it")
        if answer == "busy":
            raise TryAgain("PLATFORM_BUSY", "not now")
        self.posts[package.production_id] = idempotency_key
        if answer == "lost":
            raise TryAgain("PLATFORM_UNREACHABLE", "the connection broke")
        await self.before_answering()
        return Published(url=f"https://platform.example/{package.production_id}")

    async def remove(self, production_id: str) -> None:
        self.posts.pop(production_id, None)
