"""Step 10: every scene drawn and encoded by itself, kept under the hash of what it shows, then joined with the sound.

Fault point `VideoComposer.drawn`: every fifteenth frame.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path

from jarai.base.hashing import code_sha256, hash_of
from jarai.base.model import Wire
from jarai.images.icons import icons_sha256
from jarai.pipeline.choose_images import CHOICES
from jarai.pipeline.fetch_clips import with_clips
from jarai.pipeline.illustrated import shown_board
from jarai.pipeline.mix_sound import SOUNDTRACK
from jarai.pipeline.speak import VOICING
from jarai.pipeline.step import Step, StepContext, together
from jarai.pipeline.write_brief import BRIEF
from jarai.pipeline.write_scenes import SCENES
from jarai.pipeline.write_seo import story
from jarai.render.encode import Mode
from jarai.render.layout import framing_of
from jarai.render.mux import language_code, mux
from jarai.render.scenery import SEEN
from jarai.render.segment import Drawing, SegmentJob, render_segments
from jarai.sound.encode import encode
from jarai.sound.flac import open_flac
from jarai.sound.wav import read_wav, stereo
from jarai.storage.port import StoredFile
from jarai.storyboard.model import Presenter, Scene, Storyboard
from jarai.storyboard.notice import ai_notice
from jarai.storyboard.times import SAMPLE_RATE
from jarai.storyboard.voicing import Voicing


class Composition(Wire):
    """The scenes' segments in order, and the finished programme with both sounds.

    Without pictures there are no segments and no `described`, and the programme is its sound as M4A.
    """

    segments: tuple[str, ...]
    video: StoredFile
    described: StoredFile | None = None
    frames: int


async def _run(context: StepContext) -> Composition:
    board, voicing = shown_board(context), context.read(VOICING)
    request = context.read(BRIEF).request
    if request.sound_only:
        return await _composed_sound(context, board, voicing)
    mode: Mode = "draft" if context.production.draft else request.render_mode
    jobs = await with_clips(context, jobs_of(board, voicing, mode, test=request.test))
    clips = [each.likeness.asset for job in jobs for each in (job.presenter, job.partner) if each and each.likeness]
    segments = await _segments(context, jobs, await context.assets((*board.assets, *clips)))
    paths, soundtrack = [await context.local(key) for key in segments], context.read(SOUNDTRACK)
    programme, described = await context.local(soundtrack.programme), await context.local(soundtrack.described)
    # Most of the joining is encoding the sound, on one core: so both are joined at once.
    video, with_description = await together(
        _joined(context, board, paths, programme, described=False),
        _joined(context, board, paths, described, described=True),
    )
    return Composition(segments=tuple(segments), video=video, described=with_description, frames=voicing.frames)


async def _joined(
    context: StepContext, board: Storyboard, segments: list[Path], sound: Path, *, described: bool
) -> StoredFile:
    """The segments with this sound as MP4, kept."""
    name = f"{context.input_sha256}-described.mp4" if described else f"{context.input_sha256}.mp4"
    target = context.workspace / name
    await context.in_child(join, segments, sound, target, board.language, board.title, described)
    return await context.keep(context.work_key("video", name), target, "video/mp4")


async def _composed_sound(context: StepContext, board: Storyboard, voicing: Voicing) -> Composition:
    """A programme without pictures: nothing is drawn, and its file has the chapters."""
    target = context.workspace / "podcast.m4a"
    about = {"title": board.title, "artist": board.brand.name, "comment": ai_notice(board.language, sound_only=True)}
    await context.in_child(
        write_sound,
        await context.local(context.read(SOUNDTRACK).programme),
        target,
        about,
        language_code(board.language),
        [(each.start_seconds * SAMPLE_RATE, each.title) for each in story(board, voicing).chapters],
    )
    stored = await context.keep(context.work_key("audio", f"{context.input_sha256}.m4a"), target, "audio/mp4")
    return Composition(segments=(), video=stored, frames=voicing.frames)


def jobs_of(board: Storyboard, voicing: Voicing, mode: Mode, *, test: bool = False) -> list[SegmentJob]:
    """One job a scene."""
    return [
        SegmentJob(
            scene=scene,
            spoken=spoken,
            frame=board.frame,
            presenter=_seen(board, scene)[0],
            partner=_seen(board, scene)[1],
            brand=board.brand,
            style=board.style,
            language=board.language,
            opens=number == 0,
            kicker=board.title,
            mode=mode,
            test=test,
        )
        for number, (scene, spoken) in enumerate(zip(board.scenes, voicing.scenes, strict=True))
    ]


def _seen(board: Storyboard, scene: Scene) -> tuple[Presenter, Presenter | None]:
    """Who stands in a scene's picture. Where only one fits and only the partner speaks, it is the partner."""
    speak = {sentence.speaker for sentence in scene.narration}
    alone = SEEN[framing_of(scene.element)] < 2
    return (board.partner, None) if board.partner and alone and speak == {2} else (board.presenter, board.partner)


async def _segments(context: StepContext, jobs: list[SegmentJob], assets: Path) -> list[str]:
    """Every scene's key. One is drawn unless the same code has drawn the same content before, and kept once it is whole."""
    code = hash_of([code_sha256("jarai.render", "skia-python", "av", "uharfbuzz"), icons_sha256()])
    keys = [_key(context, code, job) for job in jobs]
    missing = {key: job for key, job in zip(keys, jobs, strict=True) if not await context.tools.storage.exists(key)}
    targets = {key: context.workspace / Path(key).name for key in missing}
    frames = sum(job.spoken.frames for job in jobs)
    before = frames - sum(job.spoken.frames for job in missing.values())
    keeping: dict[str, asyncio.Task[StoredFile]] = {}

    def keep_finished() -> None:
        for key, target in targets.items():
            if key not in keeping and target.exists():
                keeping[key] = asyncio.create_task(context.keep(key, target, "video/mp4"))

    def drawn(count: int) -> None:
        keep_finished()
        context.report(before + count, frames)
        context.fault("VideoComposer.drawn")

    if missing:
        work = [(job, await context.local(job.spoken.audio), targets[key]) for key, job in missing.items()]
        try:
            await context.in_child(draw, work, assets, on_progress=drawn)
        finally:
            keep_finished()
            await asyncio.gather(*keeping.values())
    return keys


def _key(context: StepContext, code: str, job: SegmentJob) -> str:
    return context.work_key("segments", f"{hash_of({'code': code, 'job': job.model_dump(mode='json')})}.mp4")


def draw(work: list[tuple[SegmentJob, Path, Path]], assets: Path, progress: Callable[[int], None]) -> None:
    """In the child: draw and encode scenes, one after the other."""
    render_segments((Drawing(job, read_wav(audio), target, assets) for job, audio, target in work), progress)


def join(segments: list[Path], sound: Path, target: Path, language: str, title: str, described: bool) -> None:
    """In the child: join segments and sound into one MP4."""
    mux(segments, stereo(open_flac(sound)[:]), target, language=language, title=title, described=described)


def write_sound(
    sound: Path, target: Path, about: dict[str, str], language: str, chapters: list[tuple[int, str]]
) -> None:
    """In the child: the sound as a file of its own."""
    encode(open_flac(sound), target, about, language, chapters)


COMPOSITION = Step(
    "VideoComposer",
    Composition,
    _run,
    needs=(BRIEF, SCENES, CHOICES, VOICING, SOUNDTRACK),
    queue="render",
    patience=120,
)
