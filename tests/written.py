"""Pictures drawn for the tests of writing in pictures: full of it, with a small sign, and with none."""

import numpy as np
import skia
from numpy.typing import NDArray
from scipy import ndimage

from jarai.render.fonts import PLAIN, faces

WIDE, HIGH = 1200, 800
WORDS = [
    "Our",
    "plan",
    "for",
    "the",
    "third",
    "quarter",
    "has",
    "five",
    "parts",
    "that",
    "every",
    "team",
    "should",
    "read",
    "and",
    "keep",
    "to",
    "until",
    "the",
    "year",
    "ends",
]
CHINESE = "本季度的计划分为五个部分每个团队都应当阅读并遵守直到年底"


def _font(size: float, *, chinese: bool = False) -> skia.Font:
    known = faces(600, PLAIN)
    face = next(each for each in known if ord("本" if chinese else "a") in each.characters)
    return skia.Font(face.typeface, size)


def _surface(colour: int = skia.ColorWHITE) -> skia.Surface:
    surface = skia.Surface(WIDE, HIGH)
    surface.getCanvas().clear(colour)
    return surface


def _of(pixels: NDArray[np.float64]) -> skia.Surface:
    """A surface with a picture's light, tinted a little."""
    light = np.clip(pixels, 0, 255)
    rgba = np.dstack([light, light * 0.95, light * 0.85, np.full_like(light, 255)]).astype(np.uint8)
    surface = _surface()
    surface.getCanvas().drawImage(skia.Image.fromarray(np.ascontiguousarray(rgba)), 0, 0)
    return surface


def _clouds(seed: int, scales: tuple[float, ...] = (80, 20, 5)) -> skia.Surface:
    """Something like a landscape: noise of several sizes."""
    dice = np.random.default_rng(seed)
    total = np.full((HIGH, WIDE), 128.0)
    for scale in scales:
        small = dice.standard_normal((round(HIGH / scale) + 2, round(WIDE / scale) + 2))
        rough = ndimage.zoom(small, scale, order=2)[:HIGH, :WIDE]
        total += rough / rough.std() * 12 * scale**0.3
    return _of(total)


def _write(surface: skia.Surface, text: str, at: tuple[float, float], size: float, colour: int) -> None:
    font = _font(size, chinese=not text.isascii())
    surface.getCanvas().drawString(text, at[0], at[1], font, skia.Paint(Color=colour, AntiAlias=True))


def _lines(surface: skia.Surface, size: float, colour: int, count: int, words: int = 7, left: float = 80) -> None:
    for row in range(count):
        start = row * 5 % len(WORDS)
        text = " ".join((WORDS + WORDS)[start : start + words])
        _write(surface, text, (left, 110 + row * size * 1.6), size, colour)


def _slide(*, dark: bool) -> skia.Surface:
    surface = _surface(skia.Color(20, 24, 40) if dark else skia.ColorWHITE)
    _lines(surface, 44, skia.ColorWHITE if dark else skia.ColorBLACK, 9, words=8)
    return surface


def _screenshot() -> skia.Surface:
    surface = _surface(skia.Color(245, 245, 248))
    surface.getCanvas().drawRect(skia.Rect.MakeWH(WIDE, 60), skia.Paint(Color=skia.Color(60, 90, 200)))
    _write(surface, "File Edit View Insert Format Help", (30, 42), 26, skia.ColorWHITE)
    _lines(surface, 24, skia.Color(40, 40, 40), 17, words=12)
    return surface


def _chinese() -> skia.Surface:
    surface = _surface()
    for row in range(8):
        _write(surface, CHINESE[row : row + 18], (90, 130 + row * 80), 52, skia.ColorBLACK)
    return surface


def _meme(seed: int) -> skia.Surface:
    surface = _clouds(seed)
    for text, y in (("WHEN THE METRICS LOOK GOOD", 110), ("BUT NOBODY KNOWS WHY", 760)):
        font, where = _font(72), (60, y)
        stroke = skia.Paint(Color=skia.ColorBLACK, AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=9)
        surface.getCanvas().drawString(text, *where, font, stroke)
        _write(surface, text, where, 72, skia.ColorWHITE)
    return surface


