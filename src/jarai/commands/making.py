"""Asking for a video, following it, deciding on it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from jarai.client import AT_REST, ENDED, Production, Studio
from jarai.client.productions import Wish
from jarai.commands.files import download
from jarai.commands.show import Json, ProductionId, as_json, awaited, logged_in, production, table, text_of, verdict

Topic = Annotated[str, typer.Argument(help="What the video is about.")]
Facts = Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="Markdown with the facts.")]
Out = Annotated[Path | None, typer.Option(help="Folder for the finished files; waits for them.")]
ProjectType = Annotated[str | None, typer.Option(help="Slug of the project type; default: the account's.")]
AvatarName = Annotated[str | None, typer.Option("--avatar", help="Name of the presenter.")]
Language = Annotated[str, typer.Option(help="Code of the language.")]
Country = Annotated[str, typer.Option(help="Code of the country.")]
AccountId = Annotated[str | None, typer.Option("--account", help="Id of the account, where there are several.")]
Reference = Annotated[str | None, typer.Option(help="Your own name for it, given back everywhere.")]
Draft = Annotated[bool, typer.Option("--draft", help="Half the size, to look at.")]
Wait = Annotated[bool, typer.Option("--wait", help="Wait until it awaits approval or has ended.")]


@dataclass(frozen=True)
class Asked:
    """What `produce` was told: the wish, and what to do once it is accepted."""

    topic: str
    facts: Path | None
    wish: Wish
    wait: bool
    out: Path | None
    json: bool


def produce(
    topic: Topic,
    facts: Facts = None,
    out: Out = None,
    project_type: ProjectType = None,
    avatar: AvatarName = None,
    language: Language = "en-US",
    country: Country = "US",
    account: AccountId = None,
    reference: Reference = None,
    draft: Draft = False,
    wait: Wait = False,
    json: Json = False,
) -> None:
    """Ask the studio you are logged in to for a video."""
    wish = wish_of(project_type, avatar, language, country, account, reference, draft=draft)
    ask(Asked(topic, facts, wish, wait, out, json))


def wish_of(
    project_type: str | None,
    avatar: str | None,
    language: str,
    country: str,
    account: str | None,
    reference: str | None,
    *,
    draft: bool,
) -> Wish:
    """The options as the SDK takes them."""
    return {
        "language": language,
        "country": country,
        "project_type": project_type,
        "avatar": avatar,
        "account_id": account,
        "reference": reference,
        "draft": draft,
    }


def ask(asked: Asked) -> None:
    """Ask, and where it was wanted wait and fetch. Ends the program with the exit status."""
    with logged_in() as studio:
        if asked.facts:
            asked.wish["facts"] = text_of(asked.facts)
        found = studio.productions.create(asked.topic, **asked.wish)
        if asked.wait or asked.out:
            found = awaited(studio, found.production_id, AT_REST, quiet=asked.json)
        files: tuple[Path, ...] = ()
        if asked.out and found.status == "AwaitingApproval":
            files = download(studio, found.production_id, asked.out)
    _tell(found, json=asked.json)
    if not asked.json:
        for path in files:
            typer.echo(path)
    raise typer.Exit(verdict(found))


def status(
    production_id: Annotated[str, typer.Argument(metavar="[PRODUCTION]", help="Id; without it, the newest.")] = "",
    watch: Annotated[bool, typer.Option("--watch", help="Follow it until a person must act or it has ended.")] = False,
    account: AccountId = None,
    json: Json = False,
) -> None:
    """Show how a production stands, or the newest ones. With --watch --json: an event a line."""
    with logged_in() as studio:
        if not production_id:
            return _newest(studio, account, json=json)
        if watch and json:
            for event in studio.productions.follow(production_id):
                if event.number is not None:
                    as_json(event.data)
            return None
        found = studio.productions.get(production_id)
        if watch:
            found = awaited(studio, production_id, AT_REST, quiet=False)
    _tell(found, json=json)
    raise typer.Exit(verdict(found) if watch else 0)


def approve(
    production_id: ProductionId,
    version: Annotated[int | None, typer.Option(help="Only if this is still the current version.")] = None,
    notes: Annotated[str | None, typer.Option(help="For the record.")] = None,
    wait: Annotated[bool, typer.Option("--wait", help="Wait until it is published or has failed.")] = False,
    json: Json = False,
) -> None:
    """Approve a production: it goes out."""
    with logged_in() as studio:
        found = studio.productions.approve(production_id, storyboard_version=version, notes=notes)
        if wait:
            found = awaited(studio, production_id, ENDED, quiet=json)
    _tell(found, json=json)
    raise typer.Exit(verdict(found))


def reject(
    production_id: ProductionId,
    reason: Annotated[str, typer.Option(help="Why it must not go out.")],
    json: Json = False,
) -> None:
    """Reject a production: it is cancelled."""
    with logged_in() as studio:
        _tell(studio.productions.reject(production_id, reason), json=json)


def cancel(production_id: ProductionId, json: Json = False) -> None:
    """Cancel a production that is not finished."""
    with logged_in() as studio:
        _tell(studio.productions.cancel(production_id), json=json)


def _newest(studio: Studio, account: str | None, *, json: bool) -> None:
    accounts = [account] if account else [each.account_id for each in studio.accounts.list()]
    found = [each for one in accounts for each in studio.productions.list(one)]
    if json:
        return as_json(found)
    rows: list[tuple[Any, ...]] = [
        (each.production_id, f"{each.created_at:%Y-%m-%d %H:%M}", each.status, each.reference, each.topic)
        for each in found
    ]
    return table(("PRODUCTION", "ASKED FOR (UTC)", "STATUS", "REFERENCE", "TOPIC"), rows)


def _tell(found: Production, *, json: bool) -> None:
    as_json(found) if json else production(found)
