"""Becoming a partner and logging in."""

from typing import Annotated

import typer

from jarai.client import Studio
from jarai.commands.login import DEFAULT_URL, Login, checked_url, current_login, forget, keep
from jarai.commands.show import Json, as_json, logged_in, say, table, told

Url = Annotated[str, typer.Option(help="Address of the studio.", envvar="JARAI_STUDIO_URL", show_envvar=False)]


def register(
    organisation: Annotated[str, typer.Option(help="Your organisation's name.")],
    email: Annotated[str, typer.Option(help="Where the link is mailed.")],
    name: Annotated[str, typer.Option(help="Your name.")],
    url: Url = DEFAULT_URL,
) -> None:
    """Ask to become a partner; a link is mailed. Log in with its token."""
    with told(), Studio(checked_url(url)) as studio:
        studio.partners.register(organisation, email, name)
    typer.echo(f"A link was mailed to {email}. Open it, or type: jarai login --url {url} --token TOKEN")


def login(
    url: Url = DEFAULT_URL,
    key: Annotated[str, typer.Option(help="Your API key; asked for where it is left out.")] = "",
    token: Annotated[str, typer.Option(help="The token of a mailed link, used up for a new key.")] = "",
) -> None:
    """Log in: try the key, and keep it for the other commands."""
    with told():
        address = checked_url(url)
        if token:
            with Studio(address) as stranger:
                key = stranger.partners.verify(token).api_key
        elif not key:
            key = typer.prompt("API key", hide_input=True).strip()
        kept = keep(Login(address, key)) if token else None  # a key that is shown once is kept before it is tried
        with Studio(address, key) as studio:
            accounts = studio.accounts.list()
        kept = kept or keep(Login(address, key))
    typer.echo(f"Logged in to {address}; the key is in {kept}")
    for account in accounts:
        typer.echo(f"{account.name} ({account.account_id}): {', '.join(each.name for each in account.avatars)}")


def logout() -> None:
    """Forget the key. It still works elsewhere: end it with `DELETE /v1/partners/keys/{keyId}`."""
    typer.echo("Logged out." if forget() else "You were not logged in.")
    with told():
        if current_login() is not None:
            say("JARAI_API_KEY is still set")


def options(*, json: Json = False) -> None:
    """Show what a video can be asked for with: accounts, presenters, languages, kinds of video."""
    with logged_in() as studio:
        accounts, languages = studio.accounts.list(), studio.reference.languages()
        kinds = studio.reference.project_types()
    voiced = [each for each in languages if each.voiced]
    if json:
        as_json(
            {
                name: [each.model_dump(mode="json", by_alias=True) for each in values]
                for name, values in (("accounts", accounts), ("languages", voiced), ("projectTypes", kinds))
            }
        )
        return
    table(
        ("ACCOUNT", "NAME", "STATUS", "PUBLISHES TO"),
        [
            (each.account_id, each.name, each.status, ", ".join(one.platform for one in each.connected_platforms))
            for each in accounts
        ],
    )
    names = {each.language_id: each.code for each in voiced}
    presenters = {avatar.avatar_id: avatar for each in accounts for avatar in each.avatars}.values()
    table(
        ("PRESENTER", "SPEAKS", ""),
        [
            (each.name, ", ".join(names[one] for one in each.language_ids if one in names), each.description)
            for each in presenters
        ],
    )
    table(
        ("PROJECT TYPE", "SHAPE", "SECONDS", ""),
        [(each.slug, each.aspect_ratio, each.duration_seconds, each.name) for each in kinds],
    )