def _marked(seed: int, text: str, times: int) -> skia.Surface:
    """A watermark half seen through, across the middle or all over."""
    surface = _clouds(seed, (80, 20)) if seed % 2 else _of(np.full((HIGH, WIDE), 90.0 + 10 * seed))
    half = skia.ColorSetARGB(130, 255, 255, 255)
    for at in range(times):
        place = (330.0, 430.0) if times == 1 else (60 + (at % 3) * 390.0, 160 + (at // 3) * 220.0)
        _write(surface, text, place, 90 if times == 1 else 44, half)
    return surface


def _signed(seed: int) -> skia.Surface:
    """A photograph with a small sign in it."""
    surface = _clouds(seed)
    surface.getCanvas().drawRect(skia.Rect.MakeXYWH(840, 520, 260, 80), skia.Paint(Color=skia.ColorWHITE))
    _write(surface, "BAKERY", (865, 578), 52, skia.ColorBLACK)
    return surface


def _facade() -> skia.Surface:
    surface = _of(np.full((HIGH, WIDE), 170.0))
    for row in range(9):
        for column in range(22):
            place = skia.Rect.MakeXYWH(30 + column * 52, 40 + row * 84, 26, 46)
            surface.getCanvas().drawRect(place, skia.Paint(Color=skia.Color(40, 60, 90)))
    return surface


def _bricks() -> skia.Surface:
    surface = _of(np.full((HIGH, WIDE), 190.0))
    for row in range(27):
        for column in range(-1, 21):
            place = skia.Rect.MakeXYWH(column * 60 + (row % 2) * 30, row * 30, 55, 25)
            surface.getCanvas().drawRect(place, skia.Paint(Color=skia.Color(150, 70, 50)))
    return surface


def _fence() -> skia.Surface:
    surface = _clouds(5)
    for column in range(40):
        place = skia.Rect.MakeXYWH(column * 30, 300, 10, 300)
        surface.getCanvas().drawRect(place, skia.Paint(Color=skia.Color(70, 50, 30)))
    return surface


def _chart() -> skia.Surface:
    """A line chart without words: axes, grid, three lines."""
    surface = _surface()
    canvas, dice = surface.getCanvas(), np.random.default_rng(3)
    for row in range(8):
        canvas.drawLine(100, 100 + row * 80, 1100, 100 + row * 80, skia.Paint(Color=skia.Color(200, 200, 200)))
    for line in range(3):
        points = np.cumsum(dice.standard_normal(20)) * 40 + 300 + line * 80
        for at in range(19):
            paint = skia.Paint(Color=skia.Color(200, 60 * line, 90), StrokeWidth=6, AntiAlias=True)
            canvas.drawLine(100 + at * 52, points[at], 152 + at * 52, points[at + 1], paint)
    return surface


def _stones(seed: int) -> skia.Surface:
    """Pebbles: round marks of all sizes."""
    surface, dice = _of(np.full((HIGH, WIDE), 110.0)), np.random.default_rng(seed)
    for _ in range(900):
        colour = skia.Color(*(int(each) for each in dice.integers(60, 220, 3)))
        x, y, radius = dice.random() * WIDE, dice.random() * HIGH, 6 + dice.random() * 26
        surface.getCanvas().drawCircle(x, y, radius, skia.Paint(Color=colour, AntiAlias=True))
    return surface


def _grass(seed: int) -> skia.Surface:
    surface, dice = _of(np.full((HIGH, WIDE), 80.0)), np.random.default_rng(seed)
    for _ in range(3000):
        x, y = dice.random() * WIDE, dice.random() * HIGH
        paint = skia.Paint(Color=skia.Color(60, int(dice.integers(90, 220)), 50), StrokeWidth=3, AntiAlias=True)
        surface.getCanvas().drawLine(x, y, x + dice.normal() * 14, y - 20 - dice.random() * 40, paint)
    return surface


def light(surface: skia.Surface) -> NDArray[np.float64]:
    """A surface's light, two thirds in size: as pictures are looked at."""
    small = surface.makeImageSnapshot().resize(
        WIDE * 2 // 3, HIGH * 2 // 3, skia.SamplingOptions(skia.FilterMode.kLinear)
    )
    pixels = small.toarray(colorType=skia.kRGBA_8888_ColorType).astype(np.float64)
    found: NDArray[np.float64] = pixels[:, :, :3] @ np.array([0.2126, 0.7152, 0.0722])
    return found


def slide() -> bytes:
    """A slide as a file."""
    data: bytes = _slide(dark=False).makeImageSnapshot().encodeToData(skia.kPNG, 100).bytes()
    return data


def drawn() -> dict[str, dict[str, NDArray[np.float64]]]:
    """The light of pictures by what they hold and their names."""
    full = {
        "slide": _slide(dark=False), "dark slide": _slide(dark=True), "screenshot": _screenshot(), "chinese slide": _chinese(),
        "meme": _meme(1), "meme on noise": _meme(2), "watermark": _marked(3, "Stock Images", 1),
        "watermark on plain": _marked(4, "gettypix.example", 1), "watermarks all over": _marked(6, "sample", 9),
        "watermarks on clouds": _marked(7, "PREVIEW", 9),
    }  # fmt: skip
    none = {
        **{f"clouds {seed}": _clouds(seed) for seed in range(10, 14)},
        **{f"fine clouds {seed}": _clouds(seed, (40, 8, 2)) for seed in (20, 21)},
        "facade": _facade(), "bricks": _bricks(), "fence": _fence(), "chart": _chart(), "stones": _stones(1),
        "more stones": _stones(2), "grass": _grass(1), "more grass": _grass(2),
    }  # fmt: skip
    little = {f"sign {seed}": _signed(seed) for seed in range(30, 34)}
    kinds = {"full": full, "little": little, "none": none}
    return {kind: {name: light(each) for name, each in surfaces.items()} for kind, surfaces in kinds.items()}
