"""Contrast of colours: at least 4.5:1 between text and its ground (WCAG 2.2, 1.4.3)."""

from jarai.render.presenter.ink import channels, mix

READABLE = 4.5
WHITE, BLACK, INK = "#FFFFFF", "#000000", "#12203E"


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    shares = [value / 255 for value in channels(colour)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, ground: str) -> str:
    """`colour`, moved towards black or white until text in it is readable on `ground`."""
    towards = BLACK if luminance(ground) > 0.18 else WHITE
    for step in range(21):
        found = mix(colour, towards, step / 20)
        if contrast(found, ground) >= READABLE:
            return found
    return towards


def text_on(ground: str) -> str:
    """Dark ink or white, whichever is easier to read on `ground`; black where neither can be read."""
    best = max((INK, WHITE), key=lambda ink: contrast(ink, ground))
    return best if contrast(best, ground) >= READABLE else BLACK
