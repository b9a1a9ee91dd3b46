"""The stock presenters, as data. Importing this costs nothing: no drawing library is loaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

HairStyle = Literal["bob", "natural", "straight", "crop"]


@dataclass(frozen=True)
class Avatar:
    """One presenter: name and role for the lower third, looks in words, and what to draw. Colours are `#RRGGBB`."""

    name: str
    role: str
    description: str
    looks: str
    hair_style: HairStyle
    skin: str
    hair: str
    jacket: str
    shirt: str
    lips: str
    iris: str
    glasses: bool = False


AVATARS: Mapping[str, Avatar] = MappingProxyType(
    {
        "anna-keller": Avatar(
            name="Anna Keller",
            role="Senior market analyst",
            description="A woman in her thirties with a brown bob and a navy blazer over a white blouse.",
            looks="brown bob, navy blazer",
            hair_style="bob",
            skin="#EDBE9E",
            hair="#4A2F23",
            jacket="#22355A",
            shirt="#F6F8FB",
            lips="#B8605A",
            iris="#6B4A32",
        ),
        "amara-diallo": Avatar(
            name="Amara Diallo",
            role="Reporter",
            description="A woman in her forties with short natural black hair and a burgundy blazer over a cream blouse.",
            looks="short natural black hair, burgundy blazer",
            hair_style="natural",
            skin="#8A5A3C",
            hair="#1D1512",
            jacket="#6D1F3A",
            shirt="#F5EFE4",
            lips="#8E3F42",
            iris="#3A2417",
        ),
        "mei-tanaka": Avatar(
            name="Mei Tanaka",
            role="Technology editor",
            description="A woman in her twenties with long straight black hair and a teal blazer over a white blouse.",
            looks="long straight black hair, teal blazer",
            hair_style="straight",
            skin="#F2CDAE",
            hair="#171519",
            jacket="#17545C",
            shirt="#F7F9FA",
            lips="#C06A66",
            iris="#3B2A20",
        ),
        "elena-ruiz": Avatar(
            name="Elena Ruiz",
            role="Editor at large",
            description="A woman in her late fifties with short silver hair, glasses and a blue-grey blazer.",
            looks="short silver hair, glasses, blue-grey blazer",
            hair_style="crop",
            skin="#E3B08C",
            hair="#B9BCC4",
            jacket="#3F5573",
            shirt="#F4F6F8",
            lips="#AA5B55",
            iris="#55606B",
            glasses=True,
        ),
    }
)
