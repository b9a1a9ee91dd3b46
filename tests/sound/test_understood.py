"""Whether an independent listener understands the finished mix as well as the voice alone."""

from pathlib import Path

import jiwer
import pytest

from jarai.script.reading import read
from jarai.sound.master import master
from jarai.sound.mix import mix
from jarai.sound.music.compose import compose
from jarai.speech.hibari import HibariVoice
from jarai.speech.voices import VOICES
from jarai.storyboard.model import Closing, Scene, Sentence
from recogniser import heard, recogniser

pytestmark = pytest.mark.slow
TEXT = (
    "The council voted to repair the old bridge over the river.",
    "Farmers signed the petition, but the government refused to answer.",
    "Hospitals saved a third of their power with better windows.",
    "The new railway line brings workers to the city before breakfast.",
)


def bare(text: str) -> str:
    return "".join(sign for sign in text.lower().replace("-", " ") if sign.isalpha() or sign in "' ")


def test_music_under_speech_costs_no_word(tmp_path: Path) -> None:
    narration = tuple(Sentence(units=read(text, "en-US").units) for text in TEXT)
    spoken = HibariVoice(VOICES["hibari-en"]).speak(
        Scene(scene_id="one", narration=narration, element=Closing(headline="Bridges"))
    )
    spans = [(unit.start, unit.end) for unit in spoken.units]
    listener, wanted = recogniser(tmp_path), bare(" ".join(TEXT))
    alone = jiwer.wer(wanted, bare(heard(listener, master(spoken.samples))))
    for mood in ("driven", "solemn"):
        mixed = mix(spoken.samples, spans, compose(mood, len(spoken.samples), "bridges"), (), -16)
        understood = bare(heard(listener, mixed.programme[:]))
        assert jiwer.wer(wanted, understood) <= alone, understood
