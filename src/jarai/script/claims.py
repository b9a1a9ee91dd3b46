"""What a text claims: its figures, names, dates, quotations and addresses, and which of them no source has.

It is the check behind every script, whoever wrote it. It reads text, it knows nothing of the world: a claim is supported
when a source holds the same figure (by value, however it is written), the same date or a part of it, the words of the
name, the quotation word for word, the address. What it can't see: a false verb between true words, and in Chinese and
Japanese a name written in characters alone.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from jarai.base.model import Wire
from jarai.script.claim_words import COMMON, LOANWORDS, SMALL, VERBS, base, folded, months, weekdays
from jarai.script.dates import Dated, dates_of
from jarai.script.figures import Figure, figures_of

_QUOTED = re.compile(
    r"“([^“”]{1,600})”|«\s*([^«»]{1,600}?)\s*»|「([^「」]{1,600})」|『([^『』]{1,600})』|\"([^\"]{1,600})\""
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[!#-;=?-~]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[a-z0-9-]{2,}\.)+(?:com|org|net|io|eu|info|tv|app|dev|"
    r"gov|edu|uk|de|fr|es|it|br|jp|cn|us|example|test)\b(?:/[!#-;=?-~]*)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w]*(?:[-'’·.][^\W_][\w]*)*")
_ENDS = frozenset('.!?…:;¿¡—–“”«»"(')
_TITLED = re.compile(
    r"《([^《》]{1,60})》|([一-鿿]{1,8}(?:·[一-鿿]{1,8})+)|([A-Za-z][A-Za-z0-9.&'’-]*)|([ァ-ヴー]{3,})"
)


class Claims(Wire):
    """What a text claims, each as written, in order; nothing twice."""

    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    quotations: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every claim; numbers first."""
        return (*self.numbers, *self.dates, *self.names, *self.quotations, *self.addresses)

    def __bool__(self) -> bool:
        return bool(self.all)


def claims(text: str, language: str) -> Claims:
    """What the text claims. `language` is a BCP 47 tag; one that is not known is read by the rules of English."""
    addresses, rest = _addresses(text)
    dated, rest = dates_of(rest, base(language))
    return Claims(
        numbers=_once(figure.text for figure in figures_of(rest, base(language))),
        names=_once(_names(rest, base(language))),
        dates=_once(date.text for date in dated),
        quotations=_once(_quotations(text)),
        addresses=_once(addresses),
    )


def unsupported(sentence: str, sources: Iterable[str], language: str) -> Claims:
    """The sentence's claims that none of the sources has; empty (and false) for a sentence that is well founded."""
    known, spoken = _Known(tuple(sources), base(language)), base(language)
    addresses, rest = _addresses(sentence)
    dated, rest = dates_of(rest, spoken)
    return Claims(
        numbers=_once(each.text for each in figures_of(rest, spoken) if not known.has_figure(each)),
        names=_once(each for each in _names(rest, spoken) if not known.has_name(each)),
        dates=_once(each.text for each in dated if not known.has_date(each)),
        quotations=_once(each for each in _quotations(sentence) if not known.has_words(each)),
        addresses=_once(each for each in addresses if folded(each) not in known.text),
    )


