"""Renders a template with the headers every page has."""

import shlex
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from fastapi import Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_HERE = Path(__file__).parent
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {"Content-Security-Policy": _POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
_STATIC = {
    "studio.css": "text/css",
    "verify.js": "text/javascript",
    "watch.js": "text/javascript",
    "console.js": "text/javascript",
}


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(_HERE / "templates")
    found = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    found.filters["figures"] = _figures
    found.filters["moment"] = _moment
    found.filters["coded"] = _coded
    found.filters["shell"] = shlex.quote
    return found


def _figures(values: Mapping[str, object]) -> str:
    """What was measured, or the limit, in a line."""
    return ", ".join(f"{name} {value}" for name, value in values.items())


def _moment(time: str) -> str:
    """An RFC 3339 time to read, to the minute."""
    return f"{datetime.fromisoformat(time):%d %b %Y, %H:%M} UTC"


def _coded(text: str) -> Markup:
    """Plain words in which what stands between backticks is code."""
    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(each) if number % 2 else each for number, each in enumerate(parts)
    )


def page(template: str, status: int = 200, **values: object) -> HTMLResponse:
    """The template as a page."""
    return HTMLResponse(_environment().get_template(template).render(**values), status, HEADERS)


def static_file(name: str) -> Response:
    """One of the pages' own files, or 404."""
    if name not in _STATIC:
        return page("message.html", 404, title="Not found", message="There is no such file.")
    return Response(
        (_HERE / "static" / name).read_bytes(), media_type=_STATIC[name], headers={"Cache-Control": "max-age=300"}
    )
