"""The brand's logo: where its colours can't be seen on what lies behind, it stands on a plate."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import skia

from jarai.render.contrast import INK, WHITE, contrast
from jarai.render.layout import Area
from jarai.render.presenter.ink import fill

_SEEN = 3.0
"""The least contrast at which a part of a logo is told from its ground (WCAG 2.2, 1.4.11)."""
_ROOM = 12.0


@lru_cache(maxsize=8)
def image_at(path: Path) -> skia.Image:
    """The picture in a file that was accepted before."""
    return skia.Image.open(str(path)).makeRasterImage()


@lru_cache(maxsize=64)
def plate_for(path: Path, grounds: tuple[str, ...]) -> str | None:
    """The colour of the plate the logo needs on these grounds; None where at least half of it is seen on each."""
    if min(_seen(path, ground) for ground in grounds) >= 0.5:
        return None
    return max((WHITE, INK), key=lambda plate: _seen(path, plate))


def draw_logo(canvas: skia.Canvas, path: Path, area: Area, grounds: tuple[str, ...], middle: bool = False) -> None:
    """The logo as large as fits into the area: at its left, or in its middle."""
    image, plate = image_at(path), plate_for(path, grounds)
    left, top, right, bottom = area
    room = _ROOM if plate else 0.0
    share = min((right - left - 2 * room) / image.width(), (bottom - top - 2 * room) / image.height())
    wide, high = image.width() * share, image.height() * share
    x = (left + right - wide) / 2 if middle else left + room
    y = (top + bottom - high) / 2
    if plate:
        around = skia.Rect.MakeLTRB(x - room, y - room, x + wide + room, y + high + room)
        canvas.drawRoundRect(around, room, room, fill(plate, 0.96))
    sampling = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    canvas.drawImageRect(image, skia.Rect.MakeXYWH(x, y, wide, high), sampling)


@lru_cache(maxsize=64)
def _seen(path: Path, ground: str) -> float:
    """The share of the logo's drawn pixels that can be told from a ground."""
    image = image_at(path)
    share = min(1.0, 64 / max(image.width(), image.height()))
    small = image.resize(max(1, round(image.width() * share)), max(1, round(image.height() * share)))
    pixels = np.array(small.toarray(colorType=skia.kRGBA_8888_ColorType)).reshape(-1, 4)
    drawn = pixels[pixels[:, 3] > 127]
    if not len(drawn):
        return 0.0
    colours, counts = np.unique(drawn[:, :3] // 16 * 17, axis=0, return_counts=True)
    told = [contrast("#{:02X}{:02X}{:02X}".format(*map(int, each)), ground) >= _SEEN for each in colours]
    return float(counts[told].sum() / counts.sum())
