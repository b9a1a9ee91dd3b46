"""The body: shoulders, blazer, blouse, neck. It never moves, so it is drawn once. Art space: 800 wide, 1,000 high."""

import skia

from jarai.render.presenter.avatars import Avatar
from jarai.render.presenter.ink import darker, fill, gradient, lighter, line, path

_TORSO = "M-10 1000 C6 842 44 756 136 708 C214 670 290 664 338 632 L462 632 C510 664 586 670 664 708 C756 756 794 842 810 1000 Z"
_LEFT_ARM = "M-10 1000 C6 842 44 756 136 708 C158 697 182 689 206 682 C146 760 122 868 124 1000 Z"
_RIGHT_ARM = "M810 1000 C794 842 756 756 664 708 C642 697 618 689 594 682 C654 760 678 868 676 1000 Z"
_BLOUSE = "M326 634 C350 690 372 800 400 916 C428 800 450 690 474 634 C450 612 350 612 326 634 Z"
_NECK = "M348 498 L346 610 C350 640 376 668 400 678 C424 668 450 640 454 610 L452 498 Z"
_NECK_SHADE = "M348 520 C366 572 434 572 452 520 L453 574 C430 612 372 612 347 574 Z"
_LEFT_COLLAR = "M346 604 C336 612 330 620 326 632 L362 706 L400 676 C376 664 354 640 346 604 Z"
_RIGHT_COLLAR = "M454 604 C464 612 470 620 474 632 L438 706 L400 676 C424 664 446 640 454 604 Z"
_LEFT_LAPEL = "M318 640 C292 660 262 668 236 676 L262 786 L312 772 L284 820 L396 1000 L402 1000 L396 916 C366 826 336 726 318 640 Z"
_RIGHT_LAPEL = "M482 640 C508 660 538 668 564 676 L538 786 L488 772 L516 820 L404 1000 L398 1000 L404 916 C434 826 464 726 482 640 Z"


_TIE = "M386 694 L414 694 L409 724 L391 724 Z"
_BLADE = "M391 724 L409 724 L428 868 L400 906 L372 868 Z"
_ROLL = "M340 548 C338 590 340 626 346 650 C372 690 428 690 454 650 C460 626 462 590 460 548 C436 578 364 578 340 548 Z"


def draw_body(canvas: skia.Canvas, avatar: Avatar) -> None:
    """The body below the head."""
    if avatar.seated:
        _wheelchair(canvas)
    canvas.save()
    canvas.translate(400, 0)
    canvas.scale(avatar.build, 1.0)
    canvas.translate(-400, 0)
    _torso(canvas, avatar)
    if avatar.outfit != "rollneck":
        _blouse(canvas, avatar)
    canvas.restore()
    _neck(canvas, avatar)
    if avatar.outfit == "rollneck":
        _roll_neck(canvas, avatar)
        return
    _collars(canvas, avatar)
    if avatar.outfit == "suit":
        canvas.drawPath(
            path(_BLADE), gradient((380, 720), (420, 900), lighter(avatar.tie, 0.08), darker(avatar.tie, 0.25))
        )
        canvas.drawPath(path(_TIE), fill(lighter(avatar.tie, 0.06)))
        canvas.drawPath(path("M391 724 L409 724"), line(darker(avatar.tie, 0.45), 2.4, 0.8))
    canvas.save()
    canvas.translate(400, 0)
    canvas.scale(avatar.build, 1.0)
    canvas.translate(-400, 0)
    _lapels(canvas, avatar)
    canvas.restore()


def _wheelchair(canvas: skia.Canvas) -> None:
    """What is seen of it behind a sitting person: the back, its handles, the tops of the wheels."""
    for side in (-1, 1):
        x = 400 + 372 * side
        canvas.drawPath(path(f"M{x} 1000 L{x} 742"), line("#2B2F38", 20.0))
        canvas.drawPath(path(f"M{x} 742 C{x} 716 {x + 12 * side} 708 {x + 38 * side} 708"), line("#2B2F38", 20.0))
        canvas.drawPath(path(f"M{x + 22 * side} 708 L{x + 52 * side} 708"), line("#4A5160", 26.0))
        canvas.drawCircle(400 + 420 * side, 1060, 150, line("#3A404C", 16.0))
        canvas.drawCircle(400 + 420 * side, 1060, 128, line("#AEB6C4", 7.0))
    back = "M52 1000 L64 770 C66 744 84 730 110 730 L690 730 C716 730 734 744 736 770 L748 1000 Z"
    canvas.drawPath(path(back), gradient((0, 730), (0, 1000), "#3C4350", "#262B35"))


