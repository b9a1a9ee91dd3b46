"""How much a partner may ask for, by tier. None is without limit."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Tier:
    """Requests a minute and a day of a partner, and productions a day of an account."""

    name: str
    per_minute: int | None
    per_day: int | None
    productions_per_day: int | None


Tiers = Mapping[str, Tier]

TIERS: Tiers = MappingProxyType(
    {
        "Free": Tier("Free", 10, 100, 3),
        "Standard": Tier("Standard", 60, 2_000, 20),
        "Enterprise": Tier("Enterprise", 300, None, None),
        "Unlimited": Tier("Unlimited", None, None, None),
    }
)
"""The contract's three, and one for a studio that serves only its owner."""


def tiers_of(text: str) -> Tiers:
    """`TIERS` with those that `text` sets: `Standard=120/5000/50,Gold=600/-/-`. Raises ValueError saying what is wrong."""
    found = dict(TIERS)
    for part in filter(None, (each.strip() for each in text.split(","))):
        name, _, limits = part.partition("=")
        figures = [each.strip() for each in limits.split("/")]
        if not name.strip().isidentifier() or len(figures) != 3 or not all(map(_is_limit, figures)):
            raise ValueError(f"{part!r} must be NAME=PER_MINUTE/PER_DAY/PRODUCTIONS_PER_DAY, each a number or -")
        found[name.strip()] = Tier(name.strip(), *(None if each == "-" else int(each) for each in figures))
    return MappingProxyType(found)


def _is_limit(text: str) -> bool:
    return text == "-" or (text.isascii() and text.isdigit() and 1 <= int(text) <= 10**9)
