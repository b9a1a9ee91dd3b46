"""A production and its files as the API shows them."""

from datetime import datetime, timedelta

from jarai.base.clock import rfc3339
from jarai.deliverables.records import Deliverable, deliverable_id
from jarai.productions.queries import Production
from jarai.productions.schemas import DeliverableItem, ProductionStatus, PublicationItem, StepItem
from jarai.productions.states import TERMINAL
from jarai.productions.steps import current_step_of, progress_of
from jarai.storage.port import Storage

LINK_LIFETIME = timedelta(hours=1)


def as_status(production: Production, finish: datetime | None = None) -> ProductionStatus:
    """The status body; `finish` is when it will probably be done."""
    steps = list(production.steps)
    working = production.status in {"Queued", "Producing"} or (
        production.status in TERMINAL and production.error_step is not None
    )
    return ProductionStatus(
        production_id=production.production_id,
        account_id=production.account_id,
        topic=production.topic,
        project_type_slug=production.project_type_slug,
        reference=production.reference,
        test=production.test,
        draft=production.draft,
        status=production.status,
        version=production.version,
        progress=progress_of(steps),
        current_step=current_step_of(steps) if working else None,
        steps=tuple(
            StepItem(
                number=step.number,
                name=step.name,
                status=step.status,
                started_at=_when(step.started_at),
                completed_at=_when(step.completed_at),
                attempts=step.attempts,
            )
            for step in steps
        ),
        created_at=rfc3339(production.created_at),
        expires_at=rfc3339(production.expires_at),
        completed_at=_when(production.completed_at),
        error_code=production.error_code,
        error_message=production.error_message,
        error_step=production.error_step,
        error_retryable=production.error_retryable,
        estimated_completion_at=_when(finish),
        cost=production.cost,
        notices=production.notices,
        gate=production.gate,
        publications=tuple(
            PublicationItem(
                platform_connection_id=each.platform_connection_id,
                platform=each.platform,
                status=each.status,
                url=each.url,
                error_code=each.error_code,
            )
            for each in production.publications
        ),
    )


def as_deliverable(
    production: Production, version: int, file: Deliverable, storage: Storage, now: datetime
) -> DeliverableItem:
    """One file with a fresh link."""
    expires_at = now + LINK_LIFETIME
    return DeliverableItem(
        deliverable_id=deliverable_id(production.production_id, version, file.file_name),
        type=file.type,
        file_name=file.file_name,
        content_type=file.content_type,
        size_bytes=file.size_bytes,
        sha256=file.sha256,
        duration_seconds=None if file.duration_ms is None else file.duration_ms / 1000,
        language_id=production.language_id,
        platform=None,
        version=version,
        superseded=version < production.version,
        sas_url=storage.signed_url(file.storage_key, expires_at),
        sas_expires_at=rfc3339(expires_at),
    )


def _when(moment: datetime | None) -> str | None:
    return rfc3339(moment) if moment else None
