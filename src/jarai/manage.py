"""The operator's commands: how partners stand; an account's brand, and the presenters it brings."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import typer
from rich.console import Console

from jarai.accounts.look import AvatarWords, Looks
from jarai.accounts.prompts import own_prompts, set_prompt
from jarai.accounts.queries import Account, any_account, set_auto_publish, set_budget
from jarai.accounts.reference import Avatar, avatars
from jarai.base.errors import InvalidRequest, StudioError
from jarai.partners.standing import change_standing, partners_with_standing
from jarai.productions.budget import spent_in_month
from jarai.script.model.prompts import NAMES, shipped
from jarai.settings import Settings
from jarai.storyboard.model import Brand
from jarai.storyboard.times import SAMPLE_RATE
from jarai.wiring import Ground, ground


@asynccontextmanager
async def studio(settings: Settings, console: Console) -> AsyncIterator[Ground]:
    """The studio for one command, closed at its end; what it refuses is told in red and ends with exit status 2."""
    base = ground(settings)
    try:
        await base.prepare()
        yield base
    except StudioError as error:
        told = [f"{each.field}: {each.problem}" for each in error.details] or [error.message]
        for line in told:
            console.print(line, style="red", markup=False)
        raise typer.Exit(2) from None
    finally:
        await base.close()


async def list_partners(settings: Settings, console: Console) -> None:
    """Every partner with their standing."""
    async with studio(settings, console) as base, base.database.read() as connection:
        for each in await partners_with_standing(connection):
            keys = "" if each.self_service else ", keys by the operator"
            console.print(f"{each.partner_id}  {each.contact_email:<32} {each.status}, {each.tier}{keys}", markup=False)


async def set_partner(settings: Settings, email: str, changes: dict[str, object], console: Console) -> None:
    """Change the standing of the partner with that address."""
    async with studio(settings, console) as base:
        if changes.get("tier", settings.default_tier) not in settings.tiers:
            raise InvalidRequest.field("tier", f"must be one of {', '.join(settings.tiers)}")
        if changes.get("status", "Active") not in {"Active", "Suspended"}:
            raise InvalidRequest.field("status", "must be Active or Suspended")
        async with base.database.write() as connection:
            await change_standing(connection, email, changes)
        console.print(f"{email}: changed", markup=False)


async def on_budget(settings: Settings, named: str, monthly: str, console: Console) -> None:
    """Set the monthly budget of the account with that id or slug, or of the only one, and show it."""
    async with studio(settings, console) as base:
        if monthly and monthly != "none" and not (monthly.isascii() and monthly.isdigit() and int(monthly) <= 10**12):
            raise InvalidRequest.field("monthly", "must be a whole number of minor units, or none")
        async with base.database.write() as connection:
            account = only(await any_account(connection, named), named)
            if monthly:
                await set_budget(connection, account.account_id, None if monthly == "none" else int(monthly))
            account = only(await any_account(connection, account.account_id), named)
            spent = await spent_in_month(connection, account.account_id, base.clock.now())
        ceiling = "no ceiling" if account.monthly_budget is None else f"of {account.monthly_budget}"
        console.print(f"{account.name}: {spent} {ceiling}, {settings.prices.currency} in minor units", markup=False)


async def on_auto_publish(settings: Settings, named: str, wanted: bool | None, console: Console) -> None:
    """Set whether the account publishes by itself, unless nothing is wanted, and show it."""
    async with studio(settings, console) as base:
        async with base.database.write() as connection:
            account = only(await any_account(connection, named), named)
            if wanted is not None:
                await set_auto_publish(connection, account.account_id, auto_publish=wanted)
            account = only(await any_account(connection, account.account_id), named)
        told = "what passes its gate is published" if account.auto_publish else "waits for an approval"
        console.print(f"{account.name}: {told}", markup=False)


async def on_prompt(settings: Settings, named: str, name: str, text: str | None, console: Console) -> None:
    """Keep another prompt of an account's for a step, unless no text is given, and show what holds."""
    async with studio(settings, console) as base:
        async with base.database.write() as connection:
            account = only(await any_account(connection, named), named)
            if text is not None:
                await set_prompt(connection, account.account_id, name, text, base.clock.now())
            elif name not in NAMES:
                raise InvalidRequest.field("name", f"must be one of {', '.join(NAMES)}")
            prompt = (await own_prompts(connection, account.account_id)).get(name) or shipped(name)
        console.print(f"{account.name}, {name}, version {prompt.version}:\n{prompt.text}", markup=False)


Work = Callable[[Looks, Account], Awaitable[None]]


async def on_account(settings: Settings, named: str, console: Console, work: Work) -> None:
    """Do `work` on the account with that id or slug, or on the only one."""
    async with studio(settings, console) as base:
        async with base.database.read() as connection:
            found = await any_account(connection, named)
        await work(Looks(base.database, base.clock, base.storage), only(found, named))


def only(found: list[Account], named: str) -> Account:
    """The one account of those found by `named`; InvalidRequest says which there are when it is not one."""
    if len(found) != 1:
        raise InvalidRequest.field("account", _which(found, named))
    return found[0]


