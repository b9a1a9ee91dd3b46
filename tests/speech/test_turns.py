"""A scene that two say is cut into turns, and their speech is one again."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarai.speech.port import SceneSpeech
from jarai.speech.turns import joined, turns_of
from jarai.storyboard.model import Scene, Sentence, Title, Unit
from jarai.storyboard.times import SAMPLES_PER_FRAME
from jarai.storyboard.voicing import Phoneme, SpokenUnit


def a_scene(*speakers: int, rest: int = 0) -> Scene:
    unit = Unit(shown="word", said="word")
    narration = tuple(Sentence(units=(unit,), speaker=1 if each == 1 else 2) for each in speakers)
    return Scene(scene_id="s", narration=narration, element=Title(headline="H"), rest=rest)


def some_speech(sentences: int, frames: int) -> SceneSpeech:
    """A frame a sentence sounds, from the first on; the samples hold how many sentences there are."""
    times = [(number * SAMPLES_PER_FRAME, (number + 1) * SAMPLES_PER_FRAME) for number in range(sentences)]
    return SceneSpeech(
        samples=np.full(frames * SAMPLES_PER_FRAME, sentences, np.float32),
        frames=frames,
        units=tuple(SpokenUnit(sentence=n, unit=0, start=a, end=b) for n, (a, b) in enumerate(times)),
        phonemes=tuple(Phoneme(symbol="a", start=a, end=b, stressed=False, sentence=n, unit=0) for n, (a, b) in enumerate(times)),
    )  # fmt: skip


def test_each_turn_is_a_scene_of_its_own_and_the_rest_comes_after_the_last() -> None:
    turns = turns_of(a_scene(1, 1, 2, 1, rest=700))
    assert [(each.speaker, each.first, len(each.scene.narration), each.scene.rest) for each in turns] == [
        (1, 0, 2, 0), (2, 2, 1, 0), (1, 3, 1, 700),
    ]  # fmt: skip


@pytest.mark.parametrize("scene", [a_scene(1, 1, rest=300), a_scene(rest=300)])
def test_what_one_says_alone_stays_as_it_is(scene: Scene) -> None:
    (turn,) = turns_of(scene)
    assert turn.scene == scene
    speech = some_speech(2, 9)
    assert joined([(speech, 0)]) is speech


@settings(deadline=None)
@given(st.lists(st.sampled_from([1, 2]), min_size=1, max_size=8))
def test_joined_speech_has_every_sentence_once_in_order_where_it_sounds(speakers: list[int]) -> None:
    turns = turns_of(a_scene(*speakers))
    parts = [(some_speech(len(turn.scene.narration), 10), turn.first) for turn in turns]
    speech = joined(parts)
    assert [each.sentence for each in speech.units] == list(range(len(speakers)))
    assert [each.sentence for each in speech.phonemes] == list(range(len(speakers)))
    starts = [each.start for each in speech.units]
    assert starts == sorted(starts)
    assert speech.frames == 10 * len(turns)
    for turn, (part, _) in zip(turns, parts, strict=True):
        at = speech.units[turn.first].start
        assert speech.samples[at] == part.samples[0]
