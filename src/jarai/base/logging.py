"""Structured logs to standard error: JSON lines, or readable lines on a terminal. Keys and tokens never appear."""

import logging
import re
import sys
from collections.abc import MutableMapping
from contextlib import AbstractContextManager
from typing import Any

import structlog

_SECRET = re.compile(r"(jarai_[A-Za-z0-9_-]{8})[A-Za-z0-9_-]+|((?:token|sig)=)[^&\s\"']+")


def redact(text: str) -> str:
    """`text` with API keys, tokens and signatures cut out."""
    return _SECRET.sub(lambda match: (match[1] or match[2]) + "…", text)


def _redact_event(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = redact(value)
    return event


class _RedactingFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redact(record.getMessage()), None
        return True


def configure(level: str = "INFO") -> None:
    """Send structlog and the standard library's logs to standard error at `level`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_RedactingFilter())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    pretty = sys.stderr.isatty()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _redact_event,
            structlog.dev.ConsoleRenderer() if pretty else structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def correlated(correlation_id: str) -> AbstractContextManager[None]:
    """While it lasts, every log line of this task bears the correlation id."""
    return structlog.contextvars.bound_contextvars(correlation_id=correlation_id)


def logger(room: str) -> Any:
    """A logger that names the room it speaks for. How it logs is decided when it does: rooms are loaded before `configure`."""
    return structlog.get_logger(room=room)
