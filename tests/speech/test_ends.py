"""Words end where their sound ends: the check of the captions, on the sound itself, finds the same places."""

import numpy as np

from jarai.captions.make import cues
from jarai.captions.webvtt import webvtt
from jarai.pipeline.examine import caption_borders
from jarai.rules.vtt import read_webvtt
from jarai.script.reading.read import read
from jarai.sound.measure import audible
from jarai.speech.hibari import HibariVoice
from jarai.storyboard.model import Closing, Scene, Sentence
from jarai.storyboard.times import milliseconds
from jarai.storyboard.voicing import SpokenScene, Voicing
from sheets import sheet

NOISY = ("earnings.en", "nothing.en", "poem.en")
"""Scripts with sentences after which the network's own noise goes on for a tenth of a second and more."""


def test_units_end_with_their_sound_and_cues_within_the_limit() -> None:
    voice = HibariVoice()
    for name in NOISY:
        board, scenes, sound = sheet(name).board, [], []
        for scene in board.scenes:
            speech = voice.speak(scene)
            sound.append(speech.samples)
            scenes.append(
                SpokenScene(scene_id=scene.scene_id, frames=speech.frames, audio="", audio_sha256="", units=speech.units, phonemes=speech.phonemes)
            )  # fmt: skip
        voicing = Voicing(scenes=tuple(scenes))
        heard = tuple((milliseconds(start), milliseconds(end)) for start, end in audible(np.concatenate(sound)))
        written = read_webvtt(webvtt(cues(board, voicing)).encode())
        said = sorted(milliseconds(start + unit.end) for start, scene in voicing.with_starts() for unit in scene.units)
        bordering, borders = caption_borders(written, heard)
        assert len(bordering) >= len(written) / 2
        for cue, (onset, end) in zip(bordering, borders, strict=True):
            last = max(each for each in said if each <= cue.end)
            assert abs(last - end) <= 30, (name, cue.lines, last - end)
            assert abs(cue.start - onset) <= 30, (name, cue.lines, cue.start - onset)
            assert abs(cue.end - end) <= 130, (name, cue.lines, cue.end - end)


def test_a_weak_word_after_a_comma_begins_after_its_pause() -> None:
    text = "Beyond that, the new bridge stands 1.3 kilometres down the river."
    narration = (Sentence(units=read(text, "en-US").units),)
    spoken = HibariVoice().speak(Scene(scene_id="one", narration=narration, element=Closing(headline="Bridge")))
    (_, before), (after, _), *_ = audible(spoken.samples)
    _, that, the, new, *_ = spoken.units
    assert after - before > 4_800, "a pause is heard"
    assert abs(that.end - before) <= 480
    assert abs(the.start - after) <= 480
    assert the.end < new.end
