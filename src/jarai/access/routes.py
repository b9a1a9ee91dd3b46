"""The endpoints of keys: list, make, end, rotate; and of what was asked with them."""

from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from jarai.access.history import RequestList
from jarai.access.keys import Key, issue_key, keys_of, revoke_key, rotate_key
from jarai.access.lists import USUAL, Cursor, Limit
from jarai.access.routing import Access, CurrentCaller, partner_route
from jarai.access.schemas import CreateKey, KeyItem, KeyList, NewKey, RotatedKey
from jarai.access.scopes import needs
from jarai.base.clock import rfc3339
from jarai.base.errors import InvalidRequest, LimitReached, PermissionDenied
from jarai.base.model import Moment

_OVERLAP = timedelta(hours=24)
_MOST = 100


def key_router(access: Access) -> APIRouter:
    """A partner's keys."""
    routes = APIRouter(prefix="/v1/partners/keys", tags=["Keys"], route_class=partner_route(access))
    database, clock = access.database, access.clock

    def check_self_service(caller: CurrentCaller) -> None:
        if not caller.self_service:
            raise PermissionDenied("Keys of this partner are made by the operator of this studio.")

    @routes.get("")
    @needs("all")
    async def list_keys(caller: CurrentCaller, limit: Limit = USUAL, cursor: Cursor = None) -> KeyList:
        """Your keys that work, oldest first."""
        async with database.read() as connection:
            found, following = await keys_of(connection, caller.partner_id, clock.now(), limit, cursor)
        used = await access.traffic.last_uses(caller.partner_id)
        return KeyList(keys=tuple(KeyItem(**_shown(key, used.get(key.key_id))) for key in found), next_cursor=following)

    @routes.post("", status_code=201)
    @needs("all")
    async def create_key(body: CreateKey, caller: CurrentCaller) -> NewKey:
        """Make a key. Its text is in this answer and nowhere else."""
        check_self_service(caller)
        now = clock.now()
        if body.expires_at and body.expires_at <= now:
            raise InvalidRequest.field("expiresAt", "must be in the future")
        async with database.write() as connection:
            working, _ = await keys_of(connection, caller.partner_id, now, _MOST)
            if len(working) >= _MOST:
                raise LimitReached(f"A partner has at most {_MOST} keys that work; end one first.")
            key, text = await issue_key(
                connection,
                caller.partner_id,
                body.name,
                now,
                test=body.test,
                scopes=body.scopes,
                expires_at=body.expires_at,
            )
        return NewKey(**_shown(key, None), api_key=text)

    # only what is an id: `DELETE /rotate` is a method that address does not take
    @routes.delete("/{key_id:uuid}", status_code=204, response_class=Response)
    @needs("all")
    async def delete_key(key_id: UUID, caller: CurrentCaller) -> None:
        """End a key at once: the next request with it is refused. It may be the one this is asked with."""
        async with database.write() as connection:
            await revoke_key(connection, caller.partner_id, str(key_id), clock.now())

    @routes.post("/rotate", status_code=201)
    @needs("")
    async def rotate(caller: CurrentCaller) -> RotatedKey:
        """A new key in place of the one this is asked with, which works for 24 hours more. It may do the same."""
        check_self_service(caller)
        now = clock.now()
        async with database.write() as connection:
            key, text = await rotate_key(connection, caller, now, now + _OVERLAP)
        return RotatedKey(**_shown(key, None), api_key=text, old_key_works_until=rfc3339(now + _OVERLAP))

    return routes


def _shown(key: Key, last_used: int | None) -> dict[str, object]:
    used = None if last_used is None else datetime.fromtimestamp(last_used / 1_000_000, UTC)
    return {
        "key_id": key.key_id,
        "name": key.name,
        "hint": key.hint,
        "test": key.test,
        "scopes": key.scopes,
        "created_at": rfc3339(key.created_at),
        "expires_at": rfc3339(key.expires_at) if key.expires_at else None,
        "last_used_at": rfc3339(used) if used else None,
    }


def history_router(access: Access) -> APIRouter:
    """What a partner asked."""
    routes = APIRouter(prefix="/v1/partner/requests", tags=["Keys"], route_class=partner_route(access))

    @routes.get("")
    @needs("logs:read")
    async def list_requests(
        caller: CurrentCaller,
        correlation_id: Annotated[str | None, Query(alias="correlationId", pattern=r"^[A-Za-z0-9._-]{1,128}$")] = None,
        since: Moment | None = None,
        limit: Limit = USUAL,
        cursor: Cursor = None,
    ) -> RequestList:
        """Your requests of the last week, newest first, with what was answered."""
        return await access.history.list(caller, correlation_id, since, limit, cursor)

    return routes
