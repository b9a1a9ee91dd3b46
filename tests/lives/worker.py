"""A worker that carries runs out with the pipeline's own runner, outcome, distribution and relay, over small steps.

The heavy work of the fifteen steps is left out: each gives a small document at once, or fails, or hangs, as it is told.
"""

import asyncio
import dataclasses
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, cast

from temporalio.client import Client, WorkflowExecutionStatus

from jarai.base.errors import NeverWorks, TryAgain
from jarai.base.model import Wire
from jarai.deliverables.records import Deliverable
from jarai.pipeline.choose_images import CHOICES
from jarai.pipeline.distribution import Distribution
from jarai.pipeline.evaluate_gate import GATE, Gate
from jarai.pipeline.faults import Fault
from jarai.pipeline.outcome import Outcome
from jarai.pipeline.package_deliverables import DELIVERABLES, Packaged
from jarai.pipeline.production import STEPS
from jarai.pipeline.relay import Relay
from jarai.pipeline.runner import StepRunner
from jarai.pipeline.speak import VOICING
from jarai.pipeline.step import Step, StepContext, Tools
from jarai.pipeline.write_scenes import SCENES
from jarai.pipeline.write_seo import SEO, SearchTexts
from jarai.platforms.port import Platform
from jarai.productions.runs import Kind, Run, Superseded
from jarai.speech.port import VoiceBook
from jarai.storyboard.choices import Choices
from jarai.storyboard.model import Storyboard
from jarai.storyboard.voicing import Voicing
from jarai.wiring import Ground, decisions
from simulators.engine import MemoryEngine, Workflow

WORKING: ContextVar[Run] = ContextVar("WORKING")
"""The run that the current task carries out."""


class Small(Wire):
    """What a step that nobody reads gives."""

    step: str


@dataclass
class Plan:
    """How the work goes that begins now: the step that fails, and whether it hangs."""

    fails: str | None = None
    hangs: bool = False


@dataclass
class Hung:
    """A task that hangs in the middle of a step or of a call, and what sets it free."""

    run: Run
    step: str
    task: asyncio.Task[None]
    free: asyncio.Event


@dataclass
class Worker:
    """One worker's parts over one ground.

    `verdict` is what the gate says of a version; `hanging` is set when a task begins to hang.
    """

    base: Ground
    engine: MemoryEngine
    platforms: Mapping[str, Platform]
    fault: Fault
    board: Storyboard
    verdict: Callable[[str, int], str]
    plan: Plan = field(default_factory=Plan)
    hanging: asyncio.Event = field(default_factory=asyncio.Event)
    free: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        base = self.base
        tools = Tools(base.storage, cast("VoiceBook", None), base.secrets, base.settings.base_url, "draft")
        self.runner = StepRunner(base.database, base.clock, tools, self.fault, base.settings.data_dir / "work")
        self.outcome = Outcome(base.database, base.clock, base.storage, self.fault, decisions(base))
        self.distribution = Distribution(
            base.database, base.clock, base.storage, self.platforms, self.fault, base.secrets
        )
        self.relay = Relay(base.database, base.clock, cast("Client", self.engine))
        self.steps = tuple(self._small(step) for step in STEPS)

    def _small(self, step: Step[Any]) -> Step[Any]:
        kind = step.output if step in (SCENES, CHOICES, VOICING, DELIVERABLES, GATE, SEO) else Small

        async def work(context: StepContext) -> Wire:
            plan, free = self.plan, self.free
            if plan.hangs:
                self.hanging.set()
                await free.wait()
            if plan.fails == step.name:
                raise NeverWorks("MADE_TO_FAIL", "this step was told to fail")
            return self._output(step, context)

        return dataclasses.replace(step, output=kind, run=work, needs=())

    def _output(self, step: Step[Any], context: StepContext) -> Wire:
        if step is SCENES:
            script = context.edit.script if context.edit else None
            changes = {"title": script.title, "scenes": script.scenes, "sources": script.sources} if script else {}
            return self.board.model_copy(update=changes)
        if step is CHOICES:
            return Choices(choices=())
        if step is VOICING:
            return Voicing(scenes=())
        if step is DELIVERABLES:
            return Packaged(files=(a_file("Video", "video.mp4"), a_file("ComplianceCertificate", "c.jwt")), checks=())
        if step is GATE:
            asked = context.production
            return Gate.model_validate({"verdict": self.verdict(asked.production_id, asked.version), "checks": ()})
        if step is SEO:
            return SearchTexts(title="T", description="D", hashtags=(), language="en-US")
        return Small(step=step.name)

    async def wait_for_freedom(self) -> None:
        """Hang here, in a platform's call, if the plan says so."""
        plan, free = self.plan, self.free
        if plan.hangs:
            self.hanging.set()
            await free.wait()

    async def activity(self, workflow: Workflow) -> None:
        """Carry out the workflow's next activity, as `pipeline/workflows.py` would: once, unless it may be tried again."""
        run = run_of(workflow)
        WORKING.set(run)
        place = workflow.done
        try:
            if run.kind == "distribute":
                await self.distribution.distribute(run, lambda: None)
            elif place < len(self.steps):
                await self.runner.run(self.steps[place], run, lambda: None)
            else:
                await self.outcome.await_approval(run)
        except NeverWorks as failure:
            await self._fail(workflow, run, self.steps[place].name, failure)
        except Superseded:
            _close(workflow)
            raise
        except TryAgain:
            return  # the engine does, later
        else:
            workflow.done = max(workflow.done, place + 1)
            if run.kind == "distribute" or place == len(self.steps):
                _close(workflow)

    async def _fail(self, workflow: Workflow, run: Run, step: str, failure: NeverWorks) -> None:
        try:
            await self.outcome.fail(run, step, failure.code, failure.message, retryable=False)
        except Superseded:
            _close(workflow)
            raise
        _close(workflow)

    async def begin(self, workflow: Workflow) -> Hung | None:
        """Begin the next activity and come back when it hangs, or None when it ended without."""
        self.hanging, self.free = asyncio.Event(), asyncio.Event()
        self.plan.hangs = True
        place = workflow.done
        name = self.steps[place].name if place < len(self.steps) else ""
        task = asyncio.create_task(self.activity(workflow))
        waiting = asyncio.create_task(self.hanging.wait())
        await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        self.plan = Plan()
        if task.done():
            task.result()
            return None
        return Hung(run_of(workflow), name, task, self.free)


def _close(workflow: Workflow) -> None:
    if workflow.runs:
        workflow.status = WorkflowExecutionStatus.COMPLETED


def run_of(workflow: Workflow) -> Run:
    """The attempt that the workflow carries out."""
    order = workflow.order
    kind: Kind = "produce" if order.kind == "produce" else "distribute"
    return Run(order.run_id, order.production_id, order.version, kind, order.attempt, order.code_version)


def a_file(kind: str, name: str) -> Deliverable:
    """The record of a finished file; its bytes are nowhere."""
    return Deliverable.model_validate(
        {
            "type": kind,
            "file_name": name,
            "content_type": "application/octet-stream",
            "size_bytes": 1,
            "sha256": "0" * 64,
            "storage_key": f"files/{name}",
            "duration_ms": 5000,
        }
    )
