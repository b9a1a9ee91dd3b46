"""What productions cost, and the two gates that keep an account within its month. Money is whole minor units (cents).

A production costs its project type's price from the moment it is accepted; what failed or was cancelled before it was
finished costs nothing. Test productions cost nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.accounts.queries import Account, hold_account
from jarai.base.errors import BudgetGate1Failed, BudgetGate2Failed
from jarai.productions.tables import productions


@dataclass(frozen=True)
class Prices:
    """The price of a production by project type, in minor units of the currency (ISO 4217); what isn't named is free."""

    currency: str
    by_project_type: Mapping[str, int]

    def of(self, project_type_slug: str, *, test: bool) -> int:
        """What a production of that type costs."""
        return 0 if test else self.by_project_type.get(project_type_slug, 0)


async def check_budget(connection: AsyncConnection, account: Account, price: int, now: datetime) -> None:
    """Hold the account, and let a production of that price through within its month (UTC).

    Raises BudgetGate1Failed where the ceiling is reached, BudgetGate2Failed where this one would pass it.
    """
    if account.monthly_budget is None or price == 0:
        return
    await hold_account(connection, account.account_id)
    spent = await spent_in_month(connection, account.account_id, now)
    if spent >= account.monthly_budget:
        raise BudgetGate1Failed(
            f"This month's budget of {account.monthly_budget} is spent; the month turns at midnight UTC."
        )
    if spent + price > account.monthly_budget:
        left = account.monthly_budget - spent
        raise BudgetGate2Failed(
            f"This production costs {price}, and {left} of this month's {account.monthly_budget} is left."
        )


async def spent_in_month(connection: AsyncConnection, account_id: str, now: datetime) -> int:
    """What the account's productions of this month cost, those under way included."""
    first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    query = sa.select(sa.func.coalesce(sa.func.sum(productions.c.cost), 0)).where(
        productions.c.account_id == account_id, productions.c.created_at >= first
    )
    return int((await connection.execute(query)).scalar_one())


def prices_of(currency: str, text: str) -> Prices:
    """`social-video-30s=150,explainer-2m=600` as prices. Raises ValueError saying what is wrong."""
    found = {}
    for part in filter(None, (each.strip() for each in text.split(","))):
        slug, _, price = part.partition("=")
        if not slug or not price.isascii() or not price.isdigit() or int(price) > 10**9:
            raise ValueError(f"{part!r} must be PROJECT_TYPE=PRICE, the price in whole minor units")
        found[slug] = int(price)
    return Prices(currency, found)
