"""Reads topic and Markdown into facts. It is material, never instructions: nothing in it changes what the studio does."""

import re
import unicodedata
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from jarai.script.documents import Fact, Image, Material
from jarai.script.reading import sentences
from jarai.script.sentences import quoted
from jarai.storyboard.model import Source

_HIDDEN = re.compile(r"<(script|style)\b[^>]{0,500}>.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_STRAY_LINK = re.compile(r"!?\[([^\[\]\n]{1,300})\]\([^()\n]{0,300}\)")
_PAIR = re.compile(r"([^\s:][^:\n]{0,58}?)\s*:\s+(\S.*)")
_ATTRIBUTION = re.compile(r"^\s*[—–-]{1,2}\s*(\S.*)$")
_QUOTE_LIMIT = 1000
TOPIC_SOURCE = "topic"
"""The id of the source that is the topic itself."""


def parse(topic: str, markdown: str) -> Material:
    """The facts of a request, in the order they were given. Raw HTML is dropped, its text kept; scripts go whole."""
    clean = _TAG.sub("", _HIDDEN.sub("", markdown))
    reader = _Reader()
    reader.read(MarkdownIt("commonmark", {"html": False}).enable("table").parse(clean))
    if clean != markdown:
        reader.notices.append("Raw HTML in the facts was dropped; its text was kept.")
    line = _plain(topic, reader.notices) or "This topic"
    return Material(
        topic=line,
        title=reader.title,
        facts=tuple(reader.facts),
        images=tuple(reader.images),
        sources=(Source(source_id=TOPIC_SOURCE, quote=line), *reader.sources),
        notices=tuple(dict.fromkeys(reader.notices)),
    )


def _plain(text: str, notices: list[str]) -> str:
    """One line of text a presenter can say: no emoji, no control characters, links reduced to their text.

    What is dropped leaves a space, so that figures on either side never become one.
    """
    if _STRAY_LINK.search(text):
        notices.append("A link without a web address was reduced to its text.")
        text = _STRAY_LINK.sub(r"\1", text)
    kept = []
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        if (category in {"So", "Sk"} and ord(character) > 0x2190) or character in "\u200d\ufe0f":
            notices.append("Emoji and pictographs in the facts were left out.")
            kept.append(" ")
        elif category != "Cf":
            kept.append(" " if category in {"Cc", "Cs", "Co", "Cn"} else character)
    return " ".join("".join(kept).split())


@dataclass
class _Reader:
    """Walks the Markdown's tokens."""

    facts: list[Fact] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    title: str = ""
    heading: str = ""
    url: str | None = None

    def read(self, tokens: list[Token]) -> None:
        at = 0
        while at < len(tokens):
            kind = tokens[at].type
            if kind == "heading_open":
                self._heading(tokens[at + 1], tokens[at].tag)
            elif kind in {"blockquote_open", "table_open"}:
                end = _closing(tokens, at)
                inside = tokens[at + 1 : end]
                self._quote(inside) if kind == "blockquote_open" else self._table(inside)
                at = end
            elif kind == "inline" and tokens[at - 1].type == "paragraph_open":
                self._paragraph(self._text(tokens[at]))
            elif kind in {"fence", "code_block"}:
                self._paragraph(tokens[at].content)
            at += 1

    def _heading(self, inline: Token, tag: str) -> None:
        self.heading = _plain(self._text(inline), self.notices).rstrip(":.")[:120]
        if tag == "h1" and not self.title:
            self.title = self.heading

    def _paragraph(self, text: str) -> None:
        """Each line is a `key: value` pair or part of running sentences."""
        running: list[str] = []
        for raw in text.splitlines():
            line = _plain(raw, self.notices)
            pair = _PAIR.fullmatch(line)
            if pair and not re.search(r"[.!?]\s", pair[1]) and "//" not in pair[1] + pair[2][:2]:
                self._statements(" ".join(running))
                running = []
                self._add("pair", line, key=pair[1].strip("*_ "), value=pair[2].strip("*_ "))
            elif line:
                running.append(line)
        self._statements(" ".join(running))
        self.url = None

    def _statements(self, text: str) -> None:
        for sentence in sentences(text):
            if any(character.isalnum() for character in sentence):
                self._add("statement", sentence)

    def _quote(self, tokens: list[Token]) -> None:
        in_list = False  # "- Name" under a quotation is its attribution, though Markdown sees a list
        parts = []
        for token in tokens:
            in_list = in_list or token.type == "list_item_open"
            if token.type == "inline":
                parts.append(("— " if in_list else "") + self._text(token))
        text = "\n".join(parts)
        rows = [_plain(row, self.notices) for row in text.splitlines()]
        rows = [row for row in rows if row]
        speaker = ""
        if len(rows) > 1 and (found := _ATTRIBUTION.match(rows[-1])):
            speaker = found[1].strip()
            rows = rows[:-1]
        words = quoted(" ".join(rows))
        if any(character.isalnum() for character in words):
            self._add("quote", words[:_QUOTE_LIMIT], speaker=speaker)

    def _table(self, tokens: list[Token]) -> None:
        rows: list[list[str]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(_plain(self._text(token), self.notices))
        if len(rows) < 2 or not rows[0]:
            return
        header, body = rows[0], [row for row in rows[1:] if any(row)]
        text = "; ".join(" | ".join(row) for row in [header, *body])
        if body:
            self._add("table", text, columns=tuple(header), rows=tuple(tuple(row) for row in body))

    def _add(self, kind: str, text: str, **parts: object) -> None:
        source_id = f"f{len(self.facts) + 1}"
        self.sources.append(Source(source_id=source_id, quote=text, url=self.url))
        fact = {"source_id": source_id, "kind": kind, "text": text, "heading": self.heading, **parts}
        self.facts.append(Fact.model_validate(fact))

    def _text(self, inline: Token) -> str:
        """The inline's text; web addresses of links are kept beside it, pictures apart."""
        parts = []
        for child in inline.children or []:
            if child.type in {"text", "code_inline"}:
                parts.append(child.content)
            elif child.type in {"softbreak", "hardbreak"}:
                parts.append("\n")
            elif child.type == "link_open":
                self._link(str(child.attrGet("href") or ""))
            elif child.type == "image":
                image = Image(
                    source_id=f"i{len(self.images) + 1}", url=str(child.attrGet("src") or ""), alt=child.content
                )
                self.images.append(image)
        return "".join(parts)

    def _link(self, target: str) -> None:
        if target.startswith(("https://", "http://")):
            self.url = target[:2000]
        else:
            self.notices.append("A link without a web address was reduced to its text.")


def _closing(tokens: list[Token], at: int) -> int:
    """The index of the token that closes the one at `at`."""
    depth = 0
    for index in range(at, len(tokens)):
        depth += tokens[index].nesting if tokens[index].type.split("_")[0] == tokens[at].type.split("_")[0] else 0
        if depth == 0:
            return index
    return len(tokens) - 1
