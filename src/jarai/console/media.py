"""Serves a production's files to our own pages: by range (RFC 9110, section 14), with an ETag, from whatever store."""

import re
from pathlib import PurePosixPath

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from jarai.base.hashing import sha256_hex
from jarai.deliverables.files import content_type_of
from jarai.storage.port import Storage

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


async def media_response(request: Request, storage: Storage, key: str) -> Response:
    """The stored file as it is played or read in a page. Raises FileNotFoundError."""
    size = await storage.size_of(key)
    tag = f'"{sha256_hex(key.encode())[:16]}-{size:x}"'
    headers = {
        "ETag": tag,
        "Accept-Ranges": "bytes",
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox",
    }
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    start, stop, status = 0, size, 200
    if request.headers.get("if-range") in {None, tag} and (asked := _RANGE.fullmatch(request.headers.get("range", ""))):
        wanted = _span(asked[1], asked[2], size)
        if wanted is None:
            return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{size}"})
        if wanted != (0, 0):
            (start, stop), status = wanted, 206
            headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    headers["Content-Length"] = str(stop - start)
    media_type = content_type_of(PurePosixPath(key).name)
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers, media_type=media_type)
    return StreamingResponse(storage.read_range(key, start, stop), status, headers, media_type)


def _span(first: str, last: str, size: int) -> tuple[int, int] | None:
    """The half-open span that was asked for; `(0, 0)` where the range is ill-formed and to be ignored; none outside."""
    if not first and not last:
        return (0, 0)
    if not first:
        return (max(0, size - int(last)), size) if int(last) and size else None
    if last and int(last) < int(first):
        return (0, 0)
    start, stop = int(first), min(int(last) + 1 if last else size, size)
    return (start, stop) if start < size else None
