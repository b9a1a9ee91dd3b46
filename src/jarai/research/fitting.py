"""Whether a page is about a topic, by the words of both: better no facts than another thing's."""

import re
import unicodedata

from jarai.storyboard.stopwords import stopwords

_WORD = re.compile(r"[^\W_]+")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_PARTICLES = re.compile("[的了在是和与の・はがをにへとで、。？！：]")


def title_fits(title: str, topic: str, language: str) -> int:
    """How well a page's title names the topic, in thousandths; 0 where it doesn't.

    All words of the title (without what stands in brackets, and small words) are in the topic, and they are at least
    half of the topic's.
    """
    title = re.sub(r"\s*[(（].*?[)）]", "", title)
    if _WIDE.search(title):
        asked, named = (_PARTICLES.sub("", re.sub(r"\s", "", text.casefold())) for text in (topic, title))
        share = 1000 * len(named) // max(1, len(asked)) if len(named) > 1 and named in asked else 0
    else:
        wanted, held = significant(topic, language), significant(title, language)
        share = 1000 * len(held) // max(1, len(wanted)) if held and held <= wanted else 0
    return share if share >= 500 else 0


def text_fits(text: str, topic: str, language: str) -> bool:
    """Whether a text holds at least two thirds of the topic's words."""
    if _WIDE.search(topic):
        asked = _PARTICLES.sub("", topic)
        pairs = {asked[at : at + 2] for at in range(len(asked) - 1)}
        return bool(pairs) and 3 * sum(pair in text for pair in pairs) >= 2 * len(pairs)
    wanted = significant(topic, language)
    return bool(wanted) and 3 * len(wanted & significant(text, language)) >= 2 * len(wanted)


def significant(text: str, language: str) -> frozenset[str]:
    """The words that are no small ones, folded, singular and plural as one where a letter makes it."""
    small = stopwords(language)
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return frozenset(word[:-1] if len(word) > 4 and word.endswith("s") else word for word in words if word not in small)
