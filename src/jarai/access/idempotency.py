"""Repeated requests: under one idempotency key an effect happens once, and its answer is given again.

The answer is kept in the transaction of its effect: both are there after a crash, or neither.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from fastapi import Request, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.access.keys import Caller
from jarai.access.tables import kept_answers
from jarai.base.db import Database, insert_if_absent
from jarai.base.errors import FieldProblem, IdempotencyConflict, InvalidRequest
from jarai.base.hashing import hash_of

HEADER = "Idempotency-Key"
KEPT_FOR = timedelta(hours=24)
_PATIENCE = 5.0
_SECRETS = ("apiKey", "signingSecret", "standardWebhooksSecret")
"""Fields of answers that are shown once: a repeated answer has null there."""


class _NotKeptError(Exception):
    """Carries an answer that must not be kept out of the transaction, which is rolled back."""

    def __init__(self, answer: Response) -> None:
        self.answer = answer


def idempotency_key(request: Request) -> str | None:
    """The request's key; None where it has none. Raises InvalidRequest for one that isn't well-formed."""
    found = request.headers.get(HEADER)
    if found is None or request.method != "POST":
        return None
    if not 1 <= len(found) <= 255 or not all(" " <= character <= "~" for character in found):
        raise InvalidRequest.field(HEADER, "must be 1 to 255 printable ASCII characters")
    return found


async def once(
    database: Database,
    caller: Caller,
    key: str,
    request: Request,
    now: datetime,
    work: Callable[[], Awaitable[Response]],
) -> Response:
    """Do the work and keep its answer, or give the kept one. Raises IdempotencyConflict where the body is another."""
    row = {
        "partner_id": caller.partner_id,
        "test": caller.test,
        "method": request.method,
        "path": request.url.path[:300],
        "idempotency_key": key,
    }
    digest = hash_of(json.loads(await request.body()))
    try:
        async with asyncio.timeout(_PATIENCE) as waiting, database.one() as connection:
            kept = await _claim(connection, row, digest, now)
            waiting.reschedule(None)
            if kept is not None:
                return _again(kept, digest)
            answer = await work()
            if answer.status_code // 100 != 2:
                raise _NotKeptError(answer)
            await connection.execute(
                sa.update(kept_answers)
                .where(*_is(row))
                .values(
                    status=answer.status_code,
                    location=answer.headers.get("location"),
                    body=_without_secrets(bytes(answer.body)),
                )
            )
            return answer
    except _NotKeptError as refused:
        return refused.answer
    except TimeoutError:
        problem = FieldProblem(HEADER, "in progress")
        raise IdempotencyConflict("The first request with this key is still going on.", (problem,)) from None


async def _claim(
    connection: AsyncConnection, row: dict[str, Any], digest: str, now: datetime
) -> sa.Row[tuple[Any, ...]] | None:
    """Take the key, or the answer kept under it. A second request waits here for the first one's end."""
    old = kept_answers.c.created_at <= now - KEPT_FOR
    await connection.execute(sa.delete(kept_answers).where(kept_answers.c.partner_id == row["partner_id"], old))
    if await insert_if_absent(connection, kept_answers, {**row, "body_sha256": digest, "created_at": now}):
        return None
    return (await connection.execute(sa.select(kept_answers).where(*_is(row)))).one()


def _is(row: dict[str, Any]) -> list[sa.ColumnElement[bool]]:
    return [kept_answers.c[name] == value for name, value in row.items()]


def _again(kept: sa.Row[tuple[Any, ...]], digest: str) -> Response:
    if kept.body_sha256 != digest:
        raise IdempotencyConflict("This idempotency key was used with another body; take a new one.")
    headers = {"Idempotency-Replayed": "true", **({"Location": kept.location} if kept.location else {})}
    return Response(kept.body, kept.status, headers, media_type="application/json")


def _without_secrets(body: bytes) -> str:
    value = json.loads(body)
    for name in _SECRETS:
        if isinstance(value, dict) and name in value:
            value[name] = None
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
