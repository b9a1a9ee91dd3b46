"""The command line: thin commands over the rest.

Each command imports its own part when it is called: the API needs no engine, the worker no HTTP server, and `--help`
neither.
"""

import asyncio
import dataclasses
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from jarai.base import logging
from jarai.base.secrets import load_or_make_secret
from jarai.commands import add_to, making
from jarai.commands.login import current_login
from jarai.commands.show import REFUSED, Json, say, text_of, told
from jarai.library import add_media_to
from jarai.serve import Supervisor, children_of, free_port, is_free
from jarai.settings import Settings, read_settings
from jarai.version import VERSION
from jarai.voices import voice_commands

if TYPE_CHECKING:
    from jarai.manage import Work

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
HostOption = Annotated[str | None, typer.Option(help="Address to listen on.")]
PortOption = Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")]
avatars_app = typer.Typer(no_args_is_help=True, help="The presenters an account may use.")
app.add_typer(avatars_app, name="avatars")
partners_app = typer.Typer(no_args_is_help=True, help="Partners and how they stand.")
app.add_typer(partners_app, name="partners")
accounts_app = typer.Typer(
    no_args_is_help=True,
    help="Accounts: their budgets, their prompts, their music, and whether they publish by themselves.",
)
app.add_typer(accounts_app, name="accounts")
AccountOption = Annotated[str, typer.Option(help="Id or slug of the account; not needed where there is only one.")]
NameOption = Annotated[str, typer.Option(help="The presenter's name.")]
DescriptionOption = Annotated[str, typer.Option(help="How the presenter looks, for people who can't see it.")]
RoleOption = Annotated[str, typer.Option(help="What stands under the name.")]
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False)]
DataOption = Annotated[Path | None, typer.Option(help="Folder for everything the studio keeps.")]


def _settings(host: str | None = None, port: int | None = None, data_dir: Path | None = None) -> Settings:
    """The settings of the environment, with the command line's on top. Ends the program where one is wrong."""
    try:
        settings = read_settings()
    except ValueError as error:
        typer.echo(f"jarai: {error}", err=True)
        raise typer.Exit(2) from None
    if host is not None:
        settings = dataclasses.replace(settings, host=host)
    if port is not None:
        settings = dataclasses.replace(settings, port=port)
    if settings.port == 0:
        settings = dataclasses.replace(settings, port=free_port())
    if data_dir is not None:
        settings = dataclasses.replace(settings, data_dir=data_dir.resolve())
    logging.configure(settings.log_level)
    return settings


@app.command()
def serve(host: HostOption = None, port: PortOption = None, data_dir: DataOption = None) -> None:
    """Run the whole studio: API, worker, engine and console in one supervised start."""
    settings = _settings(host, port, data_dir)
    if not is_free(settings.host, settings.port):
        typer.echo(f"jarai: can't listen on {settings.host}:{settings.port}; try another --port", err=True)
        raise typer.Exit(2)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    load_or_make_secret(settings.secret_key, settings.data_dir)  # before the children look for it
    typer.echo(f"JARAI Studio {VERSION}: {settings.base_url}  (console: {settings.base_url}/console, Ctrl-C stops)")
    sys.stdout.flush()
    supervisor = Supervisor(settings.data_dir / "run")
    asyncio.run(supervisor.run(children_of(settings, dict(os.environ))))


@app.command()
def api(host: HostOption = None, port: PortOption = None, data_dir: DataOption = None) -> None:
    """Run the HTTP API alone."""
    import uvicorn

    from jarai.api import build_app
    from jarai.wiring import ground

    settings = _settings(host, port, data_dir)
    uvicorn.run(
        build_app(ground(settings)),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=2,
    )


@app.command()
def worker(
    data_dir: DataOption = None,
    sole: Annotated[
        bool, typer.Option(help="No other worker runs: take over what a predecessor left at once.")
    ] = False,
) -> None:
    """Run a worker alone; it needs JARAI_TEMPORAL_ADDRESS."""
    settings = _settings(data_dir=data_dir)
    if not settings.temporal_address:
        typer.echo(
            "jarai: JARAI_TEMPORAL_ADDRESS: must be host:port of a Temporal engine; `jarai serve` has its own", err=True
        )
        raise typer.Exit(2)
    from jarai.wiring import ground
    from jarai.worker import run_worker

    asyncio.run(run_worker(ground(settings), settings.temporal_address, sole=sole))


