"""What a call of a language model costs, and who keeps the account. Money is whole millionths of a minor unit."""

from dataclasses import dataclass
from typing import Protocol

MILLION = 1_000_000


@dataclass(frozen=True)
class Price:
    """Minor units of the currency for a million tokens read and for a million written."""

    read: int = 0
    written: int = 0

    def of(self, read: int, written: int) -> int:
        """What so many tokens cost, in millionths of a minor unit."""
        return read * self.read + written * self.written


FREE = Price()


@dataclass(frozen=True)
class Call:
    """A call about to be made: the model, the prompt with its version, and the most it can cost."""

    model: str
    prompt: str
    most: int


@dataclass(frozen=True)
class Spent:
    """How a call ended, the tokens it reports (none where it failed without a report), and what they cost."""

    outcome: str
    read: int = 0
    written: int = 0
    cost: int = 0


class CeilingReached(Exception):
    """The call could pass what the account may spend, so it must not be made."""


class Ledger(Protocol):
    """Keeps the calls of one step."""

    async def begin(self, call: Call) -> int:
        """Set the most it can cost aside, and number the call. Raises CeilingReached."""
        ...

    async def end(self, number: int, spent: Spent) -> None:
        """Record how it ended, and free what was set aside beyond that."""
        ...


class Unmetered:
    """A ledger that keeps nothing: for trying prompts out, and where nobody pays."""

    async def begin(self, call: Call) -> int:  # noqa: ARG002 - nothing is kept
        """See `Ledger`."""
        return 0

    async def end(self, number: int, spent: Spent) -> None:
        """See `Ledger`."""
