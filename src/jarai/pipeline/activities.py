"""The engine's side of the steps: one activity each, which only calls the runner and says what kind of failure it was."""

from collections.abc import Awaitable, Callable
from typing import Any

from temporalio import activity
from temporalio.exceptions import ApplicationError

from jarai.base.errors import NeverWorks, TryAgain
from jarai.base.logging import correlated, logger
from jarai.pipeline.distribution import Distribution
from jarai.pipeline.outcome import Outcome
from jarai.pipeline.production import STEPS
from jarai.pipeline.runner import StepRunner
from jarai.pipeline.step import Queue, Step
from jarai.pipeline.workflows import FailureReport, RunOrder
from jarai.productions.runs import Kind, Run, Superseded

_log = logger("pipeline")
Activity = Callable[..., Awaitable[None]]


def step_activities(runner: StepRunner, queue: Queue) -> list[Activity]:
    """The activities of the steps that run on that queue."""
    return [_step_activity(runner, step) for step in STEPS if step.queue == queue]


def closing_activities(outcome: Outcome, distribution: Distribution) -> list[Activity]:
    """How runs end, and distribution."""

    @activity.defn(name="AwaitApproval")
    async def await_approval(order: RunOrder) -> None:
        await _as_activity(order, outcome.await_approval(_run(order)))

    @activity.defn(name="FailProduction")
    async def fail_production(report: FailureReport) -> None:
        await _as_activity(
            report.order,
            outcome.fail(_run(report.order), report.step, report.code, report.message, retryable=report.retryable),
        )

    @activity.defn(name="Distribute")
    async def distribute(order: RunOrder) -> None:
        await _as_activity(order, distribution.distribute(_run(order), activity.heartbeat))

    return [await_approval, fail_production, distribute]


def _step_activity(runner: StepRunner, step: Step[Any]) -> Activity:
    @activity.defn(name=step.name)
    async def run_step(order: RunOrder) -> None:
        await _as_activity(order, runner.run(step, _run(order), activity.heartbeat))

    return run_step


async def _as_activity(order: RunOrder, work: Awaitable[None]) -> None:
    """Do the work, its log lines under the order's correlation id, and tell our kinds of failure as the engine's."""
    with correlated(order.correlation_id):
        try:
            await work
        except Superseded as given_up:
            _log.info("attempt_superseded", run_id=str(given_up))
            raise ApplicationError(str(given_up), type="Superseded", non_retryable=True) from None
        except NeverWorks as failure:
            raise ApplicationError(failure.message, type=failure.code, non_retryable=True) from failure
        except TryAgain as failure:
            raise ApplicationError(failure.message, type=failure.code) from failure
        except Exception as error:
            _log.exception("step_error")
            raise ApplicationError(f"{type(error).__name__}: {error}", type="INTERNAL_ERROR") from error


def _run(order: RunOrder) -> Run:
    kind: Kind = "produce" if order.kind == "produce" else "distribute"
    return Run(
        order.run_id, order.production_id, order.version, kind, order.attempt, order.code_version, order.correlation_id
    )