def _which(found: list[Account], named: str) -> str:
    if not found:
        return f"there is no account {named!r}" if named else "there is no account yet; the first partner brings one"
    several = ", ".join(f"{each.slug} ({each.account_id})" for each in found)
    return f"must be one of {several}"


def brand_work(
    console: Console, changes: dict[str, object], logo: Path | None, typefaces: list[Path], clear: list[str]
) -> Work:
    """Change the brand where anything is asked for; show it as it is then."""

    async def work(looks: Looks, account: Account) -> None:
        wanted = dict(changes)
        empty: dict[str, object] = {"logo": None, "typefaces": (), "tagline": ""}
        for name in clear:
            if name not in empty:
                raise InvalidRequest.field("clear", f"must be one of {', '.join(empty)}")
            wanted[name] = empty[name]
        if logo:
            wanted["logo"], notes = await looks.logo(account, _read(logo, "logo"))
            for note in notes:
                console.print(note, style="yellow", markup=False)
        if typefaces:
            wanted["typefaces"] = [await looks.typeface(account, _read(file, "typeface")) for file in typefaces]
        _show(console, await looks.set_brand(account, wanted) if wanted else account.brand)

    return work


def _show(console: Console, brand: Brand) -> None:
    families = ", ".join(f"{each.family} {each.weight or 'every weight'}" for each in brand.typefaces)
    told = {
        "name": brand.name,
        "colours": f"background {brand.background}, primary {brand.primary}, accent {brand.accent}",
        "logo": f"{brand.logo.width} × {brand.logo.height} pixels" if brand.logo else "none",
        "typefaces": families or "the studio's",
        "lower third": brand.lower_third,
        "tagline": brand.tagline or "none (no opening and ending)",
    }
    for name, value in told.items():
        console.print(f"{name:<12} {value}", markup=False)


def music_work(console: Console, choice: str, file: Path | None, words: dict[str, object]) -> Work:
    """Bring a track or choose the music where that is asked for; show what is chosen then."""

    async def work(looks: Looks, account: Account) -> None:
        track = await looks.track(account, _read(file, "music"), words) if file else None
        wanted = choice or ("own" if track else "")
        music = await looks.set_music(account, wanted, track) if wanted else account.music
        brought = music.track
        told = f"{brought.title} ({brought.licence}), {brought.samples // SAMPLE_RATE} s" if brought else "none"
        console.print(f"{account.name}: music {music.choice}, own track: {told}", markup=False)

    return work


def pack_work(console: Console, words: AvatarWords, file: Path) -> Work:
    """Add a presenter from a pack."""

    async def work(looks: Looks, account: Account) -> None:
        _tell(console, await looks.add_pack(account, words, _read(file, "pack")))

    return work


def portrait_work(console: Console, words: AvatarWords, file: Path, mouth: str) -> Work:
    """Add a presenter from a portrait; `mouth` is three shares such as `0.50,0.62,0.12`."""

    async def work(looks: Looks, account: Account) -> None:
        _tell(console, await looks.add_portrait(account, words, _read(file, "portrait"), _mouth(mouth)))

    return work


def engine_work(console: Console, words: AvatarWords, file: Path, engine_avatar: str) -> Work:
    """Add a presenter whom the avatar engine draws."""

    async def work(looks: Looks, account: Account) -> None:
        _tell(console, await looks.add_engine(account, words, _read(file, "picture"), engine_avatar))

    return work


def list_work(console: Console) -> Work:
    """Show who may present."""

    async def work(_: Looks, account: Account) -> None:
        for each in account.avatars:
            kind = each.likeness.kind if each.likeness else "stock"
            console.print(f"{each.avatar_id}  {each.slug:<20} {kind:<9} {each.name}, {each.role}", markup=False)

    return work


def remove_work(console: Console, avatar: str) -> Work:
    """Take a presenter of the account's own away."""

    async def work(looks: Looks, account: Account) -> None:
        if any(avatar in {each.avatar_id, each.slug} for each in avatars()):
            raise InvalidRequest.field("avatar", "is one of the studio's own, which every account has")
        await looks.remove_avatar(account, avatar)
        console.print(f"{avatar} is removed; videos that were made stay as they are", markup=False)

    return work


def _tell(console: Console, added: Avatar) -> None:
    console.print(f"{added.name}: avatarId {added.avatar_id}, slug {added.slug}", markup=False)


def _mouth(text: str) -> tuple[int, int, int]:
    try:
        x, y, wide = (round(float(each) * 1000) for each in text.split(","))
    except (ValueError, OverflowError):
        raise InvalidRequest.field(
            "mouth", "must be three shares of the picture such as 0.50,0.62,0.12: middle from left, from top, width"
        ) from None
    return x, y, wide


def _read(file: Path, field: str) -> bytes:
    """The file, unless it is far larger than anything accepted."""
    if file.stat().st_size > 64 * 2**20:
        raise InvalidRequest.field(field, "is larger than 64 MiB")
    return file.read_bytes()
