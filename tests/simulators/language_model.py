"""A language model on loopback: speaks both protocols, reads the quoted facts, and answers as its mind tells it to.

`mind` gives the answer to a question as a value (or as text, sent as it is); `faults` are what happens to the next
requests instead.
"""

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from jarai.serve import free_port
from simulators.listening import listening

KEY = "sk-of-the-operator"
_BLOCK = re.compile(r"^(MATERIAL [0-9a-f]{16})\n(.*)\n\1$", re.MULTILINE)


@dataclass(frozen=True)
class Asked:
    """One request: which answer is wanted, what was said outside of the quoted facts, and the facts."""

    wanted: str
    body: dict[str, Any]
    headers: dict[str, str]
    texts: tuple[str, ...]

    @property
    def outside(self) -> str:
        """Everything a model might take for instructions."""
        return _BLOCK.sub("", "\n".join(self.texts))

    @property
    def material(self) -> dict[str, Any]:
        """The quoted data. There is one block of it, or the fence is broken."""
        (block,) = _BLOCK.findall("\n".join(self.texts))
        value: dict[str, Any] = json.loads(block[1])
        return value

    @property
    def scenes(self) -> list[tuple[int, str, list[str]]]:
        """The scenes to word: number, kind, ids."""
        found = re.findall(r"^(\d+)\. (\w+), about \d+ characters, from (.*)$", self.outside, re.MULTILINE)
        return [(int(number), kind, re.findall(r"f\d+", ids)) for number, kind, ids in found]


Mind = Callable[[Asked], Any]
Fault = Callable[[Request], Awaitable[Response]]


@dataclass
class LanguageModel:
    """What it was asked, and how it answers."""

    mind: Mind = field(default_factory=lambda: honest)
    faults: list[Fault | None] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    usage: tuple[int, int] = (1000, 200)
    port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def steps(self) -> list[str]:
        """Which answers were wanted, in order."""
        return [each.wanted.removesuffix("Answer").lower() for each in self.asked]

    def app(self) -> FastAPI:
        app = FastAPI()
        app.add_api_route("/v1/chat/completions", self.complete, methods=["POST"])
        app.add_api_route("/v1/messages", self.message, methods=["POST"])
        return app

    async def complete(self, request: Request) -> Response:
        if request.headers.get("Authorization") != f"Bearer {KEY}":
            return JSONResponse({"error": {"message": "no such key"}}, 401)
        body = await request.json()
        texts = tuple(str(each["content"]) for each in body["messages"])
        self._note(request, body["response_format"]["json_schema"]["name"], body, texts)
        if self.faults and (fault := self.faults.pop(0)):
            return await fault(request)
        return completion(self.mind(self.asked[-1]), self.usage)

    async def message(self, request: Request) -> Response:
        if KEY not in {
            request.headers.get("X-Api-Key"),
            request.headers.get("Authorization", "").removeprefix("Bearer "),
        }:
            return JSONResponse({"type": "error", "error": {"type": "authentication_error", "message": "no"}}, 401)
        body = await request.json()
        parts = [body["system"], *(each["content"] for each in body["messages"])]
        texts = tuple(part["text"] for each in parts for part in _parts(each) if part["type"] == "text")
        tool = body["tools"][0]
        self._note(request, tool.get("title") or tool["input_schema"].get("title", ""), body, texts)
        if self.faults and (fault := self.faults.pop(0)):
            return await fault(request)
        used = {"input_tokens": self.usage[0], "output_tokens": self.usage[1]}
        said = {"type": "tool_use", "id": "t1", "name": tool["name"], "input": self.mind(self.asked[-1])}
        whole = {"id": "m1", "type": "message", "role": "assistant", "model": "m", "content": [said]}
        return JSONResponse({**whole, "stop_reason": "tool_use", "stop_sequence": None, "usage": used})

    def _note(self, request: Request, wanted: str, body: dict[str, Any], texts: tuple[str, ...]) -> None:
        self.asked.append(Asked(wanted or _by_shape(body), body, dict(request.headers), texts))


def _parts(content: Any) -> list[dict[str, Any]]:
    return [{"type": "text", "text": content}] if isinstance(content, str) else list(content)


