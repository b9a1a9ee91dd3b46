"""Step 8: speech per scene, with the times of every unit and phoneme."""

from collections.abc import Sequence

from jarai.base.hashing import hash_of, sha256_hex
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_scenes import SCENES
from jarai.sound.wav import wav_bytes
from jarai.speech.port import Voice
from jarai.speech.turns import joined, turns_of
from jarai.speech.voices import credit_of
from jarai.storyboard.model import Scene
from jarai.storyboard.voicing import SpokenScene, Voicing


async def _run(context: StepContext) -> Voicing:
    board, book = context.read(SCENES), context.tools.voices
    people = [each for each in (board.presenter, board.partner) if each]
    voices = [book.voice(each.voice) for each in people]
    spoken = []
    for number, scene in enumerate(board.scenes, 1):
        spoken.append(await _speak(context, scene, voices))
        context.report(number, len(board.scenes))
    credits_of = (credit_of(voice.description) for voice in voices)
    return Voicing(scenes=tuple(spoken), credits=tuple(dict.fromkeys(credits_of)))


async def _speak(context: StepContext, scene: Scene, voices: Sequence[Voice]) -> SpokenScene:
    turns = turns_of(scene)
    speaking = [voices[min(turn.speaker, len(voices)) - 1] for turn in turns]
    parts = [
        (await context.in_thread(voice.speak, turn.scene), turn.first)
        for turn, voice in zip(turns, speaking, strict=True)
    ]
    speech = joined(parts)
    audio = await context.in_thread(wav_bytes, speech.samples)
    narration = [sentence.model_dump(mode="json") for sentence in scene.narration]
    told: list[object] = [voice.description.model_dump(mode="json") for voice in speaking]
    name = hash_of({"voice": told if len(told) > 1 else told[0], "narration": narration, "rest": scene.rest})
    stored = await context.tools.storage.put_bytes(context.work_key("speech", f"{name}.wav"), audio, "audio/wav")
    return SpokenScene(
        scene_id=scene.scene_id,
        voice=" ".join(dict.fromkeys(voice.description.slug for voice in speaking)),
        frames=speech.frames,
        audio=stored.key,
        audio_sha256=sha256_hex(audio),
        units=speech.units,
        phonemes=speech.phonemes,
    )


VOICING = Step("VoiceoverProducer", Voicing, _run, needs=(SCENES,), queue="compute")
