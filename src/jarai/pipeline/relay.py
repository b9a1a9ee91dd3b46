"""Brings the engine to what the runs table wants: start, stop, and start anew what the engine lost.

The database is the truth: the engine's own can be deleted at any moment. A run whose workflow is gone, failed or of
another code version is given up by taking the next attempt number, then started again under the same workflow id.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from jarai.base.clock import Clock
from jarai.base.db import Database
from jarai.base.logging import logger
from jarai.pipeline.production import STEPS
from jarai.pipeline.workflows import LIGHT_QUEUE, RunOrder
from jarai.productions.expire import expire_due
from jarai.productions.runs import Run, cancelled_runs, end_run, mark_started, next_attempt, runs_in

_log = logger("relay")
RELAY_SECONDS = 0.25
RECONCILE_SECONDS = 10.0
_ORDERS = [[step.name, step.queue] for step in STEPS]


@dataclass(frozen=True)
class Relay:
    """Acts on the runs table."""

    database: Database
    clock: Clock
    client: Client

    async def act(self) -> None:
        """Start what is wanted, stop what was cancelled, fail what expired."""
        await expire_due(self.database, self.clock.now())
        async with self.database.read() as connection:
            cancelled = await cancelled_runs(connection)
        for run in cancelled:
            await self._stop(run)
        async with self.database.read() as connection:
            started, wanted = await runs_in(connection, "Started"), await runs_in(connection, "Wanted")
        # One run of a production at a time: two distributions side by side would each act on what the other changes.
        busy = {run.production_id for run in started}
        for run in wanted:
            if run.production_id not in busy:
                busy.add(run.production_id)
                await self._start(run)

    async def reconcile(self) -> None:
        """Find runs the engine no longer has, and want them anew."""
        async with self.database.read() as connection:
            started = await runs_in(connection, "Started")
        for run in started:
            if not await self._is_running(run):
                await self._again(run)

    async def take_over(self) -> None:
        """Give up every attempt in flight and want it anew: for a worker that knows its predecessor is gone."""
        async with self.database.read() as connection:
            started = await runs_in(connection, "Started")
        for run in started:
            await self._again(run)

    async def _again(self, run: Run) -> None:
        async with self.database.write() as connection:
            again = await next_attempt(connection, run)
        if again:
            _log.warning("run_started_anew", run_id=run.run_id, attempt=run.attempt + 1)

    async def _start(self, run: Run) -> None:
        order = RunOrder(
            run.run_id,
            run.production_id,
            run.version,
            run.kind,
            run.attempt,
            run.code_version,
            _ORDERS,
            run.correlation_id,
        )
        try:
            await self.client.start_workflow(
                run.kind,
                order,
                id=run.run_id,
                task_queue=LIGHT_QUEUE,
                id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
                # A later attempt replaces an earlier one; the first start may be a repeated one, and then stands.
                id_conflict_policy=WorkflowIDConflictPolicy.TERMINATE_EXISTING
                if run.attempt > 1
                else WorkflowIDConflictPolicy.USE_EXISTING,
            )
        except WorkflowAlreadyStartedError:
            _log.info("run_already_started", run_id=run.run_id)
        async with self.database.write() as connection:
            await mark_started(connection, run)

    async def _stop(self, run: Run) -> None:
        try:
            await self.client.get_workflow_handle(run.run_id).cancel()
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
        async with self.database.write() as connection:
            await end_run(connection, run.run_id)
        _log.info("run_stopped", run_id=run.run_id)

    async def _is_running(self, run: Run) -> bool:
        try:
            description = await self.client.get_workflow_handle(run.run_id).describe()
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                return False
            raise
        return description.status is WorkflowExecutionStatus.RUNNING


async def every(seconds: float, work: Callable[[], Awaitable[object]], name: str) -> None:
    """Do `work` again and again with a pause in between; an error is logged and does not end it."""
    while True:
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - the next round is the remedy
            _log.warning("round_failed", loop=name, error=f"{type(error).__name__}: {error}")
        await asyncio.sleep(seconds)
