"""The workflow engine as the relay meets it, in memory: runs by their id, which can be cancelled, replaced and forgotten."""

from dataclasses import dataclass, field
from typing import Any

from temporalio.client import WorkflowExecutionStatus
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.service import RPCError, RPCStatusCode

from jarai.pipeline.workflows import LIGHT_QUEUE, RunOrder


@dataclass(eq=False)
class Workflow:
    """One execution: what was ordered, how many of its activities are done, and how it stands."""

    order: RunOrder
    done: int = 0
    status: WorkflowExecutionStatus = WorkflowExecutionStatus.RUNNING

    @property
    def runs(self) -> bool:
        return self.status is WorkflowExecutionStatus.RUNNING


@dataclass
class MemoryEngine:
    """What the relay calls of the engine's client. Deleting its memory is `workflows.clear()`."""

    workflows: dict[str, Workflow] = field(default_factory=dict)

    async def start_workflow(
        self, kind: str, order: RunOrder, *, id_conflict_policy: WorkflowIDConflictPolicy, **options: Any
    ) -> None:
        """Start one; where one runs under the id, it is replaced or left alone, as the policy says."""
        assert kind == order.kind
        assert options["task_queue"] == LIGHT_QUEUE
        there = self.workflows.get(options["id"])
        if there is not None and there.runs:
            if id_conflict_policy is WorkflowIDConflictPolicy.USE_EXISTING:
                return
            there.status = WorkflowExecutionStatus.TERMINATED
        self.workflows[options["id"]] = Workflow(order)

    def get_workflow_handle(self, workflow_id: str) -> "Handle":
        return Handle(self, workflow_id)


@dataclass(frozen=True)
class Handle:
    """One workflow, whether it exists or not."""

    engine: MemoryEngine
    workflow_id: str

    async def describe(self) -> Workflow:
        return self._there()

    async def cancel(self) -> None:
        workflow = self._there()
        if not workflow.runs:
            raise RPCError("it has ended", RPCStatusCode.NOT_FOUND, b"")
        workflow.status = WorkflowExecutionStatus.CANCELED

    def _there(self) -> Workflow:
        if self.workflow_id not in self.engine.workflows:
            raise RPCError("no such workflow", RPCStatusCode.NOT_FOUND, b"")
        return self.engine.workflows[self.workflow_id]
