import contextlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarai.base.errors import NeverWorks
from jarai.speech.hibari import HibariVoice
from jarai.speech.port import SceneSpeech, Voice
from jarai.speech.takes import audible_span
from jarai.speech.voices import DESCRIBER, VOICES
from jarai.storyboard.model import Scene, Sentence, Title, Unit
from saying import MS, check_times, scene, sentence, spans

VOICE: Voice = HibariVoice()

NEWS = (
    "Nordwind Energy hired Siobhán Nguyen's team in Gdańsk.",
    "How much water does a city need on a hot day?",
    "Fish stocks in the northern sea have halved.",
    "“We will rebuild the harbour,” she said, “and we will do it soon.”",
    "Thousands of people walked through the streets.",
    "Hospitals saved a third of their power with better windows.",
)


@pytest.fixture(scope="module")
def news() -> SceneSpeech:
    return VOICE.speak(scene(*NEWS))


def test_times_are_in_order_and_every_unit_spans_its_phonemes(news: SceneSpeech) -> None:
    check_times(news)
    assert [(unit.sentence, unit.unit) for unit in news.units] == [
        (number, index) for number, text in enumerate(NEWS) for index in range(len(text.split()))
    ]


def test_units_begin_and_end_with_what_is_heard(news: SceneSpeech) -> None:
    for start, end in spans(news).values():
        first, last = start - 120 * MS, end + 200 * MS
        onset, offset = audible_span(news.samples[first:last])
        assert abs(first + onset - start) <= 80 * MS
        assert abs(first + offset - end) <= 150 * MS


def test_a_clause_ends_and_the_next_begins_with_what_is_heard() -> None:
    texts = (
        "Revenue came to four point two one billion dollars, up eighteen percent on the first quarter.",
        "When the harbour opened again, thousands of people walked through the streets; nobody had asked them to.",
        "Costs fell, sales rose, and the margin grew.",
    )
    for text in texts:
        speech = VOICE.speak(scene(text))
        words = text.split()
        commas = [index for index, word in enumerate(words) if word[-1] in ",;"]
        for before, after in [(speech.units[index], speech.units[index + 1]) for index in commas]:
            _, end = audible_span(speech.samples[before.start : before.end])
            assert before.end - (before.start + end) <= 20 * MS, (text, before)
            pause = np.abs(speech.samples[before.end + 20 * MS : after.start - 80 * MS])
            assert pause.max(initial=0) < np.abs(speech.samples).max() / 20, (text, before)


def test_pauses_are_the_planned_ones(news: SceneSpeech) -> None:
    heard = spans(news)
    assert heard[0][0] == 250 * MS
    gaps = [heard[number + 1][0] - heard[number][1] for number in range(len(NEWS) - 1)]
    assert gaps == [280 * MS, 450 * MS, 450 * MS, 280 * MS, 280 * MS]
    tail = len(news.samples) - heard[len(NEWS) - 1][1]
    assert 500 * MS <= tail < 500 * MS + 1600


def test_the_silences_are_silent(news: SceneSpeech) -> None:
    heard = spans(news)
    for (_, end), (start, _) in zip(heard.values(), list(heard.values())[1:], strict=False):
        assert not news.samples[end + 15 * MS : start - 15 * MS].any()
    assert not news.samples[: 235 * MS].any()


def test_the_same_scene_gives_the_same_samples_from_any_thread(news: SceneSpeech) -> None:
    with ThreadPoolExecutor(3) as pool:
        again = list(pool.map(lambda _: HibariVoice().speak(scene(*NEWS)), range(3)))
    assert {speech.samples.tobytes() for speech in again} == {news.samples.tobytes()}
    assert all(speech.units == news.units and speech.phonemes == news.phonemes for speech in again)


def test_a_unit_of_many_words_is_one_span_and_an_unsaid_one_has_none() -> None:
    units = (
        Unit(shown="It", said="It"),
        Unit(shown="earned", said="earned"),
        Unit(shown="$4.21bn", said="four point two one billion dollars"),
        Unit(shown="🎉", said=""),
        Unit(shown="–", said="–"),
        Unit(shown="today.", said="today."),
    )
    speech = VOICE.speak(Scene(scene_id="s", narration=(Sentence(units=units),), element=Title(headline="x")))
    check_times(speech)
    assert [unit.unit for unit in speech.units] == [0, 1, 2, 5]
    assert speech.units[2].end - speech.units[2].start > 1200 * MS


def test_a_scene_without_words_is_a_short_silence() -> None:
    for silent in (scene(), scene("")):
        speech = VOICE.speak(silent)
        assert (speech.frames, speech.units, speech.phonemes) == (23, (), ())
        assert not speech.samples.any()


def test_a_sentence_of_two_thousand_characters_is_spoken_whole() -> None:
    clause = "the council of the old town voted again on the bridge over the river and on the harbour"
    text = ", ".join([clause] * 12) + " " + "and then the people went home to their gardens " * 22 + "at last."
    assert len(text) > 2000
    speech = VOICE.speak(scene(text))
    check_times(speech)
    assert len(speech.units) == len(text.split())


def test_a_word_of_three_hundred_letters_is_spoken_whole() -> None:
    speech = VOICE.speak(scene("The word " + "banalo" * 50 + " is long."))
    check_times(speech)
    assert len(speech.units) == 5
    assert sum(phoneme.unit == 2 for phoneme in speech.phonemes) > 250


def test_pronunciation_orders_in_the_text_are_refused() -> None:
    with pytest.raises(NeverWorks, match=r"\[rose\]") as refused:
        VOICE.speak(scene("A [rose](/fˈɛl/) is a rose."))
    assert refused.value.code == "UNREADABLE_TEXT"


def test_a_line_alone_has_no_lead_in_and_no_tail() -> None:
    speech = HibariVoice(DESCRIBER).speak_line(sentence("A bar chart shows three bars.").units)
    check_times(speech)
    assert speech.units[0].start <= 10 * MS
    assert len(speech.samples) - speech.units[-1].end < 10 * MS + 1600


def test_stress_belongs_to_the_vowel() -> None:
    speech = VOICE.speak(scene("Harbour."))
    assert [(phoneme.symbol, phoneme.stressed) for phoneme in speech.phonemes][:2] == [("h", False), ("ɑ", True)]


def test_the_samples_cannot_be_changed(news: SceneSpeech) -> None:
    with pytest.raises(ValueError, match="read-only"):
        news.samples[0] = 1


def test_the_catalogue_names_who_reads_what() -> None:
    assert all(slug == voice.slug for slug, voice in VOICES.items())


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.text("abceioxtsMń'—,.;:!?()“” ", max_size=10), max_size=5), max_size=3))
def test_whatever_may_be_said_keeps_the_times_in_order(texts: list[list[str]]) -> None:
    narration = tuple(Sentence(units=tuple(Unit(shown="x", said=said) for said in units)) for units in texts)
    with contextlib.suppress(NeverWorks):  # some letters alone have no sound
        check_times(VOICE.speak(Scene(scene_id="s", narration=narration, element=Title(headline="x"))))
