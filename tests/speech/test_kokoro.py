"""The network with many voices: times, units, and that an independent listener understands it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jiwer
import pytest

from jarai.speech.book import Voices
from jarai.speech.port import SceneSpeech
from jarai.speech.shelf import MODEL_FILE, Shelf
from jarai.speech.takes import audible_span
from jarai.storyboard.model import Unit
from recogniser import heard, recogniser
from saying import MS, check_times, scene, spans

pytestmark = pytest.mark.slow
NEWS = ("El puente está abierto.", "¿Cuánta agua necesita una ciudad?")


@pytest.fixture(scope="module")
def voices(tmp_path_factory: pytest.TempPathFactory) -> Voices:
    return Voices(Shelf(tmp_path_factory.mktemp("voices")))


@pytest.fixture(scope="module")
def news(voices: Voices) -> SceneSpeech:
    return voices.voice("kokoro-es-dora").speak(scene(*NEWS))


def test_times_are_in_order_and_units_begin_and_end_with_what_is_heard(news: SceneSpeech) -> None:
    check_times(news)
    assert [(unit.sentence, unit.unit) for unit in news.units] == [
        (number, index) for number, text in enumerate(NEWS) for index in range(len(text.split()))
    ]
    for start, end in spans(news).values():
        first, last = start - 120 * MS, end + 200 * MS
        onset, offset = audible_span(news.samples[first:last])
        assert abs(first + onset - start) <= 80 * MS
        assert abs(first + offset - end) <= 150 * MS


def test_the_same_scene_gives_the_same_samples_from_any_thread(voices: Voices, news: SceneSpeech) -> None:
    with ThreadPoolExecutor(2) as pool:
        again = list(pool.map(lambda _: voices.voice("kokoro-es-dora").speak(scene(*NEWS)), range(2)))
    assert {speech.samples.tobytes() for speech in again} == {news.samples.tobytes()}


@pytest.mark.parametrize(
    ("slug", "language", "text"),
    [
        ("kokoro-gb-george", "en", "Farmers signed the petition, but the government refused to answer."),
        ("kokoro-it-sara", "it", "Migliaia di persone hanno camminato per le strade."),
        ("kokoro-zh-xiaoxiao", "zh", "他说工厂将在春天重新开放。"),
    ],
)
def test_an_independent_listener_understands(
    voices: Voices, tmp_path_factory: pytest.TempPathFactory, slug: str, language: str, text: str
) -> None:
    speech = voices.voice(slug).speak_line([Unit(shown=text, said=text)])
    listener = recogniser(tmp_path_factory.getbasetemp() / "whisper")
    assert jiwer.cer(text, heard(listener, speech.samples, language)) <= 0.15


def test_another_file_in_the_networks_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / MODEL_FILE).write_bytes(b"not a network")
    with pytest.raises(Exception, match="jarai voices install"):
        Voices(Shelf(tmp_path)).voice("kokoro-en-heart").speak(scene("Hello."))
