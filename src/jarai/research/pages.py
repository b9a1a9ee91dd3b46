"""Pages that the partner named to be read: the first paragraphs of each."""

import asyncio
import re

from jarai.base.guarded import Fetched
from jarai.research.fetch import Reader
from jarai.research.port import Finding, Origin, Question, ResearchError
from jarai.research.readable import page

_MOST_PAGES, _MOST_PARAGRAPHS = 3, 6
_CHARSET = re.compile(r"charset=[\"']?([\w-]{1,20})")


class Pages:
    """Reads HTML and plain text."""

    name = "Pages"
    reads_addresses = True

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def find(self, question: Question) -> tuple[Finding, ...]:
        """See `Researcher`: a finding a page. Raises only where no page could be read."""
        asked = question.addresses[:_MOST_PAGES]
        read = await asyncio.gather(*(self._read(each, question) for each in asked), return_exceptions=True)
        for each in read:
            if isinstance(each, BaseException) and not isinstance(each, ResearchError):
                raise each
        troubles = [each for each in read if isinstance(each, ResearchError)]
        if troubles and len(troubles) == len(asked):
            raise troubles[0]
        return tuple(each for each in read if isinstance(each, Finding))

    async def _read(self, address: str, question: Question) -> Finding:
        found = await self._reader.fetch(address, "text/html, text/plain;q=0.5")
        if not found.content_type.startswith(("text/html", "application/xhtml+xml", "text/plain")):
            raise ResearchError("it is no page to read")
        told = page(text_of(found))
        if told.language and told.language != question.primary:
            raise ResearchError(f"it is in another language than {question.primary}")
        if not told.paragraphs:
            raise ResearchError("it has no running text")
        title = told.title[:200] or found.url
        origin = Origin(url=found.url, title=title, licence=told.licence, credit=title)
        return Finding(origin=origin, text="\n".join(told.paragraphs[:_MOST_PARAGRAPHS]))


def text_of(found: Fetched) -> str:
    """The body as text: by the charset it states, else UTF-8; plain text as one paragraph a line block."""
    stated = _CHARSET.search(found.content_type) or _CHARSET.search(found.body[:1024].decode("latin-1").lower())
    try:
        text = found.body.decode(stated[1] if stated else "utf-8", "replace")
    except LookupError:
        text = found.body.decode("utf-8", "replace")
    if found.content_type.startswith("text/plain"):
        blocks = re.split(r"\n\s*\n", text.replace("&", "&amp;").replace("<", "&lt;"))
        return "".join(f"<p>{block}</p>" for block in blocks)
    return text
