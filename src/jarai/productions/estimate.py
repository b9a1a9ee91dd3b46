"""When a production will probably be finished, from how long the last ones of its type took here."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.productions.queries import Production
from jarai.productions.steps import STEPS, progress_of
from jarai.productions.tables import productions, step_records

_LAST = 20


_first, _last = step_records.alias("first"), step_records.alias("last")
_SPANS = (
    sa.select(_first.c.started_at, _last.c.completed_at)
    .select_from(
        _last.join(
            _first,
            sa.and_(_first.c.production_id == _last.c.production_id, _first.c.version == _last.c.version),
        ).join(productions, productions.c.production_id == _last.c.production_id)
    )
    .where(
        productions.c.project_type_slug == sa.bindparam("project_type_slug"),
        productions.c.draft == sa.bindparam("draft"),
        _last.c.version == 1,
        _last.c.number == len(STEPS),
        _first.c.number == 1,
        _last.c.completed_at.is_not(None),
    )
    .order_by(_last.c.completed_at.desc())
    .limit(_LAST)
)
"""Built once: to build it took a fifth of the time of a status GET."""


async def usual_duration(connection: AsyncConnection, project_type_slug: str, *, draft: bool) -> timedelta | None:
    """How long the last productions of that type took from their first step to their last; none before there was one."""
    rows = await connection.execute(_SPANS, {"project_type_slug": project_type_slug, "draft": draft})
    spans = sorted(row.completed_at - row.started_at for row in rows)
    return spans[len(spans) // 2] if spans else None


async def queue_ahead(connection: AsyncConnection, created_before: datetime) -> int:
    """How many productions of anybody's are under way or wait since before that moment."""
    query = sa.select(sa.func.count()).where(
        productions.c.status.in_(["Queued", "Producing"]), productions.c.created_at < created_before
    )
    return int((await connection.execute(query)).scalar_one())


async def finish_of(connection: AsyncConnection, production: Production, now: datetime) -> datetime | None:
    """When it will probably await approval; none where it isn't being made or nothing was measured yet."""
    if production.status not in {"Queued", "Producing"}:
        return None
    usual = await usual_duration(connection, production.project_type_slug, draft=production.draft)
    if usual is None:
        return None
    if production.status == "Producing":
        return now + usual * (1 - progress_of(list(production.steps)))
    return now + usual * (1 + await queue_ahead(connection, production.created_at))
