"""Finished files, and the storyboards they are made from."""

import json as json_format
from pathlib import Path
from typing import Annotated, Any

import typer

from jarai.client import AT_REST, Studio
from jarai.commands.show import Json, ProductionId, as_json, awaited, logged_in, production, table, text_of, verdict

deliverables_app = typer.Typer(no_args_is_help=True, help="The finished files of a production.")
storyboard_app = typer.Typer(no_args_is_help=True, help="The script and scenes of a production.")


@deliverables_app.command("list")
def list_deliverables(production_id: ProductionId, json: Json = False) -> None:
    """Show them, each with a link that works for an hour."""
    with logged_in() as studio:
        files = studio.productions.deliverables(production_id)
    if json:
        return as_json(files)
    return table(
        ("TYPE", "FILE", "BYTES", "LINK"),
        [(each.type, each.file_name, f"{each.size_bytes:,}", each.sas_url) for each in files],
    )


@deliverables_app.command("get")
def get_deliverables(
    production_id: ProductionId,
    out: Annotated[Path, typer.Option(help="Folder for them.")] = Path("out"),
    kind: Annotated[
        list[str] | None, typer.Option("--type", help="Only these types: Video, ClosedCaptions, …; again for more.")
    ] = None,
) -> None:
    """Write them into a folder; each is compared with its hash."""
    with logged_in() as studio:
        for path in download(studio, production_id, out, kind):
            typer.echo(path)


def download(studio: Studio, production_id: str, out: Path, kinds: list[str] | None = None) -> tuple[Path, ...]:
    """The files, written. Raises ValueError where the production has none of those types."""
    paths = studio.productions.download_all(production_id, out, kinds)
    if not paths:
        raise ValueError(f"this production has no file of type {', '.join(kinds or ())}")
    return paths


@storyboard_app.command("get")
def get_storyboard(
    production_id: ProductionId,
    out: Annotated[Path | None, typer.Option(help="File to write it to; else it is printed.")] = None,
) -> None:
    """Read a storyboard in the form in which `put` takes it back."""
    with logged_in() as studio:
        found = studio.storyboards.get(production_id)
    text = json_format.dumps({"version": found.version, **found.to_edit()}, ensure_ascii=False, indent=2)
    if out:
        out.write_text(text + "\n", encoding="utf-8")
        typer.echo(f"{out}: version {found.version}")
    else:
        typer.echo(text)


@storyboard_app.command("put")
def put_storyboard(
    production_id: ProductionId,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A storyboard from `get`, changed.")],
    check: Annotated[bool, typer.Option("--check", help="Only say what would come of it.")] = False,
    draft: Annotated[bool, typer.Option("--draft", help="Half the size, to look at.")] = False,
    wait: Annotated[bool, typer.Option("--wait", help="Wait until it awaits approval again.")] = False,
    json: Json = False,
) -> None:
    """Send a changed storyboard back: the next version is made, and only what changed is made again."""
    with logged_in() as studio:
        version, edit = _read(file)
        if check:
            found = studio.storyboards.check(production_id, edit)
            if json:
                return as_json(found)
            table(("FIELD", "PROBLEM"), [(each["field"], each["problem"]) for each in found.problems])
            made_again = ", ".join(str(each["sceneId"]) for each in found.changes) or "none"
            typer.echo(f"about {found.duration_seconds:.1f} s; scenes made again: {made_again}")
            raise typer.Exit(0 if found.valid else 2)
        made = studio.storyboards.edit(production_id, version, edit, draft=draft)
        if wait:
            made = awaited(studio, production_id, AT_REST, quiet=json)
    as_json(made) if json else production(made)
    raise typer.Exit(verdict(made))


def _read(file: Path) -> tuple[int, dict[str, Any]]:
    """The version that was read, and what it is to become. Raises ValueError."""
    try:
        edit = json_format.loads(text_of(file))
    except ValueError as error:
        raise ValueError(f"{file.name}: {error}") from None
    version = edit.pop("version", None) if isinstance(edit, dict) else None
    if not isinstance(version, int):
        raise ValueError(f"{file}: must be what `jarai storyboard get` wrote, with its version")
    return version, edit
