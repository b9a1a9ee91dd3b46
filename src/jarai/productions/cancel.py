"""Cancel: the state changes now; the engine's work is stopped by the relay, within seconds."""

import sqlalchemy as sa

from jarai.access.keys import Caller
from jarai.base.clock import Clock
from jarai.base.db import Database
from jarai.base.errors import InvalidState
from jarai.productions.queries import Production, production_of
from jarai.productions.runs import end_distributions
from jarai.productions.states import Status, change_state
from jarai.productions.tables import publications

_BEFORE_APPROVAL: frozenset[Status] = frozenset({"Queued", "Producing", "AwaitingApproval"})
_APPROVED: frozenset[Status] = frozenset({"Distributing"})


async def cancel(database: Database, clock: Clock, caller: Caller, production_id: str) -> Production:
    """Cancel the production. Raises NotFound, or InvalidState once it is terminal or a platform was called."""
    called = sa.exists().where(publications.c.production_id == production_id, publications.c.called_at.is_not(None))
    async with database.write() as connection:
        production = await production_of(connection, caller, production_id)
        approved = production.status in _APPROVED
        if approved:
            # Ended before we look at `called_at`: a distribution holds its run while it writes that down.
            await end_distributions(connection, production_id)
        changed = await change_state(
            connection,
            production_id,
            "Cancelled",
            clock.now(),
            data={"reason": "Cancelled by the partner"},
            only_from=_APPROVED if approved else _BEFORE_APPROVAL,
            where=~called,
        )
        if not changed:
            raise InvalidState(f"A production that is {production.status} can't be cancelled.")
        return await production_of(connection, caller, production_id)
