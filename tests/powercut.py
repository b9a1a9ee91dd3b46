"""The power is cut inside a transaction: after a statement was carried out, before anything was committed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa


class PowerCut(Exception):
    """Nothing of this process goes on."""


@dataclass
class Cut:
    """Whether the power has been cut."""

    happened: bool = False


@contextmanager
def power_cut(statement: str) -> Iterator[Cut]:
    """Within the block, the first statement that begins so ends in a PowerCut once the database has carried it out."""
    cut = Cut()

    def after(_connection: Any, _cursor: Any, text: str, *_more: Any) -> None:
        if not cut.happened and text.startswith(statement):
            cut.happened = True
            raise PowerCut(statement)

    sa.event.listen(sa.Engine, "after_cursor_execute", after)
    try:
        yield cut
    finally:
        sa.event.remove(sa.Engine, "after_cursor_execute", after)
