"""One production without the API: the same intake, the same supervised worker and engine, the same steps."""

import asyncio
import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from rich.console import Console

from jarai.access.keys import Caller
from jarai.accounts.create import create_first_account
from jarai.accounts.queries import account_of
from jarai.accounts.reference import countries, known_languages
from jarai.base.errors import InvalidRequest, StudioError
from jarai.base.ids import stable_id
from jarai.commands.show import bar
from jarai.deliverables.records import deliverables_of
from jarai.productions.queries import Production, production_of
from jarai.productions.schemas import CreateProduction
from jarai.productions.steps import current_step_of, progress_of
from jarai.serve import Supervisor, children_of
from jarai.settings import Settings
from jarai.wiring import Ground, ground, production_services

_LOCAL = Caller(partner_id=stable_id("partner/command-line"), key_id=stable_id("key/command-line"))


@dataclass(frozen=True)
class LocalWish:
    """What is to be made: `language` and `country` are codes, `avatar` a slug."""

    topic: str
    facts: str
    project_type: str
    avatar: str
    language: str
    country: str
    draft: bool


async def produce_one(settings: Settings, wish: LocalWish, out: Path) -> int:
    """Make the video and copy its files to `out`. The exit status: 0 when it came out."""
    console = Console()
    base = ground(settings)
    await base.prepare()
    log = await asyncio.to_thread((settings.data_dir / "studio.log").open, "ab")
    supervisor = Supervisor(settings.data_dir / "run", log)
    children = [child for child in children_of(settings, dict(os.environ)) if child.name != "api"]
    supervising = asyncio.create_task(supervisor.run(children))
    try:
        production = await _follow(base, await _accept(base, wish), console)
        status = await _deliver(base, production, out, console)
        if status:
            console.print(f"What the worker said is in {log.name}", markup=False)
        return status
    except StudioError as error:
        console.print(error.message, style="red", markup=False)
        return 2
    except ValidationError as error:
        for each in error.errors():
            console.print(f"{'.'.join(map(str, each['loc']))}: {each['msg']}", style="red", markup=False)
        return 2
    finally:
        supervisor.stop()
        with contextlib.suppress(asyncio.CancelledError):
            await supervising
        log.close()
        await base.close()


async def _accept(base: Ground, wish: LocalWish) -> str:
    async with base.database.write() as connection:
        account_id = await create_first_account(connection, _LOCAL.partner_id, "Local studio", base.clock.now())
        account = await account_of(connection, _LOCAL.partner_id, account_id)
    request = CreateProduction.model_validate(
        {
            "topic": wish.topic,
            "languageId": _one("language", wish.language, {each.code: each.language_id for each in known_languages()}),
            "countryId": _one("country", wish.country, {each.code: each.country_id for each in countries()}),
            "avatarId": _one("avatar", wish.avatar, {each.slug: each.avatar_id for each in account.avatars}),
            "projectTypeSlug": wish.project_type,
            "metadataMD": wish.facts or None,
            "draft": wish.draft,
        }
    )
    accepted = await production_services(base).intake.accept(_LOCAL, account_id, request, "command-line")
    return accepted.production_id


def _one(field: str, name: str, known: Mapping[str, str]) -> str:
    if name not in known:
        raise InvalidRequest.field(field, f"must be one of {', '.join(known)}")
    return known[name]


async def _follow(base: Ground, production_id: str, console: Console) -> Production:
    with bar(console) as move:
        while True:
            async with base.database.read() as connection:
                production = await production_of(connection, _LOCAL, production_id)
            steps = list(production.steps)
            move(current_step_of(steps) or production.status, progress_of(steps))
            if production.status not in {"Queued", "Producing"}:
                return production
            await asyncio.sleep(0.5)


async def _deliver(base: Ground, production: Production, out: Path, console: Console) -> int:
    async with base.database.read() as connection:
        files = await deliverables_of(connection, production.production_id, production.version)
    await asyncio.to_thread(out.mkdir, parents=True, exist_ok=True)
    for file in files:
        await base.storage.fetch(file.storage_key, out / file.file_name)
        console.print(f"{out / file.file_name}  {file.type}  {file.size_bytes:,} bytes")
    for notice in production.notices:
        console.print(f"[yellow]{notice}")
    if production.status != "AwaitingApproval":
        console.print(f"[red]{production.status}: {production.error_code} {production.error_message}")
        return 1
    return 0
