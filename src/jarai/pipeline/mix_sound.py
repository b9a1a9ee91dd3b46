"""Step 9: the programme's sound, mastered, and the described version: what is shown and not said, in the pauses."""

from jarai.description.fit import Fitted, fit
from jarai.description.plan import plan
from jarai.pipeline.choose_images import CHOICES
from jarai.pipeline.illustrated import shown_board
from jarai.pipeline.speak import VOICING
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_brief import BRIEF
from jarai.pipeline.write_scenes import SCENES
from jarai.script.reading import read
from jarai.sound.describe import mix_described
from jarai.sound.master import master
from jarai.sound.programme import assemble
from jarai.sound.wav import Samples, read_wav, wav_bytes
from jarai.storyboard.credit import Credited


class Soundtrack(Credited):
    """Both mixes as mono 48 kHz WAV, and the description lines with their places."""

    programme: str
    described: str
    description: Fitted


async def _run(context: StepContext) -> Soundtrack:
    board, voicing = shown_board(context), context.read(VOICING)
    scenes = [read_wav(await context.tools.storage.get_bytes(spoken.audio)) for spoken in voicing.scenes]
    programme: Samples = await context.in_child(mastered, scenes)
    context.report(1, 3)
    wanted = plan(board, voicing, context.read(BRIEF).request.avatar_looks)
    spoken: list[Samples] = []
    for line in wanted:
        units = read(line.text, board.language).units
        spoken.append((await context.in_thread(context.tools.voice.speak_line, units)).samples)
    fitted = fit(wanted, [len(samples) for samples in spoken], voicing)
    context.report(2, 3)
    lines = [(line.start, spoken[line.index]) for line in fitted.placed]
    described = await context.in_child(mix_described, programme, lines) if lines else programme
    return Soundtrack(
        programme=await _store(context, "programme", programme),
        described=await _store(context, "described", described),
        description=fitted,
    )


def mastered(scenes: list[Samples]) -> Samples:
    """In a child, which gives its memory back: the scenes one after another, at the loudness platforms ask for."""
    return master(assemble(scenes))


async def _store(context: StepContext, name: str, samples: Samples) -> str:
    key = context.work_key("sound", f"{context.input_sha256}-{name}.wav")
    audio = await context.in_thread(wav_bytes, samples)
    return (await context.tools.storage.put_bytes(key, audio, "audio/wav")).key


SOUNDTRACK = Step("SoundtrackProducer", Soundtrack, _run, needs=(BRIEF, SCENES, CHOICES, VOICING), queue="compute")
