"""Typefaces by weight: Inter first, Noto for the scripts it lacks. A character no font has is left out."""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import skia

Piece = tuple[int, str]
"""A run of text and the index of the face that draws it."""
_KEPT: list[object] = []  # Skia keeps a pointer to variation settings: these stay alive with the process


@lru_cache(maxsize=256)
def _typeface(package: str, file: str, weight: int) -> skia.Typeface:
    position = skia.FontArguments.VariationPosition
    axes = {b"wght": weight} | ({b"opsz": 28} if file.startswith("files/Inter") else {})
    coordinates = position.Coordinates(
        [position.Coordinate(int.from_bytes(tag, "big"), value) for tag, value in axes.items()]
    )
    design = position(coordinates)
    arguments = skia.FontArguments()
    arguments.setVariationDesignPosition(design)
    _KEPT.extend((coordinates, design, arguments))
    return skia.Typeface.MakeFromFile(str(files(package) / file)).makeClone(arguments)


_INTER = ("fontpkg_inter", "files/Inter[opsz,wght].ttf")
_FALLBACKS = (
    "NotoSans", "NotoSansSymbols", "NotoSansArabic", "NotoSansHebrew", "NotoSansDevanagari", "NotoSansBengali",
    "NotoSansThai", "NotoSansArmenian", "NotoSansGeorgian", "NotoSansTamil", "NotoSansEthiopic", "NotoEmoji",
)  # fmt: skip

_FALLBACK_FILE = ("manimgx_fonts", f"{_FALLBACKS[0]}[wght].ttf")


@lru_cache(maxsize=64)
def _faces(weight: int) -> tuple[skia.Typeface, ...]:
    """The faces in the order they are asked for a character."""
    return (
        _typeface(*_INTER, weight),
        *(_typeface("manimgx_fonts", f"{name}[wght].ttf", min(weight, 700)) for name in _FALLBACKS),
    )


@lru_cache(maxsize=16384)
def _face_of(character: str, weight: int) -> int | None:
    """Which face has the character."""
    faces = enumerate(_faces(weight))
    return next((index for index, face in faces if face.unicharToGlyph(ord(character))), None)


@lru_cache(maxsize=4096)
def pieces(text: str, weight: int) -> tuple[Piece, ...]:
    """`text` in runs of one face each, without the characters that no face has."""
    found: list[Piece] = []
    for character in text:
        face = _face_of(character, weight)
        if face is None:
            continue
        if found and found[-1][0] == face:
            found[-1] = (face, found[-1][1] + character)
        else:
            found.append((face, character))
    return tuple(found)


def displayable(text: str) -> str:
    """`text` without what is invisible and what no face has."""
    return "".join(run for _, run in pieces("".join(each for each in text if each.isprintable()), 400))


def folders() -> tuple[Path, ...]:
    """The folders the typefaces' files lie in."""
    return tuple(sorted({Path(str(files(package) / file)).parent for package, file in (_INTER, _FALLBACK_FILE)}))


@lru_cache(maxsize=4096)
def _font(face: int, weight: int, size: float) -> skia.Font:
    """A face at a size in pixels, placed with sub-pixel precision and unhinted so that it scales evenly."""
    made = skia.Font(_faces(weight)[face], size)
    made.setSubpixel(True)
    made.setEdging(skia.Font.Edging.kAntiAlias)
    made.setHinting(skia.FontHinting.kNone)
    return made


@lru_cache(maxsize=32768)
def width(text: str, size: float, weight: int) -> float:
    """How wide the text is when drawn, in pixels."""
    return float(sum(_font(face, weight, size).measureText(run) for face, run in pieces(text, weight)))


def draw(
    canvas: skia.Canvas, text: str, x: float, baseline: float, size: float, weight: int, paint: skia.Paint
) -> None:
    """Draw one line of text from `x` on."""
    for face, run in pieces(text, weight):
        made = _font(face, weight, size)
        canvas.drawString(run, x, baseline, made, paint)
        x += made.measureText(run)
