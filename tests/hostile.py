"""Files that somebody may upload: good ones, and every kind of bad one."""

import struct
import zlib
from base64 import b64decode

import skia

CMYK_JPEG = b64decode(
    "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAoHB4jHhkoIyEjLSsoMDxkQTw3Nzx7WF1JZJGAmZaPgIyKoLTmw6Cq2q2KjMj/y9ru9f///5vB////+v/m"
    "/f/4/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EABYAAQEBAAAAAAAAAAAAAAAAAAAFBP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAOBEMATQBZAEsA"
    "AD8AwKqyrgAAAP/Z"
)
SQUARE_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#ff0000"/></svg>'
)


def encoded(wide: int, high: int, kind: skia.EncodedImageFormat = skia.kPNG, colour: int = skia.ColorRED) -> bytes:
    """A picture of one colour with a line across."""
    surface = skia.Surface(wide, high)
    canvas = surface.getCanvas()
    canvas.clear(colour)
    canvas.drawLine(0, 0, wide, high, skia.Paint(Color=skia.ColorWHITE, StrokeWidth=3))
    data: bytes = surface.makeImageSnapshot().encodeToData(kind, 90).bytes()
    return data


def png_that_says(wide: int, high: int) -> bytes:
    """A PNG whose header claims a size that its data doesn't have."""
    header = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(bytes(99)))
        + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def svg(inside: str, more: str = 'viewBox="0 0 40 20"') -> bytes:
    """An SVG with this in it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {more}>{inside}</svg>'
    ).encode()


BAD_PICTURES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is empty"),
    "text": (b"hello " * 50, "can't be read"),
    "gif": (b"GIF89a" + bytes(100), "can't be read"),
    "100 megapixels": (png_that_says(10_000, 10_000), "10,000 × 10,000 pixels; at most 40 million"),
    "zero size": (png_that_says(0, 0), "can't be read"),
    "a PNG without its data": (png_that_says(400, 400), "ends early"),
    "truncated JPEG": (encoded(300, 300, skia.kJPEG)[:2500], "ends early"),
    "truncated PNG": (encoded(300, 300)[:-200], "ends early"),
    "too many bytes": (encoded(4, 4) + bytes(11 * 2**20), "at most 10 MiB"),
    "script": (svg("<script>alert(1)</script>"), "<script>"),
    "handler": (svg('<rect onclick="x()" width="1" height="1"/>'), "onclick"),
    "outside picture": (svg('<image href="https://evil.example/x.png"/>'), "<image>"),
    "outside fill": (svg('<rect fill="url(https://evil.example/x)" width="9" height="9"/>'), "only url(#id)"),
    "outside style": (svg('<rect style="fill:URL( //evil.example )" width="9" height="9"/>'), "only url(#id)"),
    "outside gradient": (svg('<linearGradient xlink:href="http://evil.example/x#y"/>'), "only #ids"),
    "foreign object": (svg("<foreignObject><p/></foreignObject>"), "<foreignObject>"),
    "style sheet": (svg("<style>@import 'https://evil.example'</style>"), "use attributes"),
    "text in letters": (svg("<text>hi</text>"), "turn text into paths"),
    "entities": (b'<!DOCTYPE svg [<!ENTITY a "aa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', "DOCTYPE"),
    "no size": (svg("", 'viewBox="0 0 0 0"'), "without a size"),
    "a ring": (svg('<linearGradient id="a" xlink:href="#b"/><linearGradient id="b" xlink:href="#a"/>'), "itself"),
    "deep": (svg("<g>" * 100 + "</g>" * 100), "levels"),
    "many": (svg("<g/>" * 6000), "elements"),
    "cut off": (SQUARE_SVG[:60], "not well-formed"),
    "html": (b"<!doctype html><html></html>", "not well-formed"),
    "other xml": (b'<?xml version="1.0"?><feed/>', "no SVG"),
}
