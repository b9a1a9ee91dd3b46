"""What a script is about, as the words of its own that stand for it: terms, ranked, and the hashtags they make.

A term counts by how many sentences it stands in, more if it is in the title or in a heading, more if it is a name. What
stands in one place alone and is no name is no term. Nothing is added to the script's own words.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from icu4py.breakers import WordBreaker

from jarai.storyboard.stopwords import stopwords

_TITLE, _HEADING, _NAME = 4, 1, 2
"""What it is worth to stand in the title, in a heading, or to be written as a name, in sentences."""
_LONGEST_TAG = 30
"""Characters of a hashtag without its sign: PeerTube takes no longer ones, and nobody reads them."""
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_ELIDED = re.compile(
    r"^(?:(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)|(?:dell|all|nell|sull|dall|un|quest))[’'](?=\w)", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\u3040-\u30ff\u4e00-\u9fff]+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〆"
_KANA = "\u30a1-\u30faー"
_JAPANESE = re.compile(f"[{_HAN}]+|[{_KANA}]+|[A-Za-zÀ-ɏ]+")
_CHINESE = re.compile(f"[{_HAN}]+|[A-Za-zÀ-ɏ]+")
_JOINTS = re.compile("[的了在是和与有将为对从到把被等也都就而及或其这那个年月日]")
"""Chinese characters that mostly stand between words: where a run of others ends."""

_COUNTED = "个台只名位家条张座项次种年月日人"
"""Chinese characters that follow a figure and belong to it."""

_UNITS = frozenset(("bn", "mn", "mw", "gw", "kwh", "mwh", "gwh", "twh", "km", "kg", "usd", "eur"))


@dataclass
class _Term:
    """A candidate: how it is written, where it first stands, the sentences it stands in, and its extra worth."""

    shown: str
    at: int
    sentences: set[int] = field(default_factory=set)
    in_title: bool = False
    in_heading: bool = False
    is_name: bool = False
    small: bool = False

    @property
    def tells(self) -> bool:
        """Whether it stands for the script: a name, or in two places."""
        return len(self.sentences) + self.in_title + self.in_heading >= (1 if self.is_name else 2)

    @property
    def worth(self) -> int:
        """Its rank, in sentences."""
        return len(self.sentences) + _TITLE * self.in_title + _HEADING * self.in_heading + _NAME * self.is_name

    @property
    def written(self) -> str:
        """The term, with a small letter where it was written so once and is no name."""
        return self.shown.lower() if self.small and not self.is_name and self.shown[1:].islower() else self.shown


def terms(title: str, headings: Iterable[str], sentences: Iterable[str], language: str) -> tuple[str, ...]:
    """The terms as the script writes them, the strongest first; a part of a stronger one is left out."""
    primary = language.partition("-")[0].lower()
    found: dict[str, _Term] = {}

    def count(text: str) -> Iterator[_Term]:
        for shown, is_name in _candidates(_ADDRESS.sub(" ", text), primary):
            term = found.setdefault(_folded(shown, primary), _Term(shown, len(found)))
            term.is_name = term.is_name or is_name
            term.small = term.small or shown[:1].islower()
            yield term

    for number, sentence in enumerate(sentences):
        for term in count(sentence):
            term.sentences.add(number)
    for term in count(title):
        term.in_title = True
    for term in (each for heading in headings for each in count(heading)):
        term.in_heading = True
    ranked = sorted((each for each in found.values() if each.tells), key=lambda each: (-each.worth, each.at))
    strongest = tuple(each.written for each in _apart(ranked, primary))
    return strongest or tuple(dict.fromkeys(each for each, _ in _candidates(title, primary) if " " not in each))


def hashtags(ranked: Iterable[str], most: int) -> tuple[str, ...]:
    """The first terms as hashtags, `#` with them, each once.

    Letters and digits alone; the words of one term are joined, each with a capital, so that a screen reader tells them apart.
    """
    found: dict[str, str] = {}
    for term in ranked:
        tag = _tag(term)
        if tag and len(found) < most:
            found.setdefault(tag.casefold(), f"#{tag}")
    return tuple(found.values())


def _tag(term: str) -> str:
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", term))
    joined = "".join(word[:1].upper() + word[1:] for word in words) if len(words) > 1 else "".join(words)
    return joined if len(joined) <= _LONGEST_TAG and not joined.isdecimal() and len(joined) > 1 else ""


def _candidates(text: str, primary: str) -> Iterator[tuple[str, bool]]:
    """What may be a term, and whether it is written as a name."""
    if primary == "zh":
        yield from _chinese(text)
    elif primary == "ja":
        for run in _JAPANESE.findall(text):
            if len(run) > 1 and run.casefold() not in _stopwords(primary):
                yield run, run.isascii()
    else:
        yield from _spaced(text, primary)


def _chinese(text: str) -> Iterator[tuple[str, bool]]:
    """One to three words in a row as ICU's dictionary has them, two to eight characters together."""
    stop = _stopwords("zh")
    for run in _CHINESE.findall(text):
        if run[0].isascii():
            if len(run) > 1:
                yield run, True
            continue
        for part in _JOINTS.split(run):
            words = list(WordBreaker(part.lstrip(_COUNTED), "zh"))
            for first in range(len(words)):
                for last in range(first + 1, min(len(words), first + 3) + 1):
                    term = "".join(words[first:last])
                    if 2 <= len(term) <= 8 and not stop.intersection((term, *words[first:last])):
                        yield term, False


