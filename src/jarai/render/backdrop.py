"""What stays in a scene: the room behind, the desk in front, the label, the lower third. Drawn once, then blitted."""

import skia

from jarai.render.contrast import INK, WHITE, readable
from jarai.render.layout import Area, Layout
from jarai.render.presenter.ink import colour, fill, line, mix
from jarai.render.theme import Theme
from jarai.storyboard.model import Brand, LowerThird, Presenter
from jarai.storyboard.words import words_of

TEST_MARK = "TEST"


def rounded(canvas: skia.Canvas, area: tuple[float, float, float, float], radius: float, paint: skia.Paint) -> None:
    """A rounded rectangle."""
    canvas.drawRoundRect(skia.Rect.MakeLTRB(*area), radius, radius, paint)


def draw_backdrop(canvas: skia.Canvas, plan: Layout, theme: Theme) -> None:
    """The room of the theme's style."""
    ends = [colour(theme.deep), colour(mix(theme.deep, theme.bright, 0.55)), colour(theme.bright)]
    points = [skia.Point(0, 0), skia.Point(plan.width, plan.height)]
    canvas.drawPaint(skia.Paint(Dither=True, Shader=skia.GradientShader.MakeLinear(points, ends)))
    size = plan.presenter[2]
    middle = (plan.presenter[0] + 400 * size, plan.presenter[1] + 400 * size)
    if plan.framing == "pair":
        middle = (plan.width / 2, middle[1])
    if plan.framing in {"full", "image"}:
        middle = (plan.width * 0.82, plan.height * 0.3)
    {"newsroom": _studio, "explainer": _room, "social": _stage}[theme.style](canvas, plan, theme, middle)


def _studio(canvas: skia.Canvas, plan: Layout, theme: Theme, middle: tuple[float, float]) -> None:
    """A glow behind the presenter, tilted panels and a fine grid of light."""
    size = plan.presenter[2]
    glow = [colour(mix(theme.bright, WHITE, 0.35), 0.55), colour(theme.bright, 0.0)]
    shader = skia.GradientShader.MakeRadial(skia.Point(*middle), 620 * size, glow)
    canvas.drawPaint(skia.Paint(Dither=True, Shader=shader))
    _tilted(canvas, plan, ((0.06, 0.1, 0.05), (0.24, 0.03, 0.07), (0.62, 0.16, 0.045), (0.86, 0.05, 0.06)), WHITE)
    _dots(canvas, plan, WHITE, 0.12)
    canvas.drawCircle(plan.width * 0.02, plan.desk * 0.86, plan.width * 0.22, fill(WHITE, 0.035))


def _room(canvas: skia.Canvas, plan: Layout, theme: Theme, middle: tuple[float, float]) -> None:
    """A bright room: a disc behind the presenter, flat shapes in the brand's colours at the edges."""
    size, unit = plan.presenter[2], min(plan.width, plan.height)
    canvas.drawCircle(*middle, 470 * size, fill(WHITE, 0.75))
    canvas.drawCircle(*middle, 400 * size, fill(mix(theme.band, WHITE, 0.72), 0.8))
    canvas.drawCircle(plan.width * 0.03, plan.height * 0.04, unit * 0.2, fill(mix(theme.accent, WHITE, 0.25), 0.85))
    canvas.drawCircle(plan.width * 0.03, plan.height * 0.04, unit * 0.2 + 46, line(theme.accent, 6.0, 0.5))
    canvas.drawCircle(plan.width * 0.99, plan.desk * 0.98, unit * 0.24, fill(theme.band, 0.14))
    _dots(canvas, plan, theme.band, 0.22)


def _stage(canvas: skia.Canvas, plan: Layout, theme: Theme, middle: tuple[float, float]) -> None:
    """Bold diagonals and a disc of the accent's colour behind the presenter."""
    _tilted(canvas, plan, ((-0.1, 0.34, 0.16), (0.52, 0.2, 0.12), (0.94, 0.3, 0.2)), theme.sheet)
    if plan.framing in {"full", "image"}:
        canvas.drawCircle(
            plan.width * 0.98, plan.height * 0.02, min(plan.width, plan.height) * 0.3, fill(theme.accent, 0.5)
        )
        _dots(canvas, plan, WHITE, 0.2)
        return
    size = plan.presenter[2]
    canvas.drawCircle(middle[0] + 26 * size, middle[1] + 26 * size, 410 * size, fill(theme.sheet, 0.3))
    canvas.drawCircle(*middle, 410 * size, fill(theme.accent))
    canvas.drawCircle(*middle, 340 * size, fill(mix(theme.accent, WHITE, 0.25)))
    _dots(canvas, plan, WHITE, 0.3)


def _tilted(canvas: skia.Canvas, plan: Layout, strips: tuple[tuple[float, float, float], ...], ink: str) -> None:
    """Tilted strips: where, how wide (shares of the width) and how opaque."""
    canvas.save()
    canvas.rotate(-14, plan.width / 2, plan.height / 2)
    for at, wide, alpha in strips:
        left = plan.width * at
        strip = skia.Rect.MakeLTRB(left, -plan.height, left + plan.width * wide, plan.height * 2)
        canvas.drawRect(strip, fill(ink, alpha))
    canvas.restore()


