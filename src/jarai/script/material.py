"""Reads topic and Markdown into facts. It is material, never instructions: nothing in it changes what the studio does."""

import re
import unicodedata
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from jarai.script.claim_words import folded
from jarai.script.documents import Fact, Image, Material
from jarai.script.markdown import cleaned
from jarai.script.phrasebook import PhraseBook, book
from jarai.script.reading import sentences
from jarai.script.wording import closed, quoted
from jarai.storyboard.model import Source

_TASK = re.compile(r"\[[ xX]\]\s+(?=\S)")
_STRAY_LINK = re.compile(r"!?\[([^\[\]\n]{1,300})\]\([^()\n]{0,300}\)")
_PAIR = re.compile(r"([^\s:：][^:：\n]{0,58}?)\s*(?::\s+|：\s*)(\S.*)")
_TIMED = re.compile(
    r"(\d{1,2}[:.h]\d{2}(?:\s?[–-]\s?\d{1,2}[:.h]\d{2})?(?:\s?[ap]\.?m\b\.?)?)(?:\s*[:：–—-]\s*|\s+)(\S.*)",
    re.IGNORECASE,
)
_VERSE_LINE, _VERSE_LINE_HAN = 60, 20
_ATTRIBUTION = re.compile(r"^\s*[—–-]{1,2}\s*(\S.*)$")
_QUOTE_LIMIT = 1000
TOPIC_SOURCE = "topic"
"""The id of the source that is the topic itself."""


def parse(topic: str, markdown: str, language: str = "en-US") -> Material:
    """The facts of a request, in the order they were given. Raw HTML is dropped, its text kept.

    Scripts, footnotes and what is struck out go whole.
    Raises NeverWorks for a language without a phrase book.
    """
    clean = cleaned(markdown)
    reader = _Reader(book(language))
    reader.read(MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).parse(clean.text))
    if clean.html:
        reader.notices.append(reader.book.notices["html"])
    if clean.footnotes:
        reader.notices.append(reader.book.notices["footnotes"])
    line = reader.plain(topic) or reader.book.untitled
    return Material(
        language=language,
        topic=line,
        title=reader.title,
        facts=tuple(reader.facts),
        images=tuple(reader.images),
        sources=(Source(source_id=TOPIC_SOURCE, quote=line), *reader.sources),
        notices=tuple(dict.fromkeys(reader.notices)),
    )


