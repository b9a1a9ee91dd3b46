"""What the engine runs: the steps of `production.py` one after the other, and the distribution after approval.

Payloads are ids only, no workflow waits for a person, and nothing here touches the world: the activities do.
"""

from dataclasses import dataclass
from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, ApplicationError, is_cancelled_exception


def task_queue(queue: str) -> str:
    """The engine's name of a step's queue."""
    return f"jarai-{queue}"


LIGHT_QUEUE = task_queue("light")

_RETRY = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=30), maximum_attempts=6)
# Telling the database that a run is over must outlast any outage of it.
_RETRY_FOR_EVER = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=30))
_START_TO_CLOSE = timedelta(hours=2)
_HEARTBEAT = timedelta(seconds=20)


@dataclass(frozen=True)
class RunOrder:
    """One attempt of a run. `steps` names each step and its queue, as they were when the run was started.

    `correlation_id` is the one of the request that asked for the production.
    """

    run_id: str
    production_id: str
    version: int
    kind: str
    attempt: int
    code_version: str
    steps: list[list[str]]
    correlation_id: str = ""


@dataclass(frozen=True)
class FailureReport:
    """Which step of which run failed for good, why, and whether asking again may help."""

    order: RunOrder
    step: str
    code: str
    message: str
    retryable: bool


@workflow.defn(name="produce")
class Produce:
    """The fifteen steps, then AwaitingApproval. A step that fails for good fails the production."""

    @workflow.run
    async def run(self, order: RunOrder) -> None:
        """Run the order to its end."""
        for step, queue in order.steps:
            try:
                await workflow.execute_activity(
                    step,
                    order,
                    task_queue=task_queue(queue),
                    start_to_close_timeout=_START_TO_CLOSE,
                    heartbeat_timeout=_HEARTBEAT,
                    retry_policy=_RETRY,
                    cancellation_type=workflow.ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
                )
            except ActivityError as error:
                if is_cancelled_exception(error):
                    raise
                await _report(error, order, step)
                return
        await _finish("AwaitApproval", order)


@workflow.defn(name="distribute")
class Distribute:
    """Every publication that is not as wanted, then the conclusion."""

    @workflow.run
    async def run(self, order: RunOrder) -> None:
        """Run the order to its end."""
        await workflow.execute_activity(
            "Distribute",
            order,
            task_queue=LIGHT_QUEUE,
            start_to_close_timeout=_START_TO_CLOSE,
            heartbeat_timeout=_HEARTBEAT,
            retry_policy=_RETRY_FOR_EVER,
        )


async def _report(error: ActivityError, order: RunOrder, step: str) -> None:
    code, message, retryable = "INTERNAL_ERROR", f"{step} failed.", True
    if isinstance(error.cause, ApplicationError):
        if error.cause.type == "Superseded":
            return
        code, message, retryable = error.cause.type or code, error.cause.message, not error.cause.non_retryable
    elif error.cause is not None:
        code, message = "STEP_TIMED_OUT", f"{step} made no progress."
    await _finish("FailProduction", FailureReport(order, step, code, message, retryable))


async def _finish(activity: str, argument: RunOrder | FailureReport) -> None:
    await workflow.execute_activity(
        activity,
        argument,
        task_queue=LIGHT_QUEUE,
        start_to_close_timeout=timedelta(minutes=1),
        retry_policy=_RETRY_FOR_EVER,
    )
