"""What can be measured on a picture: size, sharpness, writing, and a print by which near copies are found."""

from pathlib import Path

import numpy as np
import skia
from numpy.typing import NDArray

from jarai.base.model import Wire
from jarai.images.writing import SIDE, letters_in

_SIDE, _BLOCK = 512, 16
_LIKE = 6
"""Bits in which the prints of two near copies may differ, of 64."""


class Measured(Wire):
    """Width and height in pixels; `sharpness` as below; `contrast` is the standard deviation of its light, 0 to 127.

    `letters` is how many marks stand in rows as letters do.
    `print` is a difference hash of 64 bits in hex (Krawetz, 2013): whether each of 8 × 8 places is lighter than the next.
    """

    width: int
    height: int
    sharpness: int
    contrast: int
    print: str
    letters: int = 0


def measured(path: Path) -> Measured:
    """Measure the picture in a file that was accepted before."""
    image = skia.Image.open(str(path)).makeRasterImage()
    light = _light(image, *_within(image, _SIDE))
    small = _light(image, 9, 8)
    bits = "".join("1" if bit else "0" for bit in (small[:, 1:] > small[:, :-1]).ravel())
    return Measured(
        width=image.width(),
        height=image.height(),
        sharpness=_sharpness(light),
        contrast=round(float(light.std())),
        print=f"{int(bits, 2):016x}",
        letters=letters_in(_light(image, *_within(image, SIDE))),
    )


def _within(image: skia.Image, side: int) -> tuple[int, int]:
    """Width and height of a picture that is made to fit into a square."""
    share = min(1.0, side / max(image.width(), image.height()))
    return max(16, round(image.width() * share)), max(16, round(image.height() * share))


def alike(one: str, other: str) -> bool:
    """Whether two prints are those of near copies."""
    return (int(one, 16) ^ int(other, 16)).bit_count() <= _LIKE


def _sharpness(light: NDArray[np.float64]) -> int:
    """The variance of the Laplacian (Pech-Pacheco et al., 2000) in the sharpest twentieth of all blocks.

    Of the blocks, not of the whole: a sharp subject before a plain sky is a sharp picture.
    """
    inner = light[1:-1, 1:-1]
    laplacian = light[:-2, 1:-1] + light[2:, 1:-1] + light[1:-1, :-2] + light[1:-1, 2:] - 4 * inner
    high, wide = (side // _BLOCK * _BLOCK for side in laplacian.shape)
    if not (high and wide):
        return round(float(laplacian.var()))
    blocks = laplacian[:high, :wide].reshape(high // _BLOCK, _BLOCK, wide // _BLOCK, _BLOCK)
    return round(float(np.percentile(blocks.var(axis=(1, 3)), 95)))


def _light(image: skia.Image, width: int, height: int) -> NDArray[np.float64]:
    """The picture's light at a size, 0 to 255 (ITU-R BT.709's weights)."""
    surface = skia.Surface(width, height)
    sampling = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    surface.getCanvas().drawImageRect(image, skia.Rect.MakeWH(width, height), sampling)
    pixels = surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType).astype(np.float64)
    found: NDArray[np.float64] = pixels[:, :, :3] @ np.array([0.2126, 0.7152, 0.0722])
    return found
