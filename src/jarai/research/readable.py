"""The running text of an HTML page or a piece of one: its paragraphs, without what surrounds them."""

import re
from dataclasses import dataclass, field

from jarai.base.markup import MarkupReader

_APART = frozenset(
    (
        "script", "style", "noscript", "template", "svg", "nav", "header", "footer", "aside", "form", "button", "figure",
        "table", "select", "iframe", "object", "math",
    )
)  # fmt: skip
_BREAKS = frozenset(("p", "br", "li", "div", "section", "article", "h1", "h2", "h3", "h4", "blockquote", "tr"))
_SHORTEST = 40
"""Characters a page's paragraph has at least: shorter ones are bylines, buttons and captions."""
_CC = re.compile(r"https?://creativecommons\.org/(licenses/([a-z-]+)|publicdomain/(zero|mark))/(\d\.\d)", re.IGNORECASE)


@dataclass
class Page:
    """What a page says: its language as it states it, title, licence as stated, and paragraphs."""

    language: str = ""
    title: str = ""
    licence: str = ""
    paragraphs: list[str] = field(default_factory=list)


def page(html: str) -> Page:
    """A whole page: the paragraphs of its article or main part where it has one, else all."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    parts = reader.inside or reader.outside
    found = Page(reader.language, reader.title.strip(), licence_of(reader.licence))
    found.paragraphs = [text for text in map(_one_line, parts) if len(text) >= _SHORTEST]
    return found


def plain(html: str) -> str:
    """The text of a piece of HTML, as a feed carries it, in one line."""
    reader = _Reader(whole=True)
    reader.feed(html)
    reader.close()
    return _one_line(" ".join(reader.outside + reader.inside))


def licence_of(stated: str) -> str:
    """A Creative Commons address as SPDX names it; anything else as it was stated."""
    found = _CC.search(stated)
    if not found:
        return _one_line(stated)[:200]
    if found[3]:
        return "CC0-1.0" if found[3].lower() == "zero" else "PDM-1.0"
    return f"CC-{found[2].upper()}-{found[4]}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


class _Reader(MarkupReader):
    """Collects paragraphs; `whole` takes text outside of paragraphs too."""

    def __init__(self, whole: bool = False) -> None:
        super().__init__()
        self.language = self.title = self.licence = ""
        self.inside: list[str] = []
        self.outside: list[str] = []
        self._whole = whole
        self._apart = 0
        self._article = 0
        self._in_title = False
        self._open: list[str] | None = [] if whole else None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "html":
            self.language = (told.get("lang") or "").partition("-")[0].lower()
        if tag in {"link", "a"} and "license" in (told.get("rel") or "").lower().split() and not self.licence:
            self.licence = told.get("href") or ""
        if tag == "meta" and told.get("property") == "og:title":
            self.title = told.get("content") or self.title
        if tag in _APART:
            self._apart += 1
        elif tag in {"article", "main"}:
            self._article += 1
        if tag in _BREAKS:
            self._end_paragraph()
            if tag == "p" and not self._apart:
                self._open = []
        self._in_title = tag == "title" and not self._apart

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self._end_paragraph()
        if tag in _APART:
            self._apart = max(0, self._apart - 1)
        elif tag in {"article", "main"}:
            self._article = max(0, self._article - 1)
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title = self.title or data.strip()
        elif self._open is not None and not self._apart:
            self._open.append(data)

    def close(self) -> None:
        super().close()
        self._end_paragraph()

    def _end_paragraph(self) -> None:
        text = "".join(self._open or [])
        if text.strip():
            (self.inside if self._article else self.outside).append(text)
        self._open = [] if self._whole else None
