"""A status asked for with patience: `Prefer: wait=N` (RFC 7240) answers when there is news, or after N seconds."""

import asyncio
import re
from datetime import datetime

from jarai.access.keys import Caller
from jarai.base.db import Database
from jarai.productions.estimate import finish_of
from jarai.productions.expire import expire_due
from jarai.productions.present import as_status
from jarai.productions.queries import production_of
from jarai.productions.schemas import ProductionStatus
from jarai.productions.states import TERMINAL

LONGEST = 60
_LOOK = 0.5
_WAIT = re.compile(r"(?:^|[,;]\s*)wait\s*=\s*\"?(\d{1,6})\"?\s*(?:$|[,;])", re.IGNORECASE)


def patience_of(prefer: str | None) -> int:
    """The seconds a `Prefer` header asks for, at most `LONGEST`; 0 where it asks for none."""
    found = _WAIT.search(prefer or "")
    return min(int(found[1]), LONGEST) if found else 0


async def status_of(database: Database, caller: Caller, production_id: str, now: datetime) -> ProductionStatus:
    """The status as it is now, expired first where it is due. Raises NotFound."""
    async with database.read() as connection:
        production = await production_of(connection, caller, production_id)
        if production.status != "Queued" or production.expires_at > now:
            return as_status(production, await finish_of(connection, production, now))
    await expire_due(database, now)
    async with database.read() as connection:
        return as_status(await production_of(connection, caller, production_id))


async def await_news(database: Database, caller: Caller, production_id: str, status: str, seconds: float) -> None:
    """Wait until the production's status is another; not at all where it waits for a person or has ended."""
    loop = asyncio.get_running_loop()
    deadline, found = loop.time() + seconds, status
    while found == status and found not in {*TERMINAL, "AwaitingApproval"}:
        left = deadline - loop.time()
        if left <= 0:
            break
        await asyncio.sleep(min(_LOOK, left))
        async with database.read() as connection:
            found = (await production_of(connection, caller, production_id)).status
