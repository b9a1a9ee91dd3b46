"""Step 10: every scene drawn and encoded on its own, kept under the hash of what it shows, then joined with the sound.

Fault point `VideoComposer.drawn`: every fifteenth frame.
"""

from collections.abc import Callable
from pathlib import Path

from jarai.base.hashing import code_sha256, hash_of
from jarai.base.model import Wire
from jarai.pipeline.choose_images import CHOICES
from jarai.pipeline.mix_sound import SOUNDTRACK
from jarai.pipeline.speak import VOICING
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_brief import BRIEF
from jarai.pipeline.write_scenes import SCENES
from jarai.render.mux import mux
from jarai.render.segment import SegmentJob, render_segment
from jarai.sound.wav import read_wav, stereo
from jarai.storage.port import StoredFile


class Composition(Wire):
    """The scenes' segments in order, and the finished programme."""

    segments: tuple[str, ...]
    video: StoredFile
    frames: int


async def _run(context: StepContext) -> Composition:
    board, voicing = context.read(SCENES).storyboard, context.read(VOICING)
    segments = []
    done = 0
    for position, (scene, spoken) in enumerate(zip(board.scenes, voicing.scenes, strict=True), 1):
        job = SegmentJob(
            scene=scene,
            spoken=spoken,
            frame=board.frame,
            presenter=board.presenter,
            brand=board.brand,
            style=board.style,
            language=board.language,
            position=position,
            total=len(board.scenes),
            kicker=board.title,
            mode=context.read(BRIEF).request.render_mode,
        )
        segments.append(await _segment(context, job, done, voicing.frames))
        done += spoken.frames
        context.report(done, voicing.frames)
    video = context.workspace / "video.mp4"
    await context.in_child(
        join,
        [await context.local(key) for key in segments],
        await context.local(context.read(SOUNDTRACK).programme),
        video,
        board.language,
        board.title,
        False,
    )
    stored = await context.keep(context.work_key("video", f"{context.input_sha256}.mp4"), video, "video/mp4")
    return Composition(segments=tuple(segments), video=stored, frames=voicing.frames)


async def _segment(context: StepContext, job: SegmentJob, done: int, of: int) -> str:
    """The segment's key; it is drawn unless the same code has drawn the same content before."""
    code = code_sha256("jarai.render", "skia-python", "av")
    name = hash_of({"code": code, "job": job.model_dump(mode="json")})
    key = context.work_key("segments", f"{name}.mp4")
    if not await context.tools.storage.exists(key):
        target = context.workspace / f"{name}.mp4"
        audio = await context.local(job.spoken.audio)

        def drawn(frames: int) -> None:
            context.report(done + frames, of)
            context.fault("VideoComposer.drawn")

        await context.in_child(draw, job, audio, target, on_progress=drawn)
        await context.keep(key, target, "video/mp4")
    return key


def draw(job: SegmentJob, audio: Path, target: Path, progress: Callable[[int], None]) -> None:
    """In the child: draw and encode one scene."""
    render_segment(job, read_wav(audio), target, progress)


def join(segments: list[Path], sound: Path, target: Path, language: str, title: str, described: bool) -> None:
    """In the child: join segments and sound into one MP4."""
    mux(segments, stereo(read_wav(sound)), target, language=language, title=title, described=described)


COMPOSITION = Step(
    "VideoComposer",
    Composition,
    _run,
    needs=(BRIEF, SCENES, CHOICES, VOICING, SOUNDTRACK),
    queue="render",
    patience=120,
)
