"""Hair: what lies behind the body and face, and what falls in front."""

import skia

from jarai.render.presenter.avatars import Avatar
from jarai.render.presenter.ink import darker, fill, gradient, lighter, line, path

_BACK = {
    "bob": "M272 300 C246 160 322 98 402 98 C486 98 554 160 530 304 C540 380 556 438 546 488 C538 528 502 536 474 520 L326 520 C298 536 262 528 254 488 C244 438 262 380 272 300 Z",
    "straight": "M266 300 C244 158 322 96 402 96 C484 96 556 158 534 300 C546 430 566 560 562 690 C540 716 496 712 472 688 L328 688 C304 712 260 716 238 690 C234 560 254 430 266 300 Z",
    "natural": "M400 62 C512 56 574 128 566 226 C590 290 566 364 518 392 L282 392 C234 364 210 290 234 226 C226 128 288 56 400 62 Z",
    "short": "M282 300 C258 180 320 110 402 110 C484 110 544 180 518 300 C516 322 512 334 506 340 L294 340 C288 334 284 322 282 300 Z",
    "tousled": "M268 330 C236 240 262 120 340 96 C380 70 460 74 492 108 C556 136 566 250 534 334 C532 376 520 396 506 404 L294 404 C280 396 270 372 268 330 Z",
    "crop": "M276 318 C248 190 314 104 402 104 C490 104 552 190 524 318 C528 358 520 388 508 402 L292 402 C280 388 272 358 276 318 Z",
}
_SCARF = "M400 88 C506 88 562 172 552 296 C548 392 534 462 556 560 C528 640 462 664 400 668 C338 664 272 640 244 560 C266 462 252 392 248 296 C238 172 294 88 400 88 Z"
_OPENING = "M400 176 C454 176 492 218 492 292 C492 362 482 420 456 460 C440 486 420 506 400 506 C380 506 360 486 344 460 C318 420 308 362 308 292 C308 218 346 176 400 176 Z"
_FRONT = {
    "bob": (
        "M278 330 C256 206 308 110 404 106 C500 104 546 196 524 330 C518 284 504 244 478 208 C438 222 386 212 350 182 C330 216 292 252 278 330 Z",
        "M278 330 C266 392 256 440 270 486 C290 506 308 486 306 452 C292 410 286 366 288 312 Z",
        "M524 330 C536 392 546 440 532 486 C512 506 494 486 496 452 C510 410 516 366 514 312 Z",
    ),
    "straight": (
        "M276 334 C252 204 308 104 402 104 C496 104 550 204 526 334 C522 292 514 262 500 240 C470 252 330 252 302 240 C288 262 280 292 276 334 Z",
        "M276 330 C262 430 250 560 250 684 C276 706 300 690 304 650 C292 540 288 420 290 310 Z",
        "M526 330 C540 430 552 560 552 684 C526 706 502 690 498 650 C510 540 514 420 512 310 Z",
    ),
    "natural": (
        "M284 316 C250 214 306 96 400 92 C494 90 552 214 516 316 C516 272 500 228 470 204 C446 186 354 186 330 204 C300 228 284 272 284 316 Z",
    ),
    "short": (
        "M288 306 C268 206 312 112 402 108 C492 106 536 204 514 306 C512 270 506 240 494 216 C480 196 450 190 400 192 C350 190 322 196 308 216 C296 240 290 270 288 306 Z",
    ),
    "tousled": (
        "M280 336 C240 220 292 92 396 92 C504 84 562 214 522 336 C522 290 512 256 496 232 C474 240 452 230 436 208 C420 232 386 238 362 220 C346 244 318 246 304 236 C290 262 284 296 280 336 Z",
        "M330 104 C312 84 338 70 356 88 C372 62 408 64 412 86 C436 66 468 78 462 102 Z",
    ),
    "crop": (
        "M280 326 C250 214 306 110 402 106 C498 104 550 212 522 326 C520 292 514 262 498 238 C486 214 470 204 452 198 C420 218 364 216 330 190 C312 218 292 262 280 326 Z",
    ),
}
_GLEAM = {
    "short": ("M330 158 C352 134 392 124 430 132 C396 136 362 148 340 172 Z",),
    "tousled": ("M322 150 C346 118 392 108 430 118 C396 122 356 140 334 170 Z", "M452 130 C488 150 508 190 510 232 C498 190 476 158 446 142 Z"),
    "bob": ("M352 180 C396 206 444 214 474 204 C484 186 464 154 420 144 C386 138 362 152 352 180 Z", "M302 226 C318 170 356 136 404 128 C366 146 330 180 316 232 Z"),
    "straight": ("M318 226 C340 160 380 136 424 134 C380 150 348 184 338 234 Z", "M446 136 C486 150 508 184 514 226 C500 190 476 162 446 150 Z"),
    "natural": (),
    "crop": ("M330 190 C364 214 420 216 452 196 C470 168 440 138 404 136 C370 136 344 158 330 190 Z", "M300 232 C312 178 350 140 396 132 C360 150 328 186 316 238 Z"),
}  # fmt: skip


