"""A brand in a visual style: every colour a picture is drawn with, and how its sheets look.

`newsroom` is a lit studio with white sheets, `explainer` a bright room with flat shapes, `social` bold colour with dark
sheets and larger type. All colours come from the brand; those that carry text are repaired until they can be read.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import skia

from jarai.render.contrast import INK, WHITE, luminance, readable, text_on
from jarai.render.presenter.ink import mix
from jarai.render.shape import draw, width
from jarai.render.text import LEADING, Fitted, fit
from jarai.storyboard.model import Brand, StyleName

NIGHT = "#0A1426"


@dataclass(frozen=True)
class Theme:
    """Colours as `#RRGGBB`; `language` (BCP 47) decides how text is broken and which forms its characters have.

    `deep` and `bright` are the backdrop's ends. On a sheet: text is `ink` or `muted`, headings and figures `strong`.
    `band` is a filled area with text `on_band`; `accent` a mark with text `on_accent`. `plate` lies under names,
    captions and the label, with text `on_plate`. `desk` is what ends the figure. `edge` is where a sheet has its band.
    """

    style: StyleName
    language: str
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

    @property
    def light(self) -> bool:
        """Whether the backdrop is light."""
        return luminance(self.deep) > 0.4

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
        return fit(text, box, sizes, weight, self.language)

    def figure(self, text: str, box: tuple[float, float], sizes: tuple[float, ...]) -> Fitted:
        """A value on one line at the largest size it fits at, and on several only where the smallest is too large."""
        fitting = (
            size for size in sizes if size * LEADING <= box[1] and width(text, size, 800, self.language) <= box[0]
        )
        size = next(fitting, None)
        return self.fit(text, box, (size,) if size else sizes, 800)

    def write(
        self, canvas: skia.Canvas, text: str, x: float, baseline: float, size: float, weight: int, paint: skia.Paint
    ) -> None:
        """See `shape.draw`."""
        draw(canvas, text, x, baseline, size, weight, paint, self.language)


@lru_cache(maxsize=64)
def theme_of(brand: Brand, style: StyleName, language: str) -> Theme:
    """The theme of a brand."""
    make = {"newsroom": _newsroom, "explainer": _explainer, "social": _social}[style]
    return make(brand, language)


def _newsroom(brand: Brand, language: str) -> Theme:
    sheet = "#FAFCFF"
    strong = readable(brand.primary, sheet)
    deep = mix(brand.background, "#000000", 0.12)
    return Theme(
        style="newsroom", language=language, deep=deep, bright=_beside(mix(brand.background, brand.primary, 0.34), deep), sheet=sheet,
        ink=INK, muted="#4E5D7C", strong=strong, band=strong, on_band=text_on(strong), accent=brand.accent,
        on_accent=text_on(brand.accent), plate=NIGHT, on_plate=WHITE, desk=mix(deep, "#000000", 0.3), radius=28,
        edge="left", shadow=0.34, caption_size=50,
    )  # fmt: skip


def _explainer(brand: Brand, language: str) -> Theme:
    sheet = WHITE
    strong = readable(brand.primary, sheet)
    ink = readable(mix(brand.background, "#101828", 0.5), sheet)
    deep = mix(brand.primary, WHITE, 0.88)
    return Theme(
        style="explainer", language=language, deep=deep, bright=_beside(mix(brand.accent, WHITE, 0.82), deep),
        sheet=sheet, ink=ink, muted=readable(mix(ink, WHITE, 0.3), sheet), strong=strong, band=strong,
        on_band=text_on(strong), accent=brand.accent, on_accent=text_on(brand.accent), plate=ink,
        on_plate=text_on(ink), desk=mix(strong, WHITE, 0.1), radius=44, edge="none", shadow=0.12, caption_size=50,
    )  # fmt: skip


def _social(brand: Brand, language: str) -> Theme:
    sheet = mix(brand.background, "#05070D", 0.62)
    band = brand.primary
    deep = mix(brand.primary, brand.background, 0.35)
    return Theme(
        style="social", language=language, deep=deep,
        bright=_beside(mix(brand.primary, brand.accent, 0.28), deep), sheet=sheet, ink=readable(WHITE, sheet),
        muted=readable(mix(WHITE, sheet, 0.28), sheet), strong=readable(brand.accent, sheet), band=band,
        on_band=text_on(band), accent=brand.accent, on_accent=text_on(brand.accent), plate=mix(sheet, "#000000", 0.4),
        on_plate=WHITE, desk=sheet, radius=40, edge="top", shadow=0.4, caption_size=56,
    )  # fmt: skip


def _beside(bright: str, deep: str) -> str:
    """The backdrop's other end, moved until text that is read on `deep` can be read on it too."""
    return readable(bright, text_on(deep))


def repairs(brand: Brand, style: StyleName) -> tuple[str, ...]:
    """What had to be changed in the brand's colours for text to be read, in words for the reviewer."""
    theme = theme_of(brand, style, "en")
    wanted = brand.accent if style == "social" else brand.primary
    if theme.strong.upper() == wanted.upper():
        return ()
    name = "accent" if style == "social" else "primary"
    return (
        f"The brand's {name} colour {wanted} can't be read as text on {theme.sheet}: {theme.strong} is used there.",
    )
