"""The speaking rate: speech gets longer or shorter by as much as is asked, and captions can still be read."""

import pytest

from boards import a_board
from jarai.captions.make import cues
from jarai.pipeline.pace import readable_rate
from jarai.speech.hibari import HibariVoice
from jarai.speech.voices import PRESENTER, VOICES
from jarai.storyboard.model import Scene, Sentence, Storyboard, Unit
from jarai.storyboard.voicing import SpokenScene, Voicing
from saying import check_times, sentence

TEXT = "The council approved the new harbour bridge on Tuesday after two years of debate."


@pytest.mark.parametrize("rate", [80, 90, 110, 115, 125])
def test_speech_lasts_as_much_longer_or_shorter_as_is_asked(rate: int) -> None:
    usual = HibariVoice().speak_line(sentence(TEXT).units)
    speech = HibariVoice(PRESENTER.at(rate)).speak_line(sentence(TEXT).units)
    check_times(speech)
    lasts = [each.units[-1].end - each.units[0].start for each in (usual, speech)]
    assert lasts[1] / lasts[0] == pytest.approx(100 / rate, rel=0.05)


def test_a_rate_of_a_hundred_is_the_voice_itself_and_the_script_reckons_with_any_other() -> None:
    voice = VOICES["kokoro-es-dora"]
    assert voice.at(100) is voice
    assert (voice.at(125).stretch, voice.at(125).name) == (80, voice.name)
    assert voice.at(80).stretch > voice.stretch


def spoken(board: Storyboard, rate: int) -> Voicing:
    """The board as the built-in voice speaks it at that rate."""
    voice = HibariVoice(PRESENTER.at(rate))
    scenes = []
    for scene in board.scenes:
        speech = voice.speak(scene)
        scenes.append(
            SpokenScene(
                scene_id=scene.scene_id,
                frames=speech.frames,
                audio="",
                audio_sha256="",
                units=speech.units,
                phonemes=speech.phonemes,
            )
        )
    return Voicing(scenes=tuple(scenes))


def test_captions_that_can_be_read_leave_the_rate_as_it_is() -> None:
    assert readable_rate(a_board(), spoken(a_board(), 115), 115) == 115


def wordier(scene: Scene) -> Scene:
    """The scene with captions that show more than is said."""

    def longer(unit: Unit) -> Unit:
        return unit.model_copy(update={"shown": f"{unit.shown}ooooo" if len(unit.said) > 6 else unit.shown})

    narration = [Sentence(units=tuple(map(longer, each.units))) for each in scene.narration]
    return scene.model_copy(update={"narration": tuple(narration)})


def test_where_captions_go_by_too_fast_the_voice_is_slowed_until_they_can_be_read() -> None:
    board = a_board().model_copy(update={"scenes": tuple(map(wordier, a_board().scenes))})
    rate, voicing = 125, spoken(board, 125)
    while (slower := readable_rate(board, voicing, rate)) < rate:
        rate, voicing = slower, spoken(board, slower)
    assert 100 < rate < 125
    speeds = [sum(map(len, cue.lines)) * 48_000 / (cue.end - cue.start) for cue in cues(board, voicing)]
    assert max(speeds) <= 20
    told = voicing.model_copy(update={"rate": rate, "wished": 125}).notices
    assert f"at {rate} percent of its pace, not at 125" in told[0]


def test_a_slower_voice_is_never_slowed_further() -> None:
    assert readable_rate(a_board(), spoken(a_board(), 80), 80) == 80
