"""The brand's colours, repaired where text would be hard to read: at least 4.5:1 (WCAG 2.2, 1.4.3)."""

from dataclasses import dataclass
from functools import lru_cache

from jarai.render.presenter.ink import channels, mix
from jarai.storyboard.model import Brand

READABLE = 4.5
WHITE, INK, PAPER, SLATE, NIGHT = "#FFFFFF", "#12203E", "#FAFCFF", "#4E5D7C", "#0A1426"


@dataclass(frozen=True)
class Palette:
    """Colours of one brand: the backdrop's two ends, the primary on paper and as ground, the accent and text on it."""

    deep: str
    bright: str
    primary: str
    on_primary: str
    accent: str
    on_accent: str


@lru_cache(maxsize=64)
def palette_of(brand: Brand) -> Palette:
    """The palette of a brand."""
    deep = mix(brand.background, "#000000", 0.12)
    return Palette(
        deep=deep,
        bright=mix(brand.background, brand.primary, 0.34),
        primary=readable(brand.primary, PAPER),
        on_primary=text_on(brand.primary),
        accent=brand.accent,
        on_accent=text_on(brand.accent),
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, ground: str) -> str:
    """`colour`, moved towards black or white until text in it is readable on `ground`."""
    towards = "#000000" if _luminance(ground) > 0.18 else "#FFFFFF"
    for step in range(21):
        found = mix(colour, towards, step / 20)
        if contrast(found, ground) >= READABLE:
            return found
    return towards


def text_on(ground: str) -> str:
    """Dark or white text, whichever is easier to read on `ground`."""
    return INK if contrast(INK, ground) >= contrast(WHITE, ground) else WHITE


def _luminance(colour: str) -> float:
    shares = [value / 255 for value in channels(colour)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
