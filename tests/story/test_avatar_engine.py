"""Productions with a presenter an engine outside draws: made, made again after a kill, and failed with the engine's words."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
import skia

from hostile import encoded
from simulators.avatar_engine import KEY, AvatarEngineSimulator, avatar_engine
from studio import Client, Studio, new_client, running_studio, wait_for

pytestmark = pytest.mark.slow
TOPIC, FACTS = "Harbour bridge opens", "- The bridge is 412 metres long.\n- It cost $38m."


@pytest.fixture(scope="module")
def engine() -> Iterator[AvatarEngineSimulator]:
    with avatar_engine() as simulator:
        yield simulator


@pytest.fixture(scope="module")
def studio(engine: AvatarEngineSimulator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    environment = {"JARAI_AVATAR_ENGINE_URL": engine.url, "JARAI_AVATAR_ENGINE_KEY": KEY}
    with running_studio(tmp_path_factory.mktemp("studio"), environment) as started:
        yield started


@pytest.fixture(scope="module")
def client(studio: Studio) -> Client:
    return new_client(studio)


@pytest.fixture(scope="module")
def clara(studio: Studio, client: Client) -> str:
    """Her avatar's id."""
    picture = studio.data_dir / "clara.jpg"
    picture.write_bytes(encoded(400, 500, skia.kJPEG))
    command = ["avatars", "add-engine", str(picture), "--engine-avatar", "clara-01", "--name", "Clara Real"]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("JARAI_")}
    told = subprocess.run(
        [sys.executable, "-m", "jarai", *command, "--description", "A woman.", "--account", client.account_id],
        env={**plain, "JARAI_DATA_DIR": str(studio.data_dir)}, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    found = re.search(r"avatarId (\S+),", told.stderr + told.stdout)
    assert found
    return found[1]


def test_a_production_with_a_clip_for_every_scene_survives_a_kill(
    studio: Studio, client: Client, clara: str, engine: AvatarEngineSimulator
) -> None:
    log = studio.data_dir / "studio.log"
    studio.stop()
    studio.start(JARAI_FAULT="VideoComposer.drawn@2")
    ended = log.read_text().count("child_ended")
    production_id = client.order(TOPIC, FACTS, avatar_id=clara)
    wait_for(lambda: log.read_text().count("child_ended") > ended, 120, "the worker died while drawing")
    studio.stop()
    studio.start()
    client.follow(production_id, "AwaitingApproval")
    files = client.files(production_id)
    assert len(files["video.mp4"]) > 100_000
    keys = [key for key, _ in engine.asked]
    assert len(keys) == len(set(keys)) == 2, "one request a scene, none of them twice"
    assert {(wanted["avatar"], wanted["language"]) for _, wanted in engine.asked} == {("clara-01", "en-US")}
    assert sum(wanted["frames"] for _, wanted in engine.asked) > 90
    assert b"drawn by the account's avatar engine" in files["attribution.json"]


def test_a_refusal_fails_the_production_with_the_engines_words(
    client: Client, clara: str, engine: AvatarEngineSimulator
) -> None:
    engine.job = {"status": "failed", "error": "clara-01 is on holiday"}
    production_id = client.order("Another bridge", FACTS, avatar_id=clara)
    status = client.follow(production_id, "Failed")
    engine.job = {}
    assert status["errorCode"] == "AVATAR_ENGINE_FAILED"
    assert "clara-01 is on holiday" in status["errorMessage"]


def test_a_clip_that_is_none_fails_the_production(client: Client, clara: str, engine: AvatarEngineSimulator) -> None:
    engine.video = b"<html>"
    production_id = client.order("A third bridge", FACTS, avatar_id=clara)
    status = client.follow(production_id, "Failed")
    engine.video = None
    assert status["errorCode"] == "AVATAR_CLIP_REFUSED"
    assert "can't be decoded" in status["errorMessage"]


def test_without_an_engine_it_fails_at_once_and_names_the_setting(studio: Studio, client: Client, clara: str) -> None:
    studio.stop()
    studio.environment = {}
    studio.start()
    status = client.follow(client.order("A fourth bridge", FACTS, avatar_id=clara), "Failed")
    assert status["errorCode"] == "AVATAR_ENGINE_MISSING"
    assert "JARAI_AVATAR_ENGINE_URL" in status["errorMessage"]
