"""The finished MP4 by ear: an independent recogniser, the captions' times, the loudness."""

import re
from pathlib import Path

import jiwer
import numpy as np
import pytest
from faster_whisper import WhisperModel

from finished import Finished
from jarai.pipeline.examine import caption_borders, listen
from jarai.pipeline.mix_sound import SOUNDTRACK, spans_of
from jarai.pipeline.speak import VOICING
from jarai.rules.vtt import read_webvtt
from jarai.script.reading.read import read
from jarai.sound.flac import read_flac
from jarai.sound.measure import decode, measure
from jarai.sound.mix import separation
from jarai.sound.wav import stereo
from recogniser import heard, recogniser

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def listener(tmp_path_factory: pytest.TempPathFactory) -> WhisperModel:
    return recogniser(tmp_path_factory.mktemp("listener"))


def words(text: str) -> str:
    """The text as the studio's reader says it, bare."""
    said = " ".join(unit.said for unit in read(text).units)
    return " ".join(re.sub(r"[^a-zà-ž' ]", " ", said.lower()).split())


def narration(production: Finished) -> str:
    cues = read_webvtt((production.folder / "captions.vtt").read_bytes())
    return " ".join(line for cue in cues for line in cue.lines)


def test_what_is_heard_is_what_the_captions_say(production: Finished, listener: WhisperModel) -> None:
    wanted, understood = words(narration(production)), words(heard(listener, production.video))
    assert jiwer.wer(wanted, understood) <= 0.05, (wanted, understood)


def test_markup_for_a_voice_is_read_as_its_text(productions: dict[str, Finished], listener: WhisperModel) -> None:
    understood = words(heard(listener, productions["marked up rose"].video))
    assert "price of a rose" in understood


def test_cues_start_and_end_with_what_is_heard(production: Finished) -> None:
    spans = listen(production.video, production.speech, (), ()).audible_ms
    cues = read_webvtt((production.folder / "captions.vtt").read_bytes())
    bordering, borders = caption_borders(cues, spans)
    assert len(bordering) >= len(cues) / 2, "enough cues lie between silences"
    for cue, (onset, end) in zip(bordering, borders, strict=True):
        assert abs(cue.start - onset) <= 80, cue
        assert abs(cue.end - end) <= 150, cue


def test_loudness_and_peak_of_the_file(production: Finished) -> None:
    for file in ("video.mp4", "video-described.mp4"):
        level = measure(decode(production.folder / file))
        assert level.lufs is not None
        assert level.true_peak is not None
        assert abs(level.lufs + 1600) <= 50, file
        assert level.true_peak <= -150, file


def test_the_stems_add_up_to_the_programme_and_all_but_speech_lies_20_below_it(production: Finished) -> None:
    soundtrack = production.recorded(SOUNDTRACK)
    programme = read_flac(production.stored(soundtrack.programme))
    others = [read_flac(production.stored(each.key)) for each in soundtrack.stems.beside_speech]
    speech = read_flac(production.speech)
    assert np.abs(stereo(speech) + sum(others) - programme).max() <= 2 / 32_767
    spans = spans_of(production.recorded(VOICING))
    below = separation(speech, others, spans)
    assert below is not None
    assert 20 <= below <= 21


def test_the_described_file_says_more(production: Finished) -> None:
    described = Path(production.folder / "descriptions.vtt").read_bytes()
    assert read_webvtt(described), "at least who is seen, and that it is made by AI"
