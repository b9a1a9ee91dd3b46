"""Web and mail addresses as they are said: the host alone, its parts as words where they can be, else as letters."""

import re
from collections.abc import Callable

_VOWEL = re.compile(r"[aeiouyAEIOUY]")


def host_of(link: str) -> str:
    """The host of a web address, without `www.`."""
    return re.split(r"[/?#:]", re.sub(r"^(?:https?://)?(?:www\.)?", "", link))[0]


def said(host: str, dot: str, digits: Callable[[str], str], letters: Callable[[str], str]) -> str:
    """A host's or mailbox's name: `dot` between its parts, figures digit by digit, `br` and `tv` letter by letter."""
    parts = (
        " ".join(
            digits(piece)
            if piece[0].isdigit()
            else piece
            if (_VOWEL.search(piece) and len(piece) > 1) or len(piece) > 3
            else letters(piece)
            for piece in re.findall(r"[^\W\d_]+|\d+", part)
        )
        for part in host.split(".")
    )
    return f" {dot} ".join(part for part in parts if part)
