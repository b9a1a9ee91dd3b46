"""Publications: one per chosen platform; intent first, then the call, then the result. Retry and removal change one."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.access.keys import Caller
from jarai.base.clock import Clock
from jarai.base.db import Database
from jarai.base.errors import InvalidState, NotFound
from jarai.productions.queries import Production, Publication, any_production, production_of
from jarai.productions.runs import want_run
from jarai.productions.states import TERMINAL, change_state
from jarai.productions.tables import publications


@dataclass(frozen=True)
class PublicationChanges:
    """What changing one publication afterwards needs."""

    database: Database
    clock: Clock
    code_version: str

    async def retry(self, caller: Caller, production_id: str, platform_connection_id: str) -> Production:
        """Publish this one again. Raises NotFound, or InvalidState where it neither failed nor was removed."""
        allowed = ("Failed", "OutcomeUnknown", "Removed")
        return await self._want(caller, production_id, platform_connection_id, "Published", allowed)

    async def remove(self, caller: Caller, production_id: str, platform_connection_id: str) -> Production:
        """Take this one down. Raises NotFound, or InvalidState where nothing is public."""
        allowed = ("Published", "OutcomeUnknown")
        return await self._want(caller, production_id, platform_connection_id, "Removed", allowed)

    async def _want(
        self, caller: Caller, production_id: str, platform_connection_id: str, wanted: str, allowed: tuple[str, ...]
    ) -> Production:
        now = self.clock.now()
        async with self.database.write() as connection:
            production = await production_of(connection, caller, production_id)
            mine = [each for each in production.publications if each.platform_connection_id == platform_connection_id]
            if not mine:
                raise NotFound("This production has no publication on that platform connection.")
            if production.status not in TERMINAL or mine[0].status not in allowed:
                raise InvalidState(f"The production is {production.status} and this publication {mine[0].status}.")
            await connection.execute(
                sa.update(publications)
                .where(_is(production_id, platform_connection_id))
                .values(wanted=wanted, status="Pending" if wanted == "Published" else mine[0].status, error_code=None)
            )
            await want_run(connection, production_id, production.version, "distribute", self.code_version, now)
            return await production_of(connection, caller, production_id)


async def note_intent(
    connection: AsyncConnection, production_id: str, platform_connection_id: str, now: datetime
) -> None:
    """Before the call: it is about to be made."""
    await connection.execute(
        sa.update(publications)
        .where(_is(production_id, platform_connection_id))
        .values(status="Publishing", called_at=now)
    )


async def note_result(
    connection: AsyncConnection,
    production_id: str,
    platform_connection_id: str,
    status: str,
    url: str | None = None,
    error_code: str | None = None,
) -> None:
    """After the call: what came of it."""
    await connection.execute(
        sa.update(publications)
        .where(_is(production_id, platform_connection_id))
        .values(status=status, url=url, error_code=error_code)
    )


def still_to_do(production: Production) -> tuple[Publication, ...]:
    """The publications that are not as wanted and may still get there: one that failed or is unknown stays."""
    return tuple(
        each
        for each in production.publications
        if each.status != each.wanted
        and not (each.wanted == "Published" and each.status in {"Failed", "OutcomeUnknown"})
    )


async def conclude_distribution(connection: AsyncConnection, production_id: str, now: datetime) -> None:
    """Every chosen platform published: Published. Else Failed, partly or wholly. Afterwards the status stays."""
    production = await any_production(connection, production_id)
    if production.status != "Distributing":
        return
    listed = [
        {
            "platformConnectionId": each.platform_connection_id,
            "platform": each.platform,
            "status": each.status,
            "url": each.url,
        }
        for each in production.publications
    ]
    published = [each for each in production.publications if each.status == "Published"]
    if len(published) == len(production.publications):
        await change_state(connection, production_id, "Published", now, data={"publications": listed})
        return
    code = "DISTRIBUTION_PARTIAL" if published else "DISTRIBUTION_FAILED"
    message = f"{len(published)} of {len(production.publications)} platforms published; see `publications`."
    await change_state(
        connection,
        production_id,
        "Failed",
        now,
        data={"errorCode": code, "errorMessage": message, "publications": listed},
        error_code=code,
        error_message=message,
    )


def _is(production_id: str, platform_connection_id: str) -> sa.ColumnElement[bool]:
    return sa.and_(
        publications.c.production_id == production_id,
        publications.c.platform_connection_id == platform_connection_id,
    )
