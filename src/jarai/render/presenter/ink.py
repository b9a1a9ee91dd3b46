"""Paths and paints from short texts: `M x y`, `L`, `C`, `Q`, `Z`, absolute, and colours `#RRGGBB`."""

import re
from functools import lru_cache

import skia

_COMMANDS = re.compile(r"([MLCQZ])([^MLCQZ]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@lru_cache(maxsize=4096)
def path(text: str) -> skia.Path:
    """The path a text describes."""
    found = skia.Path()
    for command, arguments in _COMMANDS.findall(text):
        values = [float(value) for value in _NUMBER.findall(arguments)]
        match command:
            case "M":
                found.moveTo(*values)
            case "L":
                for at in range(0, len(values), 2):
                    found.lineTo(values[at], values[at + 1])
            case "C":
                for at in range(0, len(values), 6):
                    found.cubicTo(*values[at : at + 6])
            case "Q":
                for at in range(0, len(values), 4):
                    found.quadTo(*values[at : at + 4])
            case _:
                found.close()
    return found


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255, of `#RRGGBB`."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with so much of `other` in it."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#{:02X}{:02X}{:02X}".format(*(round(one * (1 - share) + two * share) for one, two in pairs))


def darker(colour: str, share: float) -> str:
    """The colour in shadow: towards a deep, slightly violet dark rather than grey."""
    return mix(colour, "#160A14", share)


def lighter(colour: str, share: float) -> str:
    """The colour in light."""
    return mix(colour, "#FFF6EA", share)


def colour(text: str, alpha: float = 1.0) -> int:
    """Skia's colour."""
    value: int = skia.Color(*channels(text), round(255 * alpha))
    return value


@lru_cache(maxsize=512)
def fill(text: str, alpha: float = 1.0, blur: float = 0.0) -> skia.Paint:
    """A filling paint, its edge blurred where wanted."""
    paint = skia.Paint(AntiAlias=True, Color=colour(text, alpha))
    if blur:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return paint


@lru_cache(maxsize=256)
def line(text: str, width: float, alpha: float = 1.0) -> skia.Paint:
    """A stroking paint with round ends."""
    paint = skia.Paint(AntiAlias=True, Color=colour(text, alpha), Style=skia.Paint.kStroke_Style, StrokeWidth=width)
    paint.setStrokeCap(skia.Paint.kRound_Cap)
    paint.setStrokeJoin(skia.Paint.kRound_Join)
    return paint


@lru_cache(maxsize=256)
def gradient(start: tuple[float, float], end: tuple[float, float], *colours: str) -> skia.Paint:
    """A linear gradient between two points."""
    shader = skia.GradientShader.MakeLinear([skia.Point(*start), skia.Point(*end)], [colour(each) for each in colours])
    return skia.Paint(AntiAlias=True, Shader=shader, Dither=False)
