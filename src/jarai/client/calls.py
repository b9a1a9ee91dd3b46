"""One call of the API, without a network: what is sent, what an answer means, and when it is tried again."""

import random
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote
from uuid import uuid4

import httpx

ATTEMPTS = 5
_LONGEST_PAUSE = 60.0
_BUSY = frozenset({429, 503})
_LOST = frozenset({502, 504})


class StudioRefused(Exception):
    """The studio answered, and not with what was asked for. `code` is stable; `details` name the fields at fault."""

    def __init__(
        self, status: int, code: str, message: str, details: list[dict[str, str]], correlation_id: str
    ) -> None:
        super().__init__(f"{code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.details = details
        self.correlation_id = correlation_id


class StudioUnreachable(Exception):
    """No answer came, however often it was tried."""


@dataclass(frozen=True)
class Call:
    """One request. A POST bears an Idempotency-Key, the same at each attempt. `patience`: seconds an answer may take."""

    method: str
    path: str
    body: Mapping[str, Any] | None = None
    query: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    patience: float = 30.0

    def may_repeat(self, outcome: httpx.Response | httpx.TransportError) -> bool:
        """Whether trying again may help and can do no harm.

        What was refused for being too much, or never sent, always; a lost answer only where a second request has no
        second effect: a GET, and a POST, by its key.
        """
        if isinstance(outcome, httpx.Response):
            if outcome.status_code in _BUSY:
                return (_told_pause(outcome) or 0.0) <= _LONGEST_PAUSE  # a day's limit is not waited out
            return outcome.status_code in _LOST and self._is_safe
        return isinstance(outcome, httpx.ConnectError | httpx.ConnectTimeout) or self._is_safe

    @property
    def _is_safe(self) -> bool:
        return self.method in {"GET", "POST"}


@dataclass(frozen=True)
class Send:
    """To be done: send the call. Comes of it: the answer, or why there is none."""

    call: Call


@dataclass(frozen=True)
class Pause:
    """To be done: wait so many seconds."""

    seconds: float


@dataclass(frozen=True)
class Fetch:
    """To be done: write what is at `url` to `target`, without the key: a link may lead to another host.

    Comes of it: the SHA-256 of what was written, or why nothing was.
    """

    url: str
    target: Path


def at(*parts: str) -> str:
    """The path of the API with those parts, each as one whatever it holds. Raises ValueError for one that would lead elsewhere."""
    for each in parts:
        if each in {"", ".", ".."}:
            raise ValueError(f"{each!r} is no id")
    return "/v1/" + "/".join(quote(each, safe="") for each in parts)


Value = TypeVar("Value")
Steps = Generator[Send | Pause | Fetch, Any, Value]
"""An operation, written once: what is to be done, step by step. A driver does it, blocking or not."""


def asked(call: Call) -> Steps[Any]:
    """The JSON of the answer, tried again while that may help. Raises StudioRefused or StudioUnreachable."""
    if call.method == "POST":
        call = Call(**{**vars(call), "headers": {"Idempotency-Key": str(uuid4()), **call.headers}})
    outcome: httpx.Response | httpx.TransportError = yield Send(call)
    for attempt in range(1, ATTEMPTS):
        if not call.may_repeat(outcome):
            break
        yield Pause(_pause_after(attempt, outcome))
        outcome = yield Send(call)
    if not isinstance(outcome, httpx.Response):
        raise StudioUnreachable(f"{call.method} {call.path}: {outcome}") from outcome
    return value_of(outcome)


def fetched(url: str, target: Path, sha256: str) -> Steps[Path]:
    """Have a file written whole, or not at all. Raises StudioUnreachable where its bytes can't be had as they should be."""
    part = target.with_name(f"{target.name}.part")
    problem = ""
    for attempt in range(1, ATTEMPTS):
        outcome = yield Fetch(url, part)
        if outcome == sha256:
            return part.replace(target)
        problem = "the file's bytes are not those the studio listed" if isinstance(outcome, str) else str(outcome)
        yield Pause(_pause_after(attempt, None))
    part.unlink(missing_ok=True)
    raise StudioUnreachable(f"{target.name}: {problem}")


def value_of(answer: httpx.Response) -> Any:
    """The answer's JSON; None where it is empty. Raises StudioRefused for anything but 2xx."""
    if answer.is_success:
        return answer.json() if answer.content else None
    try:
        body = answer.json()
    except ValueError:
        body = {}
    told = body if isinstance(body, dict) else {}
    raise StudioRefused(
        answer.status_code,
        str(told.get("error", "UNKNOWN")),
        str(told.get("message", f"the answer was {answer.status_code}")),
        list(told.get("details", ())),
        answer.headers.get("x-correlation-id", ""),
    )


def _pause_after(attempt: int, outcome: httpx.Response | httpx.HTTPError | None) -> float:
    """Seconds to wait: what `Retry-After` says, else twice as long each time, with jitter."""
    told = _told_pause(outcome) if isinstance(outcome, httpx.Response) else None
    if told is not None:
        return told
    return float(0.25 * 2**attempt * random.uniform(0.5, 1.0))  # noqa: S311 - jitter is no secret


def _told_pause(answer: httpx.Response) -> float | None:
    """Seconds that `Retry-After` says, if it says a number of them."""
    told = answer.headers.get("retry-after", "")
    return float(told) if told.isascii() and told.isdigit() else None
