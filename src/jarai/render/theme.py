"""A brand in a visual style: every colour a picture is drawn with, and how its sheets look.

`newsroom` is a lit studio with white sheets, `explainer` a bright room with flat shapes, `social` bold colour with dark
sheets and larger type. All colours come from the brand; those that carry text are repaired until they can be read.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

import skia

from jarai.render.contrast import INK, WHITE, luminance, readable, text_on
from jarai.render.fonts import Lettering, OwnFace
from jarai.render.logo import plate_for
from jarai.render.presenter.ink import mix
from jarai.render.shape import draw, width
from jarai.render.text import LEADING, Fitted, fit
from jarai.storyboard.model import Brand, StyleName

NIGHT = "#0A1426"


@dataclass(frozen=True)
class Theme:
    """Colours as `#RRGGBB`; `lettering` decides how text is set and broken, and which forms its characters have.

    `deep` and `bright` are the backdrop's ends. On a sheet: text is `ink` or `muted`, headings and figures `strong`.
    `band` is a filled area with text `on_band`; `accent` a mark with text `on_accent`. `plate` lies under names,
    captions and the label, with text `on_plate`. `desk` is what ends the figure. `edge` is where a sheet has its band.
    """

    style: StyleName
    lettering: Lettering
    deep: str
    bright: str
    sheet: str
    ink: str
    muted: str
    strong: str
    band: str
    on_band: str
    accent: str
    on_accent: str
    plate: str
    on_plate: str
    desk: str
    radius: float
    edge: Literal["left", "top", "none"]
    shadow: float
    caption_size: float
    logo: Path | None = None
    assets: Path = Path()

    @property
    def light(self) -> bool:
        """Whether the backdrop is light."""
        return luminance(self.deep) > 0.4

    @property
    def backdrop(self) -> tuple[str, ...]:
        """The backdrop's ends."""
        return self.deep, self.bright

    @property
    def on_backdrop(self) -> str:
        """Text on the backdrop."""
        return text_on(self.deep)

    @property
    def series(self) -> tuple[str, ...]:
        """Colours of parts that stand side by side, the first the strongest."""
        other = mix(self.accent, self.band, 0.35)
        return (
            self.band,
            self.accent,
            mix(self.band, self.sheet, 0.45),
            other,
            mix(self.ink, self.sheet, 0.3),
            mix(self.accent, self.sheet, 0.5),
        )

    def tint(self, share: float) -> str:
        """The sheet with so much of the band's colour in it."""
        return mix(self.sheet, self.band, share)

    def fit(self, text: str, box: tuple[float, float], sizes: tuple[float, ...], weight: int) -> Fitted:
        """See `text.fit`."""
        return fit(text, box, sizes, weight, self.lettering)

    def figure(self, text: str, box: tuple[float, float], sizes: tuple[float, ...]) -> Fitted:
        """A value on one line at the largest size it fits at, and on several only where the smallest is too large."""
        fitting = (
            size for size in sizes if size * LEADING <= box[1] and width(text, size, 800, self.lettering) <= box[0]
        )
        size = next(fitting, None)
        return self.fit(text, box, (size,) if size else sizes, 800)

    def write(
        self, canvas: skia.Canvas, text: str, x: float, baseline: float, size: float, weight: int, paint: skia.Paint
    ) -> None:
        """See `shape.draw`."""
        draw(canvas, text, x, baseline, size, weight, paint, self.lettering)


@lru_cache(maxsize=64)
def theme_of(brand: Brand, style: StyleName, language: str, assets: Path = Path()) -> Theme:
    """The theme of a brand; `assets` is the folder its typefaces lie in, under their SHA-256."""
    make = {"newsroom": _newsroom, "explainer": _explainer, "social": _social}[style]
    theme = make(brand, lettering_of(brand, language, assets))
    return replace(theme, logo=assets / brand.logo.sha256 if brand.logo else None, assets=assets)


def lettering_of(brand: Brand, language: str, assets: Path) -> Lettering:
    """How the brand's texts are set in a language."""
    own = tuple(OwnFace(assets / each.asset.sha256, each.weight) for each in brand.typefaces)
    return Lettering(language, own)


def _newsroom(brand: Brand, lettering: Lettering) -> Theme:
    sheet = "#FAFCFF"
    strong = readable(brand.primary, sheet)
    deep = mix(brand.background, "#000000", 0.12)
    return Theme(
        style="newsroom", lettering=lettering, deep=deep, bright=_beside(mix(brand.background, brand.primary, 0.34), deep), sheet=sheet,
        ink=INK, muted="#4E5D7C", strong=strong, band=strong, on_band=text_on(strong), accent=brand.accent,
        on_accent=text_on(brand.accent), plate=NIGHT, on_plate=WHITE, desk=mix(deep, "#000000", 0.3), radius=28,
        edge="left", shadow=0.34, caption_size=50,
    )  # fmt: skip


def _explainer(brand: Brand, lettering: Lettering) -> Theme:
    sheet = WHITE
    strong = readable(brand.primary, sheet)
    ink = readable(mix(brand.background, "#101828", 0.5), sheet)
    deep = mix(brand.primary, WHITE, 0.88)
    return Theme(
        style="explainer", lettering=lettering, deep=deep, bright=_beside(mix(brand.accent, WHITE, 0.82), deep),
        sheet=sheet, ink=ink, muted=readable(mix(ink, WHITE, 0.3), sheet), strong=strong, band=strong,
        on_band=text_on(strong), accent=brand.accent, on_accent=text_on(brand.accent), plate=ink,
        on_plate=text_on(ink), desk=mix(strong, WHITE, 0.1), radius=44, edge="none", shadow=0.12, caption_size=50,
    )  # fmt: skip


def _social(brand: Brand, lettering: Lettering) -> Theme:
    sheet = mix(brand.background, "#05070D", 0.62)
    band = brand.primary
    deep = mix(brand.primary, brand.background, 0.35)
    return Theme(
        style="social", lettering=lettering, deep=deep,
        bright=_beside(mix(brand.primary, brand.accent, 0.28), deep), sheet=sheet, ink=readable(WHITE, sheet),
        muted=readable(mix(WHITE, sheet, 0.28), sheet), strong=readable(brand.accent, sheet), band=band,
        on_band=text_on(band), accent=brand.accent, on_accent=text_on(brand.accent), plate=mix(sheet, "#000000", 0.4),
        on_plate=WHITE, desk=sheet, radius=40, edge="top", shadow=0.4, caption_size=56,
    )  # fmt: skip


def _beside(bright: str, deep: str) -> str:
    """The backdrop's other end, moved until text that is read on `deep` can be read on it too."""
    return readable(bright, text_on(deep))


def repairs(brand: Brand, style: StyleName, assets: Path = Path()) -> tuple[str, ...]:
    """What had to be changed of the brand for text and logo to be seen, in words for the reviewer."""
    theme = theme_of(brand, style, "en", assets)
    plate = plate_for(theme.logo, theme.backdrop) if theme.logo else None
    return (
        *_repaired_colour(brand, style, theme),
        *((f"The brand's logo can't be told from the backdrop: it stands on a plate of {plate}.",) if plate else ()),
    )


def _repaired_colour(brand: Brand, style: StyleName, theme: Theme) -> tuple[str, ...]:
    wanted = brand.accent if style == "social" else brand.primary
    if theme.strong.upper() == wanted.upper():
        return ()
    name = "accent" if style == "social" else "primary"
    return (
        f"The brand's {name} colour {wanted} can't be read as text on {theme.sheet}: {theme.strong} is used there.",
    )