class _Known:
    """What the sources hold."""

    def __init__(self, sources: tuple[str, ...], language: str) -> None:
        self.text = folded("\n".join(sources))
        self.spaced = language not in {"zh", "ja"}
        self.words = {
            folded(part) for word in _WORD.findall("\n".join(sources)) for part in (word, *re.split(r"[-'’·.]", word))
        }
        self.letters = "".join(each for each in self.text if each.isalnum())
        self.dates: list[Dated] = []
        self.figures: list[Figure] = []
        for source in sources:
            dated, rest = dates_of(source, language, short=True)
            self.dates += dated
            self.figures += figures_of(rest, language)
        self.parts = {Decimal(part) for date in self.dates for part in date.parts}

    def has_figure(self, claim: Figure) -> bool:
        """Whether a source has the figure: by value and kind, or bare under a header that gives its unit."""
        if not claim.mark and not claim.power and claim.values & self.parts:
            return True
        return any(claim.told_by(figure, self.text) for figure in self.figures)

    def has_date(self, claim: Dated) -> bool:
        """Whether a source's date says all that this one says."""
        years = {
            int(value) for figure in self.figures if not figure.mark for value in figure.values if value == int(value)
        }
        return any(claim.told_by(date, years) for date in self.dates)

    def has_name(self, claim: str) -> bool:
        """Whether every word of the name is a word of a source."""
        if not self.spaced:
            return folded(claim) in self.text
        return all(self._has_word(folded(word)) for word in _WORD.findall(claim))

    def _has_word(self, word: str) -> bool:
        plain = re.sub(r"'s?$", "", word)
        parts = re.split(r"[-'·.]", plain)
        return plain in self.words or all(part in self.words for part in parts if part)

    def has_words(self, claim: str) -> bool:
        """Whether a source has the words of a quotation, whatever marks stand between them; an ellipsis leaves some out."""
        at = 0
        for part in re.split(r"…|\.\.\.", folded(claim)):
            wanted = "".join(each for each in part if each.isalnum())
            found = self.letters.find(wanted, at)
            if found < 0:
                return False
            at = found + len(wanted)
        return True


def _addresses(text: str) -> tuple[list[str], str]:
    found = [match[0].rstrip(".,;:!?)") for match in _ADDRESS.finditer(text)]
    return found, _ADDRESS.sub(" ", text)


def _quotations(text: str) -> list[str]:
    return [next(group for group in match.groups() if group) for match in _QUOTED.finditer(text)]


def _names(text: str, language: str) -> list[str]:
    """Runs of capitalised words, and at the start of a sentence those that can be nothing else than a name."""
    if language in {"zh", "ja"}:
        return _titled(text)
    small, verbs = SMALL.get(language, SMALL["en"]), VERBS.get(language, VERBS["en"])
    dated = {*months(language), *weekdays(language)} if language in SMALL else set[str]()
    tokens = list(_WORD.finditer(text))
    inside = {match[0] for match in tokens if match[0][0].isupper() and not _opens(text, match.start())}
    found, run = [], list[str]()
    for number, match in enumerate(tokens):
        word = match[0]
        apart = number == 0 or text[tokens[number - 1].end() : match.start()].strip() != ""
        if apart and run:
            found.append(" ".join(run))
            run = []
        plain = folded(word)
        stem = re.sub(r"^(?:l|d|dell|all|dall|nell|sull|qu|c|s|n|j)['’](?=[A-ZÀ-Þ])", "", word, flags=re.IGNORECASE)
        capital = len(stem) > 1 and stem[0].isupper() and word.lower() not in small and plain.rstrip(".") not in dated
        if capital and _opens(text, match.start()) and stem == word:
            following = tokens[number + 1] if number + 1 < len(tokens) else None
            adjoins = following is not None and not text[match.end() : following.start()].strip()
            capital = _is_name(word, following[0] if following and adjoins else "", inside, verbs, small)
        if capital:
            run.append(stem)
        elif run:
            found.append(" ".join(run))
            run = []
    return [*found, *([" ".join(run)] if run else [])]


def _is_name(word: str, following: str, inside: set[str], verbs: frozenset[str], small: frozenset[str]) -> bool:
    """Whether a capitalised word at the start of a sentence is a name."""
    shaped = any(each.isupper() for each in word[1:]) or re.search(r"['’]s$", word) is not None
    plain = folded(word)
    before_name = following[:1].isupper() and following.lower() not in small
    return shaped or word in inside or before_name or (following.lower() in verbs and plain not in COMMON)


def _opens(text: str, at: int) -> bool:
    before = text[:at].rstrip()
    return not before or before[-1] in _ENDS


def _titled(text: str) -> list[str]:
    """In Chinese and Japanese: titles, names joined by a dot, Latin words, and katakana that is no everyday word."""
    found = [next(group for group in match.groups() if group) for match in _TITLED.finditer(text)]
    return [each for each in found if each not in LOANWORDS and (len(each) > 1 or not each.isascii())]


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in found if each))