@app.command()
def produce(
    topic: making.Topic,
    facts: making.Facts = None,
    out: making.Out = None,
    project_type: making.ProjectType = None,
    avatar: making.AvatarName = None,
    language: making.Language = "en-US",
    country: making.Country = "US",
    account: making.AccountId = None,
    reference: making.Reference = None,
    draft: making.Draft = False,
    wait: making.Wait = False,
    json: Json = False,
    here: Annotated[bool, typer.Option("--here", help="On this machine, whether logged in or not.")] = False,
    data_dir: DataOption = None,
) -> None:
    """Make one video: by the studio you are logged in to, else on this machine, through the same pipeline."""
    with told():
        logged_in = current_login() is not None
    if logged_in and not here and data_dir is None:
        wish = making.wish_of(project_type, avatar, language, country, account, reference, draft=draft)
        making.ask(making.Asked(topic, facts, wish, wait, out, json))
    if account or reference or json:
        say("--account, --reference and --json need a studio: log in first, or set JARAI_API_KEY")
        raise typer.Exit(REFUSED)
    from jarai.produce import LocalWish, produce_one

    with told():
        material = text_of(facts) if facts else ""
    settings = _settings(data_dir=data_dir)
    local = LocalWish(
        topic, material, project_type or "social-video-30s", avatar or "anna-keller", language, country, draft
    )
    raise typer.Exit(asyncio.run(produce_one(settings, local, out or Path("out"))))


@app.command()
def brand(
    account: AccountOption = "",
    name: Annotated[str | None, typer.Option(help="The name as it is shown.")] = None,
    background: Annotated[str | None, typer.Option(help="Colour, #RRGGBB.")] = None,
    primary: Annotated[str | None, typer.Option(help="Colour, #RRGGBB.")] = None,
    accent: Annotated[str | None, typer.Option(help="Colour, #RRGGBB.")] = None,
    logo: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="PNG, JPEG, WebP or SVG.")] = None,
    typeface: Annotated[
        list[Path] | None, typer.Option(exists=True, dir_okay=False, help="TTF or OTF; again for a second weight.")
    ] = None,
    lower_third: Annotated[str | None, typer.Option(help="plate, bar or light.")] = None,
    tagline: Annotated[str | None, typer.Option(help="Opens and ends every video, with the name.")] = None,
    clear: Annotated[list[str] | None, typer.Option(help="Take away: logo, typefaces or tagline.")] = None,
    data_dir: DataOption = None,
) -> None:
    """Show an account's brand, or change what is given; videos made from then on have it."""
    from jarai.manage import brand_work

    given = {
        "name": name,
        "background": background,
        "primary": primary,
        "accent": accent,
        "lower_third": lower_third,
        "tagline": tagline,
    }
    changes: dict[str, object] = {field: value for field, value in given.items() if value is not None}
    _manage(account, data_dir, brand_work(Console(), changes, logo, typeface or [], clear or []))


@partners_app.command("list")
def list_partners(data_dir: DataOption = None) -> None:
    """Show every partner: address, status, tier."""
    from jarai import manage

    asyncio.run(manage.list_partners(_settings(data_dir=data_dir), Console(width=160)))


@partners_app.command("set")
def set_partner(
    email: Annotated[str, typer.Argument(help="The address the partner registered with.")],
    tier: Annotated[
        str | None, typer.Option(help="Free, Standard, Enterprise, Unlimited, or one of JARAI_TIERS.")
    ] = None,
    status: Annotated[str | None, typer.Option(help="Active or Suspended.")] = None,
    self_service: Annotated[bool | None, typer.Option(help="Whether the partner makes keys without asking.")] = None,
    data_dir: DataOption = None,
) -> None:
    """Change how a partner stands; it counts from the next request on."""
    from jarai import manage

    given = {"tier": tier, "status": status, "self_service": self_service}
    changes: dict[str, object] = {name: value for name, value in given.items() if value is not None}
    work = manage.set_partner(_settings(data_dir=data_dir), email, changes, Console(stderr=True))
    asyncio.run(work)


@avatars_app.command("list")
def list_avatars(account: AccountOption = "", data_dir: DataOption = None) -> None:
    """Show who may present."""
    from jarai.manage import list_work

    _manage(account, data_dir, list_work(Console(width=160)))


@avatars_app.command("add-pack")
def add_pack(
    file: File,
    name: NameOption,
    description: DescriptionOption,
    role: RoleOption = "Presenter",
    account: AccountOption = "",
    data_dir: DataOption = None,
) -> None:
    """Add a presenter drawn in SVG; docs/avatars.md says how."""
    from jarai.accounts.look import AvatarWords
    from jarai.manage import pack_work

    _manage(account, data_dir, pack_work(Console(), AvatarWords(name, role, description), file))


@avatars_app.command("add-portrait")
def add_portrait(
    file: File,
    mouth: Annotated[str, typer.Option(help="Its middle from left and top and its width, as shares: 0.50,0.62,0.12.")],
    name: NameOption,
    description: DescriptionOption,
    role: RoleOption = "Presenter",
    account: AccountOption = "",
    data_dir: DataOption = None,
) -> None:
    """Add a presenter from one picture of a person who agreed to it; docs/avatars.md says how."""
    from jarai.accounts.look import AvatarWords
    from jarai.manage import portrait_work

    _manage(account, data_dir, portrait_work(Console(), AvatarWords(name, role, description), file, mouth))


