"""Server-Sent Events as they are read (WHATWG HTML, section 9.2), line by line, without a network."""

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class ServerEvent:
    """Something a stream told: an event's type, its JSON, and its number (none for `snapshot` and `progress`)."""

    type: str
    data: dict[str, Any]
    number: int | None


@dataclass
class EventReader:
    """Takes a stream's lines, and remembers how far it came, so that it can be taken up again after a break."""

    last: int
    _lines: dict[str, str] = field(default_factory=dict)

    @property
    def headers(self) -> dict[str, str]:
        """What to ask with, to be told what follows."""
        return {"Accept": "text/event-stream", "Last-Event-ID": str(self.last)}

    def take(self, line: str) -> ServerEvent | None:
        """The event that ends with this line, if one does."""
        if line:
            name, _, value = line.partition(":")
            self._lines[name] = value.removeprefix(" ")
            return None
        found, self._lines = self._lines, {}
        if "data" not in found:
            return None
        number = int(found["id"]) if "id" in found else None
        if number is not None:
            self.last = number
        return ServerEvent(found.get("event", "message"), json.loads(found["data"]), number)
