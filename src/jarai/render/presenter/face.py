"""The head in its parts: face, eyes with brows, mouth, glasses."""

import skia

from jarai.render.presenter.avatars import Avatar
from jarai.render.presenter.ink import darker, fill, gradient, lighter, line, mix, path
from jarai.render.presenter.pose import Eyes, Mouth

_FACE = "M294 292 C290 192 338 146 400 146 C462 146 510 192 506 292 C505 344 {right_a} 388 {right_b} 428 C{right_c} 466 {right_d} {chin} 400 {chin} C{left_d} {chin} {left_c} 466 {left_b} 428 C{left_a} 388 295 344 294 292 Z"
_BEARD = "M295 322 C298 392 {left_b} 436 {left_c} 466 C{left_c} 492 {left_d} {below} 400 {below} C{right_d} {below} {right_c} 492 {right_c} 466 C{right_b} 436 502 392 505 322 C500 362 488 384 470 394 C448 402 430 388 400 396 C370 388 352 402 330 394 C312 384 300 362 295 322 Z"
_SHADE = "M506 292 C505 344 498 388 476 428 C456 466 428 {chin} 400 {chin} C440 478 462 428 470 374 C478 314 474 250 462 196 C492 214 508 250 506 292 Z"
_NOSE = "M404 314 C407 340 420 358 420 371 C420 384 410 389 400 389 C391 389 384 386 380 380"
_MOUTH_AT = (400.0, 424.0)


def draw_head(canvas: skia.Canvas, avatar: Avatar, jaw: float) -> None:
    """Ears, face and nose, the chin lowered by `jaw`; the features lie on it."""
    skin = avatar.skin
    places = _jaw_line(avatar, jaw)
    for side, x in ((-1, 293), (1, 507)):
        canvas.drawOval(skia.Rect.MakeXYWH(x - 16, 300, 32, 60), fill(darker(skin, 0.1 if side < 0 else 0.2)))
        canvas.drawOval(skia.Rect.MakeXYWH(x - 8, 312, 15, 34), fill(darker(skin, 0.3), 0.5, 2.0))
    canvas.drawPath(path(_FACE.format(**places)), gradient((310, 200), (500, 440), lighter(skin, 0.1), skin))
    canvas.drawPath(path(_SHADE.format(**places)), fill(darker(skin, 0.3), 0.3, 7.0))
    for x in (334, 466):
        canvas.drawOval(skia.Rect.MakeXYWH(x - 30, 362, 60, 36), fill(mix(skin, "#E0604F", 0.5), 0.2, 12.0))
    canvas.drawPath(path(_NOSE), line(darker(skin, 0.3), 3.0, 0.6))
    canvas.drawPath(path("M384 383 C387 387 392 388 396 386"), line(darker(skin, 0.5), 2.8, 0.7))
    canvas.drawPath(path("M416 382 C413 387 408 388 404 386"), line(darker(skin, 0.5), 2.8, 0.7))
    canvas.drawPath(path("M395 348 C394 358 394 366 396 372"), line(lighter(skin, 0.55), 5.0, 0.55))
    if avatar.lines:
        for side in (-1, 1):
            x = 400 + 42 * side
            fold = f"M{x} 384 C{x + 10 * side} 394 {x + 13 * side} 408 {x + 9 * side} 422"
            canvas.drawPath(path(fold), line(darker(skin, 0.42), 2.6, 0.55 * avatar.lines))
            eye = 400 + 84 * side
            canvas.drawPath(
                path(f"M{eye} 318 L{eye + 10 * side} 312"), line(darker(skin, 0.4), 2.0, 0.5 * avatar.lines)
            )
            canvas.drawPath(
                path(f"M{eye} 326 L{eye + 11 * side} 328"), line(darker(skin, 0.4), 2.0, 0.5 * avatar.lines)
            )
        canvas.drawPath(path("M352 222 C380 216 420 216 448 222"), line(darker(skin, 0.35), 2.2, 0.4 * avatar.lines))
    if avatar.beard:
        canvas.drawPath(path(_BEARD.format(**places)), fill(avatar.hair, 0.94, 1.2))
        canvas.drawPath(path("M372 462 C388 470 412 470 428 462"), line(lighter(avatar.hair, 0.2), 3.0, 0.4))


