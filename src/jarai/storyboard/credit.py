"""What a part of a video is made of: every room names its own voices, pictures, music and fonts in these terms.

A step whose output is a `Credited` and stands in `pipeline/package_attribution.py`'s list needs no more.
"""

from typing import Literal

from jarai.base.model import Wire

Part = Literal["presenter", "voice", "music", "effect", "picture", "font", "model", "data"]

ACCOUNT_LICENCE = "LicenseRef-Account"
"""Of what an account brought without naming a licence: it answers for the right to use it."""


class Credit(Wire):
    """One part and its licence.

    `name` is what it is called, `licence` an SPDX identifier, or words where there is none, `credit` the line its maker
    asks for. `commercial_use` is whether the licence allows it. `url` is where the part comes from; `changes` says what
    was done to it, which Creative Commons licences ask to be told (CC BY 4.0, 3(a)(1)(B)).
    """

    part: Part
    name: str
    licence: str
    credit: str
    commercial_use: bool
    licence_url: str = ""
    url: str = ""
    changes: str = ""

    @property
    def licence_address(self) -> str:
        """Where the licence can be read: as named, else by its identifier; empty where neither tells."""
        return self.licence_url or licence_address(self.licence)


class Credited(Wire):
    """An output that says what it is made of."""

    credits: tuple[Credit, ...] = ()


_PLACES = {
    "Apache-2.0": "https://www.apache.org/licenses/LICENSE-2.0",
    "BSD-3-Clause": "https://opensource.org/license/bsd-3-clause",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "ISC": "https://opensource.org/license/isc-license-txt",
    "MIT": "https://opensource.org/license/mit",
    "OFL-1.1": "https://openfontlicense.org/open-font-license-official-text/",
    "PDM-1.0": "https://creativecommons.org/publicdomain/mark/1.0/",
}


def licence_address(licence: str) -> str:
    """Where a licence named by its SPDX identifier can be read; empty for one that is not known here."""
    kind, _, version = licence.removeprefix("CC-").rpartition("-")
    if licence.startswith("CC-BY") and version.replace(".", "").isdigit():
        return f"https://creativecommons.org/licenses/{kind.lower()}/{version}/"
    return _PLACES.get(licence, "")
