"""The length of scripts as the studio's own English voice says them, against the project type's."""

import pytest

from jarai.script.fit import length_ms
from jarai.script.timing import PER_SCENE_MS
from jarai.speech.hibari import HibariVoice
from jarai.speech.plan import SCENE
from jarai.storyboard.times import FRAME_RATE, SAMPLE_RATE
from sheets import NAMES, sheet

VOICE = HibariVoice()
ENGLISH = [name for name in NAMES if name.endswith(".en")]


@pytest.mark.slow
@pytest.mark.parametrize("name", ENGLISH)
def test_a_script_spoken_lasts_as_long_as_its_project_type(name: str) -> None:
    made = sheet(name)
    spoken = sum(VOICE.speak(scene).frames for scene in made.script.scenes) * 1000 // FRAME_RATE
    print(name, spoken, length_ms(made.script.scenes, made.language))
    assert abs(spoken - made.seconds * 1000) <= made.seconds * 80


def test_the_quiet_around_a_scene_is_the_voice_s_own() -> None:
    assert (SCENE.lead_in + SCENE.tail) * 1000 // SAMPLE_RATE == PER_SCENE_MS
