"""Productions as the worker would leave them, made by the worker's own code but for the media."""

import contextlib
import dataclasses
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import Any

import httpx
import sqlalchemy as sa

from boards import a_board
from copies import client
from jarai.access.tables import request_days, requests, standings
from jarai.accounts.tables import platform_connections
from jarai.api import build_app
from jarai.base.clock import MovableClock
from jarai.base.errors import NeverWorks
from jarai.base.ids import new_id
from jarai.base.model import Wire
from jarai.deliverables.files import content_type_of
from jarai.deliverables.records import Deliverable, DeliverableType
from jarai.pipeline.choose_images import CHOICES
from jarai.pipeline.distribution import Distribution
from jarai.pipeline.evaluate_gate import GATE, Gate
from jarai.pipeline.faults import fault_points
from jarai.pipeline.outcome import Outcome
from jarai.pipeline.package_deliverables import DELIVERABLES, Packaged
from jarai.pipeline.speak import VOICING
from jarai.pipeline.write_scenes import SCENES
from jarai.pipeline.write_seo import SEO, SearchTexts
from jarai.platforms.port import Package, Platform, Published
from jarai.platforms.watch_page import WatchPage
from jarai.productions.documents import keep_document
from jarai.productions.queries import any_production, events_after
from jarai.productions.runs import Run, runs_in
from jarai.productions.states import Status, change_state
from jarai.productions.steps import STEPS, begin_step, record_output
from jarai.rules.model import Check, Tool, verdict_of
from jarai.storyboard.choices import Choices
from jarai.storyboard.voicing import Voicing
from jarai.webhooks.events import envelope
from jarai.webhooks.tables import webhooks
from jarai.wiring import Ground, decisions
from partner import Partner

NO_FAULT = fault_points("")
FILES: Mapping[DeliverableType, str] = {
    "Video": "video.mp4",
    "ClosedCaptions": "captions.vtt",
    "AudioDescription": "descriptions.vtt",
    "Transcript": "transcript.txt",
    "ComplianceCertificate": "certificate.vc.jwt",
    "Thumbnail": "thumbnail.png",
    "AttributionPackage": "attribution.json",
    "PlatformPackage": "platform.json",
    "Audio": "podcast.m4a",
}
WAYS: Mapping[Status, tuple[Status, ...]] = {
    "Queued": (),
    "Producing": ("Producing",),
    "AwaitingApproval": ("Producing", "AwaitingApproval"),
    "Distributing": ("Producing", "AwaitingApproval", "Distributing"),
    "Published": ("Producing", "AwaitingApproval", "Distributing", "Published"),
    "Failed": ("Producing", "Failed"),
    "Cancelled": ("Cancelled",),
}
"""How a production comes to each status."""
FAILED_CHECK = Check(
    id="loudness",
    rule="EBU R 128",
    clause="5",
    severity="must",
    unit="LUFS",
    measured={"loudness": "-9"},
    limit={"most": "-15"},
    verdict="fail",
    evidence=(),
    tool=Tool(name="t", version="1"),
    input="0",
)


def clock_of(base: Ground) -> MovableClock:
    assert isinstance(base.clock, MovableClock)
    return base.clock


def move(base: Ground, **by: float) -> None:
    clock_of(base).move(timedelta(**by))


@contextlib.asynccontextmanager
async def studio(base: Ground, **settings: Any) -> AsyncIterator[httpx.AsyncClient]:
    """Another app over the same ground, with other settings."""
    other = dataclasses.replace(base, settings=dataclasses.replace(base.settings, **settings))
    async with client(build_app(other)) as http:
        yield http


async def with_key(acme: Partner, **fields: Any) -> Partner:
    """The same partner with another key."""
    answer = await acme.post("/v1/partners/keys", {"name": "another", **fields})
    assert answer.status_code == 201, answer.text
    return dataclasses.replace(acme, key=answer.json()["apiKey"])


async def set_standing(base: Ground, partner: Partner, **values: Any) -> None:
    async with base.database.write() as connection:
        mine = standings.c.partner_id == partner.partner_id
        await connection.execute(sa.update(standings).where(mine).values(**values))


async def asked_before(base: Ground, partner: Partner, this_minute: int, today: int) -> None:
    """So many requests of the partner, as if they had been made."""
    now = base.clock.now()
    at = round(now.timestamp() * 1_000_000)
    day = {"partner_id": partner.partner_id, "key_id": "k", "day": now.date().isoformat(), "last_at": at}
    async with base.access.traffic.database.write() as connection:
        await connection.execute(sa.delete(requests))
        await connection.execute(sa.delete(request_days))
        if this_minute:
            await connection.execute(sa.insert(requests), [{"subject": partner.partner_id, "at": at}] * this_minute)
        await connection.execute(sa.insert(request_days).values(**day, requests=today))


async def more_webhooks(base: Ground, webhook_id: str, count: int) -> None:
    """So many more of the same webhook."""
    async with base.database.write() as connection:
        row = (
            (await connection.execute(sa.select(webhooks).where(webhooks.c.webhook_id == webhook_id))).mappings().one()
        )
        await connection.execute(sa.insert(webhooks), [{**row, "webhook_id": new_id()} for _ in range(count)])


