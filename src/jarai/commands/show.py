"""What a command prints: tables for people, JSON for programs, and errors that say what to do."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from jarai.client import NotThere, Production, Studio, StudioRefused, StudioUnreachable
from jarai.client.models import Answer
from jarai.commands.login import current_login

FAILED, REFUSED, UNREACHABLE = 1, 2, 3
_AGAIN = {None: None, True: "asking again may help", False: "asking again will not help"}
Json = Annotated[bool, typer.Option("--json", help="Print what the API answered, as JSON.")]
ProductionId = Annotated[str, typer.Argument(metavar="PRODUCTION", help="Id of the production.")]


@contextmanager
def logged_in() -> Iterator[Studio]:
    """The studio that is logged in to; what it refuses ends the program with a line that says why."""
    with told():
        login = current_login()
        if login is None:
            raise ValueError("not logged in; type `jarai login`, or set JARAI_API_KEY and JARAI_STUDIO_URL")
        with Studio(login.url, login.api_key) as studio:
            yield studio


@contextmanager
def told() -> Iterator[None]:
    """Errors that a person can do something about, as one line and an exit status."""
    try:
        yield
    except StudioRefused as error:
        say(f"{error.code}: {error.message}  (correlation id {error.correlation_id})")
        raise typer.Exit(REFUSED) from None
    except (NotThere, ValueError) as error:
        say(str(error))
        raise typer.Exit(REFUSED) from None
    except StudioUnreachable as error:
        say(f"the studio can't be reached: {error}")
        raise typer.Exit(UNREACHABLE) from None


def text_of(file: Path) -> str:
    """What a person wrote into a file. Raises ValueError that names it."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ValueError(f"{file}: must be text in UTF-8") from None


def say(text: str) -> None:
    """One line to the person, beside the output."""
    typer.echo(f"jarai: {text}", err=True)


def as_json(value: Answer | Sequence[Answer] | dict[str, Any]) -> None:
    """Print it as JSON, on one line where nobody is looking."""
    plain: Any = value
    if isinstance(value, Answer):
        plain = value.model_dump(mode="json", by_alias=True)
    elif not isinstance(value, dict):
        plain = [each.model_dump(mode="json", by_alias=True) for each in value]
    typer.echo(json.dumps(plain, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None))


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table, with its headings unless they are empty; where no terminal reads it, as wide as it must be."""
    console = Console() if sys.stdout.isatty() else Console(width=240)
    made = Table(*headings, box=None, pad_edge=False, header_style="bold", show_header=any(headings))
    for row in rows:
        made.add_row(*("" if each is None else str(each) for each in row))
    console.print(made, markup=False)


def production(found: Production) -> None:
    """Print how a production stands, and what may be done about it."""
    lines: list[tuple[str, object]] = [
        ("production", found.production_id),
        ("topic", found.topic),
        ("status", f"{found.status}{' (draft)' if found.draft else ''}{' (test)' if found.test else ''}"),
        ("version", found.version),
        ("step", found.current_step and f"{found.current_step} ({found.progress:.0%})"),
        ("expected", found.estimated_completion_at and f"{found.estimated_completion_at:%H:%M:%S} UTC"),
        ("gate", found.gate and found.gate.get("verdict")),
        ("failed", found.error_code and f"{found.error_code}: {found.error_message}"),
        ("again?", _AGAIN.get(found.error_retryable)),
        *(
            ("published", f"{each.platform} {each.status} {each.url or each.error_code or ''}")
            for each in found.publications
        ),
        *(("notice", each) for each in found.notices),
    ]
    table(("", ""), [line for line in lines if line[1] not in {None, ""}])


def verdict(found: Production) -> int:
    """The exit status for a production that came so far."""
    blocked = found.gate is not None and found.gate.get("verdict") == "Blocked"
    return FAILED if found.status in {"Failed", "Cancelled"} or blocked else 0


@contextmanager
def bar(console: Console, *, quiet: bool = False) -> Iterator[Callable[[str, float], None]]:
    """A bar, moved by the step's name and the share that is done."""
    columns = (TextColumn("{task.description:<28}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=quiet) as progress:
        task = progress.add_task("Queued", total=1.0)
        yield lambda step, share: progress.update(task, description=step, completed=share)


def awaited(studio: Studio, production_id: str, until: AbstractSet[str], *, quiet: bool) -> Production:
    """The production once it is so far, with a bar meanwhile, on standard error so that output stays clean."""
    with bar(Console(stderr=True), quiet=quiet) as move:
        return studio.productions.wait(
            production_id, until=until, on_progress=lambda now: move(now.current_step or now.status, now.progress)
        )
