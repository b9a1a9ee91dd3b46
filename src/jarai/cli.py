"""The command line: thin commands over the rest.

Each command imports its own part when it is called: the API needs no engine, the worker no HTTP server, and `--help`
neither.
"""

import asyncio
import dataclasses
import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from jarai.base import logging
from jarai.serve import Supervisor, children_of, free_port, is_free
from jarai.settings import Settings, read_settings
from jarai.version import VERSION
from jarai.wiring import ground

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
HostOption = Annotated[str | None, typer.Option(help="Address to listen on.")]
PortOption = Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")]
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
    ground(settings)  # the secret is made before the children look for it
    typer.echo(f"JARAI Studio {VERSION}: {settings.base_url}  (console: {settings.base_url}/console, Ctrl-C stops)")
    sys.stdout.flush()
    supervisor = Supervisor(settings.data_dir / "run")
    asyncio.run(supervisor.run(children_of(settings, dict(os.environ))))


@app.command()
def api(host: HostOption = None, port: PortOption = None, data_dir: DataOption = None) -> None:
    """Run the HTTP API alone."""
    import uvicorn

    from jarai.api import build_app

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
    from jarai.worker import run_worker

    asyncio.run(run_worker(ground(settings), settings.temporal_address, sole=sole))


@app.command()
def produce(
    topic: Annotated[str, typer.Argument(help="What the video is about.")],
    facts: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="Markdown with the facts.")] = None,
    out: Annotated[Path, typer.Option(help="Folder for the finished files.")] = Path("out"),
    project_type: Annotated[str, typer.Option(help="Slug of the project type.")] = "social-video-30s",
    avatar: Annotated[str, typer.Option(help="Slug of the presenter.")] = "anna-keller",
    data_dir: DataOption = None,
) -> None:
    """Make one video without the API, through the same pipeline."""
    from jarai.produce import produce_one

    settings = _settings(data_dir=data_dir)
    try:
        material = facts.read_text(encoding="utf-8") if facts else ""
    except UnicodeDecodeError:
        typer.echo(f"jarai: {facts}: must be text in UTF-8", err=True)
        raise typer.Exit(2) from None
    raise typer.Exit(asyncio.run(produce_one(settings, topic, material, project_type, avatar, out)))


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


def main() -> None:
    """The program `jarai`."""
    app()
