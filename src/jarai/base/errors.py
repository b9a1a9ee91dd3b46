"""The tree of errors a caller may see, and the kinds of failure a step may raise.

StudioError                 code, HTTP status, message, and the fields at fault
  InvalidRequest 400 · InvalidToken 400 · Unauthorized 401 · PermissionDenied 403 · NotFound 404 …
StepFailure                 a pipeline step could not do its work
  TryAgain                  the same call may succeed later
  NeverWorks                trying again cannot help: the production fails with this code
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with one field of a request, and what would be accepted."""

    field: str
    problem: str


class StudioError(Exception):
    """An error with a stable code and the status it is answered with."""

    code = "INTERNAL_ERROR"
    status = 500
    headers: Mapping[str, str] = MappingProxyType({})
    retry_after_seconds: int | None = None

    def __init__(self, message: str, details: tuple[FieldProblem, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.details = details


class InvalidRequest(StudioError):
    """A field is missing, ill-formed, or names something that does not exist."""

    code, status = "INVALID_REQUEST", 400

    @classmethod
    def field(cls, field: str, problem: str) -> "InvalidRequest":
        """The error for one field."""
        return cls(f"{field}: {problem}", (FieldProblem(field, problem),))


class InvalidToken(StudioError):
    """A verification token is forged, expired or already used."""

    code, status = "INVALID_TOKEN", 400


class Unauthorized(StudioError):
    """The key is missing, malformed, unknown or revoked."""

    code, status = "UNAUTHORIZED", 401


class PartnerNotActive(StudioError):
    """The partner may not use the API now."""

    code, status = "PARTNER_NOT_ACTIVE", 403


class PermissionDenied(StudioError):
    """The key lacks the scope this call needs."""

    code, status = "PERMISSION_DENIED", 403


class InsufficientScope(StudioError):
    """The account isn't among the caller's permitted accounts, whether it exists or not."""

    code, status = "INSUFFICIENT_SCOPE", 403


class AccountNotActive(StudioError):
    """The account is suspended or closed."""

    code, status = "ACCOUNT_NOT_ACTIVE", 403


class LinkRefused(StudioError):
    """A signed link was altered or has expired."""

    code, status = "PERMISSION_DENIED", 403


class NotFound(StudioError):
    """There is no such thing, or it is another partner's: the two are not told apart."""

    code, status = "NOT_FOUND", 404


class IdempotencyConflict(StudioError):
    """The idempotency key was used for another request, or its first request is still going on."""

    code, status = "IDEMPOTENCY_CONFLICT", 409


class LimitReached(StudioError):
    """There are as many of these as there may be."""

    code, status = "LIMIT_REACHED", 409


class InvalidState(StudioError):
    """The production's state doesn't allow this."""

    code, status = "INVALID_STATE", 409


class DeliverablesNotReady(StudioError):
    """The production has no finished deliverables yet."""

    code, status = "DELIVERABLES_NOT_READY", 409


class BudgetGate1Failed(StudioError):
    """The account's monthly budget is spent."""

    code, status = "BUDGET_GATE_1_FAILED", 409


class BudgetGate2Failed(StudioError):
    """This production would pass the account's monthly budget."""

    code, status = "BUDGET_GATE_2_FAILED", 409


class PayloadTooLarge(StudioError):
    """The body is over the limit."""

    code, status = "PAYLOAD_TOO_LARGE", 413


class UnsupportedMediaType(StudioError):
    """The body is not JSON by its Content-Type."""

    code, status = "UNSUPPORTED_MEDIA_TYPE", 415


class RateLimitExceeded(StudioError):
    """Too many requests, or productions, in a window: `limit` of them until `reset`, in Unix seconds."""

    code, status = "RATE_LIMIT_EXCEEDED", 429

    def __init__(self, message: str, limit: int, reset: int, retry_after_seconds: int) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds
        self.headers = {
            "Retry-After": str(retry_after_seconds),
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": "0",
            "X-RateLimit-Reset": str(reset),
        }


class ServiceUnavailable(StudioError):
    """A part the request needs is not reachable now."""

    code, status = "SERVICE_UNAVAILABLE", 503
    headers = MappingProxyType({"Retry-After": "5"})


class StepFailure(Exception):
    """A pipeline step could not do its work."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)  # both are its arguments, so that it can be sent from a child process
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return self.message


class TryAgain(StepFailure):
    """The same call may succeed later."""


class NeverWorks(StepFailure):
    """Trying again cannot help."""