@dataclass
class _Reader:
    """Walks the Markdown's tokens."""

    book: PhraseBook
    facts: list[Fact] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    title: str = ""
    heading: str = ""
    url: str | None = None
    lists: list[int | None] = field(default_factory=list)
    """The lists that are open: the number of the next entry, None in one without numbers."""
    step_at: int = 0
    """How many lists are open where the last fact is a step whose entry is still open; else 0."""

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
            elif kind in {"ordered_list_open", "bullet_list_open"}:
                self.lists.append(1 if kind == "ordered_list_open" else None)
            elif kind in {"ordered_list_close", "bullet_list_close"}:
                self.lists.pop()
            elif kind in {"list_item_open", "list_item_close"} and len(self.lists) <= self.step_at:
                self.step_at = 0
            elif kind == "inline" and tokens[at - 1].type == "paragraph_open":
                self._paragraph(self._text(tokens[at]))
            elif kind in {"fence", "code_block"}:
                self._paragraph(tokens[at].content)
            at += 1

    def _heading(self, inline: Token, tag: str) -> None:
        self.heading = self.plain(self._text(inline)).rstrip(":.")[:120]
        if tag == "h1" and not self.title:
            self.title = self.heading

    def _paragraph(self, text: str) -> None:
        """Each line is a `key: value` pair or part of running sentences; an entry of a numbered list is a step."""
        lines = [line for line in map(self.plain, _defined(text).splitlines()) if line]
        if self.lists and lines:
            lines[0] = _TASK.sub("", lines[0], count=1)
        number = self.lists[-1] if self.lists else None
        if self.step_at:
            self._in_step(" ".join(lines))
            return
        if number is not None:
            self._step(" ".join(lines), number)
            return
        if self._is_verse(lines):
            self._verse(lines)
            return
        running: list[str] = []
        for line in lines:
            pair = _TIMED.fullmatch(line) or _PAIR.fullmatch(line)
            if pair and not re.search(r"[.!?]\s", pair[1]) and "//" not in pair[1] + pair[2][:2]:
                self._statements(" ".join(running))
                running = []
                self._add("pair", line, key=pair[1].strip("*_ "), value=pair[2].strip("*_ "))
            elif line:
                running.append(line)
        self._statements(" ".join(running))
        self.url = None

    def _verse(self, lines: list[str]) -> None:
        """A stanza, in parts of two or three lines, as a card can hold them large."""
        parts, at = -(-len(lines) // 3), 0
        for part in range(parts):
            size = len(lines) // parts + (part < len(lines) % parts)
            held = lines[at : at + size]
            self._add("verse", "\n".join(held), rows=tuple((line,) for line in held))
            at += size
        self.url = None

    def _step(self, text: str, number: int) -> None:
        self.lists[-1] = number + 1
        if any(character.isalnum() for character in text):
            self._add("step", text, number=number)
            self.step_at = len(self.lists)
        self.url = None

    def _in_step(self, text: str) -> None:
        """What stands in a step's entry under its first paragraph: the step's further sentences."""
        if any(character.isalnum() for character in text):
            step = self.facts[-1]
            told = " ".join(closed(each, self.book) for each in (step.text, text))
            self.facts[-1] = step.model_copy(update={"text": told})
            self.sources[-1] = self.sources[-1].model_copy(update={"quote": told})
        self.url = None

    def _is_verse(self, lines: list[str]) -> bool:
        """Whether a paragraph is set as verse: short lines that begin anew, most without a closing mark."""
        longest = _VERSE_LINE if self.book.spaced else _VERSE_LINE_HAN
        named = any(word in folded(self.title + " " + self.heading) for word in map(folded, self.book.poem))
        if self.lists or len(lines) < (2 if named else 4) or any(len(line) > longest for line in lines):
            return False
        closed = sum(line[-1] in ".!?。！？" for line in lines)
        anew = sum(line[0].isupper() or not line[0].islower() for line in lines)
        figured = sum(any(each.isdigit() for each in line) or _PAIR.fullmatch(line) is not None for line in lines)
        return figured * 4 <= len(lines) and (named or (anew * 10 >= len(lines) * 7 and closed * 2 <= len(lines)))

    def _statements(self, text: str) -> None:
        for sentence in sentences(text, self.book.language):
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
        rows = [self.plain(row) for row in text.splitlines()]
        rows = [row for row in rows if row]
        speaker = ""
        if len(rows) > 1 and (found := _ATTRIBUTION.match(rows[-1])):
            speaker = found[1].strip()
            rows = rows[:-1]
        words = quoted(" ".join(rows), self.book)
        if any(character.isalnum() for character in words):
            self._add("quote", words[:_QUOTE_LIMIT], speaker=speaker)

    def _table(self, tokens: list[Token]) -> None:
        rows: list[list[str]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self.plain(self._text(token)))
        if len(rows) < 2 or not rows[0]:
            return
        header, body = rows[0], [row for row in rows[1:] if any(row)]
        text = "; ".join(" | ".join(row) for row in [header, *body])
        if body:
            self._add("table", text, columns=tuple(header), rows=tuple(tuple(row) for row in body))

    def _add(self, kind: str, text: str, **parts: object) -> None:
        source_id = f"f{len(self.facts) + 1}"
        told = f"{text} — {parts['speaker']}" if parts.get("speaker") else text
        self.sources.append(Source(source_id=source_id, quote=told, url=self.url))
        fact = {"source_id": source_id, "kind": kind, "text": text, "heading": self.heading, "url": self.url, **parts}
        fact.setdefault("listed", bool(self.lists))
        self.facts.append(Fact.model_validate(fact))

    def plain(self, text: str) -> str:
        """One line of text a presenter can say: no emoji, no control characters, links reduced to their text.

        What is dropped leaves a space, so that figures on either side never become one.
        """
        if _STRAY_LINK.search(text):
            self.notices.append(self.book.notices["link"])
            text = _STRAY_LINK.sub(r"\1", text)
        kept = []
        for character in unicodedata.normalize("NFC", text):
            category = unicodedata.category(character)
            if (category in {"So", "Sk"} and ord(character) > 0x2190) or category == "Me":
                self.notices.append(self.book.notices["emoji"])
                kept.append(" ")
            elif category != "Cf" and character != "\ufe0f":
                kept.append(" " if category in {"Cc", "Cs", "Co", "Cn"} else character)
        return " ".join("".join(kept).split())

    def _text(self, inline: Token) -> str:
        """The inline's text; web addresses of links are kept beside it, pictures apart, what is struck out is left out."""
        parts = []
        struck = 0
        for child in inline.children or []:
            struck += child.nesting if child.type in {"s_open", "s_close"} else 0
            if struck:
                parts.append(" ")
                continue
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
        elif not target.startswith("mailto:"):
            self.notices.append(self.book.notices["link"])


def _defined(text: str) -> str:
    """A definition list's entries, a term and under it `: ` and what it is, as pairs."""
    return re.sub(r"(?<=[^\s:：])\n[:：] +(?=\S)", ": ", text)


def _closing(tokens: list[Token], at: int) -> int:
    """The index of the token that closes the one at `at`."""
    depth = 0
    for index in range(at, len(tokens)):
        depth += tokens[index].nesting if tokens[index].type.split("_")[0] == tokens[at].type.split("_")[0] else 0
        if depth == 0:
            return index
    return len(tokens) - 1
