import re
from pathlib import Path

import jiwer
import pytest

from jarai.speech.hibari import HibariVoice
from jarai.speech.voices import DESCRIBER, PRESENTER, VoiceDescription
from jarai.storyboard.model import Unit
from recogniser import heard, recogniser

SENTENCES = (
    "The company will hire people in every region by next year.",
    "The council voted to repair the old bridge over the river.",
    "Farmers signed the petition, but the government refused to answer.",
    "She said that the factory would open again in the spring.",
    "How much water does a city need on a hot day?",
    "Offshore wind made more than half of it, for example the park near the coast.",
    "Fish stocks in the northern sea have halved since the storm.",
    "Hospitals saved a third of their power with better windows.",
    "Thousands of people walked through the streets to celebrate the future.",
    "The new railway line brings workers to the city before breakfast.",
)


def bare(text: str) -> str:
    return re.sub(r"[^a-z' ]", "", text.lower().replace("-", " "))


@pytest.mark.slow
@pytest.mark.parametrize("voice", [PRESENTER, DESCRIBER], ids=lambda voice: voice.slug)
def test_an_independent_listener_understands_every_voice(tmp_path: Path, voice: VoiceDescription) -> None:
    listener, narrator = recogniser(tmp_path), HibariVoice(voice)
    understood = []
    for text in SENTENCES:
        line = narrator.speak_line([Unit(shown=word, said=word) for word in text.split()])
        understood.append(bare(heard(listener, line.samples)))
    assert jiwer.wer([bare(text) for text in SENTENCES], understood) <= 0.03, understood
