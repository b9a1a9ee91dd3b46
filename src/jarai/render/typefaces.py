"""A brand's own typeface: read, checked, and written anew before any picture is set in it."""

from dataclasses import dataclass

import skia
import uharfbuzz as hb

from jarai.base.errors import InvalidRequest

MAX_BYTES = 20 * 2**20
_SIGNATURES = {b"\x00\x01\x00\x00", b"OTTO", b"true"}
_EVERY_WEIGHT = 0


@dataclass(frozen=True)
class ReadTypeface:
    """A typeface's file as it is kept, its family, and its weight from 100 to 900, 0 where it has them all."""

    data: bytes
    family: str
    weight: int


def typeface_of(data: bytes, field: str) -> ReadTypeface:
    """The typeface in a TTF or OTF file. Raises InvalidRequest naming `field`."""
    if not data:
        raise InvalidRequest.field(field, "is empty; a TTF or OTF file is accepted")
    if len(data) > MAX_BYTES:
        raise InvalidRequest.field(
            field, f"has {len(data) / 2**20:.1f} MiB; at most {MAX_BYTES // 2**20} MiB are accepted"
        )
    if data[:4] not in _SIGNATURES:
        packed = " (this is a WOFF file; unpack it first)" if data[:3] == b"wOF" else ""
        raise InvalidRequest.field(field, f"is no typeface file; TTF and OTF are accepted{packed}")
    if _is_cut(data):
        raise InvalidRequest.field(field, "is a typeface that ends early: the file was cut off; upload it again")
    try:
        kept = _rewritten(data)
    except (RuntimeError, ValueError, hb.HarfBuzzError) as error:
        raise InvalidRequest.field(field, f"is a damaged typeface: {error}") from None
    face = hb.Face(kept)
    typeface = skia.Typeface.MakeFromData(skia.Data.MakeWithCopy(kept))
    if typeface is None or not face.unicodes:
        raise InvalidRequest.field(field, "is a damaged typeface: it has no characters")
    varies = any(axis.tag == "wght" for axis in face.axis_infos)
    weight = _EVERY_WEIGHT if varies else min(900, max(100, typeface.fontStyle().weight()))
    return ReadTypeface(kept, typeface.getFamilyName()[:80] or "unnamed", weight)


def _is_cut(data: bytes) -> bool:
    """Whether a table of the file's directory lies beyond its end (OpenType, table directory)."""
    count = int.from_bytes(data[4:6], "big")
    records = (data[12 + 16 * number : 28 + 16 * number] for number in range(count))
    return any(int.from_bytes(each[8:12], "big") + int.from_bytes(each[12:16], "big") > len(data) for each in records)


def _rewritten(data: bytes) -> bytes:
    """The same characters and features in tables that HarfBuzz wrote."""
    face = hb.Face(data)
    if not face.glyph_count or face.upem < 16:
        raise ValueError("it has no glyphs")
    wanted = hb.SubsetInput()
    wanted.keep_everything()
    made: bytes = hb.subset(face, wanted).blob.data
    return made
