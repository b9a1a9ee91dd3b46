"""The stock presenters, as data. Importing this costs nothing: no drawing library is loaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

HairStyle = Literal["bob", "natural", "straight", "crop", "short", "tousled", "hijab"]
Outfit = Literal["blazer", "suit", "rollneck"]
"""A blazer over a blouse, a suit with a tie, a knitted roll-neck."""


@dataclass(frozen=True)
class Avatar:
    """One presenter: name and role for the lower third, looks in words, and what to draw. Colours are `#RRGGBB`.

    `hair` is also the colour of a headscarf, `shirt` of a tie's shirt. `jaw` widens the lower face and `build` the
    shoulders (1 is none), in the art space's units and as a share. `lines` are those of age around mouth and eyes, 0 to 1.
    `seated` frames a person in a wheelchair: lower, with its back and handles in view. `voice` is whose voice fits, empty where any does.
    """

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
    outfit: Outfit = "blazer"
    tie: str = ""
    brows: str = ""
    lashes: bool = True
    beard: bool = False
    jaw: float = 0.0
    build: float = 1.0
    lines: float = 0.0
    seated: bool = False
    voice: Literal["female", "male", ""] = "female"


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
        "yasmin-farouk": Avatar(
            name="Yasmin Farouk",
            role="Foreign affairs editor",
            description="A woman in her thirties with a sage green headscarf and a sand blazer.",
            looks="sage green headscarf, sand blazer",
            hair_style="hijab",
            skin="#D9A47C",
            hair="#6F8F7C",
            jacket="#A98D6B",
            shirt="#F3EEE4",
            lips="#A9544C",
            iris="#4A3220",
            brows="#2E201A",
            jaw=-3.0,
        ),
        "omar-haddad": Avatar(
            name="Omar Haddad",
            role="Business correspondent",
            description="A man in his forties with short black hair, a full beard and a charcoal suit with a rust tie.",
            voice="male",
            looks="short black hair, full beard, charcoal suit, rust tie",
            hair_style="short",
            skin="#C98F67",
            hair="#1E1916",
            jacket="#383D47",
            shirt="#F4F6FA",
            lips="#9B5C50",
            iris="#3C2818",
            outfit="suit",
            tie="#A2492B",
            lashes=False,
            beard=True,
            jaw=11.0,
            build=1.05,
            lines=0.4,
        ),
        "james-okafor": Avatar(
            name="James Okafor",
            role="Science editor",
            description="A man in his sixties with short grey hair, glasses and a navy suit with a burgundy tie.",
            voice="male",
            looks="short grey hair, glasses, navy suit, burgundy tie",
            hair_style="short",
            skin="#6B4429",
            hair="#8C8A89",
            jacket="#1F2F4F",
            shirt="#E9EFF8",
            lips="#7C4238",
            iris="#2A1A10",
            glasses=True,
            outfit="suit",
            tie="#7A1F35",
            brows="#6E6B69",
            lashes=False,
            jaw=8.0,
            build=1.04,
            lines=0.9,
        ),
        "noa-lindqvist": Avatar(
            name="Noa Lindqvist",
            role="Culture reporter",
            description="A person in their twenties with tousled copper hair and a dark green roll-neck, in a wheelchair.",
            voice="",
            looks="tousled copper hair, dark green roll-neck, in a wheelchair",
            hair_style="tousled",
            skin="#F4D3BC",
            hair="#A8552B",
            jacket="#1F5145",
            shirt="#F4F6F8",
            lips="#C27468",
            iris="#5C7F6B",
            outfit="rollneck",
            brows="#8A4524",
            lashes=False,
            jaw=3.0,
            seated=True,
        ),
    }
)
