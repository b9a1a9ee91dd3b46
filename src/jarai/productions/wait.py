"""A status asked for with patience: `Prefer: wait=N` (RFC 7240) answers when there is news, or after N seconds."""

import asyncio
import re

from jarai.access.keys import Caller
from jarai.base.db import Database
from jarai.productions.queries import Production, production_of
from jarai.productions.states import TERMINAL

LONGEST = 60
_LOOK = 0.5
_WAIT = re.compile(r"(?:^|[,;]\s*)wait\s*=\s*\"?(\d{1,6})\"?\s*(?:$|[,;])", re.IGNORECASE)


def patience_of(prefer: str | None) -> int:
    """The seconds a `Prefer` header asks for, at most `LONGEST`; 0 where it asks for none."""
    found = _WAIT.search(prefer or "")
    return min(int(found[1]), LONGEST) if found else 0


async def await_news(database: Database, caller: Caller, production: Production, seconds: float) -> Production:
    """The production once its status has changed; at once where it waits for a person or has ended."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    found = production
    while found.status == production.status and found.status not in {*TERMINAL, "AwaitingApproval"}:
        left = deadline - loop.time()
        if left <= 0:
            break
        await asyncio.sleep(min(_LOOK, left))
        async with database.read() as connection:
            found = await production_of(connection, caller, production.production_id)
    return found
