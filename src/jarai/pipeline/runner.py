"""Carries a step out: look for a recorded output, work, store, record. Each line in between may be the last.

Fault points: `<step>.begun` after the attempt was counted, `<step>.worked` before the output is stored,
`<step>.stored` before it is recorded, `<step>.recorded` after; a step may have more of its own.
"""

import asyncio
import contextlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jarai.accounts.prompts import own_prompts
from jarai.accounts.queries import Account, account_of
from jarai.base.clock import Clock
from jarai.base.db import Database
from jarai.base.errors import TryAgain
from jarai.base.hashing import hash_of
from jarai.base.logging import logger
from jarai.base.model import Wire
from jarai.pipeline.faults import Fault
from jarai.pipeline.step import Output, Step, StepContext, Tools
from jarai.productions.documents import keep_document, load_document
from jarai.productions.edits import Edit, edit_of
from jarai.productions.model_calls import CallLedger
from jarai.productions.queries import Production, any_production
from jarai.productions.runs import Run, Superseded, hold_attempt
from jarai.productions.states import change_state, hold_status
from jarai.productions.steps import begin_step, record_output, show_progress, steps_of
from jarai.script.model.prompts import Prompt
from jarai.storage.port import Storage

_log = logger("pipeline")
_BEAT_SECONDS = 1.0


@dataclass(frozen=True)
class StepRunner:
    """Runs steps against the database and the store."""

    database: Database
    clock: Clock
    tools: Tools
    fault: Fault
    work_dir: Path

    async def run(self, step: Step[Any], run: Run, heartbeat: Callable[[], None]) -> None:
        """Carry the step out unless its output is recorded.

        Raises Superseded for an attempt that was given up, StepFailure for work that failed.
        """
        inputs, hashes = await self._inputs(step, run)
        input_sha256 = hash_of({"step": step.name, "code": run.code_version, "inputs": hashes})
        begun = await self._begin(step, run, input_sha256)
        if begun is None:
            return
        self.fault(f"{step.name}.begun")
        self.work_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.work_dir, ignore_cleanup_errors=True) as folder:
            context = StepContext(*begun, self.tools, Path(folder), inputs, input_sha256, self.fault)
            context.ledger = CallLedger(self.database, self.clock, run, step.name)
            if self.tools.language_model and not step.needs:
                context.prompts = await self._prompts(begun[1])
            beat = asyncio.create_task(self._beat(step, run, context, heartbeat))
            try:
                output = await step.run(context)
            finally:
                beat.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await beat
        self.fault(f"{step.name}.worked")
        await self._record(step, run, begun[0], output)

    async def _begin(
        self, step: Step[Any], run: Run, input_sha256: str
    ) -> tuple[Production, Account, Edit | None] | None:
        """Count the attempt; the first step also picks the production up. None where the output is recorded already."""
        now = self.clock.now()
        async with self.database.write() as connection:
            await hold_attempt(connection, run.run_id, run.attempt)
            production = await any_production(connection, run.production_id)
            if production.status == "Queued" and now < production.expires_at:
                await change_state(connection, run.production_id, "Producing", now, only_from=frozenset({"Queued"}))
            if not await hold_status(connection, run.production_id, "Producing"):
                raise Superseded(run.run_id)
            recorded = await begin_step(connection, run.production_id, run.version, step.name, input_sha256, now)
            account = await account_of(connection, production.partner_id, production.account_id)
            edit = await edit_of(connection, run.production_id, run.version)
        return None if recorded else (production, account, edit)

    async def _inputs(self, step: Step[Any], run: Run) -> tuple[dict[str, Wire], dict[str, str]]:
        async with self.database.read() as connection:
            production = await any_production(connection, run.production_id)
            records = {each.name: each for each in await steps_of(connection, run.production_id, run.version)}
        inputs: dict[str, Wire] = {}
        hashes: dict[str, str] = {}
        for needed in step.needs:
            digest = records[needed.name].output_sha256
            if digest is None:
                raise TryAgain("INPUT_MISSING", f"{step.name} needs {needed.name}, which is not recorded yet")
            inputs[needed.name] = await load_document(self.tools.storage, production.partner_id, needed.output, digest)
            hashes[needed.name] = digest
        return inputs, hashes

    async def _prompts(self, account: Account) -> dict[str, Prompt]:
        async with self.database.read() as connection:
            return await own_prompts(connection, account.account_id)

    async def _record(self, step: Step[Any], run: Run, production: Production, output: Wire) -> None:
        digest = await keep_document(self.tools.storage, production.partner_id, output)
        self.fault(f"{step.name}.stored")
        now = self.clock.now()
        async with self.database.write() as connection:
            await hold_attempt(connection, run.run_id, run.attempt)
            if not await hold_status(connection, run.production_id, "Producing"):
                raise Superseded(run.run_id)
            await record_output(connection, run.production_id, run.version, step.name, digest, now)
        self.fault(f"{step.name}.recorded")
        _log.info("step_complete", production_id=run.production_id, step=step.name)

    async def _beat(self, step: Step[Any], run: Run, context: StepContext, heartbeat: Callable[[], None]) -> None:
        """Heartbeat once a second while the step progresses; show how far it is where that changed."""
        shown = 0
        silent = 0.0
        while silent < step.patience:
            heartbeat()
            await asyncio.sleep(_BEAT_SECONDS)
            silent = 0.0 if context.progressed.is_set() else silent + _BEAT_SECONDS
            context.progressed.clear()
            if context.permille != shown:
                shown = context.permille
                with contextlib.suppress(Superseded):  # heartbeats go on: by them the engine tells of the cancel
                    await self._show(step, run, shown)
        _log.warning("step_stuck", production_id=run.production_id, step=step.name, seconds=silent)

    async def _show(self, step: Step[Any], run: Run, permille: int) -> None:
        async with self.database.write() as connection:
            await hold_attempt(connection, run.run_id, run.attempt)
            await show_progress(connection, run.production_id, run.version, step.name, permille)


async def read_output(database: Database, storage: Storage, run: Run, step: Step[Output]) -> Output:
    """The recorded output of a step of the run's version. Raises TryAgain while there is none."""
    async with database.read() as connection:
        production = await any_production(connection, run.production_id)
        records = await steps_of(connection, run.production_id, run.version)
    digest = next(each.output_sha256 for each in records if each.name == step.name)
    if digest is None:
        raise TryAgain("INPUT_MISSING", f"{step.name} is not recorded yet")
    return await load_document(storage, production.partner_id, step.output, digest)
