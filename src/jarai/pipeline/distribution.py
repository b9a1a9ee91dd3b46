"""After approval: each publication that is not as wanted is brought there, one after the other, then the conclusion.

Intent, call, result: the intent is a row before the platform is called. After a crash in between, a platform whose
calls may be repeated is called again with the same key; any other keeps `OutcomeUnknown`, never a blind second try.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jarai.base.clock import Clock, rfc3339
from jarai.base.db import Database
from jarai.base.errors import NeverWorks, StepFailure
from jarai.base.logging import logger
from jarai.base.secrets import Secrets
from jarai.deliverables.records import deliverables_of
from jarai.pipeline.faults import Fault
from jarai.pipeline.runner import read_output
from jarai.pipeline.write_seo import SEO
from jarai.platforms.port import Package, Platform
from jarai.productions.publications import (
    conclude_distribution,
    note_intent,
    note_result,
    record_act,
    still_to_do,
)
from jarai.productions.queries import Production, Publication, any_production
from jarai.productions.runs import Run, end_run, hold_attempt
from jarai.productions.schemas import PublicationStatus
from jarai.storage.port import Storage

_log = logger("distribution")


@dataclass(frozen=True)
class Distribution:
    """Carries distribute runs out."""

    database: Database
    clock: Clock
    storage: Storage
    platforms: Mapping[str, Platform]
    fault: Fault
    secrets: Secrets

    async def distribute(self, run: Run, heartbeat: Callable[[], None]) -> None:
        """Bring every publication to where it is wanted, then conclude and end the run."""
        async with self.database.read() as connection:
            production = await any_production(connection, run.production_id)
        for publication in still_to_do(production):
            heartbeat()
            if publication.wanted == "Published":
                await self._publish(run, production, publication)
            else:
                await self._remove(run, production, publication)
        async with self.database.write() as connection:
            await hold_attempt(connection, run.run_id, run.attempt)
            await conclude_distribution(connection, run.production_id, self.clock.now())
            await end_run(connection, run.run_id)
        self.fault("Distribute.recorded")

    async def _publish(self, run: Run, production: Production, publication: Publication) -> None:
        platform = self.platforms[publication.platform]
        if publication.status == "Publishing" and not platform.repeatable:
            await self._note(run, publication, "OutcomeUnknown", error_code="OUTCOME_UNKNOWN")
            return
        package = await self._package(run, production)
        async with self.database.write() as connection:
            await hold_attempt(connection, run.run_id, run.attempt)
            entry, now = publication.platform_connection_id, self.clock.now()
            if not await note_intent(connection, run.production_id, entry, now, publication.status):
                return
        self.fault("Publish.intended")
        key = f"{run.production_id}/{run.version}/{publication.platform_connection_id}"
        try:
            published = await platform.publish(package, key)
        except StepFailure as failure:
            _log.warning(
                "publish_failed", production_id=run.production_id, platform=publication.platform, code=failure.code
            )
            if isinstance(failure, NeverWorks):
                await self._note(run, publication, "Failed", error_code=failure.code)
                return
            raise
        self.fault("Publish.called")
        await self._note(run, publication, "Published", url=published.url)
        self.fault("Publish.recorded")

    async def _remove(self, run: Run, production: Production, publication: Publication) -> None:
        await self.platforms[publication.platform].remove(production.production_id)
        await self._note(run, publication, "Removed")

    async def _note(
        self,
        run: Run,
        publication: Publication,
        status: PublicationStatus,
        url: str | None = None,
        error_code: str | None = None,
    ) -> None:
        async with self.database.write() as connection:
            await hold_attempt(connection, run.run_id, run.attempt)
            await note_result(
                connection, run.production_id, publication.platform_connection_id, status, url, error_code
            )
            if status in ("Published", "Removed"):
                at = self.clock.now()
                await record_act(connection, self.secrets, run, publication, status, url or publication.url, at)

    async def _package(self, run: Run, production: Production) -> Package:
        seo = await read_output(self.database, self.storage, run, SEO)
        async with self.database.read() as connection:
            files = await deliverables_of(connection, run.production_id, run.version)
        by_name = {file.file_name: file for file in files}
        return Package(
            production_id=production.production_id,
            title=seo.title,
            description=seo.description,
            language=seo.language,
            duration_seconds=next(file.duration_ms or 0 for file in files if file.type in {"Video", "Audio"}) // 1000,
            files={name: file.storage_key for name, file in by_name.items()},
            published_at=rfc3339(self.clock.now()),
        )