def _dots(canvas: skia.Canvas, plan: Layout, ink: str, alpha: float) -> None:
    for row in range(9):
        for column in range(9):
            x, y = plan.width * 0.8 + column * 26, plan.desk * 0.08 + row * 26
            canvas.drawCircle(x, y, 2.6, fill(ink, alpha))


def draw_desk(canvas: skia.Canvas, plan: Layout, theme: Theme, brand: Brand, kicker: str) -> None:
    """The desk that ends the figure, with the brand's name and the topic as decoration."""
    top, bottom = skia.Point(0, plan.desk), skia.Point(0, plan.height)
    dark = 0.08 if theme.light else 0.45
    ends = [colour(theme.desk), colour(mix(theme.desk, "#000000", dark))]
    area = skia.Rect.MakeLTRB(0, plan.desk, plan.width, plan.height)
    canvas.drawRect(skia.Rect.MakeLTRB(0, plan.desk - 34, plan.width, plan.desk), fill("#000000", 0.16, 14.0))
    canvas.drawRect(area, skia.Paint(Shader=skia.GradientShader.MakeLinear([top, bottom], ends)))
    edge = theme.accent if theme.style != "newsroom" else mix(theme.band, WHITE, 0.12)
    canvas.drawRect(skia.Rect.MakeXYWH(0, plan.desk, plan.width, 7), fill(edge))
    canvas.drawRect(skia.Rect.MakeXYWH(0, plan.desk + 7, plan.width, 26), fill(WHITE, 0.05))
    text = f"{brand.name}   ·   {kicker}".upper() if kicker else brand.name.upper()
    ink = fill(mix(theme.desk, WHITE, 0.92 if theme.light else 0.66))
    found = theme.fit(text, (plan.width * 0.8, min(84.0, plan.height - plan.desk - 40)), (32, 28, 24, 20), 600)
    for number, row in enumerate(found.lines[:2]):
        x = (plan.width - theme.fit(row, (plan.width, 99.0), (found.size,), 600).widest) / 2
        middle = min(84.0, (plan.height - plan.desk) * 0.58)
        theme.write(canvas, row, x, plan.desk + middle + number * found.size * 1.3, found.size, 600, ink)


def draw_label(canvas: skia.Canvas, plan: Layout, theme: Theme) -> None:
    """The AI mark in the video's language, top right, from the first frame to the last."""
    rounded(canvas, plan.label, 26, fill(theme.plate, 0.94))
    left, top, right, _ = plan.label
    canvas.drawCircle(left + 32, top + 26, 6, fill("#4BE3A8"))
    mark = words_of(theme.lettering.language).ai_mark
    label = theme.fit(mark, (right - left - 62, 40), (24, 22, 20), 700)
    x = left + 50 + (right - left - 62 - label.widest) / 2
    theme.write(canvas, mark, x, top + 35, label.size, 700, fill(theme.on_plate))


def draw_test_mark(canvas: skia.Canvas, plan: Layout, theme: Theme) -> None:
    """What marks a test production, across the whole picture: legible, and no use on air."""
    size = 0.3 * min(plan.width, plan.height)
    wide = theme.fit(TEST_MARK, (plan.width, plan.height), (round(size),), 700).widest
    for share in (0.3, 0.75):
        canvas.save()
        canvas.translate(plan.width / 2, plan.height * share)
        canvas.rotate(-18)
        theme.write(canvas, TEST_MARK, -wide / 2, size * 0.36, size, 700, fill("#8590A8", 0.4))
        canvas.restore()


def draw_lower_third(canvas: skia.Canvas, area: Area, theme: Theme, presenter: Presenter, kind: LowerThird) -> None:
    """A presenter's name and role."""
    ground, ink = {
        "plate": (theme.plate, theme.on_plate),
        "bar": (theme.band, theme.on_band),
        "light": (WHITE, INK),
    }[kind]
    left, top, right, bottom = area
    name = theme.fit(presenter.name, (right - left - 50, 46), (38, 34, 30, 26, 22), 700)
    role = theme.fit(presenter.role, (right - left - 50, 38), (27, 25, 23, 20, 18), 500)
    end = min(right, left + 60 + max(name.widest, role.widest))
    rounded(canvas, (left, top + 6, end, bottom + 6), 14, fill("#000000", 0.35, 10.0))
    rounded(canvas, (left, top, end, bottom), 14, fill(ground, 0.96))
    canvas.save()
    canvas.clipRRect(skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(left, top, end, bottom), 14, 14), True)
    edge = theme.accent if theme.style != "newsroom" or kind == "bar" else mix(theme.band, WHITE, 0.15)
    canvas.drawRect(skia.Rect.MakeLTRB(left, top, left + 12, bottom), fill(edge))
    canvas.restore()
    theme.write(canvas, "".join(name.lines[:1]), left + 34, top + 46, name.size, 700, fill(ink))
    soft = readable(mix(ground, ink, 0.82), ground)
    theme.write(canvas, "".join(role.lines[:1]), left + 34, top + 84, role.size, 500, fill(soft))
