"""What the database holds of all productions, and what must be true of it whatever has happened."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from jarai.base.db import Database
from jarai.deliverables.tables import deliverables
from jarai.productions.tables import (
    decisions,
    production_events,
    productions,
    publications,
    runs,
    step_records,
    storyboard_edits,
)
from jarai.webhooks.tables import webhook_deliveries

TABLES = (
    productions,
    production_events,
    step_records,
    runs,
    publications,
    decisions,
    deliverables,
    storyboard_edits,
    webhook_deliveries,
)
LETTERS = {
    "production.queued": "q",
    "production.step.complete": "s",
    "production.awaiting_approval": "w",
    "deliverable.ready": "r",
    "production.distributing": "d",
    "production.published": "p",
    "production.failed": "f",
    "production.cancelled": "c",
}
ORDER = re.compile(r"q(s{0,15}[fc]?|s{15}wr(s{12}wr)*(s{0,12}[fc]?|c|p|d[pfc]?))")
"""Every order of events that the states allow: an edited version has twelve steps left to do."""
TERMINAL = {"Published", "Failed", "Cancelled"}

Row = Any


@dataclass(frozen=True)
class Seen:
    """The rows of every table, in the order of their keys."""

    rows: dict[str, Sequence[Row]]

    def of(self, table: sa.Table, production_id: str) -> list[Row]:
        return [row for row in self.rows[table.name] if row.production_id == production_id]


async def see(database: Database) -> Seen:
    """All rows, as one transaction sees them."""
    rows: dict[str, Sequence[Row]] = {}
    async with database.read() as connection:
        for table in TABLES:
            query = sa.select(table).order_by(*table.primary_key.columns)
            rows[table.name] = (await connection.execute(query)).all()
    return Seen(rows)


def check_always(seen: Seen, before: Seen) -> None:
    """The rules that hold for every production at every moment, and from one moment to the next."""
    earlier = {row.production_id: row for row in before.rows["productions"]}
    for row in seen.rows["productions"]:
        _check_events(seen, row)
        _check_runs(seen, row)
        _check_decisions(seen, row)
        if was := earlier.get(row.production_id):
            _check_change(was, row)
    _check_outputs(seen, before)


def _check_events(seen: Seen, row: Row) -> None:
    events = seen.of(production_events, row.production_id)
    assert [each.sequence_number for each in events] == list(range(1, row.last_sequence + 1)), "no gap"
    order = "".join(LETTERS[each.event_type] for each in events)
    assert ORDER.fullmatch(order), f"{order} is no order that the states allow"
    last = {"p": "Published", "f": "Failed", "c": "Cancelled", "d": "Distributing"}.get(order[-1])
    assert (last == row.status) or (last is None and row.status in {"Queued", "Producing", "AwaitingApproval"})


def _check_runs(seen: Seen, row: Row) -> None:
    going = [each for each in seen.of(runs, row.production_id) if each.state != "Ended"]
    kinds = [(each.kind, each.version) for each in going]
    if row.status in {"Queued", "Producing"}:
        assert kinds == [("produce", row.version)]
    elif row.status == "AwaitingApproval":
        assert kinds == []
    elif row.status == "Distributing":
        assert kinds == [("distribute", row.version)]
    else:
        assert all(version == row.version for _, version in kinds), "no run of an old version goes on"
    begun = [each for each in going if each.state == "Started"]
    assert len(begun) <= 1, "two runs of one production are never carried out side by side"


def _check_decisions(seen: Seen, row: Row) -> None:
    made = seen.of(decisions, row.production_id)
    assert len({each.version for each in made}) == len(made) <= 1, "a decision ends the versions"
    approved = [each.version for each in made if each.verdict == "Approved"]
    if row.status in {"Distributing", "Published"}:
        assert approved == [row.version], "what goes out was approved, in this version"
        assert row.gate["verdict"] == "Passed"
    if approved:
        assert row.status in {"Distributing", *TERMINAL}


def _check_change(was: Row, row: Row) -> None:
    if was.status in TERMINAL:
        same = ("status", "version", "completed_at", "error_code", "error_message", "cost", "gate")
        assert all(getattr(was, name) == getattr(row, name) for name in same), "what is terminal is final"
    edits = row.version - was.version
    assert edits in {0, 1}
    if not edits:
        ranks = ["Queued", "Producing", "AwaitingApproval", "Distributing"]
        rank = {name: number for number, name in enumerate(ranks)}
        assert rank.get(row.status, 9) >= rank.get(was.status, 9), f"{was.status} -> {row.status} is a way back"
    assert row.last_sequence >= was.last_sequence


def _check_outputs(seen: Seen, before: Seen) -> None:
    """The first recorded output of a step counts for ever; what an event said stays as it was."""
    key = ("production_id", "version", "name")
    now = {tuple(getattr(row, name) for name in key): row for row in seen.rows["step_records"]}
    for row in before.rows["step_records"]:
        if row.output_sha256 is not None:
            assert now[tuple(getattr(row, name) for name in key)] == row
    for name in ("production_events", "decisions", "deliverables"):
        assert set(map(repr, before.rows[name])) <= set(map(repr, seen.rows[name])), f"{name} are only added"
