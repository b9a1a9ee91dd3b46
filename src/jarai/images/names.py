"""Names and years in what is said of a scene and of a picture, and whether they speak of different ones.

A name is a run of capitalised words inside a sentence, or a country or city that CLDR knows, in its own spelling or the
scene's language. German writes every noun large, so there only CLDR's names count, and what
stands without an article after a preposition of place.
"""

import re
from functools import cache, lru_cache
from itertools import groupby

from babel import Locale

from jarai.images.words import UNSPACED, WORD, folded, words_in

_PIECE = re.compile(r"[^.!?:;,|\n]+")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_AFTER = re.compile(r"\b(?:in|aus|nach|bei) ([A-ZÄÖÜ]\w+)")
"""In German a noun without an article after these is mostly a place."""
_LONGEST_PLACE = 3
_LEAST_TITLE = 4
"""Where so many words are all capitalised, a text is set like a title, and capitals tell nothing."""
_ALSO_WORDS = frozenset(
    {"turkey", "jersey", "china", "reunion", "chile", "center", "central", "georgia", "jordan", "marino"}
)
"""Places that are common words where they are written small."""

Name = tuple[str, ...]


def contradiction(scene: str, picture: str, language: str) -> str:
    """Why a picture shows somebody or something else than a scene speaks of, by names and years; empty where it doesn't.

    `scene` is all that is said of the scene. A name in the picture's text that the scene has too settles it: the others
    only tell more of the same.
    """
    ours, theirs = set(_YEAR.findall(scene)), set(_YEAR.findall(picture))
    if ours and theirs and not ours & theirs:
        return f"of {', '.join(sorted(theirs))}, not {', '.join(sorted(ours))}"
    wanted, told = names_in(scene, language), names_in(picture, language)
    if not wanted or not told:
        return ""
    called = {word for name in wanted for word in name}
    large = {folded(word) for word in text_words(scene) if word[0].isupper()}
    words, unspaced = set(words_in(scene)), "".join(scene.split())
    for name in told:
        one = name[0] in large or (UNSPACED.search(name[0]) and name[0] in unspaced)
        if (len(name) == 1 and one) or (called & set(name) and name[-1] in words) or words >= set(name):
            return ""
    return f"names {' '.join(min(told)).title()}, which the scene doesn't"


@lru_cache(1024)
def names_in(text: str, language: str) -> frozenset[Name]:
    """The names in a text, each as its folded words."""
    places = _places(language)
    found: set[Name] = set()
    written, words = text_words(text), words_in(text)
    for size in range(1, _LONGEST_PLACE + 1):
        for at in range(len(words) - size + 1):
            name = tuple(words[at : at + size])
            sure = written[at][0].isupper() or (len(written[at]) > 4 and name[0] not in _ALSO_WORDS)
            if sure and name in places:
                found.add(name)
    found |= {(place,) for place in _unspaced_places(language) if place in text} if UNSPACED.search(text) else set()
    if language.lower().partition("-")[0] == "de":
        found |= {(folded(name),) for name in _AFTER.findall(text)}
    else:
        for piece in _PIECE.findall(text):
            found |= _capitalised(piece, language)
    return frozenset(found)


def without_names(text: str, language: str) -> str:
    """The text without its names: a match in Northgate Park is not about a park."""
    names = {word for name in names_in(text, language) for word in name}
    return WORD.sub(lambda found: "" if found[0][0].isupper() and folded(found[0]) in names else found[0], text)


def text_words(text: str) -> list[str]:
    """The words of a text as they are written."""
    return [each for each in re.findall(r"\w+", text) if not UNSPACED.search(each)]


def _capitalised(piece: str, language: str) -> set[Name]:
    """The runs of capitalised words in a part of a sentence; its first word counts only with a second."""
    words = text_words(piece)
    large = [word[0].isupper() and not (word.isupper() and len(word) < 4) for word in words]
    content = [is_large for word, is_large in zip(words[1:], large[1:], strict=True) if len(word) > 3]
    if len(content) >= _LEAST_TITLE and all(content):
        return set()
    found: set[Name] = set()
    at = 0
    for is_name, run in groupby(zip(words, large, strict=True), key=lambda each: each[1]):
        size = len(list(run))
        name = tuple(folded(word) for word in words[at : at + size])
        if is_name and (at > 0 or size > 1) and not set(name) <= calendar(language):
            found.add(name)
        at += size
    return found


@cache
def _locales(language: str) -> tuple[Locale, ...]:
    base = language.lower().partition("-")[0]
    return (Locale("en"), *(Locale.parse(name) for name in ("es", "fr", "it", "pt", "de", "zh", "ja") if name == base))


@cache
def _names_of_places(language: str) -> frozenset[str]:
    """Countries, and the cities that time zones are called after, in English and in the language."""
    found: set[str] = set()
    for locale in _locales(language):
        found |= {str(name) for code, name in locale.territories.items() if code.isalpha()}
        for zone, names in locale.time_zones.items():
            found |= {str(names.get("city", "")), zone.rpartition("/")[2].replace("_", " ")}
    return frozenset(each for each in found if each)


@cache
def _places(language: str) -> frozenset[Name]:
    return frozenset(tuple(words_in(name)) for name in _names_of_places(language)) - {()}


@cache
def _unspaced_places(language: str) -> frozenset[str]:
    return frozenset(name for name in _names_of_places(language) if len(name) > 1 and UNSPACED.search(name))


@cache
def calendar(language: str) -> frozenset[str]:
    """Months and weekdays, which are written large in English and are no names."""
    found: set[str] = {"i"}
    for locale in _locales(language):
        for table in (locale.months["format"]["wide"], locale.days["format"]["wide"]):
            found |= {word for name in table.values() for word in words_in(str(name))}
    return frozenset(found)
