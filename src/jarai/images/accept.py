"""Turns uploaded bytes into a picture of ours, or says plainly why not.

Nothing of the upload survives but its pixels: whatever came in, a PNG made here goes out.
"""

from dataclasses import dataclass

import numpy as np
import skia

from jarai.base.errors import InvalidRequest
from jarai.images.svg import checked_svg, svg_size

MAX_BYTES = 10 * 2**20
MAX_PIXELS = 40_000_000
_SVG_SIDE = 1024
_FORMATS = {
    skia.EncodedImageFormat.kPNG: "PNG",
    skia.EncodedImageFormat.kJPEG: "JPEG",
    skia.EncodedImageFormat.kWEBP: "WebP",
}


@dataclass(frozen=True)
class Picture:
    """A decoded picture as PNG, its size in pixels, and what was changed on the way, in words for the owner."""

    png: bytes
    width: int
    height: int
    notes: tuple[str, ...] = ()


def picture_of(data: bytes, field: str, side: int = 4096) -> Picture:
    """The picture in `data`, at most `side` pixels on its longer side.

    Accepts PNG, JPEG, WebP, and SVG without scripts or outside references. Raises InvalidRequest naming `field`.
    """
    if not data:
        raise InvalidRequest.field(field, "is empty; a PNG, JPEG, WebP or SVG file is accepted")
    if len(data) > MAX_BYTES:
        raise InvalidRequest.field(
            field, f"has {len(data) / 2**20:.1f} MiB; at most {MAX_BYTES // 2**20} MiB are accepted"
        )
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"<?xml", b"<svg", b"<!")):
        return _drawn(checked_svg(data, field), field)
    return _decoded(data, field, side)


def _decoded(data: bytes, field: str, side: int) -> Picture:
    try:
        codec = skia.Codec.MakeFromData(data)
    except (RuntimeError, ValueError):
        codec = None
    if codec is None or codec.getEncodedFormat() not in _FORMATS:
        raise InvalidRequest.field(
            field, "can't be read as a picture; PNG, JPEG, WebP and SVG without scripts are accepted"
        )
    name = _FORMATS[codec.getEncodedFormat()]
    size = codec.dimensions()
    wide, high = size.width(), size.height()
    if wide * high > MAX_PIXELS:
        raise InvalidRequest.field(
            field,
            f"is a {name} of {wide:,} × {high:,} pixels; at most {MAX_PIXELS // 10**6} million pixels are accepted",
        )
    if wide < 1 or high < 1:
        raise InvalidRequest.field(field, f"is a {name} without pixels")
    info = codec.getInfo().makeColorSpace(skia.ColorSpace.MakeSRGB()).makeColorType(skia.kRGBA_8888_ColorType)
    pixels = np.zeros((high, wide, 4), np.uint8)
    result = codec.getPixels(info, pixels, wide * 4)
    if result == skia.Codec.Result.kIncompleteInput:
        raise InvalidRequest.field(field, f"is a {name} that ends early: the file was cut off; upload it again")
    if result != skia.Codec.Result.kSuccess:
        raise InvalidRequest.field(field, f"is a {name} that is damaged and can't be decoded")
    notes = () if name != "JPEG" or not _is_cmyk(data) else (_CMYK,)
    image = skia.Image.fromarray(pixels, colorType=info.colorType(), alphaType=info.alphaType(), copy=False)
    return _written(image, codec.getOrigin(), side, notes)


_TURNED = {
    skia.kLeftTop_EncodedOrigin,
    skia.kRightTop_EncodedOrigin,
    skia.kRightBottom_EncodedOrigin,
    skia.kLeftBottom_EncodedOrigin,
}
"""Orientations (Exif) in which width and height change places."""
_CMYK = "The picture is in CMYK, for print; its colours were converted for screens and may look a little different."


def _is_cmyk(jpeg: bytes) -> bool:
    """Whether a JPEG's frame has four components (ITU-T T.81, B.2.2)."""
    at = 2
    while at + 10 <= len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if marker in {0xC0, 0xC1, 0xC2}:
            return jpeg[at + 9] == 4
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return False


def _written(image: skia.Image, origin: skia.EncodedOrigin, side: int, notes: tuple[str, ...]) -> Picture:
    """Upright, scaled down to `side`, as a PNG of eight bits a channel in sRGB."""
    turned = origin in _TURNED
    wide, high = (image.height(), image.width()) if turned else (image.width(), image.height())
    share = min(1.0, side / max(wide, high))
    width, height = max(1, round(wide * share)), max(1, round(high * share))
    surface = skia.Surface.MakeRaster(skia.ImageInfo.MakeN32Premul(width, height, skia.ColorSpace.MakeSRGB()))
    canvas = surface.getCanvas()
    canvas.scale(width / wide, height / high)
    canvas.concat(skia.EncodedOriginToMatrix(origin, wide, high))
    canvas.drawImage(image, 0, 0, skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear))
    png: bytes = surface.makeImageSnapshot().encodeToData(skia.kPNG, 100).bytes()
    return Picture(png, width, height, notes)


def _drawn(svg: bytes, field: str) -> Picture:
    """A checked SVG at its own shape, 1,024 pixels on its longer side."""
    wide, high = svg_size(svg, field)
    share = _SVG_SIDE / max(wide, high)
    width, height = max(1, round(wide * share)), max(1, round(high * share))
    document = skia.SVGDOM.MakeFromStream(skia.MemoryStream(svg, True))
    if document is None:
        raise InvalidRequest.field(field, "is an SVG that can't be drawn")
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.scale(share, share)
    document.setContainerSize(skia.Size(wide, high))
    document.render(canvas)
    png: bytes = surface.makeImageSnapshot().encodeToData(skia.kPNG, 100).bytes()
    return Picture(png, width, height)
