"""How a produce run ends: the deliverables become visible with AwaitingApproval, or the production fails with a cause."""

from dataclasses import dataclass

from jarai.base.clock import Clock
from jarai.base.db import Database
from jarai.base.errors import NeverWorks
from jarai.base.logging import logger
from jarai.deliverables.records import deliverable_id, record_deliverables
from jarai.pipeline.choose_images import CHOICES
from jarai.pipeline.evaluate_gate import GATE
from jarai.pipeline.faults import Fault
from jarai.pipeline.package_deliverables import DELIVERABLES
from jarai.pipeline.runner import read_output
from jarai.pipeline.speak import VOICING
from jarai.pipeline.write_scenes import SCENES
from jarai.productions.decide import Decisions
from jarai.productions.runs import Run, end_run, hold_attempt
from jarai.productions.states import change_state, record_event
from jarai.productions.steps import record_failure
from jarai.storage.port import Storage
from jarai.storyboard.choices import illustrated
from jarai.storyboard.times import milliseconds
from jarai.storyboard.voicing import Unsure

_log = logger("pipeline")


def _unsure(word: Unsure, language: str) -> dict[str, object]:
    """The flag of a word that the voice guessed, as a reviewer is told it."""
    return {
        "flag": "PronunciationUnsure",
        "word": word.word,
        "signs": word.signs,
        "languageTag": language,
        "startMs": milliseconds(word.start),
        "endMs": milliseconds(word.end),
    }


@dataclass(frozen=True)
class Outcome:
    """Ends produce runs."""

    database: Database
    clock: Clock
    storage: Storage
    fault: Fault
    decisions: Decisions

    async def await_approval(self, run: Run) -> None:
        """Make the version's files visible and wait for a decision: one transaction, two events.

        Where the account auto-publishes, the decision and its event are in that transaction too.
        """
        packaged = await read_output(self.database, self.storage, run, DELIVERABLES)
        gate = await read_output(self.database, self.storage, run, GATE)
        script = await read_output(self.database, self.storage, run, SCENES)
        board = illustrated(script, await read_output(self.database, self.storage, run, CHOICES))
        voicing = await read_output(self.database, self.storage, run, VOICING)
        now = self.clock.now()
        self.fault("AwaitApproval.begun")
        async with self.database.write() as connection:
            await hold_attempt(connection, run.run_id, run.attempt)
            verdict = {
                "verdict": gate.verdict,
                "checks": [check.model_dump(mode="json", by_alias=True) for check in gate.checks],
                "flags": [_unsure(each, board.language) for each in voicing.unsure],
            }
            changed = await change_state(
                connection,
                run.production_id,
                "AwaitingApproval",
                now,
                data={"version": run.version, "gate": gate.verdict},
                gate=verdict,
                notices=[*board.notices, *voicing.notices],
            )
            if changed:
                await record_deliverables(connection, run.production_id, run.version, packaged.files)
                listed = [
                    {
                        "deliverableId": deliverable_id(run.production_id, run.version, file.file_name),
                        "type": file.type,
                        "fileName": file.file_name,
                        "sha256": file.sha256,
                    }
                    for file in packaged.files
                ]
                await record_event(connection, run.production_id, "deliverable.ready", {"deliverables": listed}, now)
                await self.decisions.auto_publish(connection, run.production_id, now)
            await end_run(connection, run.run_id)
        self.fault("AwaitApproval.recorded")
        _log.info("awaiting_approval", production_id=run.production_id, gate=gate.verdict)

    async def fail(self, run: Run, step: str, code: str, message: str, *, retryable: bool) -> None:
        """Fail the production with the step, the cause, and whether asking for it again may help."""
        if not message:
            raise NeverWorks("INTERNAL_ERROR", "a failure must say why")
        now = self.clock.now()
        async with self.database.write() as connection:
            await hold_attempt(connection, run.run_id, run.attempt)
            await record_failure(connection, run.production_id, run.version, step)
            await change_state(
                connection,
                run.production_id,
                "Failed",
                now,
                data={"errorCode": code, "errorMessage": message[:2000], "step": step, "retryable": retryable},
                only_from=frozenset({"Producing"}),
                error_code=code,
                error_message=message[:2000],
                error_step=step,
                error_retryable=retryable,
            )
            await end_run(connection, run.run_id)
        _log.warning("production_failed", production_id=run.production_id, step=step, code=code, message=message)
