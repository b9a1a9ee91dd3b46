"""A hand that comes up beside the chest, with its forearm: open, as one explains, or with a raised finger, as one counts."""

import skia

from jarai.render.presenter.avatars import Avatar
from jarai.render.presenter.ink import darker, fill, gradient, lighter, line, path
from jarai.render.presenter.pose import Gesture

HAND = (480.0, 560.0, 880.0, 1300.0)
"""Where it is when it is raised, in the art space; the arm goes on below the picture so that it can rise."""
_SLEEVE = "M490 1300 C530 1120 578 960 614 806 L694 826 C676 970 662 1120 658 1300 Z"
_LEFT_EDGE, _RIGHT_EDGE = "M490 1300 C530 1120 578 960 614 806", "M694 826 C676 970 662 1120 658 1300"
_WRIST, _TILT = (702.0, 792.0), 24.0
"""Where the hand turns, and by how many degrees it leans outwards; its paths are drawn upright."""
_CUFF = "M664 806 L662 780 C686 770 718 766 742 770 L744 796 C718 790 690 796 664 806 Z"
_PALM = "M672 784 C668 750 660 722 662 694 C664 672 728 664 736 690 C742 716 738 748 736 776 C716 772 694 776 672 784 Z"
_FINGERS = (
    ("M672 696 C668 672 664 648 660 626", 19.0),
    ("M692 688 C690 658 688 630 686 602", 20.0),
    ("M712 688 C713 658 715 632 717 606", 20.0),
    ("M729 698 C734 674 740 652 746 632", 18.0),
)
_FOLDED = (
    _FINGERS[0],
    ("M692 690 C694 676 700 672 706 682", 22.0),
    ("M710 692 C713 680 718 676 723 686", 21.0),
    ("M727 700 C730 690 734 688 737 698", 18.0),
)
_THUMB = "M674 752 C656 738 644 720 632 700"


def draw_hand(canvas: skia.Canvas, avatar: Avatar, gesture: Gesture) -> None:
    """Forearm, cuff and hand."""
    fingers = _FINGERS if gesture == "open" else _FOLDED
    skin, jacket = avatar.skin, avatar.jacket
    canvas.drawPath(path(_SLEEVE), gradient((620, 800), (700, 1000), lighter(jacket, 0.08), darker(jacket, 0.2)))
    for edge in (_LEFT_EDGE, _RIGHT_EDGE):
        canvas.drawPath(path(edge), line(darker(jacket, 0.5), 2.5, 0.6))
    canvas.save()
    canvas.translate(-46, 28)
    canvas.rotate(_TILT, *_WRIST)
    for finger, wide in fingers:
        canvas.drawPath(path(finger), line(darker(skin, 0.34), wide + 3.0))
    canvas.drawPath(path(_THUMB), line(darker(skin, 0.34), 22.0))
    canvas.drawPath(path(_PALM), line(darker(skin, 0.34), 3.0))
    canvas.drawPath(path(_THUMB), line(skin, 19.0))
    for finger, wide in fingers:
        canvas.drawPath(path(finger), line(skin, wide))
    canvas.drawPath(path(_PALM), gradient((664, 680), (740, 780), lighter(skin, 0.06), darker(skin, 0.06)))
    if gesture == "count":
        for knuckle, wide in fingers[1:]:
            canvas.drawPath(path(knuckle), line(darker(skin, 0.3), wide))
            canvas.drawPath(path(knuckle), line(lighter(skin, 0.03), wide - 3.0))
    for crease in ("M678 728 C692 716 714 712 732 716", "M676 740 C684 752 690 764 692 776"):
        canvas.drawPath(path(crease), line(darker(skin, 0.3), 2.2, 0.55))
    for crease in ("M682 690 L683 672", "M702 684 L702 664", "M721 690 L723 672"):
        canvas.drawPath(path(crease), line(darker(skin, 0.34), 2.4, 0.7))
    cuff = avatar.jacket if avatar.outfit == "rollneck" else avatar.shirt
    canvas.drawPath(path(_CUFF), fill(darker(cuff, 0.06)))
    canvas.drawPath(path(_CUFF), line(darker(cuff, 0.35), 2.0, 0.6))
    canvas.restore()
