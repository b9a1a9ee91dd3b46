"""What ran when, on which input: every version's steps, its events, what was decided and published, by whom."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.base.clock import rfc3339
from jarai.base.model import Wire
from jarai.productions.queries import Production, events_after
from jarai.productions.tables import decisions, model_calls, publication_records, step_records, storyboard_edits


class TimelineModelCall(Wire):
    """One call of a language model. `Unknown` is one that a crash cut off; what failed without a report cost nothing."""

    model: str
    prompt: str
    outcome: str
    input_tokens: int
    output_tokens: int
    cost_micros: int
    begun_at: str
    ended_at: str | None


class TimelineStep(Wire):
    """One step of one version. Equal hashes mean equal content; a step carried over has the times it really ran at."""

    version: int
    number: int
    name: str
    attempts: int
    started_at: str | None
    completed_at: str | None
    input_sha256: str | None
    output_sha256: str | None
    model_calls: tuple[TimelineModelCall, ...] = ()


class TimelineEvent(Wire):
    """One event."""

    sequence_number: int
    event_type: str
    timestamp: str
    data: dict[str, Any]


class TimelineAct(Wire):
    """What was done, and with which key; without one the studio did it, because the account auto-publishes.

    What was decided, published and removed has a record: a compact JWS that names the certificates by their SHA-256.
    """

    version: int
    act: str
    key_id: str | None
    at: str
    platform_connection_id: str | None = None
    platform: str | None = None
    url: str | None = None
    record: str | None = None


class Timeline(Wire):
    """A production's history."""

    production_id: str
    correlation_id: str
    steps: tuple[TimelineStep, ...]
    events: tuple[TimelineEvent, ...]
    acts: tuple[TimelineAct, ...]


async def timeline_of(connection: AsyncConnection, production: Production) -> Timeline:
    """The whole history, each part in its order."""
    of_it = step_records.c.production_id == production.production_id
    order = (step_records.c.version, step_records.c.number)
    steps = (await connection.execute(sa.select(step_records).where(of_it).order_by(*order))).all()
    calls = await _model_calls(connection, production.production_id)
    return Timeline(
        production_id=production.production_id,
        correlation_id=production.correlation_id,
        steps=tuple(
            TimelineStep(
                version=row.version,
                number=row.number,
                name=row.name,
                attempts=row.attempts,
                started_at=rfc3339(row.started_at) if row.started_at else None,
                completed_at=rfc3339(row.completed_at) if row.completed_at else None,
                input_sha256=row.input_sha256,
                output_sha256=row.output_sha256,
                model_calls=tuple(calls.get((row.version, row.name), ())),
            )
            for row in steps
        ),
        events=tuple(
            TimelineEvent(
                sequence_number=event.sequence_number,
                event_type=event.event_type,
                timestamp=rfc3339(event.timestamp),
                data=dict(event.data),
            )
            for event in await events_after(connection, production, 0)
        ),
        acts=await _acts(connection, production.production_id),
    )


async def _model_calls(
    connection: AsyncConnection, production_id: str
) -> dict[tuple[int, str], list[TimelineModelCall]]:
    """The calls by version and step, each step's in order."""
    query = sa.select(model_calls).where(model_calls.c.production_id == production_id).order_by(model_calls.c.number)
    found: dict[tuple[int, str], list[TimelineModelCall]] = {}
    for row in await connection.execute(query):
        call = TimelineModelCall(
            model=row.model,
            prompt=row.prompt,
            outcome=row.outcome,
            input_tokens=row.input_tokens,
            output_tokens=row.output_tokens,
            cost_micros=row.cost,
            begun_at=rfc3339(row.begun_at),
            ended_at=rfc3339(row.ended_at) if row.ended_at else None,
        )
        found.setdefault((row.version, row.step), []).append(call)
    return found


async def _acts(connection: AsyncConnection, production_id: str) -> tuple[TimelineAct, ...]:
    """Edits, the decision, then what was published: each can only follow on those before it."""
    edited = sa.select(storyboard_edits).where(storyboard_edits.c.production_id == production_id)
    decided = sa.select(decisions).where(decisions.c.production_id == production_id)
    published = sa.select(publication_records).where(publication_records.c.production_id == production_id)
    return (
        *(
            TimelineAct(version=row.version, act="Edited", key_id=row.key_id, at=rfc3339(row.edited_at))
            for row in await connection.execute(edited.order_by(storyboard_edits.c.version))
        ),
        *(
            TimelineAct(
                version=row.version,
                act=row.verdict,
                key_id=row.key_id,
                at=rfc3339(row.decided_at),
                record=row.record,
            )
            for row in await connection.execute(decided)
        ),
        *(
            TimelineAct(
                version=row.version,
                act=row.act,
                key_id=row.key_id,
                at=rfc3339(row.recorded_at),
                platform_connection_id=row.platform_connection_id,
                platform=row.platform,
                url=row.url,
                record=row.record,
            )
            for row in await connection.execute(published.order_by(publication_records.c.number))
        ),
    )
