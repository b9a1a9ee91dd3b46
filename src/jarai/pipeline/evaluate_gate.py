"""Step 15: whether anything may go out: every check that must pass, has."""

from typing import Literal

from jarai.base.model import Wire
from jarai.pipeline.package_deliverables import DELIVERABLES
from jarai.pipeline.step import Step, StepContext
from jarai.rules.model import Check, verdict_of


class Gate(Wire):
    """The verdict, and the checks that failed, whether they must pass or only should."""

    verdict: Literal["Passed", "Blocked"]
    checks: tuple[Check, ...]


async def _run(context: StepContext) -> Gate:
    checks = context.read(DELIVERABLES).checks
    return Gate(verdict=verdict_of(checks), checks=tuple(check for check in checks if check.verdict == "fail"))


GATE = Step("GateEvaluator", Gate, _run, needs=(DELIVERABLES,))
