"""The framing words of each language: native frames that link facts and claim nothing themselves. One JSON a language.

Frames are written so that they stay grammatical whatever stands in them: where a language would have to agree with a
partner's word in gender or number, the frame is a colon or a verbless phrase, as news readers use.
"""

import json
import re
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from jarai.base.errors import NeverWorks
from jarai.script.claim_words import SMALL, base, folded

_HERE = Path(__file__).parent / "phrases"
_VOWELS = re.compile(r"[aeiouyàâäæéèêëîïôöœùûüh]", re.IGNORECASE)
Frames = tuple[str, ...]


class PhraseBook(BaseModel):
    """One language's frames. Where there are several of a kind they are used in turn."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: str
    quotes: tuple[str, str]
    inner: tuple[str, str]
    colon: str
    comma: str
    semicolon: str
    and_: str
    stop: str
    untitled: str
    tails: dict[str, Frames]
    links: Frames
    turns: Frames
    listed: Frames
    listed_bare: Frames
    pair: Frames
    pair_figure: Frames
    step_first: Frames
    step_next: Frames
    step_last: Frames
    quoted_by: Frames
    quoted: Frames
    highest: Frames
    ahead: str
    at: str
    listing: Frames
    item: str
    point: str
    lowest: Frames
    range: Frames
    span: Frames
    span_plain: Frames
    between: Frames
    shares: Frames
    versus: Frames
    rows: Frames
    moment: Frames
    when: Frames
    where: Frames
    more: Frames
    remember: Frames
    sources: Frames
    again: Frames
    nothing: str
    ask: str
    questions: Frames
    answer: str
    headings: dict[str, str]
    talk: dict[str, Frames]
    """What a presenter asks the other: first, more, and by what is shown."""
    rise: Frames
    fall: Frames
    keys: dict[str, Frames]
    price_words: Frames
    calm: Frames
    poem: Frames
    notices: dict[str, str]

    @property
    def spaced(self) -> bool:
        """Whether words stand apart and sentences begin with a capital."""
        return self.language not in {"zh", "ja"}

    def joined(self, items: list[str] | tuple[str, ...]) -> str:
        """A list in words: `a, b and c`; `y` becomes `e` before an i, `e` becomes `ed` before an e."""
        if len(items) < 2:
            return "".join(items)
        link = self.and_
        if self.language == "es" and re.match(r"h?i(?!e)", folded(items[-1])):
            link = " e "
        if self.language == "it" and folded(items[-1])[:1] == "e":
            link = " ed "
        return self.comma.join(items[:-1]) + link + items[-1]

    def quote(self, text: str) -> str:
        """The words of a quotation between the language's marks."""
        return f"{self.quotes[0]}{text}{self.quotes[1]}"

    def fill(self, frame: str, **parts: str) -> str:
        """A frame with its parts in it. `{de:name}` is French `de`, elided before a vowel."""
        for name in re.findall(r"\{de:(\w+)\}", frame):
            word = parts[name]
            frame = frame.replace(f"{{de:{name}}}", ("d’" if _VOWELS.match(word) else "de ") + word)
        return frame.format(**parts)

    def lowered(self, text: str, known: frozenset[str] = frozenset()) -> str | None:
        """The text with a small first letter where its first word is no name for certain, else None.

        Certain are the language's small words, and words that stand small elsewhere (`known`, folded).
        """
        if not self.spaced or not text[:1].isupper():
            return text
        first = re.split(r"[\s,;:]", text, maxsplit=1)[0]
        stem = re.split(r"['’]", first)[0] if self.language in {"fr", "it"} else first
        plain = folded(stem)
        if first == "I" or (plain not in _small(self.language) and plain not in known):
            return None
        return text[0].lower() + text[1:]


@cache
def book(language: str) -> PhraseBook:
    """The phrase book of a language, given as a BCP 47 tag. Raises NeverWorks for one that has none."""
    name = base(language)
    if name not in languages() or not language.lower().startswith(name):
        raise NeverWorks("LANGUAGE_NOT_VOICED", f"the studio has no words of its own to write {language} in")
    values = json.loads((_HERE / f"{name}.json").read_text(encoding="utf-8"))
    return PhraseBook(language=name, and_=values.pop("and"), **values)


@cache
def _small(language: str) -> frozenset[str]:
    return frozenset(folded(word) for word in SMALL[language])


@cache
def languages() -> frozenset[str]:
    """The languages that have a phrase book, without region."""
    return frozenset(path.stem for path in _HERE.glob("*.json"))
