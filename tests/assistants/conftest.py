"""A studio in process, the SDK over it, and productions as the worker leaves them."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from api.test_storyboards import awaiting
from jarai.client import AsyncStudio
from jarai.deliverables.records import Deliverable, DeliverableType, record_deliverables
from jarai.wiring import Ground
from partner import Partner


@pytest.fixture
async def studio(app: FastAPI, acme: Partner) -> AsyncIterator[AsyncStudio]:
    async with AsyncStudio("http://studio", acme.key, transport=httpx.ASGITransport(app)) as made:
        yield made


@pytest.fixture
async def waiting(acme: Partner, base: Ground) -> str:
    """A production that awaits approval, with captions and a transcript that is long."""
    production_id = await awaiting(acme, base)
    texts: dict[str, tuple[DeliverableType, bytes]] = {
        "captions.vtt": ("ClosedCaptions", b"WEBVTT\n\n00:00.000 --> 00:02.000\nThe bridge is open.\n"),
        "captions.srt": ("ClosedCaptions", b"1\n00:00:00,000 --> 00:00:02,000\nThe bridge is open.\n"),
        "transcript.html": ("Transcript", b"<p>The bridge is open."),
        "transcript.txt": ("Transcript", "Die Brücke ist offen. ".encode() * 2000),
    }
    files = []
    for name, (kind, content) in texts.items():
        stored = await base.storage.put_bytes(f"deliverables/{production_id}/v1/{name}", content, "text/plain")
        files.append(
            Deliverable(
                type=kind,
                file_name=name,
                content_type="text/plain",
                size_bytes=len(content),
                sha256=stored.sha256,
                storage_key=stored.key,
            )
        )
    async with base.database.write() as connection:
        await record_deliverables(connection, production_id, 1, tuple(files))
    return production_id