def _torso(canvas: skia.Canvas, avatar: Avatar) -> None:
    jacket = avatar.jacket
    canvas.drawPath(path(_TORSO), gradient((0, 640), (0, 1000), lighter(jacket, 0.06), darker(jacket, 0.18)))
    canvas.drawPath(path(_LEFT_ARM), fill(darker(jacket, 0.38), 0.55))
    canvas.drawPath(path(_RIGHT_ARM), fill(darker(jacket, 0.48), 0.6))
    canvas.drawPath(path("M206 682 C146 760 122 868 124 1000"), line(darker(jacket, 0.5), 2.5, 0.5))
    canvas.drawPath(path("M594 682 C654 760 678 868 676 1000"), line(darker(jacket, 0.5), 2.5, 0.5))
    canvas.drawPath(path("M20 900 C36 824 66 766 140 722"), line(lighter(jacket, 0.3), 3, 0.35))


def _blouse(canvas: skia.Canvas, avatar: Avatar) -> None:
    canvas.drawPath(path(_BLOUSE), gradient((340, 640), (460, 900), avatar.shirt, darker(avatar.shirt, 0.16)))
    canvas.drawPath(path("M400 700 L400 904"), line(darker(avatar.shirt, 0.3), 1.6, 0.5))
    for y in (760, 812, 864):
        canvas.drawCircle(400, y, 3.4, fill(darker(avatar.shirt, 0.35), 0.5))


def _neck(canvas: skia.Canvas, avatar: Avatar) -> None:
    canvas.drawPath(path(_NECK), gradient((346, 560), (454, 560), avatar.skin, darker(avatar.skin, 0.14)))
    canvas.drawPath(path(_NECK_SHADE), fill(darker(avatar.skin, 0.4), 0.42, 5.0))
    if avatar.outfit == "blazer":
        canvas.drawPath(path("M372 652 C384 662 392 666 398 668"), line(darker(avatar.skin, 0.3), 2.2, 0.45))
        canvas.drawPath(path("M428 652 C416 662 408 666 402 668"), line(darker(avatar.skin, 0.3), 2.2, 0.45))


def _roll_neck(canvas: skia.Canvas, avatar: Avatar) -> None:
    """A knitted collar and the yoke's seam."""
    knit = avatar.jacket
    canvas.drawPath(path(_ROLL), gradient((340, 560), (460, 660), lighter(knit, 0.12), darker(knit, 0.12)))
    canvas.drawPath(path("M344 572 C372 600 428 600 456 572"), line(darker(knit, 0.35), 3.0, 0.5))
    for x in range(352, 452, 12):
        canvas.drawPath(path(f"M{x} 602 L{x + 1} 650"), line(darker(knit, 0.35), 2.0, 0.35))
    canvas.drawPath(path("M346 650 C372 690 428 690 454 650"), line(darker(knit, 0.4), 3.0, 0.6))
    canvas.drawPath(path("M206 682 C280 742 520 742 594 682"), line(darker(knit, 0.3), 3.0, 0.35))
    for side in (-1, 1):
        x = 400 + 120 * side
        canvas.drawPath(
            path(f"M{x} 800 C{x + 10 * side} 860 {x + 6 * side} 930 {x + 14 * side} 1000"),
            line(darker(knit, 0.3), 4.0, 0.3),
        )


def _collars(canvas: skia.Canvas, avatar: Avatar) -> None:
    for collar in (_LEFT_COLLAR, _RIGHT_COLLAR):
        canvas.drawPath(path(collar), fill("#000000", 0.16, 6.0))
        canvas.drawPath(path(collar), fill(avatar.shirt))
    canvas.drawPath(path("M346 606 C354 640 376 664 400 676"), line(darker(avatar.shirt, 0.28), 2.0, 0.7))
    canvas.drawPath(path("M454 606 C446 640 424 664 400 676"), line(darker(avatar.shirt, 0.28), 2.0, 0.7))


def _lapels(canvas: skia.Canvas, avatar: Avatar) -> None:
    jacket = avatar.jacket
    for lapel, edge in ((_LEFT_LAPEL, 0.13), (_RIGHT_LAPEL, 0.05)):
        canvas.drawPath(path(lapel), fill("#000000", 0.22, 7.0))
        canvas.drawPath(path(lapel), gradient((240, 680), (400, 980), lighter(jacket, edge), darker(jacket, 0.1)))
    canvas.drawPath(path("M236 676 L262 786 L312 772 L284 820 L396 1000"), line(darker(jacket, 0.45), 2.2, 0.7))
    canvas.drawPath(path("M564 676 L538 786 L488 772 L516 820 L404 1000"), line(darker(jacket, 0.45), 2.2, 0.7))
    canvas.drawPath(path("M318 642 C336 728 366 826 396 914"), line(lighter(jacket, 0.28), 2.0, 0.5))
    canvas.drawPath(
        path("M560 848 C586 842 610 838 632 836 L634 848 C612 850 588 854 564 860 Z"), fill(lighter(jacket, 0.1))
    )
