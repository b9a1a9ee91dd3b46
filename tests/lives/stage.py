"""What the state machine stands on: a studio with a partner's two modes, a rival, webhooks and three platforms."""

import asyncio
import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import sqlalchemy as sa

from copies import NOON, Beginning, Copied, Copies, client, keep, restore
from jarai.accounts.tables import platform_connections
from jarai.api import build_app
from jarai.base.clock import MovableClock
from jarai.platforms.port import WATCH_PAGE
from jarai.settings import Settings
from jarai.wiring import Ground, ground
from lives.model import CONNECTIONS, Answer, Life
from partner import ANNA, ENGLISH, US, Partner, new_partner

AGAIN, ONCE = "again", "once"
"""Platforms whose calls may be repeated after an unknown outcome, and may not."""
ALL_EVENTS = (
    "production.queued",
    "production.step.complete",
    "production.awaiting_approval",
    "deliverable.ready",
    "production.distributing",
    "production.published",
    "production.failed",
    "production.cancelled",
)
SOME_EVENTS = ("production.awaiting_approval", "production.published", "production.failed")


@dataclass
class Hook:
    """A webhook: the events it wants, in which mode, and whether it is active."""

    webhook_id: str
    wants: tuple[str, ...]
    test: bool
    active: bool = True


@dataclass(frozen=True)
class Stage:
    """Made once; each example of the machine begins from it."""

    settings: Settings
    runner: asyncio.Runner
    processes: tuple["Standing", ...]
    beginning: Beginning
    partner: Partner
    test_key: str
    rival_key: str
    hooks: tuple[Hook, ...]
    lives: tuple[Life, ...] = ()
    """What was made already, and `owed` to the webhooks for it."""
    owed: tuple[tuple[str, str, int], ...] = ()

    def begin(self) -> list[Hook]:
        """The studio as it was made; its webhooks."""
        restore(self.settings, self.beginning)
        for each in self.processes:
            each.clock.move(NOON - each.clock.now())
        return [dataclasses.replace(hook) for hook in self.hooks]


@dataclass(frozen=True)
class Standing:
    """What one process stands on, and a client of its API."""

    base: Ground
    clock: MovableClock
    http: httpx.AsyncClient


async def new_stage(settings: Settings, copies: Copies, runner: asyncio.Runner, folder: Path) -> Stage:
    """Make it: partner, keys, webhooks and platforms through the API, but for the platforms, which have none."""
    copied = await copies.fresh(settings, partner=True)
    async with client(copied.app) as http:
        partner = dataclasses.replace(copied.partner, http=http)
        test_key = await _ask(partner, "/v1/partners/keys", {"name": "test", "test": True}, "apiKey")
        rival = await new_partner(http, copied.base.database, "api@rival.example")
        in_test = dataclasses.replace(partner, key=test_key)
        hooks = []
        for whose, wants, test in (
            (partner, ALL_EVENTS, False),
            (partner, SOME_EVENTS, False),
            (in_test, ALL_EVENTS, True),
        ):
            body = {"endpointUrl": "https://hooks.example.com/jarai", "eventTypes": list(wants)}
            hooks.append(Hook(await _ask(whose, "/v1/webhooks", body, "webhookId"), wants, test))
    async with copied.base.database.write() as connection:
        table = platform_connections
        await connection.execute(
            sa.update(table)
            .values(platform_connection_id=CONNECTIONS[2])
            .where(table.c.account_id == partner.account_id, table.c.platform == WATCH_PAGE)
        )
        for connection_id, platform in zip(CONNECTIONS, (AGAIN, ONCE), strict=False):
            row = {"platform_connection_id": connection_id, "account_id": partner.account_id, "platform": platform}
            await connection.execute(sa.insert(table).values({**row, "display_name": platform, "status": "Connected"}))
    await copied.base.close()
    return Stage(
        settings, runner, _processes(copied), keep(settings, folder), partner, test_key, rival.key, tuple(hooks)
    )


def _processes(copied: Copied) -> tuple[Standing, ...]:
    """Two grounds over the same database and folder: when one is left by a crash, the other one is stood on."""
    other = ground(copied.base.settings, copied.clock)
    return tuple(
        Standing(base, copied.clock, client(app))
        for base, app in ((copied.base, copied.app), (other, build_app(other)))
    )


async def _ask(partner: Partner, path: str, body: dict[str, Any], wanted: str) -> str:
    answer = await partner.post(path, body)
    assert answer.status_code == 201, answer.text
    value: str = answer.json()[wanted]
    return value


def an_order(key: str) -> dict[str, Any]:
    """The body of a POST of a production, with the caller's own name for it."""
    return {
        "topic": "Harbour bridge opens",
        "languageId": ENGLISH,
        "countryId": US,
        "avatarId": ANNA,
        "projectTypeSlug": "test-5s",
        "reference": key,
    }


def answered(answer: httpx.Response) -> Answer:
    """The status and, of an error, its code."""
    return answer.status_code, answer.json()["error"] if answer.is_error else None
