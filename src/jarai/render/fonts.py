"""Typefaces by weight: a brand's own, then Inter, then Noto for the scripts it lacks. Which face draws which part of a text."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import skia
import uharfbuzz as hb

_KEPT: list[object] = []  # Skia keeps a pointer to variation settings: these stay alive with the process
_INTER = Path(str(files("fontpkg_inter") / "files/Inter[opsz,wght].ttf"))
_NOTO = Path(str(files("manimgx_fonts")))
_CJK = Path(str(files("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc"))
_FALLBACKS = (
    "NotoSans", "NotoSansSymbols", "NotoSansArabic", "NotoSansHebrew", "NotoSansDevanagari", "NotoSansBengali",
    "NotoSansThai", "NotoSansArmenian", "NotoSansGeorgian", "NotoSansTamil", "NotoSansEthiopic",
)  # fmt: skip
_EMOJI = "NotoEmoji"
_CJK_FORMS = {"ja": 0, "ko": 1, "zh": 2, "zh-Hans": 2, "zh-Hant": 3, "zh-TW": 3, "zh-HK": 4}
"""Which member of the collection has a language's own forms of the characters that Han languages share."""
_INVISIBLE = {"\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\ufeff", "\u00ad", "\ufe0e", "\ufe0f"} | {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xE0020, 0xE0080))
}
"""What steers shaping but needs no glyph."""


class OwnFace(NamedTuple):
    """A brand's typeface: its file, and its weight, 0 where the file has them all."""

    file: Path
    weight: int


class Lettering(NamedTuple):
    """What a text is set in: its language (BCP 47) and the brand's typefaces, which are asked before the studio's."""

    language: str = ""
    own: tuple[OwnFace, ...] = ()


PLAIN = Lettering()


@dataclass(frozen=True)
class Face:
    """One face at one weight: for Skia, which draws, and for HarfBuzz, which shapes; `upem` units to the em."""

    typeface: skia.Typeface
    shaper: hb.Font
    upem: int
    characters: frozenset[int]


@dataclass(frozen=True)
class Piece:
    """A run of text that one face draws; `start` is its first character's index in the text."""

    face: int
    start: int
    text: str


@lru_cache(maxsize=64)
def _data(file: Path, member: int) -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(str(file)), member)


@lru_cache(maxsize=256)
def _face(file: Path, weight: int, member: int = 0) -> Face:
    data = _data(file, member)
    wanted = {"wght": weight, "opsz": 28}
    axes = {
        axis.tag: min(max(wanted[axis.tag], axis.min_value), axis.max_value)
        for axis in data.axis_infos
        if axis.tag in wanted
    }
    position = skia.FontArguments.VariationPosition
    coordinates = position.Coordinates(
        [position.Coordinate(int.from_bytes(tag.encode(), "big"), value) for tag, value in axes.items()]
    )
    design = position(coordinates)
    arguments = skia.FontArguments()
    arguments.setVariationDesignPosition(design)
    arguments.setCollectionIndex(member)
    _KEPT.extend((coordinates, design, arguments))
    typeface = skia.Typeface.MakeFromFile(str(file), member).makeClone(arguments)
    shaper = hb.Font(data)
    shaper.set_variations(axes)
    return Face(typeface, shaper, data.upem, frozenset(data.unicodes))


@lru_cache(maxsize=64)
def faces(weight: int, lettering: Lettering) -> tuple[Face, ...]:
    """The faces in the order they are asked for a character; of a brand's own the one whose weight is nearest."""
    parts = lettering.language.split("-")
    form = _CJK_FORMS.get("-".join(parts[:2]), _CJK_FORMS.get(parts[0], 2))
    return (
        *(_face(own.file, weight) for own in _nearest(lettering.own, weight)),
        _face(_INTER, weight),
        *(_face(_NOTO / f"{name}[wght].ttf", weight) for name in _FALLBACKS),
        _face(_CJK, weight, form),
        _face(_NOTO / f"{_EMOJI}[wght].ttf", weight),
    )


def _nearest(own: tuple[OwnFace, ...], weight: int) -> tuple[OwnFace, ...]:
    return (min(own, key=lambda each: abs(each.weight - weight) if each.weight else 0),) if own else ()


@lru_cache(maxsize=8192)
def _face_of(cluster: str, weight: int, lettering: Lettering) -> int | None:
    """The first face that has the whole cluster, else the first that has its base; None where there is neither."""
    every = faces(weight, lettering)
    wanted = [ord(each) for each in cluster if each not in _INVISIBLE]
    found = next((index for index, face in enumerate(every) if all(code in face.characters for code in wanted)), None)
    if found is not None or not wanted:
        return found
    return next((index for index, face in enumerate(every) if wanted[0] in face.characters), None)


def clusters(text: str) -> list[tuple[int, str]]:
    """Base characters with the marks and joiners that belong to them, each with its index (UAX 29, simplified)."""
    found: list[tuple[int, str]] = []
    for index, character in enumerate(text):
        joined = found and (
            unicodedata.category(character) in {"Mn", "Mc", "Me"}
            or character in _INVISIBLE
            or found[-1][1].endswith("\u200d")
            or 0x1F3FB <= ord(character) <= 0x1F3FF
        )
        if joined:
            found[-1] = (found[-1][0], found[-1][1] + character)
        else:
            found.append((index, character))
    return found


@lru_cache(maxsize=4096)
def pieces(text: str, weight: int, lettering: Lettering = PLAIN) -> tuple[Piece, ...]:
    """`text` in runs of one face each, without the characters that no face has."""
    found: list[Piece] = []
    for start, cluster in clusters(text):
        face = _face_of(cluster, weight, lettering)
        if face is None:
            continue
        last = found[-1] if found else None
        spaced = (
            cluster.isspace() and last and last.face < len(faces(weight, lettering)) - 1
        )  # an emoji's space is an emoji wide
        if last and last.start + len(last.text) == start and (last.face == face or spaced):
            found[-1] = Piece(last.face, last.start, last.text + cluster)
        else:
            found.append(Piece(face, start, cluster))
    return tuple(found)


def displayable(text: str) -> str:
    """`text` without what is invisible and what no face has."""
    seen = "".join(each for each in text if each.isprintable())
    return "".join(piece.text for piece in pieces(seen, 400))


def missing(text: str) -> str:
    """The characters of `text` that no face has, each once, in order: they are left out of every picture."""
    absent = (
        cluster for _, cluster in clusters(text) if cluster[0].isprintable() and _face_of(cluster, 400, PLAIN) is None
    )
    return "".join(dict.fromkeys("".join(absent)))


def lacking(text: str, lettering: Lettering) -> str:
    """The characters of `text` that the brand's typefaces lack and the studio's have, each once, in order."""
    if not lettering.own:
        return ""
    owned = set.intersection(*(set(_face(own.file, 400).characters) for own in lettering.own))
    absent = (each for each in displayable(text) if not each.isspace() and ord(each) not in owned)
    return "".join(dict.fromkeys(each for each in absent if each not in _INVISIBLE))


def folders() -> tuple[Path, ...]:
    """The folders the typefaces' files lie in."""
    return tuple(sorted({_INTER.parent, _NOTO, _CJK.parent}))