def _by_shape(body: dict[str, Any]) -> str:
    """Which answer a tool's shape stands for."""
    known = {"acts": "NarrativeAnswer", "beats": "BeatsAnswer", "scenes": "ScenesAnswer", "sentences": "RepairsAnswer"}
    schema = body["tools"][0]["input_schema"]
    (name,) = schema["properties"]
    return "BriefAnswer" if name == "acts" and "enum" in schema["properties"]["acts"]["items"] else known[name]


def completion(content: Any, usage: tuple[int, int] = (1000, 200), finish: str = "stop", **message: Any) -> Response:
    """A chat completion."""
    text = content if isinstance(content, str) or content is None else json.dumps(content, ensure_ascii=False)
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text, **message}}
    used = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
    whole = {"id": "c1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": used}
    return JSONResponse(whole)


def status(code: int, **headers: str) -> Fault:
    """Answers with that status."""

    async def fault(_: Request) -> Response:
        return JSONResponse({"error": {"message": "no"}}, code, headers)

    return fault


def says(content: Any, **how: Any) -> Fault:
    """Answers with that, whatever was asked."""

    async def fault(_: Request) -> Response:
        return completion(content, **how)

    return fault


def sends(body: bytes) -> Fault:
    """Answers with bytes that are no completion."""

    async def fault(_: Request) -> Response:
        return Response(body, media_type="application/json")

    return fault


async def silence(request: Request) -> Response:
    """Says nothing until the caller has gone."""
    await request.receive()
    return Response(status_code=204)


async def endless(_: Request) -> Response:
    """Begins a completion and never ends it."""

    async def text() -> AsyncIterator[bytes]:
        yield b'{"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"content":"'
        while True:
            yield b"and so on " * 4096
            await asyncio.sleep(0)

    return StreamingResponse(text(), media_type="application/json")


def honest(asked: Asked) -> Any:
    """Does what it should: plans with the ids it was given, says what the facts say."""
    facts = asked.material["facts"]
    ids = [fact["id"] for fact in facts]
    match asked.wanted:
        case "BriefAnswer":
            return {"acts": ["opening", "story", "closing"]}
        case "NarrativeAnswer":
            return {"acts": [{"name": "opening", "facts": ids[:1]}, {"name": "story", "facts": ids[1:]}]}
        case "BeatsAnswer":
            most = int(re.findall(r"At most (\d+) beats", asked.outside)[0])
            return {"beats": [{"facts": [fact["id"]]} for fact in facts[:most]]}
        case "ScenesAnswer":
            return {"scenes": [_scene(asked, *each) for each in asked.scenes]}
        case _:
            numbers = [int(each) for each in asked.material["sentences"]]
            return {"sentences": [{"number": number, "text": ""} for number in numbers]}


def _scene(asked: Asked, number: int, kind: str, ids: list[str]) -> dict[str, Any]:
    facts = [fact for fact in asked.material["facts"] if fact["id"] in ids]
    if kind == "closing":
        facts = asked.material["facts"][:1]
    english = "Language: en" in asked.outside
    told = [{"text": spoken(fact, english=english), "facts": [fact["id"]]} for fact in facts]
    if kind == "title":
        about = "This is about {}." if english else "{}"
        told = [{"text": about.format(asked.material["topic"]), "facts": ["topic"]}]
    return {"scene": number, "sentences": told}


def spoken(fact: dict[str, str], *, english: bool = True) -> str:
    """A fact as this model says it."""
    text = fact["text"]
    if fact["kind"] == "table":
        text = ", ".join(" ".join(cell.strip() for cell in row.split("|")) for row in text.split(";")[1:4])
    if fact["kind"] == "quote":
        return f"{fact.get('speaker', 'Somebody')}: “{text}”"
    return text.replace(": ", " is ") if fact["kind"] == "pair" and english else text


@contextlib.contextmanager
def language_model(**how: Any) -> Iterator[LanguageModel]:
    """The model, listening until the block ends."""
    simulator = LanguageModel(**how)
    with listening(simulator.app(), simulator.port):
        yield simulator
