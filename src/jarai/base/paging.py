"""Pages of lists, and the cursors that lead from one to the next. Opaque to callers.

A cursor holds the last item's place and not how many came before, so what is deleted between two pages moves nothing.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.base.errors import InvalidRequest
from jarai.base.ids import is_uuid

Item = TypeVar("Item")


async def page(
    connection: AsyncConnection,
    query: sa.Select[Any],
    order: tuple[sa.Column[datetime], sa.Column[str]],
    limit: int,
    cursor: str | None,
    *,
    oldest_first: bool = False,
) -> tuple[Sequence[sa.Row[Any]], str | None]:
    """At most `limit` rows of the query by time and id, newest first, from where the cursor stands, and the next page's cursor.

    Raises InvalidRequest naming `cursor` for one that no answer gave.
    """
    if cursor:
        moment, last_id = _read(cursor)
        place, last_place = sa.tuple_(*order), sa.tuple_(sa.literal(moment, order[0].type), sa.literal(last_id))
        query = query.where(place > last_place if oldest_first else place < last_place)
    ordered = query.order_by(*(column.asc() if oldest_first else column.desc() for column in order))
    rows = (await connection.execute(ordered.limit(limit + 1))).all()
    if len(rows) <= limit:
        return rows, None
    last = rows[limit - 1]._mapping
    return rows[:limit], _opaque(f"{last[order[0]].isoformat()} {last[order[1]]}")


def cut(
    items: Sequence[Item], id_of: Callable[[Item], str], limit: int | None, cursor: str | None
) -> tuple[Sequence[Item], str | None]:
    """At most `limit` items (None: all) of a list that never changes, after the one the cursor stands for, and the next cursor.

    Raises InvalidRequest naming `cursor` for one that no answer gave.
    """
    if cursor:
        cursors = [_opaque(id_of(each)) for each in items]
        if cursor not in cursors:
            raise _unknown()
        items = items[cursors.index(cursor) + 1 :]
    if limit is None or len(items) <= limit:
        return items, None
    return items[:limit], _opaque(id_of(items[limit - 1]))


def _opaque(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode()


def _read(cursor: str) -> tuple[datetime, str]:
    try:
        text, last_id = urlsafe_b64decode(cursor.encode()).decode().split(" ")
        moment = datetime.fromisoformat(text)
        if is_uuid(last_id) and moment.tzinfo is not None:
            return moment, last_id
    except ValueError:
        pass
    raise _unknown()


def _unknown() -> InvalidRequest:
    return InvalidRequest.field("cursor", "must be the nextCursor of an earlier answer")
