"""Step 8: speech per scene, with the times of every unit and phoneme."""

from jarai.base.hashing import hash_of, sha256_hex
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_scenes import SCENES
from jarai.sound.wav import wav_bytes
from jarai.storyboard.model import Scene
from jarai.storyboard.voicing import SpokenScene, Voicing


async def _run(context: StepContext) -> Voicing:
    scenes = context.read(SCENES).scenes
    spoken = []
    for number, scene in enumerate(scenes, 1):
        spoken.append(await _speak(context, scene))
        context.report(number, len(scenes))
    return Voicing(scenes=tuple(spoken))


async def _speak(context: StepContext, scene: Scene) -> SpokenScene:
    voice = context.tools.voice
    speech = await context.in_thread(voice.speak, scene)
    audio = await context.in_thread(wav_bytes, speech.samples)
    narration = [sentence.model_dump(mode="json") for sentence in scene.narration]
    name = hash_of({"voice": voice.description.model_dump(mode="json"), "narration": narration, "rest": scene.rest})
    stored = await context.tools.storage.put_bytes(context.work_key("speech", f"{name}.wav"), audio, "audio/wav")
    return SpokenScene(
        scene_id=scene.scene_id,
        frames=speech.frames,
        audio=stored.key,
        audio_sha256=sha256_hex(audio),
        units=speech.units,
        phonemes=speech.phonemes,
    )


VOICING = Step("VoiceoverProducer", Voicing, _run, needs=(SCENES,), queue="compute")
