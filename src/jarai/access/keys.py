"""Issue, list, revoke and look up API keys: `jarai_` and 32 random bytes in base64url, stored as a hash, shown once."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.access.scopes import Scope
from jarai.access.tables import api_keys, standings
from jarai.base.db import changed_row, insert_if_absent
from jarai.base.errors import NotFound, PartnerNotActive, Unauthorized
from jarai.base.hashing import sha256_hex
from jarai.base.ids import new_id
from jarai.base.paging import page
from jarai.base.secrets import random_token

_PREFIX = "jarai_"


@dataclass(frozen=True)
class Caller:
    """The partner a request is made for, the key it was made with, and what that may do.

    A `test` key sees and makes only what is for testing. `scopes` is None where the key may do everything.
    """

    partner_id: str
    key_id: str
    test: bool = False
    scopes: tuple[Scope, ...] | None = None
    tier: str = "Unlimited"
    self_service: bool = True


@dataclass(frozen=True)
class Key:
    """A key as it is listed; `hint` is how its text begins."""

    key_id: str
    name: str
    hint: str
    test: bool
    scopes: tuple[Scope, ...] | None
    created_at: datetime
    expires_at: datetime | None


async def issue_key(
    connection: AsyncConnection,
    partner_id: str,
    name: str,
    now: datetime,
    *,
    test: bool = False,
    scopes: tuple[Scope, ...] | None = None,
    expires_at: datetime | None = None,
) -> tuple[Key, str]:
    """Store a new key for the partner; the key and its text, which cannot be had again."""
    text = _PREFIX + random_token(32)
    key = Key(new_id(), name, text[: len(_PREFIX) + 4], test, scopes, now, expires_at)
    row = {
        "key_id": key.key_id,
        "partner_id": partner_id,
        "key_hash": sha256_hex(text.encode()),
        "name": name,
        "hint": key.hint,
        "test": test,
        "scopes": None if scopes is None else list(scopes),
        "created_at": now,
        "expires_at": expires_at,
    }
    await connection.execute(sa.insert(api_keys).values(row))
    return key, text


async def keys_of(
    connection: AsyncConnection, partner_id: str, now: datetime, limit: int, cursor: str | None = None
) -> tuple[list[Key], str | None]:
    """A page of the partner's keys that work, oldest first, and the next page's cursor. Raises InvalidRequest naming `cursor`."""
    query = sa.select(api_keys).where(api_keys.c.partner_id == partner_id, _works(now))
    order = (api_keys.c.created_at, api_keys.c.key_id)
    rows, following = await page(connection, query, order, limit, cursor, oldest_first=True)
    return [_key(row) for row in rows], following


async def revoke_key(connection: AsyncConnection, partner_id: str, key_id: str, now: datetime) -> None:
    """End a key at once. Raises NotFound where it isn't the partner's, or no longer works."""
    mine = (api_keys.c.key_id == key_id, api_keys.c.partner_id == partner_id, _works(now))
    statement = sa.update(api_keys).where(*mine).values(revoked_at=now)
    if await changed_row(connection, statement, api_keys.c.key_id) is None:
        raise NotFound("There is no such key.")


async def rotate_key(connection: AsyncConnection, caller: Caller, now: datetime, until: datetime) -> tuple[Key, str]:
    """A new key like the caller's; the caller's works until then, unless it ends before."""
    old = (await connection.execute(sa.select(api_keys).where(api_keys.c.key_id == caller.key_id))).one()
    ends = until if old.expires_at is None else min(until, old.expires_at)
    await connection.execute(sa.update(api_keys).where(api_keys.c.key_id == caller.key_id).values(expires_at=ends))
    return await issue_key(
        connection, caller.partner_id, old.name, now, test=old.test, scopes=_scopes(old), expires_at=old.expires_at
    )


async def add_standing(connection: AsyncConnection, partner_id: str, tier: str) -> None:
    """Give a new partner their standing; one that has it keeps it."""
    row = {"partner_id": partner_id, "status": "Active", "tier": tier, "self_service": True}
    await insert_if_absent(connection, standings, row)


async def caller_of(connection: AsyncConnection, key: str | None, now: datetime) -> Caller:
    """The caller a key stands for.

    Raises Unauthorized for one that is missing, malformed, unknown, expired or revoked, PartnerNotActive for a
    suspended partner's. The look-up is by the hash of 256 random bits, so its timing tells nothing about any stored key.
    """
    if not key:
        raise Unauthorized("Send your API key in the X-API-Key header.")
    if not key.startswith(_PREFIX) or not key.isascii() or len(key) > 200:
        raise Unauthorized("This is not an API key of this studio: one begins with jarai_.")
    query = _with_standing().where(api_keys.c.key_hash == sha256_hex(key.encode()), _works(now))
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise Unauthorized("This API key is unknown, expired or revoked.")
    return _caller(row)


async def caller_by_id(connection: AsyncConnection, key_id: str, now: datetime) -> Caller | None:
    """The caller a key's id stands for, while the key works and the partner is active."""
    row = (await connection.execute(_with_standing().where(api_keys.c.key_id == key_id, _works(now)))).one_or_none()
    return _caller(row) if row and row.status == "Active" else None


async def is_active(connection: AsyncConnection, partner_id: str) -> bool:
    """Whether the partner may ask for anything."""
    query = sa.select(standings.c.status).where(standings.c.partner_id == partner_id)
    status: str = (await connection.execute(query)).scalar_one()
    return status == "Active"


def _with_standing() -> sa.Select[tuple[object, ...]]:
    joined = api_keys.join(standings, standings.c.partner_id == api_keys.c.partner_id)
    return sa.select(api_keys, standings.c.status, standings.c.tier, standings.c.self_service).select_from(joined)


def _works(now: datetime) -> sa.ColumnElement[bool]:
    unexpired = sa.or_(api_keys.c.expires_at.is_(None), api_keys.c.expires_at > now)
    return sa.and_(api_keys.c.revoked_at.is_(None), unexpired)


def _caller(row: sa.Row[tuple[object, ...]]) -> Caller:
    if row.status != "Active":
        raise PartnerNotActive("This partner is suspended; ask the operator of this studio.")
    return Caller(row.partner_id, row.key_id, row.test, _scopes(row), row.tier, row.self_service)


def _key(row: sa.Row[tuple[object, ...]]) -> Key:
    return Key(row.key_id, row.name, row.hint, row.test, _scopes(row), row.created_at, row.expires_at)


def _scopes(row: sa.Row[tuple[object, ...]]) -> tuple[Scope, ...] | None:
    return None if row.scopes is None else tuple(row.scopes)
