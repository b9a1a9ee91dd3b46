"""A webhook receiver on loopback, with endpoints that behave and endpoints that don't, by their path."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from threading import Event, Thread

_WORDS = {200: "OK", 302: "Found", 410: "Gone", 500: "Internal Server Error"}


@dataclass(frozen=True)
class Arrived:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """What arrived, in order. A path's first part says how it answers:

    `ok` at once; `slow` after `pause` seconds; `dead` never; `flapping` with 500 the first time it sees an event; `failing` with 500;
    `gone` with 410; `redirecting` to `ok`; `lying` with a shorter body than it says; `endless` without end; `rude` with
    no HTTP at all.
    """

    port: int = 0
    pause: float = 0.05
    arrived: list[Arrived] = field(default_factory=list)
    open_now: Counter[str] = field(default_factory=Counter)
    most_open: Counter[str] = field(default_factory=Counter)
    behaviour: dict[str, str] = field(default_factory=dict)
    serving: set[asyncio.Task[None]] = field(default_factory=set)
    """Held here: the loop alone would let one that waits for nothing be collected."""

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/{path}"

    def of(self, path: str) -> list[Arrived]:
        return [each for each in self.arrived if each.path == f"/{path}"]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.serving.add(task)
        try:
            with contextlib.suppress(
                ConnectionError, asyncio.IncompleteReadError, TimeoutError, asyncio.CancelledError
            ):
                while await self._one(reader, writer):
                    pass
        finally:
            self.serving.discard(task)
            writer.transport.abort()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        path = head[0].split(" ")[1]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        self.arrived.append(Arrived(path, headers, body))
        self.open_now[path] += 1
        self.most_open[path] = max(self.most_open[path], self.open_now[path])
        try:
            return await self._answer(path, headers.get("webhook-id"), writer)
        finally:
            self.open_now[path] -= 1

    async def _answer(self, path: str, event_id: str | None, writer: asyncio.StreamWriter) -> bool:
        kind = self.behaviour.get(path, path.strip("/").split("/")[0])
        if kind == "slow":
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(asyncio.Event().wait(), self.pause)
        elif kind == "dead":
            await asyncio.Event().wait()
        elif kind == "rude":
            writer.write(b"hello\r\n\r\n")
            return False
        elif kind == "endless":
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
            while True:
                writer.write(b"x" * 1000)
                await writer.drain()
        status = {"failing": 500, "gone": 410, "redirecting": 302}.get(kind, 200)
        if kind == "flapping":
            times = sum(each.headers.get("webhook-id") == event_id for each in self.of(path.strip("/")))
            status = 500 if times == 1 else 200
        length = 5000 if kind == "lying" else 2
        location = f"Location: {self.url('ok/elsewhere')}\r\n" if status == 302 else ""
        writer.write(f"HTTP/1.1 {status} {_WORDS[status]}\r\n{location}Content-Length: {length}\r\n\r\nok".encode())
        await writer.drain()
        return kind != "lying"


@contextlib.asynccontextmanager
async def receiver(**how: float) -> AsyncIterator[Receiver]:
    """The receiver, listening until the block ends."""
    made = Receiver(**how)  # type: ignore[arg-type]
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
        for task in list(made.serving):
            task.cancel()
            await task


@contextlib.contextmanager
def running_receiver() -> Iterator[Receiver]:
    """The receiver in a thread of its own, for tests that don't run a loop."""
    made, ready, loop = Receiver(), Event(), asyncio.new_event_loop()

    async def serve() -> None:
        async with receiver() as inner:
            made.port, inner.arrived, inner.behaviour = inner.port, made.arrived, made.behaviour
            ready.set()
            await stop.wait()

    stop = asyncio.Event()
    thread = Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    ready.wait(10)
    try:
        yield made
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()
