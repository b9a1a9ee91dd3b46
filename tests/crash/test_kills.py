"""Nothing is lost: a production is killed at every step boundary in turn, mid-drawing, and with the engine's memory gone.

Each is compared with an undisturbed run of another partner: work is never shared across partners, so both were made.
"""

import hashlib
import io
import json
import os
import random
import re
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import psycopg
import pytest

from jarai.base.ids import new_id
from jarai.base.secrets import from_base64url, random_token
from jarai.pipeline.production import STEPS
from postgres import new_database
from studio import Client, Studio, new_client, running_studio, wait_for

pytestmark = pytest.mark.slow
TOPIC = "Harbour bridge opens"
FACTS = "- The bridge is 412 metres long.\n- It cost $38m."
BETWEEN = ("begun", "worked", "stored", "recorded")
COMMITTED = ("begun", "recorded")
"""The points of a step that come right after a commit. A database can tell no others apart: Postgres is killed at these."""
ENDINGS = ["AwaitApproval.begun", "AwaitApproval.recorded"]
PUBLISHING = ["Publish.intended", "Publish.called", "Publish.recorded", "Distribute.recorded"]


@pytest.fixture(params=["sqlite", "postgres"], scope="module")
def environment(request: pytest.FixtureRequest) -> dict[str, str]:
    if request.param == "sqlite":
        return {}
    folder: str = request.getfixturevalue("postgres")
    return {"JARAI_DATABASE_URL": new_database(folder, new_id()), "JARAI_SECRET_KEY": random_token()}


