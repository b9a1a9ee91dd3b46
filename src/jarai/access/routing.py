"""The order in which a request is checked: route, key, partner, rate, scope, then the body, then the handler."""

import ipaddress
import json
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from jarai.access.history import History
from jarai.access.idempotency import idempotency_key, once
from jarai.access.keys import Caller, caller_of
from jarai.access.scopes import needed_by, permits
from jarai.access.tiers import Tiers
from jarai.access.traffic import Traffic
from jarai.base.clock import Clock
from jarai.base.db import Database
from jarai.base.errors import InvalidRequest, PayloadTooLarge, PermissionDenied, StudioError, UnsupportedMediaType

BODY_LIMIT = 64 * 1024
_DEEPEST = 32
"""How deep arrays and objects may lie within one another."""
Handler = Callable[[Request], Coroutine[Any, Any, Response]]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class Access:
    """What checking a request needs. `per_address` is how many a minute an address may make without a key."""

    database: Database
    traffic: Traffic
    clock: Clock
    tiers: Tiers
    history: History
    trusted_proxies: tuple[Network, ...] = ()
    per_address: int | None = None

    async def admitted(self, caller: Caller) -> dict[str, str]:
        """Count the caller's request; the headers that tell how many more there may be."""
        tier = self.tiers[caller.tier]
        window = await self.traffic.admit_partner(caller.partner_id, caller.key_id, tier.per_minute, tier.per_day)
        return window.headers if window else {}

    def address_of(self, request: Request) -> str:
        """Where the request comes from: the nearest address that is no proxy we trust."""
        nearest = request.client.host if request.client else ""
        told = [each.strip() for each in request.headers.get("x-forwarded-for", "").split(",")]
        for each in reversed(told):
            if not self._is_trusted(nearest) or _address(each) is None:
                break
            nearest = each
        return nearest

    def _is_trusted(self, text: str) -> bool:
        address = _address(text)
        return address is not None and any(address in network for network in self.trusted_proxies)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


async def checked_body(request: Request) -> Request:
    """The request with its body read within the limit, refused unless it is a JSON object. An empty one counts as `{}`."""
    if request.method in {"GET", "HEAD"}:
        return request
    parts: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > BODY_LIMIT:
            raise PayloadTooLarge(f"The body is over {BODY_LIMIT} bytes.")
        parts.append(chunk)
    body = b"".join(parts)
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if not body.strip():
        body = b"{}"
    elif media_type != "application/json":
        raise UnsupportedMediaType("Send the body as JSON, with Content-Type: application/json.")
    if not isinstance(_strict_json(body), dict):
        raise InvalidRequest("The body must be a JSON object.")
    headers = [pair for pair in request.scope["headers"] if pair[0] != b"content-type"]
    read = Request({**request.scope, "headers": [*headers, (b"content-type", b"application/json")]}, request.receive)
    read._body = body  # where Starlette keeps a body that was read
    return read


def _strict_json(body: bytes) -> Any:
    """What every reader reads alike (RFC 8259 in UTF-8, as I-JSON, RFC 7493, narrows it). Raises InvalidRequest."""
    try:
        value = json.loads(body.decode(), object_pairs_hook=_object, parse_constant=_no_number, parse_float=_finite)
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise InvalidRequest("The body is not JSON: it holds half of a surrogate pair.") from None
    except (ValueError, RecursionError) as error:
        raise InvalidRequest(f"The body is not JSON: {error}.") from None
    if _depth(value) > _DEEPEST:
        raise InvalidRequest(f"The body is nested deeper than {_DEEPEST} levels.")
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for number, (name, _) in enumerate(pairs) if name in dict(pairs[:number]))
        raise ValueError(f"the name {twice[:100]!r} stands twice in one object")
    return found


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _finite(text: str) -> float:
    value = float(text)
    if abs(value) == float("inf"):
        raise ValueError("a number is too large")
    return value


def _depth(value: Any) -> int:
    deepest, level = 0, [value]
    while level:
        level = [
            inner
            for each in level
            if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
        deepest += 1
    return deepest


def public_route(access: Access | None = None) -> type[APIRoute]:
    """The class of routes without a key. With `access`, an address may call them so many times a minute."""

    class PublicRoute(APIRoute):
        def get_route_handler(self) -> Handler:
            handle = super().get_route_handler()

            async def checked(request: Request) -> Response:
                if access and access.per_address:
                    await access.traffic.admit(f"address/{access.address_of(request)}", access.per_address)
                return await handle(await checked_body(request))

            return checked

    return PublicRoute


@dataclass
class _Note:
    """What became of a request."""

    status: int = 500
    error: str | None = "INTERNAL_ERROR"


@contextmanager
def noted(history: History, caller: Caller, request: Request) -> Iterator[_Note]:
    """Keep the request in the caller's history with what became of it."""
    note, began = _Note(), perf_counter()
    try:
        yield note
        note.error = None
    except StudioError as error:
        note.status, note.error = error.status, error.code
        raise
    except RequestValidationError:
        note.status, note.error = InvalidRequest.status, InvalidRequest.code
        raise
    finally:
        asked = (request.method, quote(request.url.path))
        correlation_id: str = request.state.correlation_id
        history.note(caller, correlation_id, asked, (note.status, note.error), perf_counter() - began)


def partner_route(access: Access) -> type[APIRoute]:
    """The class of routes that need a key."""

    class PartnerRoute(APIRoute):
        def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
            told: dict[str, Any] = {"security": [{"ApiKey": []}], "x-required-scope": needed_by(endpoint) or None}
            options["openapi_extra"] = {**(options.get("openapi_extra") or {}), **told}
            super().__init__(path, endpoint, **options)

        def get_route_handler(self) -> Handler:
            handle = super().get_route_handler()
            needed = needed_by(self.endpoint)

            async def checked(request: Request) -> Response:
                now = access.clock.now()
                async with access.database.read() as connection:
                    caller = await caller_of(connection, request.headers.get("x-api-key"), now)
                request.state.caller = caller
                with noted(access.history, caller, request) as note:
                    answer = await admitted(request, caller, now)
                    note.status = answer.status_code
                return answer

            async def admitted(request: Request, caller: Caller, now: datetime) -> Response:
                headers = await access.admitted(caller)
                if not permits(caller.scopes, needed):
                    raise PermissionDenied(f"This key lacks the scope {needed}.")
                key = idempotency_key(request)
                read = await checked_body(request)
                if key is None:
                    answer = await handle(read)
                else:
                    answer = await once(access.database, caller, key, read, now, lambda: handle(read))
                if answer.status_code // 100 == 2:
                    answer.headers.update(headers)
                return answer

            return checked

    return PartnerRoute


def _caller(request: Request) -> Caller:
    caller: Caller = request.state.caller
    return caller


CurrentCaller = Annotated[Caller, Depends(_caller)]
