"""Splits a text into sentences, without being fooled by abbreviations, initials, decimals or addresses."""

import re
from functools import lru_cache

from jarai.script.reading.english_words import STOPPED
from jarai.script.reading.french import French
from jarai.script.reading.italian import Italian
from jarai.script.reading.portuguese import Portuguese
from jarai.script.reading.spanish import Spanish

_END = re.compile(r"[.!?…]+(?: ?»)?[\"”’»')\]]*(?=\s|$)|[。！？｡]+[」』”’）〉》\"')\]]*(?!…)")
_OPENING = "\"“‘'([€$£¿¡«„「『"
_ROMANCE = {"es": Spanish, "fr": French, "it": Italian, "pt": Portuguese}
_ENDS_TOO = frozenset(
    ["etc.", "ecc.", "S.A.", "S. A.", "S.L.", "S. L.", "Ltda.", "S.p.A.", "S.r.l.", "a. C.", "d. C.", "a.C.", "d.C.", "hab.",
     "a.m.", "a.a.", "EE. UU.", "EE.UU.", "E.U.A.", "p.p."]
)  # fmt: skip
"""Abbreviations that often are the last word of a sentence: a capital after them begins the next."""
_GERMAN = frozenset(["z.B.", "B.", "d.h.", "Nr.", "ca.", "bzw.", "Dr.", "Prof.", "St.", "Mio.", "Mrd.", "Abs.", "Art."])


def sentences(text: str, language: str = "en-US") -> tuple[str, ...]:
    """The sentences in order, each with its closing mark, white space trimmed; a line break ends one too.

    Full-width marks end a sentence in every language, since no abbreviation is written with them.
    """
    stopped = _stopped(language.partition("-")[0].lower())
    found = []
    for line in text.splitlines():
        start = 0
        for match in _END.finditer(line):
            if _ends_here(line, match, stopped):
                found.append(line[start : match.end()].strip())
                start = match.end()
        found.append(line[start:].strip())
    return tuple(sentence for sentence in found if sentence)


@lru_cache(maxsize=32)
def _stopped(primary: str) -> frozenset[str]:
    """Abbreviations of the language after which a sentence does not end."""
    if primary == "de":
        return _GERMAN
    if primary not in _ROMANCE:
        return STOPPED | {"No."}
    words = [word for word in _ROMANCE[primary].abbreviations if word.endswith(".") and word not in _ENDS_TOO]
    numbers = {"n.", "N.", "núm.", "nro.", "nr.", "n.º"} if primary != "fr" else set()
    parts = (part for word in _ROMANCE[primary].abbreviations for part in word.split()[:-1] if part.endswith("."))
    return frozenset(word.rpartition(" ")[2] for word in words) | numbers | frozenset(parts)


def _ends_here(line: str, match: re.Match[str], stopped: frozenset[str]) -> bool:
    if match[0][0] in "。！？｡":
        # 「本当？」と聞いた: what was quoted goes on.
        return match[0][-1] not in "」』”’" or line[match.end() : match.end() + 1] in {"", " ", *_OPENING}
    after = line[match.end() :].lstrip()
    if not after:
        return True
    if match[0][0] == "…" or match[0].startswith("..."):
        return not after[0].islower()
    if match[0][0] != ".":
        return not (after[0] in ",;" or (after[0].islower() and match[0][-1] in '»”"’'))
    before = line[: match.start() + 1].rsplit(None, 1)[-1].lstrip("\"“‘'([¿¡«„")
    if before in stopped:
        return False
    opens_sentence = after[0].isupper() or after[0].isdigit() or after[0] in _OPENING or not after[0].isascii()
    if re.fullmatch(r"(?:[A-Za-z]\.)+", before):
        is_initial = len(before) == 2 and before[0].isupper()
        return (
            opens_sentence
            and not is_initial
            and before not in {"U.S.", "U.K.", "E.U.", "D.C."}
            and not after[0].isdigit()
        )
    return opens_sentence and not (after[0].islower())
