"""The HTTP engine against a real server on loopback: clips come, refusals and troubles are told apart."""

import asyncio
from pathlib import Path

import av
import pytest
from fastapi import Response

from drawing import UPRIGHT, bullet_job
from jarai.base.errors import NeverWorks, StepFailure, TryAgain
from jarai.base.hashing import hash_of, sha256_hex
from jarai.engines.http import HttpAvatarEngine
from jarai.engines.port import ClipRequest
from jarai.serve import free_port
from jarai.sound.wav import wav_bytes
from simulators.avatar_engine import KEY, AvatarEngineSimulator, avatar_engine


def sound() -> tuple[bytes, ClipRequest]:
    job, samples = bullet_job(UPRIGHT)
    audio = wav_bytes(samples)
    request = ClipRequest(
        avatar="clara-01", width=144, height=192, frames=job.spoken.frames, language="en-US",
        audio_sha256=sha256_hex(audio),
    )  # fmt: skip
    return audio, request


async def fetch(simulator: AvatarEngineSimulator, target: Path, key: str = KEY, longest: float = 30) -> list[bool]:
    """Ask for the clip; how often the engine was said to be alive."""
    alive: list[bool] = []
    audio, request = sound()
    engine = HttpAvatarEngine(f"{simulator.url}/", key, pause=0.001, longest=longest)
    await engine.clip(request, audio, target, lambda: alive.append(True))
    return alive


async def test_a_clip_comes_for_a_sound_and_the_request_is_told_whole(tmp_path: Path) -> None:
    _, request = sound()
    with avatar_engine() as simulator:
        alive = await fetch(simulator, tmp_path / "clip.mp4")
    ((key, wanted),) = simulator.asked
    assert key == hash_of(request)
    assert wanted == request.model_dump(by_alias=True)
    assert len(alive) >= simulator.looks
    with av.open(str(tmp_path / "clip.mp4")) as container:
        assert (container.streams.video[0].width, container.streams.video[0].height) == (144, 192)
    assert simulator.ended == []


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        (Response("busy", 503), TryAgain, "AVATAR_ENGINE_BUSY"),
        (Response("slow down", 429), TryAgain, "AVATAR_ENGINE_BUSY"),
        (Response("no such avatar", 404), NeverWorks, "AVATAR_ENGINE_REFUSED"),
        (Response(status_code=302, headers={"Location": "/elsewhere"}), NeverWorks, "AVATAR_ENGINE_REFUSED"),
        (Response("<html>", 200), NeverWorks, "AVATAR_ENGINE_ANSWER"),
        (Response('{"id": "../../etc", "status": "done"}', 200), NeverWorks, "AVATAR_ENGINE_ANSWER"),
        (Response('{"id": "a", "status": "soon"}', 200), NeverWorks, "AVATAR_ENGINE_ANSWER"),
    ],
)
async def test_what_a_post_answers_decides_whether_to_try_again(
    tmp_path: Path, answer: Response, kind: type[StepFailure], code: str
) -> None:
    with avatar_engine(answers=[answer]) as simulator:
        with pytest.raises(StepFailure) as failed:
            await fetch(simulator, tmp_path / "clip.mp4")
        assert (type(failed.value), failed.value.code) == (kind, code), failed.value.message
        await fetch(simulator, tmp_path / "clip.mp4")
    assert (tmp_path / "clip.mp4").stat().st_size > 1000


@pytest.mark.parametrize(("retryable", "kind"), [(True, TryAgain), (False, NeverWorks)])
async def test_a_failed_job_brings_the_engines_words(tmp_path: Path, retryable: bool, kind: type[StepFailure]) -> None:
    job = {"status": "failed", "error": "out of memory", "retryable": retryable}
    with avatar_engine(job=job) as simulator, pytest.raises(kind, match="out of memory") as failed:
        await fetch(simulator, tmp_path / "clip.mp4")
    assert failed.value.code == "AVATAR_ENGINE_FAILED"


async def test_a_wrong_key_names_the_setting(tmp_path: Path) -> None:
    with avatar_engine() as simulator, pytest.raises(NeverWorks, match="JARAI_AVATAR_ENGINE_KEY"):
        await fetch(simulator, tmp_path / "clip.mp4", key="another")


async def test_nobody_there_or_nothing_coming_may_be_tried_again(tmp_path: Path) -> None:
    with pytest.raises(TryAgain) as failed:
        await fetch(AvatarEngineSimulator(port=free_port()), tmp_path / "clip.mp4")
    assert failed.value.code == "AVATAR_ENGINE_UNREACHABLE"
    with avatar_engine(job={"status": "queued"}) as simulator, pytest.raises(TryAgain) as slow:
        await fetch(simulator, tmp_path / "clip.mp4", longest=0.2)
    assert slow.value.code == "AVATAR_ENGINE_SLOW"


async def test_a_cancelled_wait_tells_the_engine(tmp_path: Path) -> None:
    with avatar_engine(job={"status": "running"}) as simulator:
        waiting = asyncio.create_task(fetch(simulator, tmp_path / "clip.mp4"))
        assert await asyncio.to_thread(simulator.looked.wait, 30)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    assert simulator.ended == [simulator.asked[0][0]]
