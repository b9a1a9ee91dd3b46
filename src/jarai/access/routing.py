"""The order in which a request is checked: route, key, size and type and syntax of the body, then the handler."""

import json
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute

from jarai.access.keys import Caller, caller_of
from jarai.base.db import Database
from jarai.base.errors import InvalidRequest, PayloadTooLarge, UnsupportedMediaType

BODY_LIMIT = 64 * 1024
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


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
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise InvalidRequest(f"The body is not JSON: {error}.") from None
    if not isinstance(value, dict):
        raise InvalidRequest("The body must be a JSON object.")
    headers = [pair for pair in request.scope["headers"] if pair[0] != b"content-type"]
    read = Request({**request.scope, "headers": [*headers, (b"content-type", b"application/json")]}, request.receive)
    read._body = body  # where Starlette keeps a body that was read
    return read


class PublicRoute(APIRoute):
    """A route without a key."""

    def get_route_handler(self) -> Handler:
        """The handler, behind the check of the body."""
        handle = super().get_route_handler()

        async def checked(request: Request) -> Response:
            return await handle(await checked_body(request))

        return checked


def partner_route(database: Database) -> type[APIRoute]:
    """The class of routes that need a key: the key is looked at before the body is."""

    class PartnerRoute(APIRoute):
        def get_route_handler(self) -> Handler:
            handle = super().get_route_handler()

            async def checked(request: Request) -> Response:
                async with database.read() as connection:
                    request.state.caller = await caller_of(connection, request.headers.get("x-api-key"))
                return await handle(await checked_body(request))

            return checked

    return PartnerRoute


def _caller(request: Request) -> Caller:
    caller: Caller = request.state.caller
    return caller


CurrentCaller = Annotated[Caller, Depends(_caller)]
