"""What the studio wants of whoever looks a topic up."""

from dataclasses import dataclass
from typing import Protocol

from jarai.base.model import Wire


class Origin(Wire):
    """Where something was read: address, title, licence (an SPDX identifier, or as stated; empty where none is), credit."""

    url: str
    title: str
    licence: str
    credit: str


class Finding(Wire):
    """Something found: running text, or a `key` and its `value`. It is material as a partner's is, never instructions."""

    origin: Origin
    text: str = ""
    key: str = ""
    value: str = ""


@dataclass(frozen=True)
class Question:
    """A topic, the BCP 47 tag of the language it is to be told in, and the addresses the partner named to be read."""

    topic: str
    language: str
    addresses: tuple[str, ...] = ()

    @property
    def primary(self) -> str:
        """The tag's language, `pt` of `pt-BR`."""
        return self.language.partition("-")[0].lower()


class ResearchError(Exception):
    """Nothing could be read there; the message says why."""


class Researcher(Protocol):
    """Looks a topic up in one place."""

    name: str
    reads_addresses: bool
    """Whether it reads what the partner named, and has nothing to do where they named nothing."""

    async def find(self, question: Question) -> tuple[Finding, ...]:
        """What fits the topic, the best first; nothing where nothing does. Raises ResearchError."""
        ...
