"""Serves a production's files to our own pages: by range, with an ETag, never through a signed link."""

from fastapi import Request, Response
from fastapi.responses import FileResponse

from jarai.deliverables.files import content_type_of
from jarai.storage.local import LocalStorage


def media_response(request: Request, storage: LocalStorage, key: str) -> Response:
    """The stored file as it is played or read in a page."""
    path = storage.path(key)
    headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
    file = FileResponse(path, media_type=content_type_of(path.name), headers=headers)
    file.set_stat_headers(path.stat())
    if request.headers.get("if-none-match") == file.headers["etag"]:
        return Response(status_code=304, headers={"ETag": file.headers["etag"]})
    return file
