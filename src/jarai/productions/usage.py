"""What a partner has used: requests, productions and minutes of video, by day and account, beside the limits."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.access.keys import Caller
from jarai.access.routing import Access
from jarai.accounts.queries import accounts_of
from jarai.base.model import Wire
from jarai.deliverables.tables import deliverables
from jarai.productions.budget import Prices, spent_in_month
from jarai.productions.tables import productions

_DAYS = 31


class Limits(Wire):
    """The tier's; null is without limit."""

    tier: str
    requests_per_minute: int | None
    requests_per_day: int | None
    productions_per_day: int | None


class DayOfRequests(Wire):
    """Requests on one day (UTC), of all keys."""

    day: str
    requests: int


class DayOfProductions(Wire):
    """Productions asked for on one day (UTC), how long the videos made of them are, and what they cost."""

    day: str
    account_id: str
    productions: int
    minutes_rendered: float
    cost: int


class AccountBudget(Wire):
    """An account's month (UTC): what was spent, and its ceiling; null is without one."""

    account_id: str
    spent: int
    monthly_budget: int | None


class Usage(Wire):
    """The last 31 days, in the mode of the key that asks. Money is in minor units of the currency."""

    limits: Limits
    currency: str
    budgets: tuple[AccountBudget, ...]
    requests: tuple[DayOfRequests, ...]
    productions: tuple[DayOfProductions, ...]


async def usage_of(access: Access, prices: Prices, caller: Caller) -> Usage:
    """The partner's usage. Requests are those of both modes."""
    since = (access.clock.now() - timedelta(days=_DAYS - 1)).replace(hour=0, minute=0, second=0, microsecond=0)
    tier = access.tiers[caller.tier]
    day = sa.func.date(productions.c.created_at)
    whole = sa.and_(
        deliverables.c.production_id == productions.c.production_id, deliverables.c.type.in_(("Video", "Audio"))
    )
    query = (
        sa.select(
            day.label("day"),
            productions.c.account_id,
            sa.func.count(productions.c.production_id.distinct()).label("productions"),
            sa.func.coalesce(sa.func.sum(deliverables.c.duration_ms), 0).label("milliseconds"),
        )
        .select_from(productions.outerjoin(deliverables, whole))
        .where(
            productions.c.partner_id == caller.partner_id,
            productions.c.test == caller.test,
            productions.c.created_at >= since,
        )
        .group_by(day, productions.c.account_id)
        .order_by(day, productions.c.account_id)
    )
    costs = (
        sa.select(day.label("day"), productions.c.account_id, sa.func.sum(productions.c.cost).label("cost"))
        .where(
            productions.c.partner_id == caller.partner_id,
            productions.c.test == caller.test,
            productions.c.created_at >= since,
        )
        .group_by(day, productions.c.account_id)
    )
    async with access.database.read() as connection:
        rows = (await connection.execute(query)).all()
        cost = {(str(row.day), row.account_id): int(row.cost) for row in (await connection.execute(costs)).all()}
        budgets = await _budgets(connection, caller.partner_id, access.clock.now())
    requests = await access.traffic.days_of(caller.partner_id, since.date().isoformat())
    return Usage(
        limits=Limits(
            tier=tier.name,
            requests_per_minute=tier.per_minute,
            requests_per_day=tier.per_day,
            productions_per_day=tier.productions_per_day,
        ),
        currency=prices.currency,
        budgets=budgets,
        requests=tuple(DayOfRequests(day=each, requests=count) for each, count in requests.items()),
        productions=tuple(
            DayOfProductions(
                day=str(row.day),
                account_id=row.account_id,
                productions=row.productions,
                minutes_rendered=round(int(row.milliseconds) / 60_000, 3),
                cost=cost[(str(row.day), row.account_id)],
            )
            for row in rows
        ),
    )


async def _budgets(connection: AsyncConnection, partner_id: str, now: datetime) -> tuple[AccountBudget, ...]:
    return tuple(
        [
            AccountBudget(
                account_id=each.account_id,
                spent=await spent_in_month(connection, each.account_id, now),
                monthly_budget=each.monthly_budget,
            )
            for each in await accounts_of(connection, partner_id)
        ]
    )
