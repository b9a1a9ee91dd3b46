"""RSS 2.0 and Atom feeds that the operator has named: the entries that fit the topic."""

import asyncio
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from jarai.research.fetch import Reader
from jarai.research.fitting import text_fits
from jarai.research.port import Finding, Origin, Question, ResearchError
from jarai.research.readable import licence_of, plain

_MOST_ENTRIES, _MOST_CHARACTERS = 3, 600
_ATOM = "{http://www.w3.org/2005/Atom}"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_LICENCES = (
    "{http://web.resource.org/cc/}license",
    "{http://backend.userland.com/creativeCommonsRssModule}license",
    f"{_DUBLIN_CORE}rights",
    f"{_ATOM}rights",
    "copyright",
)


class Feeds:
    """Looks through a list of feeds. Entity declarations in one are refused with the whole of it."""

    name = "Feeds"
    reads_addresses = False

    def __init__(self, reader: Reader, addresses: tuple[str, ...]) -> None:
        self._reader = reader
        self._addresses = addresses

    async def find(self, question: Question) -> tuple[Finding, ...]:
        """See `Researcher`: a finding an entry. Raises only where no feed could be read."""
        read = await asyncio.gather(*(self._read(each, question) for each in self._addresses), return_exceptions=True)
        for each in read:
            if isinstance(each, BaseException) and not isinstance(each, ResearchError):
                raise each
        troubles = [each for each in read if isinstance(each, ResearchError)]
        if troubles and len(troubles) == len(self._addresses):
            raise troubles[0]
        found = [finding for each in read if isinstance(each, list) for finding in each]
        return tuple(found[:_MOST_ENTRIES])

    async def _read(self, address: str, question: Question) -> list[Finding]:
        fetched = await self._reader.fetch(address, "application/atom+xml, application/rss+xml, text/xml;q=0.5")
        try:
            root = fromstring(fetched.body, forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
            raise ResearchError("it is no feed that can be read") from error
        return list(entries(root, question))


def entries(root: Element, question: Question) -> Iterator[Finding]:
    """The entries of a feed in the question's language that fit its topic; of a feed that states no language, too."""
    head = root.find("channel") if root.tag == "rss" else root
    if head is None:
        return
    language = _text(head, "language", f"{_DUBLIN_CORE}language") or root.get(_XML_LANGUAGE, "")
    if language and language.partition("-")[0].lower() != question.primary:
        return
    feed_title, rights = _text(head, "title", f"{_ATOM}title"), _text(head, *_LICENCES)
    for entry in (*head.iter("item"), *head.iter(f"{_ATOM}entry")):
        title = plain(_text(entry, "title", f"{_ATOM}title"))[:200]
        told = plain(_text(entry, "description", f"{_ATOM}summary", f"{_ATOM}content"))
        url = _address(entry)
        if told and url and text_fits(f"{title} {told}", question.topic, question.language):
            licence = licence_of(_text(entry, *_LICENCES) or rights)
            origin = Origin(url=url, title=title or url, licence=licence, credit=plain(feed_title)[:200] or url)
            yield Finding(
                origin=origin, text=told[:_MOST_CHARACTERS].rpartition(" ")[0] if len(told) > _MOST_CHARACTERS else told
            )


def _text(element: Element, *names: str) -> str:
    """The text of the first of these children that has any."""
    found = (element.findtext(name) for name in names)
    return next((text.strip() for text in found if text and text.strip()), "")


def _address(entry: Element) -> str:
    links = [
        each.get("href", "") for each in entry.findall(f"{_ATOM}link") if each.get("rel", "alternate") == "alternate"
    ]
    url = next((each for each in (*links, _text(entry, "link")) if each), "")
    return url if url.startswith(("https://", "http://")) else ""