def draw_back_hair(canvas: skia.Canvas, avatar: Avatar) -> None:
    """What lies behind head and body."""
    if avatar.hair_style == "hijab":
        canvas.drawPath(path(_OPENING), fill(darker(avatar.hair, 0.55)))
        return
    shape = path(_BACK[avatar.hair_style])
    canvas.drawPath(shape, gradient((400, 100), (400, 560), avatar.hair, darker(avatar.hair, 0.35)))
    if avatar.hair_style == "natural":
        _curls(canvas, avatar)


def draw_front_hair(canvas: skia.Canvas, avatar: Avatar) -> None:
    """What falls in front of the face."""
    if avatar.hair_style == "hijab":
        _scarf(canvas, avatar)
        return
    for shape in _FRONT[avatar.hair_style]:
        canvas.drawPath(
            path(shape), gradient((300, 100), (520, 420), lighter(avatar.hair, 0.05), darker(avatar.hair, 0.2))
        )
    for shape in _GLEAM[avatar.hair_style]:
        canvas.drawPath(path(shape), fill(lighter(avatar.hair, 0.3), 0.42))
    strand = line(lighter(avatar.hair, 0.35), 2.6, 0.4)
    if avatar.hair_style in {"bob", "crop"}:
        canvas.drawPath(path("M440 128 C482 146 510 184 516 246"), strand)
        canvas.drawPath(path("M322 156 C300 184 288 222 286 270"), strand)


def _scarf(canvas: skia.Canvas, avatar: Avatar) -> None:
    """A headscarf around the face and over the neck, a darker cap at the forehead, its folds."""
    colour = avatar.hair
    canvas.save()
    canvas.clipPath(path(_OPENING), skia.ClipOp.kDifference, True)
    canvas.drawPath(path(_SCARF), gradient((280, 120), (520, 640), lighter(colour, 0.12), darker(colour, 0.22)))
    canvas.drawPath(
        path("M492 292 C492 362 482 420 456 460 C440 486 420 506 400 506 C430 530 520 470 530 300 Z"),
        fill(darker(colour, 0.5), 0.28, 8.0),
    )
    canvas.restore()
    canvas.drawPath(
        path(
            "M312 262 C320 206 354 176 400 176 C446 176 480 206 488 262 C476 216 446 194 400 194 C354 194 324 216 312 262 Z"
        ),
        fill(darker(colour, 0.45)),
    )
    for fold in (
        "M300 470 C340 540 430 566 524 536",
        "M290 520 C340 584 440 606 540 574",
        "M330 116 C286 150 268 210 270 290",
        "M470 116 C512 150 532 210 530 290",
        "M278 330 C278 400 292 450 322 490",
    ):
        canvas.drawPath(path(fold), line(darker(colour, 0.35), 3.0, 0.45))
    canvas.drawPath(path("M352 120 C300 150 284 210 284 268"), line(lighter(colour, 0.35), 3.0, 0.4))


def _curls(canvas: skia.Canvas, avatar: Avatar) -> None:
    """A soft outline of curls and a gleam: circles along the crown."""
    outline = [
        (262, 150),
        (300, 104),
        (348, 78),
        (400, 70),
        (452, 78),
        (500, 104),
        (538, 150),
        (556, 206),
        (558, 262),
        (244, 206),
        (242, 262),
        (256, 318),
        (544, 318),
    ]
    for x, y in outline:
        canvas.drawCircle(x, y, 34, fill(avatar.hair))
    for x, y in outline[:7]:
        canvas.drawCircle(x + 3, y + 6, 17, line(lighter(avatar.hair, 0.25), 3.0, 0.35))
