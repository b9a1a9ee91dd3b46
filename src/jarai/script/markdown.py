"""What is taken out of a partner's Markdown before it is read: raw HTML, scripts, comments, footnotes, front matter's rules.

Raw HTML goes and its text stays. A tag of a block ends what stands before it, a cell leaves a space, so that the figures of
two cells never become one. `x<y` is no tag, and `<https://…>` or `<a@b.example>` is an address, as CommonMark has it.
"""

import re
from typing import NamedTuple

from jarai.script.reading.language import words

_HIDDEN = re.compile(r"<(script|style|template)\b[^>]{0,500}>.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_ALONE = (
    "allowfullscreen|async|autoplay|checked|controls|defer|disabled|hidden|loop|muted|open|readonly|required|selected"
)
_TAG = re.compile(
    r"<(?![A-Za-z][A-Za-z0-9+.-]{1,31}:)(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]{0,30})"
    rf"(?P<rest>\s[^<>=]{{0,200}}=[^<>]{{0,500}}|(?:\s+(?:{_ALONE}))*\s*/?)>"
)
_INLINE = words(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub sup time tt u var wbr"
)
_APART = words("br img td th input label button")
_FRONT = re.compile(r"\A---[ \t]*\n((?:[\w -]{1,40}:[^\n]*\n){1,40})---[ \t]*(?:\n|\Z)")
_NOTE = re.compile(r"^ {0,3}\[\^[\w-]{1,40}\]:[^\n]*(?:\n(?: {4}|\t)[^\n]*)*", re.MULTILINE)
_MARK = re.compile(r"\[\^[\w-]{1,40}\](?P<on>(?=\w))?")


class Cleaned(NamedTuple):
    """The Markdown without it, and whether HTML or footnotes were taken out."""

    text: str
    html: bool
    footnotes: bool


def cleaned(markdown: str) -> Cleaned:
    """The Markdown with nothing in it that isn't for reading aloud."""
    told = markdown.replace("\r\n", "\n")
    told = _FRONT.sub(r"\1\n", told)
    noted = _NOTE.sub("", told)
    bare = _TAG.sub(_instead, _HIDDEN.sub(" ", noted))
    text = _MARK.sub(lambda mark: "" if mark["on"] is None else " ", bare)
    return Cleaned(text, html=bare != noted, footnotes=noted != told or text != bare)


def _instead(match: re.Match[str]) -> str:
    """What a tag leaves: nothing inside a line of text, a space between cells, else the end of the paragraph."""
    name = match["name"].lower()
    if match["name"] != name and name not in _INLINE | _APART and not match["name"].isupper():
        return match[0]  # `List<String>`
    if name in _INLINE:
        return ""
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()].lstrip()
    return " " if name in _APART or (line and not line.startswith("<")) else "\n\n"
