"""Splits a text into sentences, without being fooled by abbreviations, initials, decimals or addresses."""

import re

from jarai.script.reading.words import STOPPED

_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|$)")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences in order, each with its closing mark, white space trimmed; a line break ends one too."""
    found = []
    for line in text.splitlines():
        start = 0
        for match in _END.finditer(line):
            if _ends_here(line, match):
                found.append(line[start : match.end()].strip())
                start = match.end()
        found.append(line[start:].strip())
    return tuple(sentence for sentence in found if sentence)


def _ends_here(line: str, match: re.Match[str]) -> bool:
    after = line[match.end() :].lstrip()
    if not after:
        return True
    if match[0][0] == "…" or match[0].startswith("..."):
        return not after[0].islower()
    if match[0][0] != ".":
        return True
    before = line[: match.start() + 1].rsplit(None, 1)[-1].lstrip("\"“‘'([")
    if before in STOPPED or before == "No.":
        return False
    opens_sentence = after[0].isupper() or after[0].isdigit() or after[0] in "\"“‘'([€$£"
    if re.fullmatch(r"(?:[A-Za-z]\.)+", before):
        is_initial = len(before) == 2 and before[0].isupper()
        return (
            opens_sentence
            and not is_initial
            and before not in {"U.S.", "U.K.", "E.U.", "D.C."}
            and not after[0].isdigit()
        )
    return opens_sentence
