"""The fifteen steps of a production, and the record of each: when it ran, how often, and the hash of its output.

The first recorded output wins; a later attempt's is thrown away.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.base.db import changed_row
from jarai.productions.states import record_event
from jarai.productions.tables import step_records

# The names and the order are the contract's. The weight is the step's usual share of the time, in thousandths.
STEPS: tuple[tuple[str, int], ...] = (
    ("ProductionBriefGenerator", 5),
    ("NarrativeGenerator", 5),
    ("SequenceBeatGenerator", 5),
    ("SceneScriptGenerator", 10),
    ("ImageAcquisition", 5),
    ("ImageAnalyser", 5),
    ("ImageProducer", 5),
    ("VoiceoverProducer", 60),
    ("SoundtrackProducer", 80),
    ("VideoComposer", 620),
    ("PlatformVariantProducer", 10),
    ("SEOGenerator", 5),
    ("AttributionPackager", 5),
    ("DeliverablePackager", 170),
    ("GateEvaluator", 10),
)


@dataclass(frozen=True)
class StepRecord:
    """One step of one production version."""

    number: int
    name: str
    status: str
    attempts: int
    permille: int
    started_at: datetime | None
    completed_at: datetime | None
    output_sha256: str | None


async def plan_steps(connection: AsyncConnection, production_id: str, version: int) -> None:
    """Write the fifteen records, all pending, when the version is accepted."""
    rows = [
        {
            "production_id": production_id,
            "version": version,
            "name": name,
            "number": number,
            "attempts": 0,
            "permille": 0,
            "failed": False,
        }
        for number, (name, _) in enumerate(STEPS, 1)
    ]
    await connection.execute(sa.insert(step_records), rows)


async def carry_over(connection: AsyncConnection, production_id: str, version: int, names: tuple[str, ...]) -> None:
    """Give these steps of a new version the outputs of the version before: what they read is the same."""
    before = (await connection.execute(_these(production_id, version - 1, names))).all()
    for row in before:
        await connection.execute(
            sa.update(step_records)
            .where(
                step_records.c.production_id == production_id,
                step_records.c.version == version,
                step_records.c.name == row.name,
            )
            .values(
                started_at=row.started_at,
                completed_at=row.completed_at,
                input_sha256=row.input_sha256,
                output_sha256=row.output_sha256,
                permille=row.permille,
            )
        )


async def output_of(connection: AsyncConnection, production_id: str, version: int, name: str) -> str | None:
    """The hash of what the step of that version made; none while it has not."""
    row = (await connection.execute(_these(production_id, version, (name,)))).one_or_none()
    return row.output_sha256 if row else None


def _these(production_id: str, version: int, names: tuple[str, ...]) -> sa.Select[Any]:
    return sa.select(step_records).where(
        step_records.c.production_id == production_id,
        step_records.c.version == version,
        step_records.c.name.in_(names),
    )


async def steps_of(connection: AsyncConnection, production_id: str, version: int) -> list[StepRecord]:
    """The version's steps in order."""
    query = (
        sa.select(step_records)
        .where(step_records.c.production_id == production_id, step_records.c.version == version)
        .order_by(step_records.c.number)
    )
    return [
        StepRecord(
            number=row.number,
            name=row.name,
            status=_status(row),
            attempts=row.attempts,
            permille=row.permille,
            started_at=row.started_at,
            completed_at=row.completed_at,
            output_sha256=row.output_sha256,
        )
        for row in (await connection.execute(query)).all()
    ]


async def begin_step(
    connection: AsyncConnection, production_id: str, version: int, name: str, input_sha256: str, now: datetime
) -> str | None:
    """Count an attempt, unless the output is recorded already: then give back its hash."""
    this = (
        step_records.c.production_id == production_id,
        step_records.c.version == version,
        step_records.c.name == name,
    )
    row = (await connection.execute(sa.select(step_records).where(*this))).one()
    if row.output_sha256 is not None:
        return str(row.output_sha256)
    await connection.execute(
        sa.update(step_records)
        .where(*this, step_records.c.output_sha256.is_(None))
        .values(
            attempts=step_records.c.attempts + 1,
            started_at=row.started_at or now,
            input_sha256=input_sha256,
            failed=False,
        )
    )
    return None


async def show_progress(
    connection: AsyncConnection, production_id: str, version: int, name: str, permille: int
) -> None:
    """How far the step has come, for whoever polls."""
    await connection.execute(
        sa.update(step_records)
        .where(
            step_records.c.production_id == production_id,
            step_records.c.version == version,
            step_records.c.name == name,
            step_records.c.output_sha256.is_(None),
        )
        .values(permille=permille)
    )


async def record_output(
    connection: AsyncConnection, production_id: str, version: int, name: str, output_sha256: str, now: datetime
) -> bool:
    """Record the output, and the event that tells of it. False when one was recorded before: that one counts."""
    statement = (
        sa.update(step_records)
        .where(
            step_records.c.production_id == production_id,
            step_records.c.version == version,
            step_records.c.name == name,
            step_records.c.output_sha256.is_(None),
        )
        .values(output_sha256=output_sha256, completed_at=now, permille=1000)
    )
    row = await changed_row(connection, statement, step_records.c.number)
    if row is None:
        return False
    data = {"step": name, "number": row.number, "of": len(STEPS)}
    await record_event(connection, production_id, "production.step.complete", data, now)
    return True


async def record_failure(connection: AsyncConnection, production_id: str, version: int, name: str) -> None:
    """The step failed for good."""
    await connection.execute(
        sa.update(step_records)
        .where(
            step_records.c.production_id == production_id,
            step_records.c.version == version,
            step_records.c.name == name,
        )
        .values(failed=True)
    )


def progress_of(steps: list[StepRecord]) -> float:
    """Done work as a share of all, from 0 to 1, by the steps' weights."""
    weights = dict(STEPS)
    done = sum(weights[step.name] * step.permille for step in steps)
    return round(done / (1000 * sum(weights.values())), 4)


def current_step_of(steps: list[StepRecord]) -> str | None:
    """The step that is running or failed, else the next one, else none."""
    for wanted in ("Running", "Failed", "Pending"):
        for step in steps:
            if step.status == wanted:
                return step.name
    return None


def _status(row: sa.Row[tuple[object, ...]]) -> str:
    if row.output_sha256 is not None:
        return "Completed"
    if row.failed:
        return "Failed"
    return "Running" if row.started_at is not None else "Pending"
