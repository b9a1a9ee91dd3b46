"""The partners' guides as pages and as Markdown, and `/llms.txt`: all from the files in `guides/`, so that a new one appears by itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from fastapi import APIRouter, Response
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from jarai.console.html import HEADERS, page

_HERE = Path(__file__).parent
FOLDER = _HERE / "guides"
EXAMPLE = "http://127.0.0.1:8000"
"""What the examples of the files call; served, it is the studio's own address."""
_FIRST = (
    "getting-started", "authentication", "limits", "lifecycle", "webhooks", "storyboards", "deliverables", "errors",
    "sdk", "command-line", "assistants",
)  # fmt: skip
"""The order they are listed in; what isn't named here comes after, by name."""
_SCROLLS = '<div class="scroll" tabindex="0" role="region" aria-label="Table">'


@dataclass(frozen=True)
class Guide:
    """One guide. `about` is the first sentence under its title, as plain words."""

    name: str
    title: str
    about: str
    text: str


@cache
def guides() -> tuple[Guide, ...]:
    """Every guide there is, in the order of reading."""
    found = (_guide(file) for file in FOLDER.glob("*.md"))
    return tuple(sorted(found, key=lambda each: (_place(each.name), each.name)))


def _place(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _guide(file: Path) -> Guide:
    text = file.read_text()
    inline = [token.content for token in _reader().parse(text) if token.type == "inline"]
    title, lead = inline[0], " ".join(inline[1].replace("`", "").split())
    return Guide(file.stem, title, re.split(r"(?<=[.!?]) ", lead)[0], text)


@cache
def _reader() -> MarkdownIt:
    """CommonMark with tables; raw HTML stays text."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.add_render_rule("fence", _code)
    reader.add_render_rule("table_open", lambda *_: f"{_SCROLLS}<table>\n")
    reader.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return reader


def _code(_self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    """A block of code: one that is wider than the page scrolls, by keys too."""
    language = tokens[index].info.split()[0] if tokens[index].info else "text"
    return str(
        Markup('<pre tabindex="0" data-language="{}"><code>{}</code></pre>\n').format(language, tokens[index].content)
    )


def rendered(text: str) -> Markup:
    """Markdown as HTML: headings have anchors as code forges make them, and links to other guides lead to their pages."""
    tokens, seen = _reader().parse(text), set[str]()
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            before.attrSet("id", _anchor(token.content, seen))
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", re.sub(r"^([a-z-]+)\.md(?=#|$)", r"/docs/guides/\1", str(child.attrGet("href"))))
    reader = _reader()
    return Markup(reader.renderer.render(tokens, reader.options, {}))  # noqa: S704 - our own files, raw HTML off


def _anchor(heading: str, seen: set[str]) -> str:
    plain = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
    name, number = plain, 0
    while name in seen:
        number += 1
        name = f"{plain}-{number}"
    seen.add(name)
    return name


def guide_router(base_url: str) -> APIRouter:
    """The guides, and `/llms.txt` (llmstxt.org), for a studio that is reached at `base_url`."""
    routes = APIRouter(include_in_schema=False)
    named = {guide.name: guide for guide in guides()}

    def own(text: str) -> str:
        return text.replace(EXAMPLE, base_url)

    @routes.api_route("/docs/guides", methods=["GET", "HEAD"])
    async def index() -> Response:
        return page("guides.html", guides=guides())

    @routes.api_route("/docs/guides/{name}.md", methods=["GET", "HEAD"])
    async def markdown(name: str) -> Response:
        if name not in named:
            return _missing()
        return Response(own(named[name].text), media_type="text/markdown", headers=HEADERS)

    @routes.api_route("/docs/guides/{name}", methods=["GET", "HEAD"])
    async def guide(name: str) -> Response:
        if name not in named:
            return _missing()
        return page("guide.html", guide=named[name], guides=guides(), body=rendered(own(named[name].text)))

    @routes.api_route("/llms.txt", methods=["GET", "HEAD"])
    async def for_language_models() -> Response:
        listed = "\n".join(f"- [{each.title}]({EXAMPLE}/docs/guides/{each.name}.md): {each.about}" for each in guides())
        text = (_HERE / "llms.txt").read_text().replace("[guides]", listed)
        return Response(own(text), media_type="text/plain", headers=HEADERS)

    return routes


def _missing() -> Response:
    return page("message.html", 404, title="Not here", message="There is no such guide.")
