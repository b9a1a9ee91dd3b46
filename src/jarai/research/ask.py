"""Asks all researchers at once, and says what came of it."""

import asyncio
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jarai.base.model import Wire
from jarai.research.port import Finding, Question, Researcher, ResearchError

_SECONDS = 25.0


class Research(Wire):
    """What was found, in the researchers' order, and what a reviewer must know of it."""

    findings: tuple[Finding, ...] = ()
    notices: tuple[str, ...] = ()


async def research(researchers: Sequence[Researcher], question: Question, seconds: float = _SECONDS) -> Research:
    """What all of them find within `seconds`. One that fails is named in the notices; the others count."""
    answers = await asyncio.gather(*(_within(each, question, seconds) for each in researchers))
    findings = tuple(finding for answer in answers if not isinstance(answer, str) for finding in answer)
    words = _words(question.language)
    failed = tuple(
        words["failed"].format(name=each.name, reason=answer)
        for each, answer in zip(researchers, answers, strict=True)
        if isinstance(answer, str)
    )
    if not findings:
        return Research(notices=(words["nothing"], *failed))
    origins = dict.fromkeys(finding.origin for finding in findings)
    names = ", ".join(f"{each.credit} ({each.licence or words['unlicensed']})" for each in origins)
    return Research(findings=findings, notices=(words["found"].format(names=names), *failed))


async def _within(researcher: Researcher, question: Question, seconds: float) -> tuple[Finding, ...] | str:
    """What it finds, or why it finds nothing."""
    try:
        async with asyncio.timeout(seconds):
            return await researcher.find(question)
    except ResearchError as error:
        return str(error)
    except TimeoutError:
        return f"more than {seconds:.0f} s"


@cache
def _all_words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
    return words


def _words(language: str) -> dict[str, str]:
    words = _all_words()
    return words.get(language.partition("-")[0].lower(), words["en"])
