"""Cursors of lists that are ordered by time and id, newest first. Opaque to callers."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.base.errors import InvalidRequest
from jarai.base.ids import is_uuid


async def page(
    connection: AsyncConnection,
    query: sa.Select[Any],
    order: tuple[sa.Column[datetime], sa.Column[str]],
    limit: int,
    cursor: str | None,
) -> tuple[Sequence[sa.Row[Any]], str | None]:
    """At most `limit` rows of the query, newest first from where the cursor stands, and the next page's cursor.

    Raises InvalidRequest naming `cursor` for one that no answer gave.
    """
    if cursor:
        moment, last_id = _read(cursor)
        query = query.where(sa.tuple_(*order) < sa.tuple_(sa.literal(moment, order[0].type), sa.literal(last_id)))
    rows = (await connection.execute(query.order_by(*(column.desc() for column in order)).limit(limit + 1))).all()
    if len(rows) <= limit:
        return rows, None
    last = rows[limit - 1]._mapping
    text = f"{last[order[0]].isoformat()} {last[order[1]]}"
    return rows[:limit], urlsafe_b64encode(text.encode()).decode()


def _read(cursor: str) -> tuple[datetime, str]:
    try:
        text, last_id = urlsafe_b64decode(cursor.encode()).decode().split(" ")
        moment = datetime.fromisoformat(text)
        if is_uuid(last_id) and moment.tzinfo is not None:
            return moment, last_id
    except ValueError:
        pass
    raise InvalidRequest.field("cursor", "must be the nextCursor of an earlier answer")
