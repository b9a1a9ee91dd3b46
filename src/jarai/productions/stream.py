"""A production's events as they happen, as Server-Sent Events (WHATWG HTML, section 9.2)."""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from jarai.access.keys import Caller
from jarai.access.traffic import Traffic
from jarai.base.db import Database
from jarai.base.errors import InvalidRequest
from jarai.base.logging import logger
from jarai.productions.present import as_status
from jarai.productions.queries import Production, events_after, production_of
from jarai.productions.states import TERMINAL
from jarai.webhooks.events import envelope

_log = logger("stream")
_MOST = 10
"""Streams a partner may have open at once."""
_LONGEST, _COMMENT, _LOOK = 3600.0, 15.0, 0.5
"""Seconds a stream lasts, may be silent, and between two looks."""


@dataclass
class Streams:
    """Opens streams, and keeps them counted while they are open."""

    database: Database
    traffic: Traffic
    look: float = _LOOK
    comment: float = _COMMENT
    longest: float = _LONGEST
    _counted: set[asyncio.Task[None]] = field(default_factory=set)

    async def open(
        self, caller: Caller, production_id: str, last_event_id: str | None
    ) -> AsyncGenerator[bytes, None] | None:
        """The stream, which is to be closed; None where the caller has seen the last event of a finished production.

        Raises NotFound, InvalidRequest for an id that no event had, LimitReached.
        """
        async with self.database.read() as connection:
            production = await production_of(connection, caller, production_id)
        after = production.last_sequence if last_event_id is None else _number(last_event_id)
        if production.status in TERMINAL and last_event_id is not None and after >= production.last_sequence:
            return None
        stream_id = await self.traffic.open_stream(caller.partner_id, _MOST)
        return self._told(caller, production, after, stream_id)

    async def _told(
        self, caller: Caller, production: Production, after: int, stream_id: str
    ) -> AsyncGenerator[bytes, None]:
        closed = asyncio.Event()
        # a task of its own: a reader that is slow halts this generator, one that hangs up cancels all it awaits
        counted = asyncio.create_task(self._count(caller.partner_id, stream_id, closed))
        self._counted.add(counted)
        counted.add_done_callback(self._counted.discard)
        try:
            async for message in self._messages(caller, production, after):
                yield message
        finally:
            closed.set()
            await asyncio.shield(counted)

    async def _count(self, partner_id: str, stream_id: str, closed: asyncio.Event) -> None:
        """Renew the stream until it is closed, and then count it no more. What fails is made good the next time, or by time."""
        while not closed.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(closed.wait(), self.comment)
            if not closed.is_set():
                await _tried(self.traffic.renew_stream(partner_id, stream_id))
        await _tried(self.traffic.close_stream(stream_id))

    async def _messages(self, caller: Caller, production: Production, after: int) -> AsyncIterator[bytes]:
        clock = asyncio.get_running_loop()
        began = told = progressed = clock.time()
        yield _message("snapshot", as_status(production).model_dump(mode="json", by_alias=True))
        shown = as_status(production).progress
        while clock.time() - began < self.longest:
            async with self.database.read() as connection:
                production = await production_of(connection, caller, production.production_id)
                events = await events_after(connection, production, after)
            for event in events:
                yield _message(event.event_type, envelope(event), event.sequence_number)
                after, told = event.sequence_number, clock.time()
            if production.status in TERMINAL and after >= production.last_sequence:
                return
            status = as_status(production)
            if status.progress != shown and clock.time() - progressed >= 1.0:
                shown, told, progressed = status.progress, clock.time(), clock.time()
                yield _message("progress", {"progress": shown, "currentStep": status.current_step})
            if clock.time() - told >= self.comment:
                told = clock.time()
                yield b": still here\n\n"
            await asyncio.sleep(self.look)


async def _tried(change: Awaitable[None]) -> None:
    try:
        await change
    except sa.exc.SQLAlchemyError as error:
        _log.warning("stream_not_counted", error=f"{type(error).__name__}: {error}"[:300])


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise InvalidRequest.field("Last-Event-ID", "must be the id of an event of this stream")
    return int(text)


def _message(kind: str, data: Any, number: int | None = None) -> bytes:
    identity = f"id: {number}\n" if number is not None else ""
    return f"event: {kind}\n{identity}data: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
