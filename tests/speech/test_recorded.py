"""Recorded narration: found by its text, timed by a voice of ours, checked, and heard in place of a synthetic voice."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy

import av
import numpy as np
import pytest

from jarai.accounts.queries import any_account
from jarai.base.errors import NeverWorks
from jarai.sound.flac import write_flac
from jarai.sound.wav import wav_bytes
from jarai.speech.book import Voices
from jarai.speech.hibari import HibariVoice
from jarai.speech.port import Sound, Voice
from jarai.speech.recorded.folder import key_of, recordings
from jarai.speech.shelf import Shelf
from jarai.speech.takes import audible_span
from jarai.speech.voices import PRESENTER
from jarai.wiring import Ground
from partner import Partner
from saying import MS, check_times, scene, sentence, spans
from simulators.speech import SpeechService, speech_service
from speaking import Speaking

SHIPPED = Path(__file__).parent / "recordings"
ACCOUNT = "7d0f3c3e-51a4-4b9b-9d0e-0a3f1b1f6a11"
HARBOUR, WATER = "The harbour is open again.", "How much water does it need, and when?"


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """The folder of the account's English recordings."""
    there = tmp_path / "narration" / ACCOUNT / "en-US"
    there.mkdir(parents=True)
    return there


def recorded(there: Path, *texts: str, account: str = ACCOUNT, language: str = "en-US") -> Voice | None:
    book = Voices(Shelf(there, has=lambda _: False), (), there.parent.parent)
    return book.recorded(account, language, PRESENTER, [sentence(text) for text in texts])


def record(there: Path, name: str, text: str, sound: Sound) -> None:
    (there / f"{name}.wav").write_bytes(wav_bytes(sound))
    (there / f"{name}.txt").write_text(text, encoding="utf-8")


def by_hibari(*texts: str) -> Sound:
    """The sentences read one after the other, half a second apart, between two silences."""
    pause = np.zeros(24_000, np.float32)
    read = [HibariVoice(PRESENTER.at(90)).speak_line(sentence(text).units).samples for text in texts]
    return np.concatenate([pause, *(part for each in read for part in (each, pause))])


def test_a_recording_that_says_the_sentence_is_heard_and_every_word_finds_its_time(there: Path) -> None:
    for file in SHIPPED.iterdir():
        copy(file, there)
    voice = recorded(there, HARBOUR)
    assert voice is not None
    speech = voice.speak(scene(HARBOUR))
    check_times(speech)
    assert (speech.timing, [unit.unit for unit in speech.units]) == ("aligned", [0, 1, 2, 3, 4])
    start, end = spans(speech)[0]
    onset, offset = audible_span(speech.samples)
    assert abs(start - onset) <= 20 * MS
    assert abs(end - offset) <= 120 * MS


def test_one_recording_may_say_several_sentences(there: Path) -> None:
    record(there, "opening", f"{HARBOUR}\n{WATER}", by_hibari(HARBOUR, WATER))
    voice = recorded(there, HARBOUR, WATER, HARBOUR)
    assert voice is not None
    speech = voice.speak(scene(HARBOUR, WATER))
    check_times(speech)
    places = [(unit.sentence, unit.unit) for unit in speech.units]
    assert places == [*((0, index) for index in range(5)), *((1, index) for index in range(8))]
    (_, first), (second, _) = spans(speech).values()
    quiet = speech.samples[first + 120 * MS : second - 120 * MS]
    assert second - first > 400 * MS
    assert np.abs(quiet).max() < 0.01
    with pytest.raises(NeverWorks, match="no recording says “How much") as missing:
        voice.speak(scene(WATER))
    assert missing.value.code == "NARRATION_INCOMPLETE"


def test_spelling_case_and_marks_do_not_matter_but_words_account_and_language_do(there: Path) -> None:
    record(there, "one", "the HARBOUR  is open, again!", by_hibari(HARBOUR))
    assert recorded(there, HARBOUR)
    assert recorded(there, "The harbour is open today.") is None
    assert recorded(there, HARBOUR, account="7d0f3c3e-51a4-4b9b-9d0e-0a3f1b1f6a12") is None
    assert recorded(there, HARBOUR, language="en-GB") is None
    assert recorded(there, HARBOUR, account="../..", language="..") is None
    assert key_of("It cost $38m — “again”.") == "itcost38magain"


def test_a_figure_may_be_written_as_shown_or_as_said(there: Path) -> None:
    from jarai.storyboard.model import Sentence, Unit

    said = Sentence(units=(Unit(shown="It", said="It"), Unit(shown="cost $4.", said="cost four dollars.")))
    for text in ("It cost $4.", "It cost four dollars."):
        record(there, "one", text, by_hibari("It cost four dollars."))
        book = Voices(Shelf(there, has=lambda _: False), (), there.parent.parent)
        voice = book.recorded(ACCOUNT, "en-US", PRESENTER, [said])
        assert voice is not None
        assert len(voice.speak_line(said.units).units) == 2


