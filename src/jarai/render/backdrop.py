"""What stays in a scene: the studio behind, the desk in front, the label, the lower third. Drawn once, then blitted."""

import skia

from jarai.render.fonts import draw, width
from jarai.render.layout import Layout
from jarai.render.palette import NIGHT, WHITE, Palette
from jarai.render.presenter.ink import colour, fill, mix
from jarai.render.text import fit
from jarai.storyboard.model import Brand, Presenter

AI_LABEL = "AI GENERATED"


def rounded(canvas: skia.Canvas, area: tuple[float, float, float, float], radius: float, paint: skia.Paint) -> None:
    """A rounded rectangle."""
    canvas.drawRoundRect(skia.Rect.MakeLTRB(*area), radius, radius, paint)


def draw_backdrop(canvas: skia.Canvas, plan: Layout, colours: Palette) -> None:
    """A lit studio wall: a deep gradient, a glow behind the presenter, tilted panels and a fine grid of light."""
    ends = [colour(colours.deep), colour(mix(colours.deep, colours.bright, 0.55)), colour(colours.bright)]
    points = [skia.Point(0, 0), skia.Point(plan.width, plan.height)]
    canvas.drawPaint(skia.Paint(Dither=True, Shader=skia.GradientShader.MakeLinear(points, ends)))
    middle = skia.Point(plan.presenter[0] + 400 * plan.presenter[2], plan.presenter[1] + 330 * plan.presenter[2])
    glow = [colour(mix(colours.bright, WHITE, 0.35), 0.55), colour(colours.bright, 0.0)]
    canvas.drawPaint(
        skia.Paint(Dither=True, Shader=skia.GradientShader.MakeRadial(middle, 620 * plan.presenter[2], glow))
    )
    canvas.save()
    canvas.rotate(-14, plan.width / 2, plan.height / 2)
    for at, wide, alpha in ((0.06, 0.1, 0.05), (0.24, 0.03, 0.07), (0.62, 0.16, 0.045), (0.86, 0.05, 0.06)):
        left = plan.width * at
        strip = skia.Rect.MakeLTRB(left, -plan.height, left + plan.width * wide, plan.height * 2)
        canvas.drawRect(strip, fill(WHITE, alpha))
    canvas.restore()
    for row in range(9):
        for column in range(9):
            x, y = plan.width * 0.8 + column * 26, plan.desk * 0.08 + row * 26
            canvas.drawCircle(x, y, 2.2, fill(WHITE, 0.12))
    canvas.drawCircle(plan.width * 0.02, plan.desk * 0.86, plan.width * 0.22, fill(WHITE, 0.035))


def draw_desk(canvas: skia.Canvas, plan: Layout, colours: Palette, brand: Brand, kicker: str) -> None:
    """The desk that ends the figure, with the brand's name and the topic as decoration."""
    top, bottom = skia.Point(0, plan.desk), skia.Point(0, plan.height)
    ends = [colour(mix(colours.deep, "#000000", 0.12)), colour(mix(colours.deep, "#000000", 0.55))]
    area = skia.Rect.MakeLTRB(0, plan.desk, plan.width, plan.height)
    canvas.drawRect(skia.Rect.MakeLTRB(0, plan.desk - 34, plan.width, plan.desk), fill("#000000", 0.16, 14.0))
    canvas.drawRect(area, skia.Paint(Shader=skia.GradientShader.MakeLinear([top, bottom], ends)))
    canvas.drawRect(skia.Rect.MakeXYWH(0, plan.desk, plan.width, 7), fill(mix(colours.primary, WHITE, 0.12)))
    canvas.drawRect(skia.Rect.MakeXYWH(0, plan.desk + 7, plan.width, 26), fill(WHITE, 0.05))
    text = f"{brand.name}   ·   {kicker}".upper() if kicker else brand.name.upper()
    ink = fill(mix(colours.deep, WHITE, 0.58))
    found = fit(text, (plan.width * 0.8, 84.0), (32, 28, 24, 20), 600)
    for number, row in enumerate(found.lines[:2]):
        x = (plan.width - width(row, found.size, 600)) / 2
        draw(canvas, row, x, plan.desk + 84 + number * found.size * 1.3, found.size, 600, ink)


def draw_label(canvas: skia.Canvas, plan: Layout) -> None:
    """The AI label, top right, from the first frame to the last."""
    rounded(canvas, plan.label, 26, fill(NIGHT, 0.92))
    left, top, right, _ = plan.label
    canvas.drawCircle(left + 32, top + 26, 6, fill("#4BE3A8"))
    draw(
        canvas, AI_LABEL, left + 50 + (right - left - 62 - width(AI_LABEL, 24, 700)) / 2, top + 35, 24, 700, fill(WHITE)
    )


def draw_lower_third(canvas: skia.Canvas, plan: Layout, colours: Palette, presenter: Presenter) -> None:
    """The presenter's name and role."""
    left, top, right, bottom = plan.lower_third
    name = fit(presenter.name, (right - left - 50, 46), (38, 34, 30, 26, 22), 700)
    role = fit(presenter.role, (right - left - 50, 38), (27, 25, 23, 20, 18), 500)
    end = min(right, left + 60 + max(name.widest, role.widest))
    rounded(canvas, (left, top + 6, end, bottom + 6), 14, fill("#000000", 0.35, 10.0))
    rounded(canvas, (left, top, end, bottom), 14, fill(NIGHT, 0.95))
    canvas.save()
    canvas.clipRRect(skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(left, top, end, bottom), 14, 14), True)
    canvas.drawRect(skia.Rect.MakeLTRB(left, top, left + 12, bottom), fill(mix(colours.primary, WHITE, 0.15)))
    canvas.restore()
    draw(canvas, name.lines[0], left + 34, top + 46, name.size, 700, fill(WHITE))
    draw(canvas, role.lines[0], left + 34, top + 84, role.size, 500, fill("#C2D4EE"))
