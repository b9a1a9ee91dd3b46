"""What is read without a key: files by signed link, and the keys that certificates and records are checked with."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from jarai.access.routing import public_route
from jarai.base.clock import Clock
from jarai.base.errors import LinkRefused, NotFound
from jarai.base.secrets import Secrets
from jarai.certificate.records import records_jwk
from jarai.certificate.sign import CERTIFICATES, jwk
from jarai.deliverables.files import content_type_of
from jarai.storage.local import LocalStorage
from jarai.storage.port import Storage


def file_router(storage: Storage, clock: Clock, secrets: Secrets) -> APIRouter:
    """The public keys, and the local store's links: ranges, HEAD, 403 for one that was altered or has expired."""
    routes = APIRouter(route_class=public_route())
    if isinstance(storage, LocalStorage):
        _add_links(routes, storage, clock)

    @routes.get("/.well-known/jwks.json", tags=["Certificates"])
    async def public_keys() -> dict[str, list[dict[str, str]]]:
        """The keys with which certificates and records are signed, as a JSON Web Key Set (RFC 7517)."""
        return {"keys": [jwk(secrets.signing_key(CERTIFICATES).public_key()), records_jwk(secrets)]}

    return routes


def _add_links(routes: APIRouter, storage: LocalStorage, clock: Clock) -> None:

    @routes.api_route("/files/{key:path}", methods=["GET", "HEAD"], response_class=Response, include_in_schema=False)
    async def read_file(
        request: Request, key: str, sp: str = "", se: str = "", kid: str = "", sig: str = ""
    ) -> Response:
        """The file a link stands for."""
        try:
            path = storage.check_link(key, sp, se, kid, sig, clock.now())
        except ValueError:
            raise LinkRefused("This link was altered. Read the deliverables again for a fresh one.") from None
        if not path.is_file():
            raise NotFound("This file no longer exists.")
        file = FileResponse(
            path,
            media_type=content_type_of(path.name),
            filename=path.name,
            headers={"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"},
        )
        file.set_stat_headers(path.stat())
        if request.headers.get("if-none-match") == file.headers["etag"]:
            return Response(status_code=304, headers={"ETag": file.headers["etag"]})
        return file
