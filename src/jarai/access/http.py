"""The edge of HTTP: correlation ids, and one shape for every error. Never a stack trace, never HTML."""

import re
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jarai.base.errors import FieldProblem, InvalidRequest, StudioError
from jarai.base.ids import new_id
from jarai.base.logging import correlated, logger

_log = logger("api")
_CORRELATION_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
_BY_STATUS = {404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED", 413: "PAYLOAD_TOO_LARGE", 415: "UNSUPPORTED_MEDIA_TYPE"}
_METHODS = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
_WORDS = {404: "There is nothing at this address.", 405: "This address does not take this method."}


class CorrelationIds:
    """Keeps a well-formed `X-Correlation-Id` of the client, or makes one, and sends it back on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sent = dict(scope["headers"]).get(b"x-correlation-id", b"").decode("latin-1")
        correlation_id = sent if _CORRELATION_ID.fullmatch(sent) else new_id()
        scope.setdefault("state", {})["correlation_id"] = correlation_id

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Correlation-Id"] = correlation_id
            await send(message)

        try:
            with correlated(correlation_id):
                await self._app(scope, receive, send_with_id)
        except Exception:  # noqa: BLE001 - the last resort: the caller gets an answer, the operator the trace
            _log.exception("request_failed", correlation_id=correlation_id, path=scope["path"])
            answer = error_answer(
                "INTERNAL_ERROR", 500, "Something went wrong here; it was logged under the correlation id."
            )
            await answer(scope, receive, send_with_id)


def error_answer(
    code: str,
    status: int,
    message: str,
    details: tuple[FieldProblem, ...] = (),
    headers: Mapping[str, str] | None = None,
    retry_after_seconds: int | None = None,
) -> JSONResponse:
    """The contract's error body."""
    body: dict[str, Any] = {"error": code, "message": message, "retryAfterSeconds": retry_after_seconds}
    if details:
        body["details"] = [{"field": each.field, "problem": each.problem} for each in details]
    return JSONResponse(body, status, headers)


def add_error_handlers(app: FastAPI) -> None:
    """Turn every error the app raises into the contract's body."""

    @app.exception_handler(StudioError)
    async def known(_request: Request, error: StudioError) -> JSONResponse:
        return error_answer(
            error.code, error.status, error.message, error.details, error.headers, error.retry_after_seconds
        )

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        problems = tuple(problem_of(each) for each in error.errors())
        message = "; ".join(f"{each.field}: {each.problem}" for each in problems)
        return error_answer(InvalidRequest.code, InvalidRequest.status, message, problems)

    @app.exception_handler(HTTPException)
    async def by_status(request: Request, error: HTTPException) -> JSONResponse:
        code = _BY_STATUS.get(error.status_code, InvalidRequest.code)
        message = _WORDS.get(error.status_code, str(error.detail))
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = ", ".join(_methods_of(app, request))
        return error_answer(code, error.status_code, message, headers=headers)


def _methods_of(app: FastAPI, request: Request) -> list[str]:
    """Every method the address takes: each is a route of its own, and the router names those of the first alone.

    Where an address is described by itself, as `/keys/rotate` beside `/keys/{keyId}` is, that counts.
    """
    described = app.openapi()["paths"].get(request.url.path)
    if described:
        return sorted(method.upper() for method in described)

    def takes(method: str) -> bool:
        scope = {**request.scope, "method": method}
        return any(route.matches(scope)[0] is Match.FULL for route in app.routes)

    return [method for method in _METHODS if takes(method)]


def problem_of(error: Mapping[str, Any]) -> FieldProblem:
    """One of Pydantic's errors in our words: the field as the caller wrote it, and what would be accepted."""
    path = [str(part) for part in error["loc"] if part not in {"body", "query", "path"}]
    limits = error.get("ctx", {})
    problem = {
        "missing": "is required",
        "extra_forbidden": "is not a field of this request",
        "too_short": f"must have at least {limits.get('min_length')} good items",
        "too_long": f"must have at most {limits.get('max_length')} items",
    }.get(error["type"])
    text = str(error["msg"]).removeprefix("Value error, ")
    return FieldProblem(".".join(path) or "body", problem or text[:1].lower() + text[1:])