def _jaw_line(avatar: Avatar, jaw: float) -> dict[str, str]:
    """The numbers of the lower face: as wide as the person's, the chin lowered by an open mouth."""
    chin = 490 + jaw * 0.32 + max(0.0, avatar.jaw) * 0.3
    found = {"chin": chin, "below": chin + 9}
    for name, at, share in (("a", 98, 0.5), ("b", 76, 1.0), ("c", 56, 1.25), ("d", 28, 1.0)):
        found[f"right_{name}"] = 400 + at + avatar.jaw * share
        found[f"left_{name}"] = 400 - at - avatar.jaw * share
    return {name: f"{value:.1f}" for name, value in found.items()}


def draw_eyes(canvas: skia.Canvas, avatar: Avatar, eyes: Eyes) -> None:
    """Eyes and brows."""
    for side, x in ((-1, 350), (1, 450)):
        _eye(canvas, avatar, x, 320.0, side, eyes)
        _brow(canvas, avatar, x, 281.0 - eyes.brows, side)


def _eye(canvas: skia.Canvas, avatar: Avatar, x: float, y: float, side: int, eyes: Eyes) -> None:
    """One eye: white, iris, lid and lashes; `side` is -1 left in the picture, 1 right."""
    inner, outer = x - 29 * side, x + 29 * side
    dark = avatar.hair_style not in {"crop", "hijab", "tousled"} and not avatar.lines > 0.6
    lash = darker(avatar.hair, 0.5) if dark else "#3A2A26"
    crease = line(darker(avatar.skin, 0.36), 2.2, 0.75)
    if eyes.lids < 0.2:
        canvas.drawPath(
            path(f"M{inner} {y + 4} C{inner + 16 * side} {y + 12} {outer - 18 * side} {y + 12} {outer} {y + 2}"),
            line(lash, 4.0),
        )
        canvas.drawPath(
            path(
                f"M{inner + 4 * side} {y - 8} C{inner + 18 * side} {y - 14} {outer - 18 * side} {y - 15} {outer} {y - 8}"
            ),
            crease,
        )
        return
    top = 15.5 * eyes.lids
    upper = f"C{inner + 13 * side} {y - top - 2:.1f} {outer - 20 * side} {y - top - 4:.1f} {outer} {y - 2}"
    lens = path(
        f"M{inner} {y + 4} {upper} C{outer - 10 * side} {y + 12} {inner + 20 * side} {y + 14} {inner} {y + 4} Z"
    )
    canvas.drawPath(lens, fill("#FCFBFA"))
    canvas.save()
    canvas.clipPath(lens, skia.ClipOp.kIntersect, True)
    centre = x + eyes.gaze[0], y + 0.5 + eyes.gaze[1]
    canvas.drawCircle(*centre, 13.4, fill(darker(avatar.iris, 0.45)))
    canvas.drawCircle(*centre, 11.2, fill(avatar.iris))
    canvas.drawCircle(centre[0], centre[1] + 3, 7.6, fill(lighter(avatar.iris, 0.25), 0.7))
    canvas.drawCircle(*centre, 5.8, fill("#15100E"))
    canvas.drawCircle(centre[0] + 4, centre[1] - 4.4, 3.1, fill("#FFFFFF"))
    canvas.drawCircle(centre[0] - 4.4, centre[1] + 4, 1.5, fill("#FFFFFF", 0.6))
    canvas.drawPath(path(f"M{inner} {y + 4} {upper}"), line("#2A1A18", 7.0, 0.18))
    canvas.restore()
    if not avatar.lashes:
        canvas.drawPath(path(f"M{inner} {y + 4} {upper}"), line(lash, 3.6))
    canvas.drawPath(
        path(
            f"M{inner} {y + 4} {upper} L{outer + 5 * side} {y - 6} C{outer - 17 * side} {y - top - 9:.1f} {inner + 12 * side} {y - top - 6:.1f} {inner} {y + 4} Z"
        ),
        fill(lash, 1.0 if avatar.lashes else 0.0),
    )
    canvas.drawPath(
        path(
            f"M{inner + 5 * side} {y - top - 4:.1f} C{inner + 18 * side} {y - top - 12:.1f} {outer - 18 * side} {y - top - 13:.1f} {outer + 2 * side} {y - top * 0.6 - 5:.1f}"
        ),
        crease,
    )
    canvas.drawPath(
        path(f"M{inner + 12 * side} {y + 15} Q{x} {y + 19} {outer - 8 * side} {y + 13}"),
        line(darker(avatar.skin, 0.3), 2.0, 0.5),
    )


