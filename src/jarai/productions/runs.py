"""Runs: what the engine is wanted to do, as rows. The relay in the worker acts on them; the API only writes them.

A run goes `Wanted` → `Started` → `Ended`. Every start has an attempt number, the token of that attempt: whoever writes
for a run must hold the current one, so an attempt that was given up can't write any more.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.base.db import changed_row
from jarai.productions.tables import productions, runs

Kind = Literal["produce", "distribute"]


class Superseded(Exception):
    """This attempt of the run is no longer the current one; it must stop and write nothing."""


@dataclass(frozen=True)
class Run:
    """One run as the engine is to carry it out."""

    run_id: str
    production_id: str
    version: int
    kind: Kind
    attempt: int
    code_version: str
    correlation_id: str = ""


async def want_run(
    connection: AsyncConnection, production_id: str, version: int, kind: Kind, code_version: str, now: datetime
) -> None:
    """Write the start record, in the transaction of the change that calls for it.

    A second distribution of the same version (a retry, a removal) is a run of its own.
    """
    base = f"{kind}-{production_id}-v{version}"
    count = sa.select(sa.func.count()).where(
        runs.c.production_id == production_id, runs.c.kind == kind, runs.c.version == version
    )
    earlier = (await connection.execute(count)).scalar_one()
    row = {
        "run_id": f"{base}-{earlier + 1}" if earlier else base,
        "production_id": production_id,
        "version": version,
        "kind": kind,
        "state": "Wanted",
        "attempt": 1,
        "code_version": code_version,
        "created_at": now,
    }
    await connection.execute(sa.insert(runs).values(row))


async def runs_in(connection: AsyncConnection, state: str) -> list[Run]:
    """The runs in that state, oldest first."""
    query = _with_correlation().where(runs.c.state == state).order_by(runs.c.created_at, runs.c.run_id)
    return [_run(row) for row in (await connection.execute(query)).all()]


async def cancelled_runs(connection: AsyncConnection) -> list[Run]:
    """The runs not ended although their production was cancelled, expired or failed before it was finished."""
    query = _with_correlation().where(
        runs.c.state != "Ended", runs.c.kind == "produce", productions.c.status.in_(["Cancelled", "Failed"])
    )
    return [_run(row) for row in (await connection.execute(query)).all()]


async def mark_started(connection: AsyncConnection, run: Run) -> None:
    """The engine has it."""
    await connection.execute(
        sa.update(runs).where(runs.c.run_id == run.run_id, runs.c.state == "Wanted").values(state="Started")
    )


async def end_run(connection: AsyncConnection, run_id: str) -> None:
    """Nothing more is wanted of the engine for this run."""
    await connection.execute(sa.update(runs).where(runs.c.run_id == run_id).values(state="Ended"))


async def end_distributions(connection: AsyncConnection, production_id: str) -> None:
    """End what is wanted of the engine for distributing the production; an attempt in flight can't write any more."""
    mine = (runs.c.production_id == production_id, runs.c.kind == "distribute", runs.c.state != "Ended")
    await connection.execute(sa.update(runs).where(*mine).values(state="Ended"))


async def next_attempt(connection: AsyncConnection, run: Run) -> bool:
    """Give the current attempt up and want another. False when somebody else did so first."""
    statement = (
        sa.update(runs)
        .where(runs.c.run_id == run.run_id, runs.c.attempt == run.attempt, runs.c.state == "Started")
        .values(attempt=run.attempt + 1, state="Wanted")
    )
    return await changed_row(connection, statement, runs.c.run_id) is not None


async def hold_attempt(connection: AsyncConnection, run_id: str, attempt: int) -> None:
    """Lock the run's row for this transaction. Raises Superseded unless `attempt` is the current one."""
    statement = (
        sa.update(runs)
        .where(runs.c.run_id == run_id, runs.c.attempt == attempt, runs.c.state != "Ended")
        .values(attempt=attempt)
    )
    if await changed_row(connection, statement, runs.c.run_id) is None:
        raise Superseded(run_id)


def _with_correlation() -> sa.Select[Any]:
    """Runs with the correlation id of the request that asked for the production."""
    return sa.select(runs, productions.c.correlation_id).join(
        productions, productions.c.production_id == runs.c.production_id
    )


def _run(row: sa.Row[tuple[object, ...]]) -> Run:
    return Run(row.run_id, row.production_id, row.version, row.kind, row.attempt, row.code_version, row.correlation_id)
