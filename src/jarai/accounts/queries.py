"""Reading accounts: always through the partner who owns them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.accounts.media_items import MediaItem, media_of
from jarai.accounts.reference import Avatar, avatars
from jarai.accounts.tables import accounts, platform_connections
from jarai.accounts.tables import avatars as own_avatars
from jarai.base.errors import InsufficientScope, InvalidRequest
from jarai.base.ids import is_uuid
from jarai.base.paging import page
from jarai.sound.wish import AccountMusic
from jarai.speech.voices import RATES
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
    """One account with its connections. The budget is in minor units, none without a ceiling.

    `lexicon` is how its words are pronounced, signs by word by language; `speaking_rate` how fast, in percent of the voice's pace.
    """

    account_id: str
    partner_id: str
    name: str
    slug: str
    status: str
    default_project_type_slug: str
    brand: Brand
    connections: tuple[Connection, ...]
    monthly_budget: int | None = None
    auto_publish: bool = False
    own_avatars: tuple[Avatar, ...] = ()
    music: AccountMusic = field(default_factory=AccountMusic)
    lexicon: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    media: tuple[MediaItem, ...] = ()
    speaking_rate: int = 100

    @property
    def is_open(self) -> bool:
        """Whether productions can be asked for."""
        return self.status in {"Active", "Pilot"}

    @property
    def avatars(self) -> tuple[Avatar, ...]:
        """The presenters it may use: its own first."""
        return (*self.own_avatars, *avatars())

    def avatar(self, avatar_id: str) -> Avatar | None:
        """The presenter with that id, if the account may use it."""
        return next((each for each in self.avatars if each.avatar_id == avatar_id), None)


async def accounts_of(connection: AsyncConnection, partner_id: str) -> list[Account]:
    """The partner's accounts, oldest first."""
    query = _of_partner(partner_id).order_by(accounts.c.created_at, accounts.c.account_id)
    return [await _with_connections(connection, row) for row in (await connection.execute(query)).all()]


async def page_of_accounts(
    connection: AsyncConnection, partner_id: str, limit: int, cursor: str | None
) -> tuple[list[Account], str | None]:
    """A page of the partner's accounts, oldest first, and the next page's cursor. Raises InvalidRequest naming `cursor`."""
    order = (accounts.c.created_at, accounts.c.account_id)
    rows, following = await page(connection, _of_partner(partner_id), order, limit, cursor, oldest_first=True)
    return [await _with_connections(connection, row) for row in rows], following


async def account_of(connection: AsyncConnection, partner_id: str, account_id: str) -> Account:
    """One account of the partner. Raises InsufficientScope where it isn't theirs, whether it exists or not."""
    query = sa.select(accounts).where(accounts.c.account_id == account_id, accounts.c.partner_id == partner_id)
    row = (await connection.execute(query)).one_or_none() if is_uuid(account_id) else None
    if row is None:
        raise InsufficientScope("This account is not among those your key may use.")
    return await _with_connections(connection, row)


async def hold_account(connection: AsyncConnection, account_id: str) -> None:
    """Lock the account for this transaction, so that what is counted stays true until it commits."""
    mine = accounts.c.account_id == account_id
    await connection.execute(sa.update(accounts).where(mine).values(account_id=account_id))


async def set_budget(connection: AsyncConnection, account_id: str, monthly_budget: int | None) -> None:
    """Set the account's monthly ceiling in minor units; none lifts it."""
    mine = accounts.c.account_id == account_id
    await connection.execute(sa.update(accounts).where(mine).values(monthly_budget=monthly_budget))


async def set_auto_publish(connection: AsyncConnection, account_id: str, *, auto_publish: bool) -> None:
    """Set whether what passes its gate is approved by the studio itself."""
    mine = accounts.c.account_id == account_id
    await connection.execute(sa.update(accounts).where(mine).values(auto_publish=auto_publish))


async def set_speaking_rate(connection: AsyncConnection, account_id: str, rate: int) -> None:
    """Set how fast its presenters speak from the next production on, in percent. Raises InvalidRequest beyond `RATES`."""
    if rate not in RATES:
        raise InvalidRequest.field("rate", f"must be a whole number from {RATES.start} to {RATES.stop - 1}")
    mine = accounts.c.account_id == account_id
    await connection.execute(sa.update(accounts).where(mine).values(speaking_rate=rate))


async def any_account(connection: AsyncConnection, named: str) -> list[Account]:
    """Accounts of any partner by id or slug, for the operator; all of them where `named` is empty."""
    query = sa.select(accounts).order_by(accounts.c.created_at)
    if named:
        query = query.where(sa.or_(accounts.c.account_id == named, accounts.c.slug == named))
    return [await _with_connections(connection, row) for row in (await connection.execute(query)).all()]


def _of_partner(partner_id: str) -> sa.Select[Any]:
    return sa.select(accounts).where(accounts.c.partner_id == partner_id)


async def _with_connections(connection: AsyncConnection, row: sa.Row[tuple[object, ...]]) -> Account:
    query = sa.select(platform_connections).where(platform_connections.c.account_id == row.account_id)
    connections = [
        Connection(each.platform_connection_id, each.platform, each.display_name, each.status)
        for each in (await connection.execute(query.order_by(platform_connections.c.platform))).all()
    ]
    brought = sa.select(own_avatars.c.avatar).where(own_avatars.c.account_id == row.account_id)
    own = (await connection.execute(brought.order_by(own_avatars.c.created_at, own_avatars.c.avatar_id))).scalars()
    return Account(
        account_id=row.account_id,
        partner_id=row.partner_id,
        name=row.name,
        slug=row.slug,
        status=row.status,
        default_project_type_slug=row.default_project_type_slug,
        brand=Brand.model_validate(row.brand),
        connections=tuple(connections),
        monthly_budget=row.monthly_budget,
        auto_publish=row.auto_publish,
        own_avatars=tuple(Avatar.model_validate(each) for each in own),
        music=AccountMusic.model_validate(row.music or {}),
        lexicon=row.lexicon or {},
        media=await media_of(connection, row.account_id),
        speaking_rate=row.speaking_rate or 100,
    )