@pytest.fixture(scope="module")
def studio(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with running_studio(tmp_path_factory.mktemp("studio"), environment) as started:
        yield started


@pytest.fixture(scope="module")
def undisturbed(studio: Studio) -> dict[str, Any]:
    """What the same request gives when nothing happens."""
    client = new_client(studio, "calm@example.com")
    production_id = client.order(TOPIC, FACTS)
    client.follow(production_id, "AwaitingApproval")
    return essence(client.files(production_id))


def essence(files: dict[str, bytes]) -> dict[str, Any]:
    """What must be equal: decoded frames and sound by hash, texts by bytes, the certificate without ids and times."""
    result: dict[str, Any] = {}
    for name, content in files.items():
        if name.endswith(".mp4"):
            result[name] = decoded(content)
        elif name.endswith((".vtt", ".srt", ".html", ".txt", ".json")):
            result[name] = content
        elif name.endswith(".jwt"):
            claims = from_base64url(content.decode().split(".")[1]).decode()
            result[name] = json.loads(
                re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z", "", claims)
            )
    return result


def decoded(content: bytes) -> dict[str, str]:
    """The hash of all decoded frames and of all decoded sound."""
    hashes = {"video": hashlib.sha256(), "audio": hashlib.sha256()}
    with av.open(io.BytesIO(content)) as container:
        for frame in container.decode(video=0):
            hashes["video"].update(frame.to_ndarray().tobytes())
    with av.open(io.BytesIO(content)) as container:
        for frame in container.decode(audio=0):
            hashes["audio"].update(frame.to_ndarray().tobytes())
    return {name: value.hexdigest() for name, value in hashes.items()}


def events(studio: Studio, production_id: str) -> list[tuple[int, str]]:
    """The production's events, from the database, in order."""
    query = "SELECT sequence_number, event_type FROM production_events WHERE production_id = {} ORDER BY 1"
    url = studio.environment.get("JARAI_DATABASE_URL")
    if url:
        with psycopg.connect(url) as connection:
            return [(number, kind) for number, kind in connection.execute(query.format("%s"), (production_id,))]
    with sqlite3.connect(f"file:{studio.data_dir}/studio.db?mode=ro", uri=True) as connection:
        return list(connection.execute(query.format("?"), (production_id,)))


EXPECTED_EVENTS = [
    "production.queued",
    *["production.step.complete"] * 15,
    "production.awaiting_approval",
    "deliverable.ready",
]


def check_events(studio: Studio, production_id: str, *more: str) -> None:
    """Each event once, without a gap, in order."""
    assert events(studio, production_id) == list(enumerate([*EXPECTED_EVENTS, *more], 1))


def restarted_with(studio: Studio, faults: list[str]) -> None:
    studio.stop()
    studio.start(JARAI_FAULT=",".join(faults))


def test_killed_at_every_step_boundary_in_turn(studio: Studio, undisturbed: dict[str, Any]) -> None:
    client = new_client(studio, "boundaries@example.com")
    points = COMMITTED if "JARAI_DATABASE_URL" in studio.environment else BETWEEN
    faults = [*(f"{step.name}.{point}" for step in STEPS for point in points), *ENDINGS, *PUBLISHING]
    restarted_with(studio, faults)
    production_id = client.order(TOPIC, FACTS)
    client.follow(production_id, "AwaitingApproval", 1500)
    assert essence(client.files(production_id)) == undisturbed
    check_events(studio, production_id)
    assert client.call("POST", f"/v1/productions/{production_id}/approve", {}).status_code == 202
    status = client.follow(production_id, "Published", 120)
    assert [each["status"] for each in status["publications"]] == ["Published"]
    assert len(list((studio.data_dir / "files" / "watch").glob(f"{production_id}*"))) == 1
    check_events(studio, production_id, "production.distributing", "production.published")
    log = studio.data_dir / "studio.log"
    wait_for(lambda: log.read_text().count("child_ended") >= len(faults), 30, "every fault ended the worker once")
    restarted_with(studio, [])


def drawing(client: Client, production_id: str, above: float) -> bool:
    """Whether scenes are being drawn, and more than that share of all is done."""
    status = client.status(production_id)
    assert status["status"] in {"Queued", "Producing"}, status
    return bool(status["currentStep"] == "VideoComposer" and status["progress"] > above)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_at_a_random_frame(studio: Studio, undisturbed: dict[str, Any], seed: int) -> None:
    """The worker dies at that frame; then everything else does, as in a power cut."""
    client = new_client(studio, f"frame{seed}@example.com")
    log = studio.data_dir / "studio.log"
    at = random.Random(seed).randint(2, 8)
    restarted_with(studio, [f"VideoComposer.drawn@{at}"])
    ended = log.read_text().count("child_ended")
    production_id = client.order(TOPIC, FACTS)
    wait_for(lambda: log.read_text().count("child_ended") > ended, 60, f"the worker died at frame {15 * at}")
    assert client.status(production_id)["currentStep"] == "VideoComposer"
    studio.kill_all()
    studio.start()
    client.follow(production_id, "AwaitingApproval")
    assert essence(client.files(production_id)) == undisturbed
    check_events(studio, production_id)


def test_the_engine_killed_and_its_database_deleted(studio: Studio, undisturbed: dict[str, Any]) -> None:
    client = new_client(studio, "engine@example.com")
    production_id = client.order(TOPIC, FACTS)
    wait_for(lambda: client.status(production_id)["status"] == "Producing", 30, "it was picked up")
    studio.forget_engine()
    client.follow(production_id, "AwaitingApproval")
    assert essence(client.files(production_id)) == undisturbed
    check_events(studio, production_id)


def test_a_cancel_while_drawing_stops_the_work_and_leaves_no_process(studio: Studio) -> None:
    client = new_client(studio, "cancel@example.com")
    before = wait_for(lambda: studio.pids(), 10, "processes")
    production_id = client.order(TOPIC, FACTS, "social-video-30s")
    wait_for(lambda: drawing(client, production_id, 0.25), 120, "it is being drawn")
    assert len(studio.pids()) > len(before), "a process draws"
    assert client.call("DELETE", f"/v1/productions/{production_id}").status_code == 200
    wait_for(lambda: len(studio.pids()) <= len(before), 5, "the drawing process is gone")
    assert client.status(production_id)["status"] == "Cancelled"
    wait_for(lambda: not list((studio.data_dir / "work").iterdir()), 5, "its files are gone")
    kinds = [kind for _, kind in events(studio, production_id)]
    assert kinds[-1] == "production.cancelled"
    assert kinds.count("production.cancelled") == 1


def test_ctrl_c_leaves_no_process(studio: Studio) -> None:
    pids = studio.pids()
    assert len(pids) >= 4
    studio.stop(signal.SIGINT)
    wait_for(lambda: not any(alive(pid) for pid in pids), 5, "no process is left")
    studio.start()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
