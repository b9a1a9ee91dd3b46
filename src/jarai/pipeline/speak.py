"""Step 8: speech per scene, with the times of every unit and phoneme."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from jarai.base.errors import StepFailure
from jarai.base.hashing import hash_of, sha256_hex
from jarai.pipeline.pace import readable_rate
from jarai.pipeline.step import Step, StepContext
from jarai.pipeline.write_brief import BRIEF
from jarai.pipeline.write_scenes import SCENES
from jarai.sound.wav import wav_bytes
from jarai.speech.port import Voice
from jarai.speech.turns import joined, turns_of
from jarai.speech.voices import LOCAL, credit_of
from jarai.storyboard.model import Scene, Storyboard
from jarai.storyboard.voicing import Fallback, SpokenScene, Voicing

_OF_THE_TEXT = frozenset({"UNREADABLE_TEXT"})
"""Failures that another voice would not mend."""
Result = TypeVar("Result")


class _VoiceFailedError(Exception):
    """The voice of the person at this index failed."""

    def __init__(self, person: int, failure: StepFailure) -> None:
        super().__init__(failure.message)
        self.person, self.failure = person, failure


async def _run(context: StepContext) -> Voicing:
    """The programme at the rate wished for, and again slower where its captions could not be read."""
    board, wished = context.read(SCENES), context.read(BRIEF).request.rate
    rate = wished
    voicing = await _by_chains(context, board, rate)
    while (slower := readable_rate(board, voicing, rate)) < rate:
        rate = slower
        voicing = await _by_chains(context, board, rate)
    return voicing.model_copy(update={"rate": rate, "wished": wished})


async def _by_chains(context: StepContext, board: Storyboard, rate: int) -> Voicing:
    """The whole programme by the first voices of the people's chains; where one fails all of it again, with its next."""
    book = context.tools.voices
    people = [each for each in (board.presenter, board.partner) if each]
    lexicon = context.read(BRIEF).request.lexicon
    chains = [list(book.chain(each.voice, board.language, lexicon, rate)) for each in people]
    for number, chain in enumerate(chains, 1):
        said = [each for scene in board.scenes for each in scene.narration if min(each.speaker, len(people)) == number]
        recorded = book.recorded(context.account.account_id, board.language, chain[0].description, said)
        chain[:0] = [recorded] if recorded else []
    failed: list[Fallback] = []
    while True:
        try:
            voicing = await _spoken(context, board, [chain[0] for chain in chains])
        except _VoiceFailedError as error:
            failed.append(_fallback(chains[error.person].pop(0), error.failure))
            if not chains[error.person]:
                raise error.failure from None
        else:
            return voicing.model_copy(update={"fallbacks": tuple(failed)})


async def _spoken(context: StepContext, board: Storyboard, voices: Sequence[Voice]) -> Voicing:
    spoken = []
    for number, scene in enumerate(board.scenes, 1):
        spoken.append(await _speak(context, scene, voices))
        context.report(number, len(board.scenes))
    credits_of = (credit_of(voice.description) for voice in voices)
    return Voicing(scenes=tuple(spoken), credits=tuple(dict.fromkeys(credits_of)))


async def by_chain(
    context: StepContext, board: Storyboard, slug: str, work: Callable[[Voice], Awaitable[Result]]
) -> Result:
    """`work` done by the voice, or where it fails by the next of its chain. Raises what the last one raised."""
    *others, last = context.tools.voices.chain(slug, board.language, context.read(BRIEF).request.lexicon)
    for voice in others:
        try:
            return await work(voice)
        except StepFailure as failure:
            if failure.code in _OF_THE_TEXT:
                raise
    return await work(last)


async def _speak(context: StepContext, scene: Scene, voices: Sequence[Voice]) -> SpokenScene:
    turns = turns_of(scene)
    people = [min(turn.speaker, len(voices)) - 1 for turn in turns]
    speaking = [voices[person].description for person in people]
    parts = []
    for turn, person in zip(turns, people, strict=True):
        try:
            parts.append((await context.in_thread(voices[person].speak, turn.scene), turn.first))
        except StepFailure as failure:
            if failure.code in _OF_THE_TEXT:
                raise
            raise _VoiceFailedError(person, failure) from failure
    speech = joined(parts)
    audio = await context.in_thread(wav_bytes, speech.samples)
    digest = sha256_hex(audio)
    narration = [sentence.model_dump(mode="json") for sentence in scene.narration]
    told: list[object] = [voice.model_dump(mode="json") for voice in speaking]
    said = {"voice": told if len(told) > 1 else told[0], "narration": narration, "rest": scene.rest}
    if lexicon := context.read(BRIEF).request.lexicon:
        said["lexicon"] = lexicon
    if any(voice.engine not in LOCAL for voice in speaking):
        said["audio"] = digest  # a service needn't say the same words in the same way twice
    key = context.work_key("speech", f"{hash_of(said)}.wav")
    stored = await context.tools.storage.put_bytes(key, audio, "audio/wav")
    return SpokenScene(
        scene_id=scene.scene_id,
        voice=" ".join(dict.fromkeys(voice.slug for voice in speaking)),
        timing=speech.timing,
        frames=speech.frames,
        audio=stored.key,
        audio_sha256=digest,
        units=speech.units,
        phonemes=speech.phonemes,
        guesses=speech.guesses,
    )


def _fallback(voice: Voice, failure: StepFailure) -> Fallback:
    return Fallback(voice=voice.description.slug, code=failure.code, message=failure.message)


VOICING = Step("VoiceoverProducer", Voicing, _run, needs=(BRIEF, SCENES), queue="compute", patience=240)
