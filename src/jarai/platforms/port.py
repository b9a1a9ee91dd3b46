"""What the studio wants of a platform."""

from typing import Protocol

from jarai.base.model import Wire

WATCH_PAGE = "watch-page"


class Package(Wire):
    """What is published: texts, and the storage keys of the files by role (`video`, `captions`, …)."""

    production_id: str
    title: str
    description: str
    language: str
    duration_seconds: int
    files: dict[str, str]
    published_at: str


class Published(Wire):
    """Where it can be seen."""

    url: str


class Platform(Protocol):
    """Publishes and takes down. Raises TryAgain or NeverWorks (`jarai.base.errors`)."""

    repeatable: bool
    """Whether calling again after an unknown outcome is harmless; otherwise the outcome stays `OutcomeUnknown`."""

    async def publish(self, package: Package, idempotency_key: str) -> Published:
        """Make it public. The same key twice gives one post."""
        ...

    async def remove(self, production_id: str) -> None:
        """Take it down; it may be gone already."""
        ...
