"""Scenes to be spoken, and what holds of any speech."""

import numpy as np

from jarai.speech.port import SceneSpeech
from jarai.storyboard.model import Scene, Sentence, Title, Unit

MS = 48


def sentence(text: str) -> Sentence:
    return Sentence(units=tuple(Unit(shown=word, said=word) for word in text.split()))


def scene(*texts: str) -> Scene:
    return Scene(scene_id="s", narration=tuple(sentence(text) for text in texts), element=Title(headline="x"))


def spans(speech: SceneSpeech) -> dict[int, tuple[int, int]]:
    """First start and last end of each sentence's units."""
    found: dict[int, tuple[int, int]] = {}
    for unit in speech.units:
        found[unit.sentence] = found.get(unit.sentence, (unit.start, 0))[0], unit.end
    return found


def check_times(speech: SceneSpeech) -> None:
    """What holds of any speech: spans inside the sound, in order, units covering exactly their phonemes."""
    assert len(speech.samples) == speech.frames * 1600
    assert np.isfinite(speech.samples).all()
    clock = 0
    for phoneme in speech.phonemes:
        assert clock <= phoneme.start < phoneme.end <= len(speech.samples)
        clock = phoneme.end
    for unit in speech.units:
        mine = [p for p in speech.phonemes if (p.sentence, p.unit) == (unit.sentence, unit.unit)]
        assert (unit.start, unit.end) == (mine[0].start, mine[-1].end)
