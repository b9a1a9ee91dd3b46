"""The Python SDK: a studio's API as objects, blocking (`Studio`) or awaited (`AsyncStudio`).

    from jarai.client import Studio

    with Studio("http://127.0.0.1:8000", "jarai_…") as studio:
        made = studio.productions.create_and_wait("Tidal power", language="en-US", country="US")
        studio.productions.download_all(made.production_id, "out")

What is refused for now (429, 503) and answers that got lost are asked for again where that can do no harm; a POST bears
an Idempotency-Key, so that it never makes a second production. Every other refusal raises `StudioRefused`. It imports
nothing of the studio's own and is a distribution of its own too (`client/pyproject.toml`).
"""

from jarai.client import webhooks
from jarai.client.calls import StudioRefused, StudioUnreachable
from jarai.client.models import AT_REST, ENDED, Account, Deliverable, Event, Production, Storyboard
from jarai.client.productions import NotThere
from jarai.client.sse import ServerEvent
from jarai.client.studio import AsyncStudio, Studio
from jarai.client.webhooks import SignatureWrong

__all__ = [
    "AT_REST",
    "ENDED",
    "Account",
    "AsyncStudio",
    "Deliverable",
    "Event",
    "NotThere",
    "Production",
    "ServerEvent",
    "SignatureWrong",
    "Storyboard",
    "Studio",
    "StudioRefused",
    "StudioUnreachable",
    "webhooks",
]