def _brow(canvas: skia.Canvas, avatar: Avatar, x: float, y: float, side: int) -> None:
    brow = avatar.brows or ("#7E7F86" if avatar.hair_style == "crop" else darker(avatar.hair, 0.15))
    thick = 0 if avatar.lashes else 4
    text = (
        f"M{x - 33 * side} {y + 6} C{x - 17 * side} {y - 7} {x + 10 * side} {y - 11 + thick / 2} {x + 36 * side} {y + 2} "
        f"C{x + 12 * side} {y - 4 + thick} {x - 14 * side} {y + thick} {x - 32 * side} {y + 12 + thick} Z"
    )
    canvas.drawPath(path(text), fill(brow, 0.92))


def draw_mouth(canvas: skia.Canvas, avatar: Avatar, mouth: Mouth) -> None:
    """Lips around an opening that shows teeth and tongue as the viseme asks."""
    x, y = _MOUTH_AT
    half, up, down = mouth.width / 2, mouth.open * 0.32, mouth.open * 0.68
    left, right, corner = x - half, x + half, y - mouth.smile * 0.8
    thick_up, thick_down, bow = 8 + mouth.round * 3, 11 + mouth.round * 3, half * (0.34 + 0.2 * mouth.round)
    lips, skin = avatar.lips, avatar.skin
    outer = (
        f"M{left - 2:.1f} {corner:.1f} C{left + bow:.1f} {y - up - thick_up * 0.75:.1f} {x - half * 0.3:.1f} {y - up - thick_up - 1:.1f} {x - 5} {y - up - thick_up:.1f} "
        f"Q{x} {y - up - thick_up + 3.2:.1f} {x + 5} {y - up - thick_up:.1f} C{x + half * 0.3:.1f} {y - up - thick_up - 1:.1f} {right - bow:.1f} {y - up - thick_up * 0.75:.1f} {right + 2:.1f} {corner:.1f} "
        f"C{right - half * 0.3:.1f} {y + down + thick_down * 0.86:.1f} {x + half * 0.45:.1f} {y + down + thick_down:.1f} {x} {y + down + thick_down:.1f} "
        f"C{x - half * 0.45:.1f} {y + down + thick_down:.1f} {left + half * 0.3:.1f} {y + down + thick_down * 0.86:.1f} {left - 2:.1f} {corner:.1f} Z"
    )
    canvas.drawPath(
        path(
            f"M{x - 20} {y + down + thick_down + 7:.1f} Q{x} {y + down + thick_down + 13:.1f} {x + 20} {y + down + thick_down + 7:.1f}"
        ),
        line(darker(skin, 0.35), 4.0, 0.3),
    )
    canvas.drawPath(path(outer), fill(lips))
    canvas.drawPath(
        path(
            f"M{x - half * 0.4:.1f} {y + down + thick_down * 0.5:.1f} Q{x} {y + down + thick_down * 0.92:.1f} {x + half * 0.4:.1f} {y + down + thick_down * 0.5:.1f}"
        ),
        line(lighter(lips, 0.45), 3.4, 0.5),
    )
    if mouth.open < 1.5:
        canvas.drawPath(
            path(
                f"M{left:.1f} {corner + 0.5:.1f} C{left + half * 0.45:.1f} {y + 1.4:.1f} {x - half * 0.3:.1f} {y + 0.6:.1f} {x} {y + 2.2:.1f} C{x + half * 0.3:.1f} {y + 0.6:.1f} {right - half * 0.45:.1f} {y + 1.4:.1f} {right:.1f} {corner + 0.5:.1f}"
            ),
            line(darker(lips, 0.4), 2.6),
        )
    else:
        _open_mouth(canvas, mouth, lips)
    for side, at in ((-1, left), (1, right)):
        canvas.drawPath(
            path(
                f"M{at + 6 * side:.1f} {corner - 3:.1f} Q{at + 4 * side:.1f} {corner + 1:.1f} {at + 3 * side:.1f} {corner + 4:.1f}"
            ),
            line(darker(skin, 0.32), 2.0, 0.55),
        )


