"""Reading productions: always through the partner who owns them."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.access.keys import Caller
from jarai.base.errors import NotFound
from jarai.base.ids import is_uuid
from jarai.base.paging import page
from jarai.productions.states import Status
from jarai.productions.steps import StepRecord, steps_of
from jarai.productions.tables import production_events, productions, publications
from jarai.webhooks.events import Event


@dataclass(frozen=True)
class Publication:
    """One platform's copy of a production. The key that wanted it as it is wanted; none where the studio did."""

    platform_connection_id: str
    platform: str
    status: str
    wanted: str
    url: str | None
    error_code: str | None
    key_id: str | None


@dataclass(frozen=True)
class Production:
    """A production as it stands, with its steps and publications."""

    production_id: str
    partner_id: str
    account_id: str
    topic: str
    language_id: str
    country_id: str
    avatar_id: str
    project_type_slug: str
    metadata_md: str
    test: bool
    draft: bool
    reference: str | None
    correlation_id: str
    status: Status
    version: int
    last_sequence: int
    created_at: datetime
    expires_at: datetime
    completed_at: datetime | None
    error_code: str | None
    error_message: str | None
    error_step: str | None
    error_retryable: bool | None
    cost: int
    gate: dict[str, Any] | None
    notices: tuple[str, ...]
    steps: tuple[StepRecord, ...]
    publications: tuple[Publication, ...]


async def production_of(connection: AsyncConnection, caller: Caller, production_id: str) -> Production:
    """One production the caller may see. Raises NotFound where it isn't theirs or of the other mode, whether it exists or not."""
    query = sa.select(productions).where(
        productions.c.production_id == production_id,
        productions.c.partner_id == caller.partner_id,
        productions.c.test == caller.test,
    )
    row = (await connection.execute(query)).one_or_none() if is_uuid(production_id) else None
    if row is None:
        raise NotFound("There is no such production.")
    return await _whole(connection, row)


async def events_after(connection: AsyncConnection, production: Production, number: int) -> list[Event]:
    """The production's events with a higher sequence number, in order."""
    columns = production_events.c
    query = sa.select(production_events).where(
        columns.production_id == production.production_id, columns.sequence_number > number
    )
    rows = (await connection.execute(query.order_by(columns.sequence_number))).all()
    return [event_of(row, production) for row in rows]


def event_of(row: sa.Row[Any], production: "Production | sa.Row[Any]") -> Event:
    """An event from its row and what its production (or that one's row) says."""
    return Event(
        event_id=row.event_id,
        event_type=row.event_type,
        partner_id=production.partner_id,
        test=production.test,
        production_id=production.production_id,
        account_id=production.account_id,
        reference=production.reference,
        correlation_id=production.correlation_id,
        sequence_number=row.sequence_number,
        timestamp=row.timestamp,
        data=row.data,
    )


async def any_production(connection: AsyncConnection, production_id: str) -> Production:
    """One production whoever owns it: for the pipeline and the console."""
    query = sa.select(productions).where(productions.c.production_id == production_id)
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise NotFound("There is no such production.")
    return await _whole(connection, row)


async def productions_of(
    connection: AsyncConnection, caller: Caller, account_id: str, status: str | None, limit: int, cursor: str | None
) -> tuple[list[Production], str | None]:
    """A page of what the caller may see of an account's productions, newest first, and the cursor of the next page."""
    query = sa.select(productions).where(
        productions.c.account_id == account_id,
        productions.c.partner_id == caller.partner_id,
        productions.c.test == caller.test,
    )
    if status:
        query = query.where(productions.c.status == status)
    return await _page(connection, query, limit, cursor)


async def newest_productions(connection: AsyncConnection, limit: int) -> list[Production]:
    """The newest productions of everybody: for the operator's console."""
    return (await _page(connection, sa.select(productions), limit, None))[0]


async def _page(
    connection: AsyncConnection, query: sa.Select[Any], limit: int, cursor: str | None
) -> tuple[list[Production], str | None]:
    order = (productions.c.created_at, productions.c.production_id)
    rows, next_cursor = await page(connection, query, order, limit, cursor)
    return [await _whole(connection, row) for row in rows], next_cursor


async def _whole(connection: AsyncConnection, row: sa.Row[Any]) -> Production:
    query = sa.select(publications).where(publications.c.production_id == row.production_id)
    published = (await connection.execute(query.order_by(publications.c.platform))).all()
    return Production(
        production_id=row.production_id,
        partner_id=row.partner_id,
        account_id=row.account_id,
        topic=row.topic,
        language_id=row.language_id,
        country_id=row.country_id,
        avatar_id=row.avatar_id,
        project_type_slug=row.project_type_slug,
        metadata_md=row.metadata_md,
        test=row.test,
        draft=row.draft,
        reference=row.reference,
        correlation_id=row.correlation_id,
        status=row.status,
        version=row.version,
        last_sequence=row.last_sequence,
        created_at=row.created_at,
        expires_at=row.expires_at,
        completed_at=row.completed_at,
        error_code=row.error_code,
        error_message=row.error_message,
        error_step=row.error_step,
        error_retryable=row.error_retryable,
        cost=row.cost,
        gate=row.gate,
        notices=tuple(row.notices or ()),
        steps=tuple(await steps_of(connection, row.production_id, row.version)),
        publications=tuple(
            Publication(**{field.name: getattr(each, field.name) for field in fields(Publication)})
            for each in published
        ),
    )
