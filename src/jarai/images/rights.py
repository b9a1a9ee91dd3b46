"""What speaks against showing a picture, and what must be kept to when it is shown: the flags of step 6."""

from typing import Literal

from jarai.images.measure import Measured
from jarai.images.port import Offer, Origin
from jarai.images.safety import Verdict

Flag = Literal[
    "NotFetched", "LicenceUnknown", "CommercialUseDisallowed", "ChangesDisallowed", "AltTextMissing", "TooSmall", "Blurred",
    "Blank", "NearDuplicate", "Unsafe", "SafetyUnknown", "AttributionRequired", "ShareAlike", "SafetyNotChecked",
    "RightsByAccount", "MadeByAI", "TextInPicture", "TextOfTheAccount",
]  # fmt: skip
FORBIDDING = frozenset(
    {
        "NotFetched", "LicenceUnknown", "CommercialUseDisallowed", "ChangesDisallowed", "AltTextMissing", "TooSmall",
        "Blurred", "Blank", "NearDuplicate", "Unsafe", "SafetyUnknown",
        "TextInPicture",
    }
)  # fmt: skip
"""With one of these a picture is never chosen; the others are only told."""
_LEAST_LONG, _LEAST_SHORT = 600, 360
_LEAST_SHARP, _LEAST_CONTRAST = 40, 4
_WRITTEN = 10
"""So many letters are a slide, a screenshot, a meme or a watermark: a small sign in a photograph has fewer."""


def licence_flags(offer: Offer) -> tuple[Flag, ...]:
    """By what is told of the licence. Videos are made to earn with, and pictures are cropped in them."""
    flags: list[Flag] = []
    if not offer.licence or offer.commercial is None or offer.changeable is None:
        flags.append("LicenceUnknown")
    if offer.commercial is False:
        flags.append("CommercialUseDisallowed")
    if offer.changeable is False:
        flags.append("ChangesDisallowed")
    if "-SA-" in offer.licence:
        flags.append("ShareAlike")
    if offer.origin in {"links", "library"}:
        flags.append("RightsByAccount")
    elif offer.origin == "ai":
        flags.append("MadeByAI")
    if offer.named and offer.origin not in {"links", "ai"}:
        flags.append("AttributionRequired")
    if not offer.alt.strip() and offer.origin != "ai":
        flags.append("AltTextMissing")
    return tuple(flags)


def picture_flags(measured: Measured, verdict: Verdict, origin: Origin) -> tuple[Flag, ...]:
    """By what is seen of it. What an account links to or keeps may have writing in it: it knows what it shows."""
    flags: list[Flag] = []
    short, long = sorted((measured.width, measured.height))
    if long < _LEAST_LONG or short < _LEAST_SHORT:
        flags.append("TooSmall")
    if measured.contrast < _LEAST_CONTRAST:
        flags.append("Blank")
    elif measured.sharpness < _LEAST_SHARP:
        flags.append("Blurred")
    if measured.letters >= _WRITTEN:
        flags.append("TextOfTheAccount" if origin in {"links", "library"} else "TextInPicture")
    if verdict.verdict == "Unsafe":
        flags.append("Unsafe")
    elif verdict.verdict == "Unknown":
        flags.append("SafetyUnknown")
    elif verdict.verdict == "NotChecked":
        flags.append("SafetyNotChecked")
    return tuple(flags)