async def connect_platform(base: Ground, partner: Partner, platform: str) -> str:
    """One more platform for the account; its connection's id."""
    row = {
        "platform_connection_id": new_id(),
        "account_id": partner.account_id,
        "platform": platform,
        "display_name": platform,
        "status": "Connected",
    }
    async with base.database.write() as connection:
        await connection.execute(sa.insert(platform_connections).values(row))
    return row["platform_connection_id"]


async def staged(partner: Partner, base: Ground, status: Status, **order: Any) -> str:
    """A production in that status, without files."""
    production_id: str = (await partner.order(**order)).json()["productionId"]
    async with base.database.write() as connection:
        for each in WAYS[status]:
            assert await change_state(connection, production_id, each, base.clock.now())
    return production_id


async def finished(partner: Partner, base: Ground, *checks: Check, **order: Any) -> str:
    """A production that awaits approval, with a file of every type; its checks decide what the gate says."""
    production_id: str = (await partner.order(**order)).json()["productionId"]
    await finish(partner, base, production_id, *checks)
    return production_id


async def finish(partner: Partner, base: Ground, production_id: str, *checks: Check, version: int = 1) -> None:
    """Do what the worker does for this version, but for the media, and end the run as it does."""
    files = [await _file(base, production_id, version, kind) for kind in FILES]
    documents: dict[str, Wire] = {
        SCENES.name: a_board(),
        CHOICES.name: Choices(choices=()),
        VOICING.name: Voicing(scenes=()),
        SEO.name: SearchTexts(title="Bridge", description="A bridge.", hashtags=(), language="en-US"),
        DELIVERABLES.name: Packaged(files=tuple(files), checks=checks),
        GATE.name: Gate(verdict=verdict_of(checks), checks=checks),
    }
    digests = {name: await keep_document(base.storage, partner.partner_id, each) for name, each in documents.items()}
    now = base.clock.now()
    async with base.database.write() as connection:
        await change_state(connection, production_id, "Producing", now)
        for name, _ in STEPS:
            await begin_step(connection, production_id, version, name, "in", now)
            await record_output(connection, production_id, version, name, digests.get(name, "out"), now)
    await await_approval(base, production_id)


async def await_approval(base: Ground, production_id: str) -> None:
    """End the wanted run of a production whose steps are done."""
    outcome = Outcome(base.database, base.clock, base.storage, NO_FAULT, decisions(base))
    await outcome.await_approval(await wanted_run(base, "produce", production_id))


async def distribute(base: Ground, production_id: str, *refusing: str) -> None:
    """Carry the wanted distribution out. Platforms of these names take nothing."""
    await carry_out(base, await wanted_run(base, "distribute", production_id), *refusing)


async def carry_out(base: Ground, run: Run, *refusing: str) -> None:
    """The same for a run the engine has."""
    page = WatchPage(base.storage, base.settings.base_url)
    platforms: dict[str, Platform] = {"watch-page": page, "full": page, "unsure": Refusing(repeatable=False)}
    platforms |= {each: Refusing() for each in refusing}
    distribution = Distribution(base.database, base.clock, base.storage, platforms, NO_FAULT, base.secrets)
    await distribution.distribute(run, lambda: None)


@dataclasses.dataclass
class Refusing:
    """A platform that takes nothing."""

    repeatable: bool = True

    async def publish(self, package: Package, idempotency_key: str) -> Published:  # noqa: ARG002
        raise NeverWorks("PLATFORM_REFUSED", f"no room for {package.title}")

    async def remove(self, production_id: str) -> None:
        raise NeverWorks("PLATFORM_REFUSED", production_id)


async def events(base: Ground, production_id: str) -> list[dict[str, Any]]:
    """Every event of the production as it is told, in order."""
    async with base.database.read() as connection:
        production = await any_production(connection, production_id)
        return [envelope(each) for each in await events_after(connection, production, 0)]


async def status_of(partner: Partner, production_id: str) -> dict[str, Any]:
    answer = await partner.get(f"/v1/productions/{production_id}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def wanted_run(base: Ground, kind: str, production_id: str) -> Run:
    """The run that is wanted of the engine."""
    async with base.database.read() as connection:
        wanted = await runs_in(connection, "Wanted")
    return next(each for each in wanted if (each.kind, each.production_id) == (kind, production_id))


async def _file(base: Ground, production_id: str, version: int, kind: DeliverableType) -> Deliverable:
    name = FILES[kind]
    key, content = f"deliverables/{production_id}/v{version}/{name}", f"{kind} {version}".encode() * 10
    stored = await base.storage.put_bytes(key, content, content_type_of(name))
    return Deliverable(
        type=kind,
        file_name=name,
        content_type=content_type_of(name),
        size_bytes=stored.size_bytes,
        sha256=stored.sha256,
        storage_key=key,
        duration_ms=5000 if kind == "Video" else None,
    )
