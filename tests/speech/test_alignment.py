"""Speech that tells no times: a voice of ours says the same words and is found in it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import resample_poly

from jarai.speech.alignment import HOP, aligned, frames_of
from jarai.speech.book import Voices
from jarai.speech.hibari import HibariVoice
from jarai.speech.port import SceneSpeech
from jarai.speech.remote.voice import RemoteVoice
from jarai.speech.service import SpeechEndpoint, service_voices
from jarai.speech.shelf import Shelf
from jarai.speech.voices import PRESENTER
from saying import MS, check_times, scene, sentence
from simulators.speech import RATE, SpeechService, read_aloud, speech_service, wav

TEXTS = (
    "The harbour is open again, and forty ships are waiting.",
    "How much water does it need, and when?",
    "Officials insist his crisis is a useful lesson.",
)
QUICK = HibariVoice(PRESENTER.model_copy(update={"pace": 105, "offset": 2592}))
"""The same network a third quicker: who speaks in the simulator. Its times are known, and hidden from the studio."""


def sent(text: str) -> bytes:
    speech = QUICK.speak_line(sentence(text).units)
    return wav(resample_poly(speech.samples, 1, 2), RATE)


@pytest.fixture
def there() -> Iterator[SpeechService]:
    with speech_service() as made:
        yield made


def spoken(there: SpeechService, *answers: Callable[[str], bytes]) -> SceneSpeech:
    there.answers = [(200, each) for each in answers]
    (alloy,) = service_voices("alloy=en-US/female")
    endpoint = SpeechEndpoint(there.url, "", "tts-1", (alloy,), wait=lambda _: None)
    return RemoteVoice(alloy, endpoint, lender=HibariVoice()).speak(scene(*TEXTS[: len(answers)]))


def test_the_words_of_a_service_are_found_where_they_are_said(there: SpeechService) -> None:
    speech = spoken(there, sent, sent, sent)
    check_times(speech)
    assert speech.timing == "aligned"
    known = QUICK.speak(scene(*TEXTS))
    assert [(unit.sentence, unit.unit) for unit in speech.units] == [(unit.sentence, unit.unit) for unit in known.units]
    errors = [
        abs(ours - theirs) / MS
        for mine, truth in zip(speech.units, known.units, strict=True)
        for ours, theirs in ((mine.start, truth.start), (mine.end, truth.end))
    ]
    assert median(errors) <= 20
    assert max(errors) <= 100
    assert {phoneme.symbol for phoneme in speech.phonemes} == {phoneme.symbol for phoneme in known.phonemes}


def test_other_words_and_no_words_are_not_taken_for_the_text(there: SpeechService) -> None:
    def lied(_: str) -> bytes:
        return sent("Nobody has seen the mayor since the garden was sold.")

    assert spoken(there, lied).timing == "spread"
    assert spoken(there, read_aloud).timing == "spread"
    assert spoken(there, sent, lied).timing == "spread"  # the least sure of its parts


def test_a_sound_is_found_in_itself_and_moves_with_it() -> None:
    speech = QUICK.speak_line(sentence(TEXTS[0]).units)
    own = frames_of(speech.samples)
    same = aligned(own, own)
    assert same.unlikeness < 0.01
    half = len(speech.samples) // 2 // HOP * HOP
    parted = np.concatenate([speech.samples[:half], np.zeros(48_000, np.float32), speech.samples[half:]])
    found = aligned(own, frames_of(parted))
    assert abs(found.moment(half // 2) - half // 2) <= 2 * HOP
    assert abs(found.moment(half * 3 // 2) - half * 3 // 2 - 48_000) <= 2 * HOP


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 99), st.lists(st.integers(1, 3), min_size=1, max_size=60))
def test_the_way_is_rising_and_ends_where_both_end(seed: int, times: list[int]) -> None:
    frames = np.random.default_rng(seed).standard_normal((len(times), 26)).astype(np.float32)
    found = aligned(frames, np.repeat(frames, times, axis=0))
    assert (np.diff(found.frames) >= 0).all()
    assert 0 <= found.frames[0] <= times[0] - 1
    edges = np.cumsum(times)
    assert np.all(np.abs(found.frames - (edges - (np.array(times) + 1) / 2)) <= 1.5)


def test_a_long_sound_is_found_stride_by_stride() -> None:
    frames = np.random.default_rng(5).standard_normal((1_000, 26)).astype(np.float32)
    later = np.concatenate([frames[:400], np.zeros((60, 26), np.float32), frames[400:]])
    found = aligned(frames, later, stride=150)
    assert np.abs(found.frames[:380] - np.arange(380)).max() <= 2
    assert np.abs(found.frames[420:] - np.arange(480, 1_060)).max() <= 2


def test_the_lender_speaks_the_language_and_there_is_none_where_nobody_does(tmp_path: Path) -> None:
    voices = service_voices("ann=en-GB/female,bob=es-ES/male,eva=de-DE/female,rio=pt-BR/female")
    everything = Shelf(tmp_path, lambda _: True, voices)
    lenders = {voice.name: everything.lender(voice) for voice in voices}
    assert {name: lender and lender.slug for name, lender in lenders.items()} == {
        "ann": "hibari-en",
        "bob": "kokoro-es-alex",
        "eva": None,
        "rio": "kokoro-pt-dora",
    }
    bare = Shelf(tmp_path, lambda _: False, voices)
    assert [bare.lender(voice) and "hibari-en" for voice in voices] == ["hibari-en", None, None, None]


def test_a_service_of_the_studio_has_its_lender(there: SpeechService, tmp_path: Path) -> None:
    (ann,) = service_voices("ann=en-US/female")
    there.answers = [(200, sent)]
    book = Voices(Shelf(tmp_path, lambda _: False, (ann,)), (SpeechEndpoint(there.url, "", "tts-1", (ann,)),))
    assert book.voice("service-ann").speak(scene(TEXTS[0])).timing == "aligned"
