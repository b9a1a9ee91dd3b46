"""One check's result, and the verdict over all of them."""

from collections.abc import Iterable
from typing import Literal

from jarai.base.model import Wire

Verdict = Literal["pass", "fail", "not_applicable", "needs_human"]
Values = dict[str, int | str]
"""Named figures: integers, or decimals written out, so that the canonical JSON has one form."""


class Tool(Wire):
    """What measured."""

    name: str
    version: str


class Evidence(Wire):
    """One value that decided, and where it was found."""

    where: str
    value: int | str


class Subject(Wire):
    """What a check looked at: the file's SHA-256, and the tool that measured it."""

    input: str
    tool: Tool


class Rule(Wire):
    """The requirement behind a check: its document, clause and address, and whether it may be missed.

    A `must` that fails keeps the production from being published; a `should` is told and nothing more.
    """

    id: str
    rule: str
    clause: str
    severity: Literal["must", "should"]
    unit: str
    url: str | None = None
    method: Literal["measured", "derived", "declared"] = "measured"


class Check(Rule):
    """A rule with what was found. `method` tells a measurement of the file from a derivation and a declaration."""

    measured: Values
    limit: Values
    verdict: Verdict
    evidence: tuple[Evidence, ...]
    tool: Tool
    input: str


def result(
    rule: Rule,
    subject: Subject,
    *,
    measured: Values,
    limit: Values,
    verdict: Verdict | bool,
    evidence: Iterable[Evidence] = (),
) -> Check:
    """The check of `rule` on `subject`; a boolean verdict means pass or fail."""
    if isinstance(verdict, bool):
        verdict = "pass" if verdict else "fail"
    return Check(
        **rule.model_dump(),
        measured=measured,
        limit=limit,
        verdict=verdict,
        evidence=tuple(evidence),
        tool=subject.tool,
        input=subject.input,
    )


def verdict_of(checks: Iterable[Check]) -> Literal["Passed", "Blocked"]:
    """`Blocked` if any `must` failed."""
    failed = any(check.severity == "must" and check.verdict == "fail" for check in checks)
    return "Blocked" if failed else "Passed"
