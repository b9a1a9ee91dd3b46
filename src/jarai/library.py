"""The operator's commands of accounts' libraries: `jarai accounts media add|list|remove`."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from jarai.settings import Settings

media_app = typer.Typer(no_args_is_help=True, help="The pictures an account keeps for its videos.")
AccountOption = Annotated[str, typer.Option(help="Id or slug of the account; not needed where there is only one.")]
DataOption = Annotated[Path | None, typer.Option(help="Folder for everything the studio keeps.")]
SettingsOf = Callable[..., Settings]


def add_media_to(accounts: typer.Typer, settings: SettingsOf) -> None:
    """Put the commands under `accounts`; `settings` reads them for a data folder."""
    accounts.add_typer(media_app, name="media")
    _with_add(settings)
    _with_list_and_remove(settings)


def _with_add(settings: SettingsOf) -> None:
    @media_app.command("add")
    def add(
        file: Annotated[
            Path, typer.Argument(exists=True, dir_okay=False, help="PNG, JPEG, WebP or SVG, up to 10 MiB.")
        ],
        alt: Annotated[str, typer.Option(help="What the picture shows, for people who can't see it.")],
        licence: Annotated[str, typer.Option(help="Such as CC-BY-4.0, or own.")],
        commercial: Annotated[str, typer.Option(help="Whether it may be used to earn with: yes or no.")],
        tags: Annotated[str, typer.Option(help="More words for what it shows, with commas.")] = "",
        credit: Annotated[str, typer.Option(help="Who is named on it; empty where nobody must be.")] = "",
        account: AccountOption = "",
        data_dir: DataOption = None,
    ) -> None:
        """Keep a picture. Scenes whose words it fits show it, unless it may not be used to earn with."""
        from jarai.accounts.media import Library
        from jarai.accounts.media_items import MediaWords
        from jarai.accounts.queries import Account
        from jarai.base.errors import InvalidRequest

        console = Console()

        async def work(library: Library, owner: Account) -> None:
            if commercial not in {"yes", "no"}:
                raise InvalidRequest.field("commercial", "must be yes or no")
            words = MediaWords(
                alt=alt, tags=tuple(tags.split(",")), licence=licence, credit=credit, commercial=commercial == "yes"
            )
            if file.stat().st_size > 64 * 2**20:
                raise InvalidRequest.field("file", "is larger than 64 MiB")
            item, notes = await library.add(owner, file.read_bytes(), words)
            for note in notes:
                console.print(note, style="yellow", markup=False)
            console.print(f"{item.media_id}  {item.asset.width} × {item.asset.height}  {item.words.alt}", markup=False)

        _run(settings(data_dir=data_dir), account, work)


def _with_list_and_remove(settings: SettingsOf) -> None:
    @media_app.command("list")
    def show(account: AccountOption = "", data_dir: DataOption = None) -> None:
        """Show what the account keeps."""
        from jarai.accounts.media import Library
        from jarai.accounts.queries import Account

        async def work(library: Library, owner: Account) -> None:
            kept = await library.of(owner)
            for each in kept:
                use = each.words.licence if each.words.commercial else f"{each.words.licence}, not to earn with"
                Console(width=160).print(f"{each.media_id}  {each.words.alt}  ({use})", markup=False)
            if not kept:
                Console().print("The library is empty.", markup=False)

        _run(settings(data_dir=data_dir), account, work)

    @media_app.command("remove")
    def remove(
        media_id: Annotated[str, typer.Argument(help="Its id, as `list` shows it.")],
        account: AccountOption = "",
        data_dir: DataOption = None,
    ) -> None:
        """Take a picture out of the library."""
        from jarai.accounts.media import Library
        from jarai.accounts.queries import Account

        async def work(library: Library, owner: Account) -> None:
            await library.remove(owner, media_id)
            Console().print(f"{media_id} is removed; videos that were made stay as they are", markup=False)

        _run(settings(data_dir=data_dir), account, work)


def _run(settings: Settings, named: str, work: Callable[..., Awaitable[None]]) -> None:
    from jarai.accounts.look import Looks
    from jarai.accounts.media import Library
    from jarai.accounts.queries import Account
    from jarai.manage import on_account

    async def on_library(looks: Looks, account: Account) -> None:
        await work(Library(looks.database, looks.clock, looks.storage), account)

    asyncio.run(on_account(settings, named, Console(stderr=True), on_library))
