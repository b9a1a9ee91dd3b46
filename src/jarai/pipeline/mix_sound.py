"""Step 9: speech with music and effects, mastered, and the described version: what is shown and not said, in the pauses."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jarai.base.model import Wire
from jarai.description.fit import Fitted, fit
from jarai.description.gaps import speech
from jarai.description.plan import DescriptionLine, plan
from jarai.pipeline.choose_images import CHOICES
from jarai.pipeline.illustrated import shown_board
from jarai.pipeline.speak import VOICING, by_chain
from jarai.pipeline.step import Step, StepContext, together
from jarai.pipeline.write_brief import BRIEF
from jarai.pipeline.write_scenes import SCENES
from jarai.script.reading import read
from jarai.sound.describe import mix_described
from jarai.sound.effects import place
from jarai.sound.flac import open_flac, write_flac
from jarai.sound.mix import Mix, mix
from jarai.sound.music.compose import compose
from jarai.sound.programme import assemble
from jarai.sound.strides import Span
from jarai.sound.track import fitted
from jarai.sound.wav import Samples, read_wav
from jarai.sound.wish import SoundWish
from jarai.speech.port import Voice
from jarai.speech.voices import RECORDED
from jarai.storage.port import StoredFile
from jarai.storyboard.credit import Credited
from jarai.storyboard.model import Storyboard
from jarai.storyboard.voicing import Voicing


class Stems(Wire):
    """What the programme is made of, each as long as it: mono speech, stereo music and effects. They add up to it."""

    speech: StoredFile
    music: StoredFile | None = None
    effects: StoredFile | None = None

    @property
    def beside_speech(self) -> tuple[StoredFile, ...]:
        """What is heard beside the speech."""
        return tuple(each for each in (self.music, self.effects) if each)


class Soundtrack(Credited):
    """Both mixes and the stems as 48 kHz FLAC, and the description lines with their places."""

    programme: str
    described: str
    stems: Stems
    description: Fitted


@dataclass(frozen=True)
class MixJob:
    """What the child mixes: the scenes' speech, when words are spoken, where scenes begin and whether words are in them.

    `seed` decides what the music is like within its mood, `track` is the account's own, where that is wished.
    """

    scenes: tuple[Path, ...]
    spans: tuple[Span, ...]
    cuts: tuple[tuple[int, bool], ...]
    wish: SoundWish
    seed: str
    track: Path | None


async def _run(context: StepContext) -> Soundtrack:
    board, voicing = shown_board(context), context.read(VOICING)
    request = context.read(BRIEF).request
    looks = request.avatar_looks, request.partner_looks
    wanted = () if request.sound_only else plan(board, voicing, *looks)  # what nobody sees is not described
    job = MixJob(
        scenes=tuple([await context.local(spoken.audio) for spoken in voicing.scenes]),
        spans=spans_of(voicing),
        cuts=tuple((start, bool(scene.units)) for start, scene in voicing.with_starts()),
        wish=request.sound,
        seed=board.topic,
        track=await _track(context, request.sound),
    )
    _, lines = await together(
        context.in_child(make_mix, job, context.workspace),
        _spoken(context, wanted, board, voicing),
    )
    context.report(1, 3)
    description = fit(wanted, [len(samples) for samples in lines], voicing)
    placed = [(line.start, lines[line.index]) for line in description.placed]
    if placed:
        await context.in_child(make_described, placed, request.sound.loudness, context.workspace)
    context.report(2, 3)
    programme = await _keep(context, "programme")
    described = await _keep(context, "described") if placed else programme
    stems = Stems(
        speech=await _keep(context, "speech"),
        music=await _kept_if_there(context, "music"),
        effects=await _kept_if_there(context, "effects"),
    )
    return Soundtrack(
        programme=programme.key,
        described=described.key,
        stems=stems,
        description=description,
        credits=request.sound.credits,
    )


async def _track(context: StepContext, wish: SoundWish) -> Path | None:
    return await context.local(wish.track.asset.key) if wish.track else None


def spans_of(voicing: Voicing) -> tuple[Span, ...]:
    """When words are spoken, in samples of the programme."""
    return tuple((span.start, span.end) for span in speech(voicing))


async def _spoken(
    context: StepContext, wanted: Sequence[DescriptionLine], board: Storyboard, voicing: Voicing
) -> list[Samples]:
    """The lines as read by who speaks in the programme, or by the next of the voice's chain; nobody has recorded them."""

    async def lines(voice: Voice) -> list[Samples]:
        found = []
        for number, line in enumerate(wanted, 1):
            units = read(line.text, board.language).units
            found.append((await context.in_thread(voice.speak_line, units)).samples)
            context.report(number, 3 * len(wanted))
        return found

    heard = voicing.scenes[0].voice.split() if voicing.scenes else []
    spoken = [slug for slug in heard if slug != RECORDED.slug]
    return await by_chain(context, board, spoken[0] if spoken else board.presenter.voice, lines)


def make_mix(job: MixJob, folder: Path) -> None:
    """In a child, which gives its memory back: the programme and its stems, written into the folder."""
    mixed = mixed_of(job)
    parts = {"programme": mixed.programme, "speech": mixed.speech, "music": mixed.music, "effects": mixed.effects}
    for name, samples in parts.items():
        if samples is not None:
            write_flac(samples, folder / f"{name}.flac")


def mixed_of(job: MixJob) -> Mix:
    """The scenes one after another, with what is wished beside them, at the loudness that is wished."""
    spoken = assemble([read_wav(path) for path in job.scenes])
    if job.track:
        music = fitted(open_flac(job.track, len(spoken)), len(spoken))
    elif job.wish.mood:
        music = compose(job.wish.mood, len(spoken), job.seed)
    else:
        return mix(spoken, job.spans, None, (), job.wish.loudness)
    return mix(spoken, job.spans, music, place(job.cuts, job.spans, len(spoken)), job.wish.loudness)


def make_described(lines: list[tuple[int, Samples]], lufs: float, folder: Path) -> None:
    """In a child: the programme with these lines in it, written beside it."""
    programme, spoken = open_flac(folder / "programme.flac"), open_flac(folder / "speech.flac")
    write_flac(mix_described(programme, spoken, lines, lufs), folder / "described.flac")


async def _keep(context: StepContext, name: str) -> StoredFile:
    key = context.work_key("sound", f"{context.input_sha256}-{name}.flac")
    return await context.keep(key, context.workspace / f"{name}.flac", "audio/flac")


async def _kept_if_there(context: StepContext, name: str) -> StoredFile | None:
    return await _keep(context, name) if (context.workspace / f"{name}.flac").exists() else None


SOUNDTRACK = Step("SoundtrackProducer", Soundtrack, _run, needs=(BRIEF, SCENES, CHOICES, VOICING), queue="compute")
