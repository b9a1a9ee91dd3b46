"""Reading accounts: always through the partner who owns them."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.accounts.tables import accounts, platform_connections
from jarai.base.errors import InsufficientScope
from jarai.storyboard.model import Brand


@dataclass(frozen=True)
class Connection:
    """One platform connected to an account."""

    platform_connection_id: str
    platform: str
    display_name: str
    status: str


@dataclass(frozen=True)
class Account:
    """One account with its connections."""

    account_id: str
    partner_id: str
    name: str
    slug: str
    status: str
    default_project_type_slug: str
    brand: Brand
    connections: tuple[Connection, ...]


async def accounts_of(connection: AsyncConnection, partner_id: str) -> list[Account]:
    """The partner's accounts, oldest first."""
    query = sa.select(accounts).where(accounts.c.partner_id == partner_id).order_by(accounts.c.created_at)
    return [await _with_connections(connection, row) for row in (await connection.execute(query)).all()]


async def account_of(connection: AsyncConnection, partner_id: str, account_id: str) -> Account:
    """One account of the partner. Raises InsufficientScope where it isn't theirs, whether it exists or not."""
    query = sa.select(accounts).where(accounts.c.account_id == account_id, accounts.c.partner_id == partner_id)
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise InsufficientScope("This account is not among those your key may use.")
    return await _with_connections(connection, row)


async def _with_connections(connection: AsyncConnection, row: sa.Row[tuple[object, ...]]) -> Account:
    query = sa.select(platform_connections).where(platform_connections.c.account_id == row.account_id)
    connections = [
        Connection(each.platform_connection_id, each.platform, each.display_name, each.status)
        for each in (await connection.execute(query.order_by(platform_connections.c.platform))).all()
    ]
    return Account(
        account_id=row.account_id,
        partner_id=row.partner_id,
        name=row.name,
        slug=row.slug,
        status=row.status,
        default_project_type_slug=row.default_project_type_slug,
        brand=Brand.model_validate(row.brand),
        connections=tuple(connections),
    )
