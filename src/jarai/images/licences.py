"""What Creative Commons licences allow, by the name or the identifier that a place gives them."""

import re
from typing import NamedTuple

_CC = re.compile(r"(?:cc[ -]?)?(by(?:[ -](?:nc|nd|sa))*)(?:[ -](\d\.\d))?", re.IGNORECASE)


class Allowed(NamedTuple):
    """A licence's SPDX identifier, and whether it allows use to earn, and changes; whether the maker is to be named."""

    licence: str
    commercial: bool | None
    changeable: bool | None
    named: bool


def allowed(name: str, version: str = "") -> Allowed:
    """What a licence allows. Of one that isn't known nothing is."""
    text = name.strip().lower().replace("_", "-")
    if re.fullmatch(r"(cc-?)?0(-1\.0)?|cc0( 1\.0)?|cc-zero", text):
        return Allowed("CC0-1.0", True, True, False)
    if text in {"pdm", "pd", "public domain", "public domain mark", "pdm-1.0"}:
        return Allowed("PDM-1.0", True, True, False)
    found = _CC.fullmatch(text)
    if found is None:
        return Allowed(name.strip()[:60], None, None, True)
    parts = found[1].replace(" ", "-").split("-")
    number = found[2] or version or "4.0"
    return Allowed(f"CC-{'-'.join(parts).upper()}-{number}", "nc" not in parts, "nd" not in parts, True)
