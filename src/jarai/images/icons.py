"""The icons that illustrations are drawn from: Phosphor's in two tones (MIT), each a light area and its lines.

`tools/icons.py` makes the data.
"""

import json
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from jarai.base.hashing import sha256_hex
from jarai.storyboard.credit import Credit

ICONS = Credit(
    part="picture",
    name="Phosphor Icons",
    licence="MIT",
    credit="Illustrations: Phosphor Icons, © 2023 Phosphor Icons",
    commercial_use=True,
)
"""Who made them; the studio draws them in the brand's colours."""
MOTIF = "motif"
"""How the names of neutral motifs begin, which are no icons; the rest says which of their forms it is."""
SIZE = 256
"""The side of the square an icon's paths are drawn in."""


class Icon(NamedTuple):
    """One icon: its name, what it stands for in English words, and its paths as SVG path data."""

    name: str
    tags: tuple[str, ...]
    area: str
    line: str


@cache
def icons() -> tuple[Icon, ...]:
    """All of them, in the order of their embeddings."""
    rows = json.loads((files("jarai.images") / "data/icons.json").read_text())
    return tuple(Icon(row["name"], tuple(row["tags"]), row["area"], row["line"]) for row in rows)


@cache
def icon_named(name: str) -> Icon | None:
    """The icon of that name."""
    return next((each for each in icons() if each.name == name), None)


NOTHING = "none"
"""The name that keeps the place beside a text empty."""


def is_illustration(name: str) -> bool:
    """Whether a scene may have this as its illustration: an icon, a motif, `none`, or nothing said."""
    motif = re.fullmatch(f"{MOTIF}-[0-9a-f]{{2}}", name)
    return name in {"", NOTHING} or icon_named(name) is not None or motif is not None


@cache
def icons_sha256() -> str:
    """The identity of what they look like."""
    return sha256_hex((files("jarai.images") / "data/icons.json").read_bytes())


def described(icon: Icon) -> str:
    """What the icon shows, in words to compare by meaning."""
    return ", ".join((icon.name.replace("-", " "), *icon.tags[:6]))
