"""How partners stand, for the operator: read and changed by the address they registered with."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.access.tables import standings
from jarai.base.errors import InvalidRequest, NotFound
from jarai.partners.register import email_key
from jarai.partners.tables import partners


async def partners_with_standing(connection: AsyncConnection) -> Sequence[sa.Row[Any]]:
    """Verified partners, oldest first: id, address, status, tier, and whether they make keys by themselves."""
    query = (
        sa.select(partners.c.partner_id, partners.c.contact_email, standings)
        .join(standings, standings.c.partner_id == partners.c.partner_id)
        .order_by(partners.c.created_at)
    )
    return (await connection.execute(query)).all()


async def change_standing(connection: AsyncConnection, email: str, changes: dict[str, object]) -> None:
    """Change status, tier or self_service. Raises NotFound, or InvalidRequest where nothing is named."""
    if not changes:
        raise InvalidRequest("Name what to change: --tier, --status or --self-service.")
    mine = sa.select(partners.c.partner_id).where(partners.c.email_key == email_key(email))
    found = await connection.execute(sa.update(standings).where(standings.c.partner_id.in_(mine)).values(changes))
    if not found.rowcount:
        raise NotFound(f"There is no verified partner {email!r}.")
