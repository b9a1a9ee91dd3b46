"""Publications: one per chosen platform; intent first, then the call, then the result. Retry and removal change one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.access.keys import Caller
from jarai.base.clock import Clock, rfc3339
from jarai.base.db import Database, changed_row
from jarai.base.errors import InvalidState, NotFound
from jarai.base.secrets import Secrets
from jarai.certificate.records import sign_record
from jarai.deliverables.records import certificates_of
from jarai.productions.queries import Production, Publication, any_production, production_of
from jarai.productions.runs import Run, want_run
from jarai.productions.states import TERMINAL, change_state, hold_status
from jarai.productions.tables import publication_records, publications


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
            # Held, then read again: of changes at once each sees what the one before it left.
            await hold_status(connection, production_id, production.status)
            production = await production_of(connection, caller, production_id)
            mine = [each for each in production.publications if each.platform_connection_id == platform_connection_id]
            if not mine:
                raise NotFound("This production has no publication on that platform connection.")
            if production.status not in TERMINAL or mine[0].status not in allowed:
                raise InvalidState(f"The production is {production.status} and this publication {mine[0].status}.")
            await connection.execute(
                sa.update(publications)
                .where(_is(production_id, platform_connection_id))
                .values(
                    wanted=wanted,
                    key_id=caller.key_id,
                    status="Pending" if wanted == "Published" else mine[0].status,
                    error_code=None,
                )
            )
            await want_run(connection, production_id, production.version, "distribute", self.code_version, now)
            return await production_of(connection, caller, production_id)


async def note_intent(
    connection: AsyncConnection, production_id: str, platform_connection_id: str, now: datetime, was: str = "Pending"
) -> bool:
    """Before the call: it is about to be made. False, and it must not be, where this is no longer wanted or not as it `was`."""
    statement = (
        sa.update(publications)
        .where(
            _is(production_id, platform_connection_id),
            publications.c.status == was,
            publications.c.wanted == "Published",
        )
        .values(status="Publishing", called_at=now)
    )
    return await changed_row(connection, statement, publications.c.platform) is not None


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


async def record_act(
    connection: AsyncConnection,
    secrets: Secrets,
    run: Run,
    publication: Publication,
    act: Literal["Published", "Removed"],
    url: str | None,
    now: datetime,
) -> None:
    """Sign that this copy of the run's version is public there, or was until now, in the transaction of that result.

    `publication` is as it was when the run began: it says who wanted this.
    """
    last = sa.select(sa.func.max(publication_records.c.number)).where(
        publication_records.c.production_id == run.production_id
    )
    statement = {
        "productionId": run.production_id,
        "version": run.version,
        "act": act,
        "platformConnectionId": publication.platform_connection_id,
        "platform": publication.platform,
        "url": url,
        "keyId": publication.key_id,
        "at": rfc3339(now),
    }
    certificates = await certificates_of(connection, run.production_id, run.version)
    row = {
        "production_id": run.production_id,
        "number": ((await connection.execute(last)).scalar_one() or 0) + 1,
        "version": run.version,
        "act": act,
        "platform_connection_id": publication.platform_connection_id,
        "platform": publication.platform,
        "url": url,
        "key_id": publication.key_id,
        "recorded_at": now,
        "record": sign_record(statement, certificates, secrets),
    }
    await connection.execute(sa.insert(publication_records).values(row))


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