@pytest.mark.parametrize("suffix", ["flac", "mp3"])
def test_other_kinds_of_files_are_read_too(there: Path, suffix: str) -> None:
    sound, file = by_hibari(HARBOUR), there / f"one.{suffix}"
    (there / "one.txt").write_text(HARBOUR)
    if suffix == "flac":
        write_flac(sound, file)
    else:
        with av.open(str(file), "w", format="mp3") as target:
            stream = target.add_stream("mp3", rate=48_000, layout="mono")
            frame = av.AudioFrame.from_ndarray(sound.reshape(1, -1), format="fltp", layout="mono")
            frame.sample_rate = 48_000
            for packet in (*stream.encode(frame), *stream.encode(None)):
                target.mux(packet)
    (found,) = recordings(there.parent.parent, ACCOUNT, "en-US")
    start, end = audible_span(found.samples())
    expected = audible_span(sound)
    assert abs((end - start) - (expected[1] - expected[0])) <= 60 * MS


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (lambda: b"", "is no WAV"),
        (lambda: b"<!doctype html>", "is no WAV"),
        (lambda: b"RIFF....WAVEfmt ", "can't be decoded|has no sound|is silent"),
        (lambda: wav_bytes(np.zeros(96_000, np.float32)), "is silent"),
        (lambda: wav_bytes(np.full(2_000, 0.5, np.float32)), "0.0 s of sound for 26 signs"),
        (lambda: wav_bytes(np.full(48_000 * 60, 0.5, np.float32)), "60.0 s of sound for 26 signs"),
    ],
)
def test_what_cannot_be_the_sentence_read_aloud_is_refused_by_name(
    there: Path, content: Callable[[], bytes], told: str
) -> None:
    (there / "one.wav").write_bytes(content())
    (there / "one.txt").write_text(HARBOUR)
    voice = recorded(there, HARBOUR)
    assert voice is not None
    with pytest.raises(NeverWorks, match=f"one.wav .*({told})") as refused:
        voice.speak(scene(HARBOUR))
    assert refused.value.code == "NARRATION_UNUSABLE"


def test_a_recording_of_other_words_has_no_sure_times(there: Path) -> None:
    record(there, "one", HARBOUR, by_hibari("Nobody wants cold tea."))
    voice = recorded(there, HARBOUR)
    assert voice is not None
    assert voice.speak(scene(HARBOUR)).timing == "spread"


def test_loud_and_quiet_recordings_are_brought_to_one_level(there: Path) -> None:
    sound = by_hibari(HARBOUR)
    record(there, "loud", HARBOUR, sound)
    record(there, "quiet", WATER, sound * 0.05)
    levels = [np.sqrt(np.square(each.samples()).mean()) for each in recordings(there.parent.parent, ACCOUNT, "en-US")]
    assert levels[0] == pytest.approx(levels[1], rel=0.05)


@pytest.fixture
def service() -> Iterator[SpeechService]:
    with speech_service() as made:
        yield made


async def test_a_production_is_heard_as_recorded_and_by_a_voice_where_one_sentence_is_not(
    base: Ground, acme: Partner, service: SpeechService, tmp_path: Path
) -> None:
    speaking = Speaking(base, acme, service, tmp_path, kind="test-5s")
    await speaking.voiced()
    async with base.database.read() as connection:
        (account,) = await any_account(connection, "")
    there = tmp_path / "narration" / account.account_id / "en-US"
    there.mkdir(parents=True)
    board = await speaking.board()
    for number, said in enumerate({each.text: each for part in board.scenes for each in part.narration}.values()):
        record(there, f"{number:02}", said.text, HibariVoice(PRESENTER.at(90)).speak_line(said.units).samples)
    voicing = await speaking.voiced(narration=tmp_path / "narration")
    assert {scene.voice for scene in voicing.scenes} == {"recorded"}
    assert {scene.timing for scene in voicing.scenes} == {"aligned"}
    assert voicing.fallbacks == ()
    assert [credit.licence for credit in voicing.credits] == ["the account's"]
    (there / "01.txt").unlink()
    voicing = await speaking.voiced(narration=tmp_path / "narration")
    assert {scene.voice for scene in voicing.scenes} == {"service-alloy"}
    assert [(each.voice, each.code) for each in voicing.fallbacks] == [("recorded", "NARRATION_INCOMPLETE")]
    assert "no recording says" in voicing.notices[0]