def _spaced(text: str, primary: str) -> Iterator[tuple[str, bool]]:
    """The words that are not small ones, and two or three of them in a row; names are in capitals inside a sentence."""
    stop = _stopwords(primary)
    headline = text.istitle()
    row: list[tuple[str, bool]] = []
    end = 0
    for found in _WORD.finditer(text):
        word = _ELIDED.sub("", found[0]).removesuffix("'s").removesuffix("’s")
        between = text[end : found.start()]
        starts = not end or bool(re.search(r"[.!?:;«“„\"(—–]", between))
        if between.strip() or starts:
            row = []
        end = found.end()
        unit = len(word) < 4 and bool(re.search(r"\d\s?$", text[: found.start()]))
        small = len(word) < 3 and not word.isupper()
        if unit or small or word.casefold() in stop or not any(each.isalpha() for each in word):
            row = []
            continue
        name = word[0].isupper() and not starts and not headline and primary != "de"
        yield word, name and len(word) > 1
        row = [*row[-2:], (word, word[0].isupper())]
        for size in range(2, len(row) + 1):
            part = row[-size:]
            named = all(capital for _, capital in part) and not headline
            yield " ".join(each for each, _ in part), named and primary != "de"


def _folded(term: str, primary: str) -> str:
    """The same for singular and plural where one letter makes it, and for large and small letters."""
    words = unicodedata.normalize("NFC", term).casefold().split(" ")
    if primary in {"en", "es", "fr", "pt"}:
        words = [
            word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word for word in words
        ]
    elif primary == "it":
        words = [re.sub(r"(?:[aeio])$", "", word) if len(word) > 4 else word for word in words]
    return " ".join(words)


def _apart(ranked: list[_Term], primary: str) -> Iterator[_Term]:
    """The terms without those that others tell.

    Of a row of words and a part of it the row stays, where it is in the title or in half as many sentences as the part.
    """
    spaced = primary not in {"zh", "ja"}
    between = " " if spaced else ""

    def holds(whole: _Term, part: _Term) -> bool:
        one, other = (f"{between}{_folded(each.shown, primary)}{between}" for each in (whole, part))
        return whole is not part and len(one) > len(other) and other in one

    def strong(row: _Term) -> bool:
        return row.is_name or len(row.sentences) > 1 or (row.in_title and bool(row.sentences or row.in_heading))

    rows = [each for each in ranked if " " not in each.shown or strong(each)]
    for term in rows:
        wholes = [each for each in rows if holds(each, term) and (not spaced or strong(each))]
        if not any(each.in_title or 2 * len(each.sentences) >= len(term.sentences) for each in wholes):
            yield term


def _stopwords(primary: str) -> frozenset[str]:
    return stopwords(primary) | _UNITS
