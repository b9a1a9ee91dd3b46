"""Issue and look up API keys: `jarai_` and 32 random bytes in base64url, stored as a hash, shown once."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.access.tables import api_keys
from jarai.base.errors import Unauthorized
from jarai.base.hashing import sha256_hex
from jarai.base.ids import new_id
from jarai.base.secrets import random_token

_PREFIX = "jarai_"


@dataclass(frozen=True)
class Caller:
    """The partner a request is made for, and the key it was made with."""

    partner_id: str
    key_id: str


async def issue_key(connection: AsyncConnection, partner_id: str, name: str, now: datetime) -> str:
    """Store a new key for the partner and give back its text, which cannot be had again."""
    text = _PREFIX + random_token(32)
    row = {
        "key_id": new_id(),
        "partner_id": partner_id,
        "key_hash": sha256_hex(text.encode()),
        "name": name,
        "created_at": now,
    }
    await connection.execute(sa.insert(api_keys).values(row))
    return text


async def caller_of(connection: AsyncConnection, key: str | None) -> Caller:
    """The caller a key stands for. Raises Unauthorized for one that is missing, malformed, unknown or revoked.

    The look-up is by the hash of 256 random bits, so its timing tells nothing about any stored key.
    """
    if not key:
        raise Unauthorized("Send your API key in the X-API-Key header.")
    if not key.startswith(_PREFIX) or not key.isascii() or len(key) > 200:
        raise Unauthorized("This is not an API key of this studio: one begins with jarai_.")
    query = sa.select(api_keys).where(api_keys.c.key_hash == sha256_hex(key.encode()), api_keys.c.revoked_at.is_(None))
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise Unauthorized("This API key is unknown or revoked.")
    return Caller(row.partner_id, row.key_id)
