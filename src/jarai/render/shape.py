"""Sets one line of text: directions (UAX 9), faces, then glyphs and their places by HarfBuzz."""

from dataclasses import dataclass
from functools import lru_cache

import bidi.algorithm as unicode_bidi
import skia
import uharfbuzz as hb

from jarai.render.fonts import PLAIN, Lettering, Piece, faces, pieces


@dataclass(frozen=True)
class Run:
    """Glyphs of one face, left to right as drawn: ids, places in pixels from the line's start, source characters."""

    face: int
    glyphs: tuple[int, ...]
    places: tuple[tuple[float, float], ...]
    clusters: tuple[int, ...]
    """For each glyph the index in the text of the first character it stands for."""


@dataclass(frozen=True)
class Line:
    """A line of text as it is drawn."""

    runs: tuple[Run, ...]
    width: float
    rtl: bool


def is_rtl(text: str) -> bool:
    """Whether the text's first strong character reads from right to left (UAX 9, P2 and P3)."""
    return bool(unicode_bidi.get_base_level(text))


@lru_cache(maxsize=8192)
def levels(text: str, rtl: bool) -> tuple[int, ...]:
    """Each character's embedding level in a paragraph of this direction (UAX 9)."""
    if text.isascii() and not rtl:
        return (0,) * len(text)
    storage = unicode_bidi.get_empty_storage()
    storage["base_level"], storage["base_dir"] = int(rtl), "LR"[int(rtl)]
    unicode_bidi.get_embedding_levels(text, storage)
    for index, each in enumerate(storage["chars"]):
        each["at"] = index
    for resolve in (
        unicode_bidi.explicit_embed_and_overrides,
        unicode_bidi.resolve_weak_types,
        unicode_bidi.resolve_neutral_types,
        unicode_bidi.resolve_implicit_levels,
    ):
        resolve(storage, False)
    known = {each["at"]: each["level"] for each in storage["chars"]}
    found: list[int] = []
    for index in range(len(text)):  # joiners and controls, which the algorithm takes out, go with what is before them
        found.append(known.get(index, found[-1] if found else int(rtl)))
    trailing = len(text) - len(text.rstrip())
    return (*found[: len(text) - trailing], *([int(rtl)] * trailing))


def visual_order(found: tuple[int, ...]) -> list[int]:
    """The indices of parts with these levels, left to right (UAX 9, L2)."""
    order = list(range(len(found)))
    for level in range(max(found, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and found[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return order


@lru_cache(maxsize=16384)
def line(text: str, size: float, weight: int, lettering: Lettering = PLAIN, rtl: bool | None = None) -> Line:
    """The text as one line at a size in pixels. `rtl` is the paragraph's direction; None takes it from the text."""
    direction = is_rtl(text) if rtl is None else rtl
    parts = _parts(text, weight, lettering, direction)
    runs: list[Run] = []
    x = 0.0
    for index in visual_order(tuple(level for _, level in parts)):
        run, x = _shaped(*parts[index], x, size, weight, lettering)
        runs.append(run)
    return Line(tuple(runs), x, direction)


def width(text: str, size: float, weight: int, lettering: Lettering = PLAIN) -> float:
    """How wide the text is when drawn, in pixels."""
    return line(text, size, weight, lettering).width


def draw(
    canvas: skia.Canvas,
    text: str,
    x: float,
    baseline: float,
    size: float,
    weight: int,
    paint: skia.Paint,
    lettering: Lettering = PLAIN,
    rtl: bool | None = None,
) -> None:
    """Draw one line of text from `x`, its left end, on."""
    for blob in _blobs(text, size, weight, lettering, rtl):
        canvas.drawTextBlob(blob, x, baseline, paint)


@lru_cache(maxsize=1024)
def _blobs(text: str, size: float, weight: int, lettering: Lettering, rtl: bool | None) -> tuple[skia.TextBlob, ...]:
    return tuple(
        skia.TextBlob.MakeFromPosText(
            b"".join(glyph.to_bytes(2, "little") for glyph in run.glyphs),
            [skia.Point(*place) for place in run.places],
            _font(run.face, weight, size, lettering),
            skia.TextEncoding.kGlyphID,
        )
        for run in line(text, size, weight, lettering, rtl).runs
        if run.glyphs
    )


@lru_cache(maxsize=4096)
def _font(face: int, weight: int, size: float, lettering: Lettering) -> skia.Font:
    """A face at a size in pixels, placed with sub-pixel precision and unhinted so that it scales evenly."""
    made = skia.Font(faces(weight, lettering)[face].typeface, size)
    made.setSubpixel(True)
    made.setEdging(skia.Font.Edging.kAntiAlias)
    made.setHinting(skia.FontHinting.kNone)
    return made


def _parts(text: str, weight: int, lettering: Lettering, rtl: bool) -> list[tuple[Piece, int]]:
    """Pieces of one face and one level each."""
    at = levels(text, rtl)
    found: list[tuple[Piece, int]] = []
    for piece in pieces(text, weight, lettering):
        start = 0
        for index in range(1, len(piece.text) + 1):
            end = index == len(piece.text)
            if end or at[piece.start + index] != at[piece.start + start]:
                part = Piece(piece.face, piece.start + start, piece.text[start:index])
                found.append((part, at[piece.start + start]))
                start = index
    return found


def _shaped(piece: Piece, level: int, x: float, size: float, weight: int, lettering: Lettering) -> tuple[Run, float]:
    face = faces(weight, lettering)[piece.face]
    buffer = hb.Buffer()
    buffer.add_str(piece.text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level % 2 else "ltr"
    if lettering.language:
        buffer.language = lettering.language
    hb.shape(face.shaper, buffer, {"kern": True, "liga": True})
    scale = size / face.upem
    glyphs, places, sources = [], [], []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append(info.codepoint)
        places.append((x + position.x_offset * scale, -position.y_offset * scale))
        sources.append(piece.start + info.cluster)
        x += position.x_advance * scale
    return Run(piece.face, tuple(glyphs), tuple(places), tuple(sources)), x
