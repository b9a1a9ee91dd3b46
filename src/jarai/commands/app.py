"""The commands by name: added to the studio's own `jarai`, or a program of their own where only the client is installed."""

import typer

from jarai.commands import entering, making
from jarai.commands.files import deliverables_app, storyboard_app
from jarai.commands.listen import webhooks_app
from jarai.commands.show import logged_in


def add_to(app: typer.Typer) -> None:
    """Add all but `produce`, which a whole studio can do without a login too."""
    for command in (
        entering.register,
        entering.login,
        entering.logout,
        entering.options,
        making.status,
        making.approve,
        making.reject,
        making.cancel,
        mcp,
    ):
        app.command()(command)
    app.add_typer(deliverables_app, name="deliverables")
    app.add_typer(storyboard_app, name="storyboard")
    app.add_typer(webhooks_app, name="webhooks")


def mcp(
    allow_approve: bool = typer.Option(False, "--allow-approve", help="Also let the assistant approve and publish."),
) -> None:
    """Be an MCP server on standard input and output, for an assistant: the studio's guide says how."""
    from jarai.assistants.server import run
    from jarai.commands.login import current_login

    with logged_in():
        login = current_login()
    if login is not None:
        run(login.url, login.api_key, may_decide=allow_approve)


def main() -> None:
    """The program `jarai` of the client alone."""
    app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)
    app.command()(making.produce)
    add_to(app)
    app()
