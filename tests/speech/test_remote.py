"""Speech services outside: what they are asked, how their sound gets times, and what happens when they are down, slow or lie."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarai.base.errors import NeverWorks, TryAgain
from jarai.speech.book import Voices
from jarai.speech.port import Voice
from jarai.speech.reading import read
from jarai.speech.remote.answer import from_wav
from jarai.speech.remote.azure import ssml
from jarai.speech.remote.elevenlabs import timed_answer
from jarai.speech.remote.voice import RemoteVoice, told
from jarai.speech.service import Service, SpeechEndpoint, service_voices, speech_endpoints
from jarai.speech.shelf import Shelf
from jarai.speech.spread import lettered
from jarai.speech.takes import audible_span
from saying import MS, check_times, scene, sentence, spans
from simulators.speech import RATE, SIGN, SpeechService, in_base64, read_aloud, speech_service, timed, tones, wav

NEWS = ("The harbour is open again.", "How much water does it need, and when?")
SERVICES: tuple[Service, ...] = ("openai", "azure", "elevenlabs")
GOOD: dict[Service, Callable[[str], bytes]] = {"openai": read_aloud, "azure": read_aloud, "elevenlabs": timed}


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


@pytest.fixture
def azure(there: SpeechService, waited: list[float]) -> Voice:
    return spoken_by(there, waited, service="azure")


@pytest.fixture
def elevenlabs(there: SpeechService, waited: list[float]) -> Voice:
    return spoken_by(there, waited, service="elevenlabs")


def spoken_by(
    there: SpeechService, waited: list[float], seconds: float = 5.0, service: Service = "openai", pace: int = 100
) -> RemoteVoice:
    (alloy,) = service_voices("alloy=en-US+de-DE/female", service)
    alloy = alloy.model_copy(update={"pace": pace})
    url = there.url if service == "openai" else there.origin
    if len(there.answers) == 1 and there.answers[0][1] is read_aloud:
        there.answers = [(200, GOOD[service])]
    endpoint = SpeechEndpoint(url, "a-key", "tts-1", (alloy,), seconds, wait=waited.append, service=service)
    return RemoteVoice(alloy, endpoint)


def test_the_service_is_asked_for_each_sentence_with_key_model_and_voice(there: SpeechService, voice: Voice) -> None:
    voice.speak(scene(*NEWS))
    assert [each["input"] for each in there.asked] == list(NEWS)
    assert {(each["path"], each["model"], each["voice"], each["response_format"]) for each in there.asked} == {
        ("/v1/audio/speech", "tts-1", "alloy", "wav")
    }
    assert set(there.keys) == {"Bearer a-key"}


def test_azure_is_asked_in_ssml_for_sound_at_48_khz(there: SpeechService, azure: Voice) -> None:
    azure.speak(scene(*NEWS))
    assert [each["input"] for each in there.asked] == list(NEWS)
    expected = {"voice": "alloy", "rate": "+0%", "language": "en-US", "format": "riff-48khz-16bit-mono-pcm"}
    assert {key: there.asked[0][key] for key in expected} == expected
    assert there.asked[0]["path"] == "/cognitiveservices/v1"
    assert set(there.keys) == {"a-key"}


def test_elevenlabs_is_asked_for_bare_samples_with_times(there: SpeechService, elevenlabs: Voice) -> None:
    elevenlabs.speak(scene(*NEWS))
    assert [each["input"] for each in there.asked] == list(NEWS)
    assert there.asked[0]["path"] == "/v1/text-to-speech/alloy/with-timestamps?output_format=pcm_24000"
    assert (there.asked[0]["model_id"], there.asked[0]["voice_settings"]) == ("tts-1", {"speed": 1.0})
    assert set(there.keys) == {"a-key"}


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=60))
def test_no_text_becomes_markup_of_azure(text: str) -> None:
    from defusedxml.ElementTree import fromstring

    (voice,) = service_voices("en-US-Jenny=en-US/female", "azure")
    (spoken,) = fromstring(ssml(voice, text))
    (prosody,) = spoken
    assert (prosody.text or "", list(prosody), spoken.get("name")) == (text, [], "en-US-Jenny")


def test_text_that_looks_like_markup_is_refused_before_any_service_is_asked(there: SpeechService, azure: Voice) -> None:
    with pytest.raises(NeverWorks) as refused:
        azure.speak_line(sentence("Hello <break time='9s'/> world.").units)
    assert refused.value.code == "UNREADABLE_TEXT"
    assert there.asked == []


@pytest.mark.parametrize(("pace", "openai", "azured", "eleven"), [(80, 0.8, "-20%", 0.8), (125, 1.25, "+25%", 1.2)])
def test_every_service_is_told_the_speaking_rate(
    there: SpeechService, pace: int, openai: float, azured: str, eleven: float
) -> None:
    for service in SERVICES:
        there.answers = [(200, GOOD[service])]
        spoken_by(there, [], service=service, pace=pace).speak_line(sentence("Good morning.").units)
    first, second, third = there.asked
    assert (first["speed"], second["rate"], third["voice_settings"]["speed"]) == (openai, azured, eleven)


@pytest.mark.parametrize("service", ["openai", "azure"])
def test_the_times_are_spread_over_what_is_heard_and_say_so(there: SpeechService, service: Service) -> None:
    voice = spoken_by(there, [], service=service)
    speech = voice.speak(scene(*NEWS))
    check_times(speech)
    assert [(unit.sentence, unit.unit) for unit in speech.units] == [
        (number, index) for number, text in enumerate(NEWS) for index in range(len(text.split()))
    ]
    for start, end in spans(speech).values():
        onset, offset = audible_span(speech.samples[start - 120 * MS : end + 200 * MS])
        assert abs(onset - 120 * MS) <= 15 * MS
        assert abs(offset - 120 * MS - (end - start)) <= 15 * MS
    assert (voice.description.timing, speech.timing) == ("spread", "spread")
    assert {phoneme.symbol for phoneme in speech.phonemes} <= set("abcdefghijklmnopqrstuvwxyz")


def test_the_times_of_elevenlabs_are_its_own_to_the_letter(elevenlabs: Voice) -> None:
    text = "The harbour doesn't open, says Zoë."
    speech = elevenlabs.speak_line(sentence(text).units)
    check_times(speech)
    assert speech.timing == "model"
    at = speech.units[0].start
    for unit, word in zip(speech.units, text.split(), strict=True):
        begins = (text.index(word) * SIGN) * MS + at
        assert abs(unit.start - begins) <= 5 * MS, word
        assert abs(unit.end - begins - len(word.strip(",.")) * SIGN * MS) <= 5 * MS, word


def lied(**changes: Any) -> Callable[[str], bytes]:
    """An answer of ElevenLabs whose times are not those of its sound."""
    return lambda text: timed(text, **{key: change(text) for key, change in changes.items()})


LIES: dict[str, Callable[[str], bytes]] = {
    "none": lambda text: json.dumps({"audio_base64": in_base64(tones(text))}).encode(),
    "null": lambda text: json.dumps({"audio_base64": in_base64(tones(text)), "alignment": None}).encode(),
    "backwards": lied(character_start_times_seconds=lambda text: [(len(text) - n) / 20 for n in range(len(text))]),
    "beyond": lied(
        character_start_times_seconds=lambda text: [n * 9.0 for n in range(len(text))],
        character_end_times_seconds=lambda text: [n * 9.0 + 9 for n in range(len(text))],
    ),
    "endless": lied(character_start_times_seconds=lambda text: [float("inf")] * len(text)),
    "no numbers": lied(character_end_times_seconds=lambda text: [float("nan")] * len(text)),
    "before": lied(character_start_times_seconds=lambda text: [-1.0] * len(text)),
    "all at once": lied(
        character_start_times_seconds=lambda text: [0.3] * len(text),
        character_end_times_seconds=lambda text: [0.3] * len(text),
    ),
    "too few": lied(character_start_times_seconds=lambda _: [0.0]),
    "another text": lied(characters=lambda text: list("x" * len(text))),
    "words": lied(characters=lambda text: [text] + [""] * (len(text) - 1)),
    "no lists": lied(characters=lambda _: {"a": 1}),
}


@pytest.mark.parametrize("lie", LIES)
def test_times_that_cannot_be_true_are_not_used(there: SpeechService, elevenlabs: Voice, lie: str) -> None:
    there.answers = [(200, LIES[lie])]
    speech = elevenlabs.speak_line(sentence("Good morning.").units)
    check_times(speech)
    assert speech.timing == "spread"
    start, end = spans(speech)[0]
    assert end - start == pytest.approx(len("Good morning") * SIGN * MS, abs=15 * MS)


def test_one_sentence_without_times_makes_the_scenes_times_estimates(there: SpeechService, elevenlabs: Voice) -> None:
    there.answers = [(200, timed), (200, LIES["null"])]
    assert elevenlabs.speak(scene(*NEWS)).timing == "spread"


def test_a_word_of_three_letters_gets_less_time_than_one_of_nine(voice: Voice) -> None:
    first, second, *_ = voice.speak_line(sentence("The wonderful sea.").units).units
    assert (second.end - second.start) > 2 * (first.end - first.start)


@pytest.mark.parametrize("service", SERVICES)
def test_a_blip_is_tried_again_and_an_outage_is_told(there: SpeechService, service: Service) -> None:
    waited: list[float] = []
    voice = spoken_by(there, waited, service=service)
    there.answers = [(429, lambda _: b"busy"), (200, GOOD[service])]
    voice.speak_line(sentence("Good morning.").units)
    assert waited == [1.0]
    there.answers = [(500, lambda _: b"down")]
    with pytest.raises(TryAgain, match="500") as failed:
        voice.speak_line(sentence("Good morning.").units)
    assert failed.value.code == "SPEECH_UNREACHABLE"


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_that_is_not_there_stalls_or_drips_is_given_up(there: SpeechService, service: Service) -> None:
    gone = spoken_by(there, [], service=service)
    gone = RemoteVoice(gone.description, SpeechEndpoint("http://127.0.0.1:9", "k", "m", service=service, pause=0))
    hasty = spoken_by(there, [], seconds=0.05, service=service)
    for voice, fault in ((gone, "holds"), (hasty, "drips"), (hasty, "holds")):
        setattr(there, fault, True)
        with pytest.raises(TryAgain) as failed:
            voice.speak_line(sentence("Good morning.").units)
        assert failed.value.code == "SPEECH_UNREACHABLE"
        setattr(there, fault, fault == "holds")


@pytest.mark.parametrize("service", SERVICES)
def test_an_answer_without_end_is_broken_off(there: SpeechService, service: Service) -> None:
    voice = spoken_by(there, [], service=service)
    there.answers, there.endless = [(200, lambda _: b"\0" * 65536)], True
    with pytest.raises(NeverWorks, match="more than this sentence") as refused:
        voice.speak_line(sentence("Good morning.").units)
    assert refused.value.code == "SPEECH_ANSWER"


WAVES: list[tuple[int, Callable[[str], bytes], str]] = [
    (401, lambda _: b"who are you", "SPEECH_REFUSED"),
    (302, lambda _: b"", "SPEECH_REFUSED"),
    (200, lambda _: b"", "SPEECH_ANSWER"),
    (200, lambda _: b"<!doctype html><title>Maintenance</title>", "SPEECH_ANSWER"),
    (200, lambda _: b'{"error": "none"}', "SPEECH_ANSWER"),
    (200, lambda _: b"ID3 an MP3 after all", "SPEECH_ANSWER"),
    (200, lambda text: read_aloud(text)[:60], "SPEECH_ANSWER"),
    (200, lambda _: wav(np.zeros(RATE)), "SPEECH_ANSWER"),
    (200, lambda _: wav(np.zeros(0)), "SPEECH_ANSWER"),
    (200, lambda _: read_aloud("a" * 400), "SPEECH_ANSWER"),
    (200, lambda _: wav(np.ones(RATE) / 2, width=4), "SPEECH_ANSWER"),
    (200, lambda _: wav(np.ones(800) / 2, rate=400), "SPEECH_ANSWER"),
]
OBJECTS: list[tuple[int, Callable[[str], bytes], str]] = [
    (401, lambda _: b'{"detail": {"status": "quota_exceeded"}}', "SPEECH_REFUSED"),
    (422, lambda _: b"{}", "SPEECH_REFUSED"),
    (200, lambda _: b"", "SPEECH_ANSWER"),
    (200, lambda _: b"<!doctype html><title>Maintenance</title>", "SPEECH_ANSWER"),
    (200, lambda _: b"[" * 5000, "SPEECH_ANSWER"),
    (200, lambda _: b'{"audio_base64": null}', "SPEECH_ANSWER"),
    (200, lambda _: b'{"audio_base64": "not base64!"}', "SPEECH_ANSWER"),
    (200, lambda _: b'{"audio_base64": ""}', "SPEECH_ANSWER"),
    (200, lambda _: b'{"audio_base64": "SUQzBAAAAAAAI1RTU0UAAAAPAAAD"}', "SPEECH_ANSWER"),
    (200, lambda _: json.dumps({"audio_base64": in_base64(np.zeros(RATE))}).encode(), "SPEECH_ANSWER"),
    (200, lambda _: json.dumps({"audio_base64": in_base64(tones("a" * 400))}).encode(), "SPEECH_ANSWER"),
    (200, lambda _: json.dumps({"audio_base64": in_base64(np.ones(99))}).encode(), "SPEECH_ANSWER"),
]


@pytest.mark.parametrize(
    ("service", "status", "content", "code"),
    [
        *(("openai", *each) for each in WAVES),
        *(("azure", *each) for each in WAVES[::3]),
        *(("elevenlabs", *each) for each in OBJECTS),
    ],
)
def test_what_cannot_be_the_text_read_aloud_is_refused(
    there: SpeechService, service: Service, status: int, content: Callable[[str], bytes], code: str
) -> None:
    voice = spoken_by(there, [], service=service)
    there.answers = [(status, content)]
    with pytest.raises(NeverWorks) as refused:
        voice.speak_line(sentence("Good morning.").units)
    assert refused.value.code == code


def test_a_voice_of_a_service_comes_first_and_a_local_one_takes_its_place(tmp_path: Path, there: SpeechService) -> None:
    (alloy,) = service_voices("alloy=en-US/male")
    endpoint = SpeechEndpoint(there.url, "", "tts-1", (alloy,))
    voices = Voices(Shelf(tmp_path, remote=(alloy,)), (endpoint,))
    assert voices.here()[0] == alloy
    chain = [voice.description.slug for voice in voices.chain("service-alloy", "en-US", {})]
    assert chain[0] == "service-alloy"
    assert chain[1:] == ["kokoro-en-michael", "hibari-en"]
    assert voices.chain("hibari-en", "en-US", {})[0].description.slug == "hibari-en"


def test_a_voice_of_several_languages_reads_in_the_programmes(tmp_path: Path, there: SpeechService) -> None:
    (nova,) = service_voices("nova=en-US+ja-JP/female", "azure")
    endpoint = SpeechEndpoint(there.origin, "k", "", (nova,), service="azure")
    book = Voices(Shelf(tmp_path, has=lambda _: False, remote=(nova,)), (endpoint,))
    (voice,) = book.chain("azure-nova", "ja-JP", {})
    voice.speak_line(sentence("港が 再び 開きました。").units)
    assert (there.asked[0]["language"], there.asked[0]["input"]) == ("ja-JP", "港が再び開きました.")


@pytest.mark.parametrize(
    "text", ["alloy", "alloy=en-US", "alloy=en-US/either", "=en-US/male", "a b=en-US/male", "a=en-US/male,A=en-US/male"]
)
def test_a_setting_that_names_no_voice_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"NAME=LANGUAGE|once"):
        service_voices(text)


NOTHING = {
    f"JARAI_{name}": ""
    for name in (
        *("SPEECH_URL", "SPEECH_KEY", "SPEECH_MODEL", "SPEECH_VOICES"),
        *("AZURE_SPEECH_URL", "AZURE_SPEECH_KEY", "AZURE_SPEECH_VOICES"),
        *("ELEVENLABS_URL", "ELEVENLABS_KEY", "ELEVENLABS_MODEL", "ELEVENLABS_VOICES"),
    )
}


def test_the_settings_name_several_services_and_a_label_names_a_voice() -> None:
    there = speech_endpoints(
        NOTHING
        | {
            "JARAI_AZURE_SPEECH_URL": "https://westeurope.tts.speech.microsoft.com/",
            "JARAI_AZURE_SPEECH_KEY": "hush",
            "JARAI_AZURE_SPEECH_VOICES": "en-US-Ava:DragonHDLatestNeural=en-US/female",
            "JARAI_ELEVENLABS_KEY": "hush",
            "JARAI_ELEVENLABS_VOICES": "Anna B@21m00Tcm4TlvDq8ikWAM=en-US+de-DE/female",
        }
    )
    assert [(each.service, each.url) for each in there] == [
        ("azure", "https://westeurope.tts.speech.microsoft.com"),
        ("elevenlabs", "https://api.elevenlabs.io"),
    ]
    ((ava,), (anna,)) = (each.voices for each in there)
    assert (ava.slug, ava.timbre) == ("azure-en-us-ava-dragonhdlatestneural", "en-US-Ava:DragonHDLatestNeural")
    assert (anna.slug, anna.name, anna.timbre) == ("elevenlabs-anna-b", "Anna B", "21m00Tcm4TlvDq8ikWAM")
    assert "hush" not in repr(there)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"JARAI_AZURE_SPEECH_URL": "https://x.example"}, "JARAI_AZURE_SPEECH_VOICES: must be set"),
        ({"JARAI_AZURE_SPEECH_VOICES": "a=en-US/male"}, "JARAI_AZURE_SPEECH_VOICES: must be set"),
        ({"JARAI_ELEVENLABS_VOICES": "a=en-US/male"}, "JARAI_ELEVENLABS_VOICES: must be set"),
        ({"JARAI_ELEVENLABS_KEY": "k"}, "JARAI_ELEVENLABS_VOICES: must be set"),
        ({"JARAI_ELEVENLABS_VOICES": "a"}, "JARAI_ELEVENLABS_VOICES: must be .LABEL@.NAME"),
        (
            {"JARAI_AZURE_SPEECH_URL": "ftp://x", "JARAI_AZURE_SPEECH_VOICES": "a=en-US/male"},
            "JARAI_AZURE_SPEECH_URL: must start",
        ),
        (
            {"JARAI_AZURE_SPEECH_URL": "https://x", "JARAI_AZURE_SPEECH_VOICES": "a=en-US/male"},
            "JARAI_AZURE_SPEECH_KEY: must be set",
        ),
    ],
)
def test_a_half_set_service_is_refused_by_name(changes: dict[str, str], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        speech_endpoints(NOTHING | changes)


@given(st.binary(max_size=300))
def test_whatever_is_sent_is_refused_and_never_crashes(content: bytes) -> None:
    for answer in (from_wav, timed_answer):
        with pytest.raises(NeverWorks):
            answer(content, "Good morning.")


SECONDS = st.lists(st.floats() | st.floats(0, 1.3), min_size=13, max_size=13)


@settings(deadline=None)
@given(SECONDS | SECONDS.map(sorted), SECONDS)
def test_whatever_times_are_told_those_used_are_in_order_and_inside(starts: list[float], ends: list[float]) -> None:
    lie = {"character_start_times_seconds": starts, "character_end_times_seconds": ends}
    answer = timed_answer(timed("Good morning.", **lie), "Good morning.")
    if answer.starts:
        assert list(answer.starts) == sorted(answer.starts)
        assert 0 <= answer.starts[0] < answer.starts[-1] <= len(answer.samples)
        words = lettered(read(sentence("Good morning.").units))
        durations = told(words, answer)
        assert min(durations) >= 0
        assert sum(durations) == len(answer.samples)
        assert len(durations) == sum(map(len, words)) + 2