def _open_mouth(canvas: skia.Canvas, mouth: Mouth, lips: str) -> None:
    x, y = _MOUTH_AT
    half, up, down = mouth.width / 2, mouth.open * 0.32, mouth.open * 0.68
    left, right, corner = x - half, x + half, y - mouth.smile * 0.8
    bow = half * (0.42 + 0.2 * mouth.round)
    inside = path(
        f"M{left + 4:.1f} {corner + 0.5:.1f} C{left + bow:.1f} {y - up:.1f} {x - half * 0.4:.1f} {y - up - 0.5:.1f} {x} {y - up + 0.8:.1f} "
        f"C{x + half * 0.4:.1f} {y - up - 0.5:.1f} {right - bow:.1f} {y - up:.1f} {right - 4:.1f} {corner + 0.5:.1f} "
        f"C{right - half * 0.32:.1f} {y + down:.1f} {x + half * 0.4:.1f} {y + down + 1:.1f} {x} {y + down + 1:.1f} "
        f"C{x - half * 0.4:.1f} {y + down + 1:.1f} {left + half * 0.32:.1f} {y + down:.1f} {left + 4:.1f} {corner + 0.5:.1f} Z"
    )
    canvas.drawPath(inside, fill("#4E1A20"))
    canvas.save()
    canvas.clipPath(inside, skia.ClipOp.kIntersect, True)
    if mouth.teeth > 0:
        height = min(mouth.open * 0.42, 9.5) * mouth.teeth
        wide = half * (0.8 - 0.25 * mouth.round)
        teeth = skia.Rect.MakeLTRB(x - wide, y - up - 4, x + wide, y - up + height)
        canvas.drawRoundRect(teeth, 5, 5, fill("#FBFAF6"))
    if mouth.tongue > 0 and mouth.open > 8:
        canvas.drawOval(
            skia.Rect.MakeXYWH(x - half * 0.5, y + down - mouth.open * 0.34 * mouth.tongue, half, mouth.open),
            fill("#C8656A"),
        )
    canvas.drawPath(inside, line(darker(lips, 0.5), 3.0, 0.35))
    canvas.restore()


def draw_glasses(canvas: skia.Canvas) -> None:
    """Two lenses and the bridge."""
    frame = line("#3A3F4C", 4.2)
    for x in (350, 450):
        lens = skia.Rect.MakeXYWH(x - 40, 292, 80, 60)
        canvas.drawRoundRect(lens, 24, 24, fill("#DCEBFF", 0.1))
        canvas.drawRoundRect(lens, 24, 24, frame)
        canvas.drawPath(path(f"M{x - 24} 334 L{x - 6} 304"), line("#FFFFFF", 4.0, 0.22))
    canvas.drawPath(path("M390 316 Q400 309 410 316"), frame)
    canvas.drawPath(path("M310 314 L294 308"), frame)
    canvas.drawPath(path("M490 314 L506 308"), frame)
