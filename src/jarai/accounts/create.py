"""The account every verified partner starts with: active, with the stock avatars and the studio's own watch page."""

import re
import unicodedata
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.accounts.tables import accounts, platform_connections
from jarai.base.ids import new_id
from jarai.platforms.port import WATCH_PAGE
from jarai.storyboard.model import Brand


async def create_first_account(connection: AsyncConnection, partner_id: str, name: str, now: datetime) -> str:
    """The partner's first account, made now unless there is one. Returns its id."""
    first = sa.select(accounts.c.account_id).where(accounts.c.partner_id == partner_id).order_by(accounts.c.created_at)
    existing = (await connection.execute(first.limit(1))).scalar_one_or_none()
    if existing is not None:
        return str(existing)
    account_id = new_id()
    account = {
        "account_id": account_id,
        "partner_id": partner_id,
        "name": name,
        "slug": slug_of(name),
        "status": "Active",
        "default_project_type_slug": "social-video-30s",
        "brand": Brand(name=name).model_dump(mode="json"),
        "created_at": now,
    }
    await connection.execute(sa.insert(accounts).values(account))
    watch_page = {
        "platform_connection_id": new_id(),
        "account_id": account_id,
        "platform": WATCH_PAGE,
        "display_name": "Watch page of this studio",
        "status": "Connected",
    }
    await connection.execute(sa.insert(platform_connections).values(watch_page))
    return account_id


def slug_of(name: str) -> str:
    """A name as it stands in an address: `Acme Media Ltd` is `acme-media-ltd`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:100] or "account"
