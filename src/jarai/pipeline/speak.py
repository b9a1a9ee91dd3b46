"""Step 8: speech per scene, with the times of every unit and phoneme."""

from jarai.base.hashing import hash_of, sha256_hex
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_scenes import SCENES
from jarai.sound.wav import wav_bytes
from jarai.speech.port import Voice
from jarai.speech.voices import credit_of
from jarai.storyboard.model import Scene
from jarai.storyboard.voicing import SpokenScene, Voicing


async def _run(context: StepContext) -> Voicing:
    board = context.read(SCENES)
    voice = context.tools.voices.voice(board.presenter.voice)
    spoken = []
    for number, scene in enumerate(board.scenes, 1):
        spoken.append(await _speak(context, scene, voice))
        context.report(number, len(board.scenes))
    return Voicing(scenes=tuple(spoken), credits=(credit_of(voice.description),))


async def _speak(context: StepContext, scene: Scene, voice: Voice) -> SpokenScene:
    speech = await context.in_thread(voice.speak, scene)
    audio = await context.in_thread(wav_bytes, speech.samples)
    narration = [sentence.model_dump(mode="json") for sentence in scene.narration]
    name = hash_of({"voice": voice.description.model_dump(mode="json"), "narration": narration, "rest": scene.rest})
    stored = await context.tools.storage.put_bytes(context.work_key("speech", f"{name}.wav"), audio, "audio/wav")
    return SpokenScene(
        scene_id=scene.scene_id,
        voice=voice.description.slug,
        frames=speech.frames,
        audio=stored.key,
        audio_sha256=sha256_hex(audio),
        units=speech.units,
        phonemes=speech.phonemes,
    )


VOICING = Step("VoiceoverProducer", Voicing, _run, needs=(SCENES,), queue="compute")
