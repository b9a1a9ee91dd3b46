"""Clips of presenters whom an engine outside draws: one for each scene they are seen in, kept before it is used."""

import asyncio

import numpy as np

from jarai.base.errors import NeverWorks
from jarai.base.hashing import file_sha256, hash_of, sha256_hex
from jarai.engines.port import ClipRequest
from jarai.pipeline.step import StepContext, together
from jarai.render.layout import framing_of
from jarai.render.presenter.clip import CLIP_HEIGHT, CLIP_WIDTH, check_clip
from jarai.render.scenery import SEEN
from jarai.render.stage import SegmentJob, said_by
from jarai.sound.wav import read_wav, wav_bytes
from jarai.storyboard.model import Asset, Likeness, Presenter

_AT_ONCE = 4


async def with_clips(context: StepContext, jobs: list[SegmentJob]) -> list[SegmentJob]:
    """The jobs with clips for likenesses where an engine draws who is seen; others stay as they are."""
    slots = asyncio.Semaphore(_AT_ONCE)
    return await together(*(_with_clips(context, job, slots) for job in jobs))


async def _with_clips(context: StepContext, job: SegmentJob, slots: asyncio.Semaphore) -> SegmentJob:
    people = (job.presenter, job.partner)
    changes: dict[str, Presenter] = {}
    for number in range(SEEN[framing_of(job.scene.element)]):
        who = people[number]
        if who and who.likeness and who.likeness.kind == "engine":
            async with slots:
                asset = await _clip(context, job, number + 1, who.likeness)
            likeness = who.likeness.model_copy(update={"kind": "clip", "asset": asset})
            changes["partner" if number else "presenter"] = who.model_copy(update={"likeness": likeness})
    return job.model_copy(update=changes)


async def _clip(context: StepContext, job: SegmentJob, speaker: int, likeness: Likeness) -> Asset:
    """The clip in the store. It is asked for once: an attempt after a crash finds it there."""
    engine = context.tools.avatar_engine
    if engine is None:
        raise NeverWorks(
            "AVATAR_ENGINE_MISSING", "An engine draws this presenter; JARAI_AVATAR_ENGINE_URL must name it."
        )
    audio = await context.tools.storage.get_bytes(job.spoken.audio)
    if job.partner:
        audio = await context.in_thread(_own_sound, job, speaker, audio)
    request = ClipRequest(
        avatar=likeness.engine_avatar,
        width=CLIP_WIDTH,
        height=CLIP_HEIGHT,
        frames=job.spoken.frames,
        language=job.language,
        audio_sha256=sha256_hex(audio),
    )
    key = context.work_key("clips", f"{hash_of(request)}.mp4")
    if not await context.tools.storage.exists(key):
        target = context.workspace / f"{hash_of(request)}.mp4"
        await engine.clip(request, audio, target, context.progressed.set)
        await context.in_child(check_clip, target, job.spoken.frames)
        await context.keep(key, target, "video/mp4")
    return Asset(key=key, sha256=await context.in_thread(file_sha256, await context.local(key)))


def _own_sound(job: SegmentJob, speaker: int, audio: bytes) -> bytes:
    """The scene's sound with what the other one says silent, so that each mouth moves to its own words."""
    samples = read_wav(audio)
    heard = np.zeros_like(samples)
    for unit in said_by(job, speaker).units:
        heard[unit.start : unit.end] = samples[unit.start : unit.end]
    return wav_bytes(heard)
