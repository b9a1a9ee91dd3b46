"""`webhooks listen`: your productions' events, brought to a port of this machine as a webhook would bring them.

The studio's own deliveries need an address it can reach; a developer's laptop has none. So the events are read and signed
here, with a secret that belongs to this login.
"""

import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated

import httpx
import typer

from jarai.client import Event, Studio
from jarai.client.signature import signature_headers, unix_now
from jarai.client.webhooks import secret_bytes
from jarai.commands.login import checked_url, current_login
from jarai.commands.show import Json, as_json, logged_in, say

webhooks_app = typer.Typer(no_args_is_help=True, help="Webhooks while you develop.")
_LOOK = 2.0
"""Seconds between two looks: thirty a minute, half of what the smallest common tier allows."""
_OVERLAP = timedelta(seconds=10)
"""How far back each look goes again: what was written at the same time may become visible later."""
_PATIENCE = 10.0


@webhooks_app.command("listen")
def listen(
    forward_to: Annotated[str, typer.Option(help="Where to bring them: http://localhost:3000/hook.")] = "",
    event: Annotated[list[str] | None, typer.Option(help="Only events of this type; again for more.")] = None,
    json: Json = False,
) -> None:
    """Show events as they happen, and bring them to a port of your own, signed as the studio signs."""
    with (
        logged_in() as studio,
        httpx.Client(timeout=_PATIENCE, headers={"User-Agent": "JARAI-Studio/listen"}) as receiver,
    ):
        target = checked_url(forward_to) if forward_to else None
        login = current_login()
        secret = secret_of(login.api_key if login else "")
        say(f"signing secret of this login: {secret}")
        feed = Feed(studio)
        list(feed.new_events())  # from here on everything is new
        say("listening; Ctrl-C stops")
        while True:
            for each in feed.new_events():
                if event and each.event_type not in event:
                    continue
                answer = brought(receiver, target, each, secret) if target else ""
                if json:
                    as_json(each)
                else:
                    typer.echo(f"{each.timestamp:%H:%M:%S}  {each.event_type:<28} {each.production_id}  {answer}")
            time.sleep(_LOOK)


def secret_of(api_key: str) -> str:
    """The signing secret of whoever listens with that key: always the same, and of no use but here."""
    return urlsafe_b64encode(sha256(b"jarai webhooks listen\0" + api_key.encode()).digest()).decode().rstrip("=")


def brought(receiver: httpx.Client, target: str, event: Event, secret: str) -> str:
    """Bring one event; what was answered."""
    body = json.dumps(event.model_dump(mode="json", by_alias=True), ensure_ascii=False, separators=(",", ":")).encode()
    headers = {
        "Content-Type": "application/json",
        **signature_headers(body, event.event_id, unix_now(), [secret_bytes(secret)]),
    }
    try:
        return f"→ {receiver.post(target, content=body, headers=headers).status_code}"
    except httpx.TransportError as error:
        return f"→ no answer: {error}"


@dataclass
class Feed:
    """What happens from now on: each event once, those of a production in order."""

    studio: Studio
    _seen: dict[str, datetime] = field(default_factory=dict)
    _newest: datetime | None = None
    _begun: bool = False

    def new_events(self) -> Iterator[Event]:
        """What has come since the last look; at the first look nothing is new."""
        since = self._newest - _OVERLAP if self._newest else None
        found = self.studio.events.list(since, most=None if self._begun else 100)
        fresh = [each for each in found if each.event_id not in self._seen]
        self._seen |= {each.event_id: each.timestamp for each in fresh}
        if found:
            self._newest = max(each.timestamp for each in found)
            self._seen = {name: at for name, at in self._seen.items() if at >= self._newest - 2 * _OVERLAP}
        begun, self._begun = self._begun, True
        if begun:
            yield from sorted(fresh, key=lambda each: (each.timestamp, each.production_id, each.sequence_number))
