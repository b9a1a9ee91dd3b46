"""One caption: what all writers start from."""

from jarai.base.model import Wire


class Cue(Wire):
    """One caption on screen from `start` to `end`, in samples at 48 kHz from the start of the programme.

    `number` counts from 1. `lines` are one or two lines of plain text as read by the viewer, without markup.
    """

    number: int
    start: int
    end: int
    speaker: str
    lines: tuple[str, ...]
