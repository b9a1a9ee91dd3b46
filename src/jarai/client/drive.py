"""Two ways to carry out what is written once as steps: `Blocking`, and `Awaiting` inside an event loop."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar

import httpx

from jarai.client.calls import ATTEMPTS, Call, Fetch, Pause, Send, Steps, StudioUnreachable, value_of
from jarai.client.sse import EventReader, ServerEvent

Value = TypeVar("Value")
_STREAM_TIMEOUT = httpx.Timeout(30, read=45)
"""Seconds; a stream says something at least every 15."""
_BREAK = 1.0
"""Seconds between a stream's end and taking it up again."""


@dataclass(frozen=True)
class Blocking:
    """Carries steps out while the caller waits. `files` bears no key that a foreign host could see."""

    api: httpx.Client
    files: httpx.Client
    sleep: Callable[[float], None] = time.sleep

    def run(self, steps: Steps[Value]) -> Value:
        """What the steps come to."""
        outcome: Any = None
        while True:
            try:
                step = steps.send(outcome)
            except StopIteration as end:
                value: Value = end.value
                return value
            outcome = self._done(step)

    def follow(self, path: str, after: int) -> Iterator[ServerEvent]:
        """The events of a stream beyond that number, over breaks, until there is no more. Raises StudioRefused."""
        reader, failures = EventReader(after), 0
        while failures < ATTEMPTS:
            try:
                with self.api.stream("GET", path, headers=reader.headers, timeout=_STREAM_TIMEOUT) as answer:
                    if answer.status_code != httpx.codes.OK:
                        answer.read()
                        return value_of(answer)  # type: ignore[no-any-return] # 204: there is no more
                    for line in answer.iter_lines():
                        if event := reader.take(line):
                            failures = 0
                            yield event
            except httpx.TransportError:
                failures += 1
            self.sleep(_BREAK)
        raise StudioUnreachable(f"GET {path}: the stream broke off {ATTEMPTS} times in a row")

    def _done(self, step: Send | Pause | Fetch) -> Any:
        try:
            match step:
                case Pause(seconds):
                    return self.sleep(seconds)
                case Send(call):
                    return self.api.send(request_of(call, self.api))
                case Fetch(url, target):
                    return self._written(url, target)
        except httpx.HTTPError as problem:
            return problem

    def _written(self, url: str, target: Any) -> str:
        digest = sha256()
        with self.files.stream("GET", url) as answer, target.open("wb") as file:
            for part in answer.raise_for_status().iter_bytes():
                digest.update(part)
                file.write(part)
        return digest.hexdigest()


@dataclass(frozen=True)
class Awaiting:
    """Carries steps out without blocking the event loop."""

    api: httpx.AsyncClient
    files: httpx.AsyncClient
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def run(self, steps: Steps[Value]) -> Value:
        """What the steps come to."""
        outcome: Any = None
        while True:
            try:
                step = steps.send(outcome)
            except StopIteration as end:
                value: Value = end.value
                return value
            outcome = await self._done(step)

    async def follow(self, path: str, after: int) -> AsyncIterator[ServerEvent]:
        """The events of a stream beyond that number, over breaks, until there is no more. Raises StudioRefused."""
        reader, failures = EventReader(after), 0
        while failures < ATTEMPTS:
            try:
                async with self.api.stream("GET", path, headers=reader.headers, timeout=_STREAM_TIMEOUT) as answer:
                    if answer.status_code != httpx.codes.OK:
                        await answer.aread()
                        value_of(answer)  # 204: there is no more
                        return
                    async for line in answer.aiter_lines():
                        if event := reader.take(line):
                            failures = 0
                            yield event
            except httpx.TransportError:
                failures += 1
            await self.sleep(_BREAK)
        raise StudioUnreachable(f"GET {path}: the stream broke off {ATTEMPTS} times in a row")

    async def _done(self, step: Send | Pause | Fetch) -> Any:
        try:
            match step:
                case Pause(seconds):
                    return await self.sleep(seconds)
                case Send(call):
                    return await self.api.send(request_of(call, self.api))
                case Fetch(url, target):
                    return await self._written(url, target)
        except httpx.HTTPError as problem:
            return problem

    async def _written(self, url: str, target: Any) -> str:
        digest = sha256()
        async with self.files.stream("GET", url) as answer:
            with target.open("wb") as file:
                async for part in answer.raise_for_status().aiter_bytes():
                    digest.update(part)
                    file.write(part)
        return digest.hexdigest()


def request_of(call: Call, client: httpx.Client | httpx.AsyncClient) -> httpx.Request:
    """The call as a request."""
    query = {name: value for name, value in call.query.items() if value is not None}
    body = None if call.body is None else {name: value for name, value in call.body.items() if value is not None}
    return client.build_request(
        call.method, call.path, json=body, params=query, headers=dict(call.headers), timeout=call.patience
    )
