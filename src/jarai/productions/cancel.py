"""Cancel: the state changes now; the engine's work is stopped by the relay, within seconds."""

from jarai.access.keys import Caller
from jarai.base.clock import Clock
from jarai.base.db import Database
from jarai.base.errors import InvalidState
from jarai.productions.queries import Production, production_of
from jarai.productions.states import change_state


async def cancel(database: Database, clock: Clock, caller: Caller, production_id: str) -> Production:
    """Cancel the production. Raises NotFound, or InvalidState once it is terminal or a platform was called."""
    async with database.write() as connection:
        production = await production_of(connection, caller, production_id)
        changed = await change_state(
            connection, production_id, "Cancelled", clock.now(), data={"reason": "Cancelled by the partner"}
        )
        if not changed:
            raise InvalidState(f"A production that is {production.status} can't be cancelled.")
        return await production_of(connection, caller, production_id)