@avatars_app.command("add-engine")
def add_engine(
    picture: File,
    engine_avatar: Annotated[str, typer.Option(help="What the engine calls the person.")],
    name: NameOption,
    description: DescriptionOption,
    role: RoleOption = "Presenter",
    account: AccountOption = "",
    data_dir: DataOption = None,
) -> None:
    """Add a presenter whom the engine at JARAI_AVATAR_ENGINE_URL draws; docs/avatar-engine.md says how."""
    from jarai.accounts.look import AvatarWords
    from jarai.manage import engine_work

    _manage(account, data_dir, engine_work(Console(), AvatarWords(name, role, description), picture, engine_avatar))


@avatars_app.command("remove")
def remove_avatar(
    avatar: Annotated[str, typer.Argument(help="Id or slug.")], account: AccountOption = "", data_dir: DataOption = None
) -> None:
    """Take a presenter of the account's own away."""
    from jarai.manage import remove_work

    _manage(account, data_dir, remove_work(Console(), avatar))


def _manage(account: str, data_dir: Path | None, work: "Work") -> None:
    from jarai.manage import on_account

    asyncio.run(on_account(_settings(data_dir=data_dir), account, Console(stderr=True), work))


@accounts_app.command("budget")
def set_budget(
    account: AccountOption = "",
    monthly: Annotated[
        str, typer.Option(help="Ceiling of a month in minor units of JARAI_CURRENCY; none lifts it.")
    ] = "",
    data_dir: DataOption = None,
) -> None:
    """Show an account's monthly budget and what is spent of it, or set it."""
    from jarai.manage import on_budget

    asyncio.run(on_budget(_settings(data_dir=data_dir), account, monthly, Console()))


@accounts_app.command("prompt")
def set_prompt(
    name: Annotated[str, typer.Argument(help="brief, narrative, beats, scenes or repair.")],
    account: AccountOption = "",
    file: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Text that takes the studio's place from now on.")
    ] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Go back to the studio's.")] = False,
    data_dir: DataOption = None,
) -> None:
    """Show what a step asks of the language model for an account, or change it."""
    from jarai.manage import on_prompt

    text = "" if reset else file.read_text("utf-8", "replace") if file else None
    asyncio.run(on_prompt(_settings(data_dir=data_dir), account, name, text, Console()))


@accounts_app.command("set")
def set_account(
    account: AccountOption = "",
    auto_publish: Annotated[
        bool | None, typer.Option(help="Approve what passes its gate without a person.", show_default="unchanged")
    ] = None,
    data_dir: DataOption = None,
) -> None:
    """Show whether an account publishes by itself, or change it."""
    from jarai.manage import on_auto_publish

    asyncio.run(on_auto_publish(_settings(data_dir=data_dir), account, auto_publish, Console()))


@accounts_app.command("music")
def set_music(
    file: Annotated[Path | None, typer.Argument(exists=True, dir_okay=False, help="A track of your own.")] = None,
    choice: Annotated[
        str, typer.Option(help="by-type, none, own, or a mood: calm, bright, news, warm, driven, solemn.")
    ] = "",
    title: Annotated[str, typer.Option(help="The track's title.")] = "",
    licence: Annotated[str, typer.Option(help="Its licence: an SPDX identifier, or words.")] = "",
    credit: Annotated[str, typer.Option(help="The line its maker asks for.")] = "",
    commercial_use: Annotated[bool, typer.Option(help="Whether the licence allows it.")] = True,
    account: AccountOption = "",
    data_dir: DataOption = None,
) -> None:
    """Show what music an account's videos have, choose it, or bring a track; counts from the next video on."""
    from jarai.manage import music_work

    words: dict[str, object] = {"title": title, "licence": licence, "credit": credit, "commercial_use": commercial_use}
    _manage(account, data_dir, music_work(Console(), choice, file, words))


@app.command()
def doctor(data_dir: DataOption = None) -> None:
    """Say what is configured, what is missing, and what that costs."""
    from jarai.doctor import report

    raise typer.Exit(report(_settings(data_dir=data_dir), Console()))


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder for the finished files.")] = Path("out"),
    data_dir: Annotated[Path, typer.Option(help="Folder of the demo's own studio.")] = Path(".demo"),
) -> None:
    """Walk through Getting Started against a studio of its own, over HTTP, and leave the files in a folder."""
    from jarai.demo import run_demo

    raise typer.Exit(run_demo(out, data_dir, Console()))


add_to(app)
app.add_typer(voice_commands(lambda data_dir: _settings(data_dir=data_dir)), name="voices")
add_media_to(accounts_app, _settings)


def main() -> None:
    """The program `jarai`."""
    app()
