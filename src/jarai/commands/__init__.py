"""The partner's command line, over the SDK: log in, ask for videos, follow, decide, fetch, listen. Part of `jarai`.

Tables are for people; with `--json` a command prints what the API answered, for programs. Exit status: 0 done, 1 a
production failed or may not go out, 2 refused or wrong input, 3 the studio can't be reached.
"""

from jarai.commands.app import add_to, main

__all__ = ["add_to", "main"]
