"""A speech service outside: what it is asked, how its sound gets times, and what happens when it is down, slow or lies."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarai.base.errors import NeverWorks, StepFailure, TryAgain
from jarai.speech.book import Voices
from jarai.speech.openai import OpenAiVoice
from jarai.speech.port import Voice
from jarai.speech.service import SpeechEndpoint, service_voices
from jarai.speech.shelf import Shelf
from jarai.speech.takes import audible_span
from saying import MS, check_times, scene, sentence, spans
from simulators.speech import RATE, SpeechService, read_aloud, speech_service, wav

NEWS = ("The harbour is open again.", "How much water does it need, and when?")


@pytest.fixture
def there() -> Iterator[SpeechService]:
    with speech_service() as made:
        yield made


@pytest.fixture
def waited() -> list[float]:
    return []


@pytest.fixture
def voice(there: SpeechService, waited: list[float]) -> Voice:
    return spoken_by(there, waited)


def spoken_by(there: SpeechService, waited: list[float], seconds: float = 5.0) -> OpenAiVoice:
    (alloy,) = service_voices("alloy=en-US+de-DE/female")
    return OpenAiVoice(alloy, SpeechEndpoint(there.url, "a-key", "tts-1", (alloy,), seconds, wait=waited.append))


def test_the_service_is_asked_for_each_sentence_with_key_model_and_voice(there: SpeechService, voice: Voice) -> None:
    voice.speak(scene(*NEWS))
    assert [each["input"] for each in there.asked] == list(NEWS)
    assert {(each["path"], each["model"], each["voice"], each["response_format"]) for each in there.asked} == {
        ("/v1/audio/speech", "tts-1", "alloy", "wav")
    }
    assert set(there.keys) == {"Bearer a-key"}


def test_the_times_are_spread_over_what_is_heard_and_say_so(voice: Voice) -> None:
    speech = voice.speak(scene(*NEWS))
    check_times(speech)
    assert [(unit.sentence, unit.unit) for unit in speech.units] == [
        (number, index) for number, text in enumerate(NEWS) for index in range(len(text.split()))
    ]
    for start, end in spans(speech).values():
        onset, offset = audible_span(speech.samples[start - 120 * MS : end + 200 * MS])
        assert abs(onset - 120 * MS) <= 15 * MS
        assert abs(offset - 120 * MS - (end - start)) <= 15 * MS
    assert voice.description.timing == "spread"
    assert {phoneme.symbol for phoneme in speech.phonemes} <= set("abcdefghijklmnopqrstuvwxyz")


def test_a_word_of_three_letters_gets_less_time_than_one_of_nine(voice: Voice) -> None:
    first, second, *_ = voice.speak_line(sentence("The wonderful sea.").units).units
    assert (second.end - second.start) > 2 * (first.end - first.start)


def test_a_blip_is_tried_again_and_an_outage_is_told(there: SpeechService, voice: Voice, waited: list[float]) -> None:
    there.answers = [(503, lambda _: b"busy"), (200, read_aloud)]
    voice.speak_line(sentence("Good morning.").units)
    assert waited == [1.0]
    there.answers = [(503, lambda _: b"down")]
    with pytest.raises(TryAgain, match="503") as failed:
        voice.speak_line(sentence("Good morning.").units)
    assert failed.value.code == "SPEECH_UNREACHABLE"


def test_a_service_that_is_not_there_or_too_slow_is_given_up(there: SpeechService, waited: list[float]) -> None:
    there.holds = True
    with pytest.raises(TryAgain) as slow:
        spoken_by(there, waited, seconds=0.05).speak_line(sentence("Good morning.").units)
    assert slow.value.code == "SPEECH_UNREACHABLE"
    there.url = "http://127.0.0.1:9/v1"
    with pytest.raises(TryAgain):
        spoken_by(there, waited).speak_line(sentence("Good morning.").units)


@pytest.mark.parametrize(
    ("status", "content", "code"),
    [
        (401, lambda _: b"who are you", "SPEECH_REFUSED"),
        (302, lambda _: b"", "SPEECH_REFUSED"),
        (200, lambda _: b"", "SPEECH_ANSWER"),
        (200, lambda _: b'{"error": "none"}', "SPEECH_ANSWER"),
        (200, lambda _: b"ID3 an MP3 after all", "SPEECH_ANSWER"),
        (200, lambda text: read_aloud(text)[:60], "SPEECH_ANSWER"),
        (200, lambda _: wav(np.zeros(RATE)), "SPEECH_ANSWER"),
        (200, lambda _: wav(np.zeros(0)), "SPEECH_ANSWER"),
        (200, lambda _: read_aloud("a" * 2000), "SPEECH_ANSWER"),
        (200, lambda _: wav(np.ones(RATE) / 2, width=4), "SPEECH_ANSWER"),
        (200, lambda _: wav(np.ones(800) / 2, rate=400), "SPEECH_ANSWER"),
    ],
)
def test_what_cannot_be_the_text_read_aloud_is_refused(
    there: SpeechService, voice: Voice, status: int, content: Callable[[str], bytes], code: str
) -> None:
    there.answers = [(status, content)]
    with pytest.raises(NeverWorks) as refused:
        voice.speak_line(sentence("Good morning.").units)
    assert refused.value.code == code


def test_a_voice_of_a_service_comes_first_and_a_local_one_takes_its_place(tmp_path: Path, there: SpeechService) -> None:
    (alloy,) = service_voices("alloy=en-US/male")
    endpoint = SpeechEndpoint(there.url, "", "tts-1", (alloy,))
    voices = Voices(Shelf(tmp_path, remote=(alloy,)), endpoint)
    assert voices.here()[0] == alloy
    chain = [voice.description.slug for voice in voices.chain("service-alloy", "en-US", {})]
    assert chain[0] == "service-alloy"
    assert chain[1:] == ["kokoro-en-michael", "hibari-en"]
    assert voices.chain("hibari-en", "en-US", {})[0].description.slug == "hibari-en"


@pytest.mark.parametrize("text", ["alloy", "alloy=en-US", "alloy=en-US/either", "=en-US/male", "a b=en-US/male"])
def test_a_setting_that_names_no_voice_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="NAME=LANGUAGE"):
        service_voices(text)


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=300))
def test_whatever_is_sent_is_refused_and_never_crashes(content: bytes) -> None:
    with speech_service() as there:
        there.answers = [(200, lambda _: content)]
        with pytest.raises(StepFailure):
            spoken_by(there, []).speak_line(sentence("Good morning.").units)
