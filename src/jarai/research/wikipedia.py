"""Wikipedia in the video's language: the introduction of the article that the topic names.

MediaWiki's REST search and Action API (`extracts` as plain text, `info`, `pageprops`). Texts are under CC BY-SA 4.0.
"""

import re
from typing import Any

from jarai.research.fetch import Reader
from jarai.research.fitting import title_fits
from jarai.research.port import Finding, Origin, Question, ResearchError

_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]")
_SIGNS = re.compile(r"[/\[\]:;：；ˈˌəɪʊɛɔ]")
_WIDE_LETTER = re.compile("[\u0370-\u1fff\u3040-\u9fff\uac00-\ud7af]")
LICENCE = "CC-BY-SA-4.0"


class Wikipedia:
    """`address` is that of a language's wiki, `{language}` in it."""

    name = "Wikipedia"
    reads_addresses = False

    def __init__(self, reader: Reader, address: str = "https://{language}.wikipedia.org") -> None:
        self._reader = reader
        self._address = address

    async def find(self, question: Question) -> tuple[Finding, ...]:
        """See `Researcher`: one finding, or none."""
        wiki = self._address.format(language=question.primary)
        found = await self._reader.json(f"{wiki}/w/rest.php/v1/search/page", q=question.topic, limit="10")
        titles = [each["title"] for each in _list(found, "pages") if isinstance(each.get("title"), str)]
        fitting = sorted(
            (-share, number, title)
            for number, title in enumerate(titles)
            if (share := title_fits(title, question.topic, question.language))
        )
        for _, _, title in fitting[:3]:
            if finding := await self._introduction(wiki, title, question):
                return (finding,)
        return ()

    async def _introduction(self, wiki: str, title: str, question: Question) -> Finding | None:
        """The article's introduction; none for a page that only lists what else bears the name."""
        answer = await self._reader.json(
            f"{wiki}/w/api.php", action="query", format="json", formatversion="2", redirects="1", titles=title,
            prop="extracts|info|pageprops", exintro="1", explaintext="1", inprop="url", ppprop="disambiguation",
            **({"variant": "zh-cn"} if question.primary == "zh" else {}),
        )  # fmt: skip
        pages = _list(answer.get("query", {}), "pages")
        page = pages[0] if pages else {}
        if page.get("missing") or "disambiguation" in page.get("pageprops", {}):
            return None
        if page.get("pagelanguage", question.primary) != question.primary:
            raise ResearchError(f"it answered in another language than {question.primary}")
        text, url, name = page.get("extract"), page.get("fullurl"), page.get("title")
        if not (isinstance(text, str) and isinstance(url, str) and isinstance(name, str)):
            return None
        origin = Origin(url=url, title=name, licence=LICENCE, credit=f"Wikipedia: {name}")
        return Finding(origin=origin, text=told(text))


def told(extract: str) -> str:
    """The introduction without asides nobody can say: pronunciations, other scripts, lists of names and dates."""

    def kept(aside: re.Match[str]) -> str:
        wide = _WIDE_LETTER.search(aside[0]) and not _WIDE_LETTER.search(extract[: aside.start()])
        return "" if wide or _SIGNS.search(aside[0]) or "listen" in aside[0] else aside[0]

    for _ in range(3):
        extract = _ASIDE.sub(kept, extract)
    return re.sub(r"\s+([.,;:])", r"\1", extract)


def _list(value: Any, name: str) -> list[dict[str, Any]]:
    """The objects in a list that an answer should have."""
    found = value.get(name) if isinstance(value, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
