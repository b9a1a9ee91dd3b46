"""The calls of language models that a step made: tokens, cost, and that no account passes its ceiling by them.

Costs are kept in millionths of a minor unit; a production's `cost` grows by whole units, rounded up once over all calls.
Before a call the most it can cost is set aside, so calls of productions side by side can't pass the ceiling together.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.accounts.queries import account_of, hold_account
from jarai.base.clock import Clock
from jarai.base.db import Database
from jarai.productions.budget import spent_in_month
from jarai.productions.runs import Run, hold_attempt
from jarai.productions.tables import model_calls, productions
from jarai.script.model.ledger import MILLION, Call, CeilingReached, Spent


@dataclass(frozen=True)
class CallLedger:
    """See `Ledger`: the calls of one step of one run."""

    database: Database
    clock: Clock
    run: Run
    step: str

    async def begin(self, call: Call) -> int:
        """See `Ledger`. A call that a crashed attempt left open ends here as `Unknown`, at no cost.

        Raises CeilingReached also for a test production where a call has a price: those cost nothing. Raises Superseded
        for an attempt that was given up.
        """
        now = self.clock.now()
        async with self.database.write() as connection:
            await hold_attempt(connection, self.run.run_id, self.run.attempt)
            await connection.execute(
                sa.update(model_calls).where(*self._mine(), model_calls.c.outcome == "Open").values(outcome="Unknown")
            )
            await self._check(connection, call, now)
            count = sa.select(sa.func.count()).where(*self._mine())
            number = int((await connection.execute(count)).scalar_one()) + 1
            row = {
                "production_id": self.run.production_id,
                "version": self.run.version,
                "step": self.step,
                "number": number,
                "model": call.model[:200],
                "prompt": call.prompt,
                "outcome": "Open",
                "most": call.most,
                "input_tokens": 0,
                "output_tokens": 0,
                "cost": 0,
                "begun_at": now,
            }
            await connection.execute(sa.insert(model_calls).values(row))
        return number

    async def end(self, number: int, spent: Spent) -> None:
        """See `Ledger`. Money that was spent is recorded whatever became of the attempt meanwhile."""
        async with self.database.write() as connection:
            before = await self._cost(connection)
            await connection.execute(
                sa.update(model_calls)
                .where(*self._mine(), model_calls.c.number == number)
                .values(
                    outcome=spent.outcome,
                    input_tokens=spent.read,
                    output_tokens=spent.written,
                    cost=spent.cost,
                    ended_at=self.clock.now(),
                )
            )
            more = _whole(before + spent.cost) - _whole(before)
            of_it = (productions.c.production_id == self.run.production_id, productions.c.status == "Producing")
            await connection.execute(sa.update(productions).where(*of_it).values(cost=productions.c.cost + more))

    async def _check(self, connection: AsyncConnection, call: Call, now: datetime) -> None:
        if call.most == 0:
            return
        query = sa.select(productions).where(productions.c.production_id == self.run.production_id)
        production = (await connection.execute(query)).one()
        if production.test:
            raise CeilingReached("a test production costs nothing, and the model has a price")
        await hold_account(connection, production.account_id)
        account = await account_of(connection, production.partner_id, production.account_id)
        if account.monthly_budget is None:
            return
        spent = await spent_in_month(connection, account.account_id, now)
        aside = (
            sa.select(sa.func.coalesce(sa.func.sum(model_calls.c.most), 0))
            .join(productions, productions.c.production_id == model_calls.c.production_id)
            .where(
                productions.c.account_id == account.account_id,
                productions.c.status == "Producing",
                model_calls.c.outcome == "Open",
            )
        )
        open_calls = int((await connection.execute(aside)).scalar_one())
        if spent * MILLION + open_calls + call.most > account.monthly_budget * MILLION:
            left = account.monthly_budget - spent
            raise CeilingReached(f"the call may cost {_whole(call.most)}, and {left} of this month's budget is left")

    async def _cost(self, connection: AsyncConnection) -> int:
        """What all calls for this version have cost so far."""
        query = sa.select(sa.func.coalesce(sa.func.sum(model_calls.c.cost), 0)).where(
            model_calls.c.production_id == self.run.production_id, model_calls.c.version == self.run.version
        )
        return int((await connection.execute(query)).scalar_one())

    def _mine(self) -> tuple[sa.ColumnElement[bool], ...]:
        return (
            model_calls.c.production_id == self.run.production_id,
            model_calls.c.version == self.run.version,
            model_calls.c.step == self.step,
        )


def _whole(millionths: int) -> int:
    """Whole minor units, rounded up."""
    return -(-millionths // MILLION)
