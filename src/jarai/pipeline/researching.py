"""Part of step 1: a topic that came without facts is looked up, where the operator wants it, and gets some with sources."""

import re
from collections.abc import Sequence

from jarai.research.ask import Research, research
from jarai.research.fetch import ascii_address
from jarai.research.port import Finding, Origin, Question, Researcher
from jarai.script.documents import Material
from jarai.script.material import parse
from jarai.script.reading import sentences

_MOST_SENTENCES, _LONGEST = 8, 260
_ADDRESS = re.compile(r"<?(https?://\S+?)>?")
_MARKS = re.compile(r"([\\`*_{}\[\]()#+.!|~&-])")
_LEANING = {
    "en": "this these those such however he she they it its his her their there then thus also but here moreover",
    "es": "este esta estos estas ese esa esto eso él ella ellos ellas sin también además su sus pero allí así",
    "fr": "ce cet cette ces il elle ils elles son sa ses leur leurs cependant toutefois mais ainsi y celui celle",
    "it": "questo questa questi queste esso essa egli ella essi il suo la tuttavia inoltre ma così ciò quello quella",
    "pt": "este esta estes estas esse essa ele ela eles elas seu sua porém também além mas assim isso isto",
    "de": "dies diese dieser dieses er sie es sein ihre dabei jedoch auch aber dort so damit",
}
"""Words that a sentence begins with which leans on the one before: it is left out, since facts are told in any order."""
_LEANING_WIDE = re.compile(r"^(?:这|该|其|他|她|它|此|那|但|因此|また|この|その|これ|それ|あの|彼|なお|しかし|同)")


async def with_research(
    researchers: Sequence[Researcher], material: Material, language: str
) -> tuple[Material, Research | None]:
    """The material, with facts looked up where it has none, and what the research was; none where it wasn't made.

    Where pages are read, a fact that is nothing but an address is no fact but a page to read.
    """
    named = tuple(match[1] for fact in material.facts if (match := _ADDRESS.fullmatch(fact.text)))
    reads = any(each.reads_addresses for each in researchers)
    if not researchers or len(material.facts) > (len(named) if reads else 0):
        return material, None
    asked = [each for each in researchers if named or not each.reads_addresses]
    found = await research(asked, Question(material.topic, language, named))
    read = parse(material.topic, markdown(found, language), language)
    return read.model_copy(update={"images": material.images, "notices": (*found.notices, *material.notices)}), found


def markdown(found: Research, language: str) -> str:
    """What was found as a partner would write it: a heading a source, a paragraph a sentence, each a link to its source."""
    parts: list[str] = []
    for origin in dict.fromkeys(finding.origin for finding in found.findings):
        mine = [finding for finding in found.findings if finding.origin == origin]
        told = [line for finding in mine for line in _lines(finding, language)]
        link = link_of(origin)
        parts += [f"## {_escaped(origin.title)}", *(f"[{_escaped(line)}]({link})" for line in told[:_MOST_SENTENCES])]
    return "\n\n".join(parts)


def link_of(origin: Origin) -> str:
    """The origin's address as it stands in a source that was made of it: nothing in it that Markdown reads otherwise."""
    return re.sub(r"[()\[\]]", lambda mark: f"%{ord(mark[0]):X}", ascii_address(origin.url))[:2000]


def _lines(finding: Finding, language: str) -> list[str]:
    """Its sentences that stand for themselves and can be said in a breath; a key with its value as one."""
    if finding.key:
        return [f"{finding.key}: {finding.value}"]
    told = [each for each in sentences(finding.text, language) if len(each) <= _LONGEST and each[-1:] in ".!?。！？”"]
    first, rest = told[:1], told[1:]
    return first + [each for each in rest if not _leans(each, language)]


def _leans(sentence: str, language: str) -> bool:
    first = re.match(r"[\w’']*", sentence)
    words = _LEANING.get(language.partition("-")[0].lower(), "").split()
    return bool(_LEANING_WIDE.match(sentence)) or (first is not None and first[0].casefold() in words)


def _escaped(text: str) -> str:
    """The text so that Markdown reads it as it is, in one line; angle brackets as other signs."""
    plain = " ".join(text.split()).replace("<", "‹").replace(">", "›")
    return _MARKS.sub(r"\\\1", plain)
