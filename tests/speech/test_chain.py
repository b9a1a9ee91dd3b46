"""A voice that fails in a production: the next of its chain speaks all of it, and that is recorded and told."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from scipy.signal import resample_poly

from jarai.accounts.queries import any_account, set_speaking_rate
from jarai.base.errors import TryAgain
from jarai.speech.hibari import HibariVoice
from jarai.speech.voices import DESCRIBER
from jarai.wiring import Ground
from partner import Partner
from saying import sentence
from simulators.speech import RATE, SpeechService, read_aloud, speech_service, wav
from speaking import Speaking


def reading(text: str) -> bytes:
    """The text as another than the studio's presenter reads it."""
    return wav(resample_poly(HibariVoice(DESCRIBER).speak_line(sentence(text).units).samples, 1, 2), RATE)


@pytest.fixture
def service() -> Iterator[SpeechService]:
    with speech_service() as made:
        yield made


@pytest.fixture
async def speaking(base: Ground, acme: Partner, service: SpeechService, tmp_path: Path) -> Speaking:
    return Speaking(base, acme, service, tmp_path)


async def test_the_service_that_is_configured_speaks_and_its_times_are_told_to_be_estimates(speaking: Speaking) -> None:
    voicing = await speaking.voiced()
    assert {(scene.voice, scene.timing) for scene in voicing.scenes} == {("service-alloy", "spread")}
    assert voicing.fallbacks == ()
    assert ["estimated" in notice for notice in voicing.notices] == [True]
    assert [credit.licence for credit in voicing.credits] == ["the service's"]


async def test_a_service_that_says_the_words_has_its_times_found_and_that_is_told(speaking: Speaking) -> None:
    speaking.service.answers = [(200, reading)]
    voicing = await speaking.voiced()
    assert {(scene.voice, scene.timing) for scene in voicing.scenes} == {("service-alloy", "aligned")}
    assert ["found in its sound" in notice for notice in voicing.notices] == [True]


async def test_one_that_fails_in_the_middle_is_replaced_from_the_beginning(speaking: Speaking) -> None:
    speaking.service.answers = [(200, read_aloud), (401, lambda _: b"the key has expired")]
    voicing = await speaking.voiced()
    assert {(scene.voice, scene.timing) for scene in voicing.scenes} == {("hibari-en", "model")}
    assert [(each.voice, each.code) for each in voicing.fallbacks] == [("service-alloy", "SPEECH_REFUSED")]
    (notice,) = voicing.notices
    assert "service-alloy failed" in notice
    assert "hibari-en speaks instead" in notice


async def test_with_nobody_left_the_step_fails_with_what_the_first_said(speaking: Speaking) -> None:
    speaking.service.answers = [(500, lambda _: b"")]
    with pytest.raises(TryAgain) as failed:
        await speaking.voiced(local=False)
    assert failed.value.code == "SPEECH_UNREACHABLE"


async def test_an_account_that_wants_it_quicker_hears_more_in_the_same_time(speaking: Speaking) -> None:
    """The script is fitted to the rate, the rate is recorded, and the service is told of it as a local voice is."""
    quick = dataclasses.replace(speaking, kind="social-video-30s")
    spoken = {}
    for rate in (100, 115):
        async with speaking.base.database.write() as connection:
            (account,) = await any_account(connection, "")
            await set_speaking_rate(connection, account.account_id, rate)
        speaking.service.answers = [(401, lambda _: b"")]
        spoken[rate] = await quick.voiced()
        assert (spoken[rate].rate, spoken[rate].wished) == (rate, rate)
        assert speaking.service.asked[-1]["speed"] == rate / 100
        assert abs(spoken[rate].frames - 30 * 30) <= 30 * 30 * 0.08
    words = {rate: sum(len(scene.units) for scene in voicing.scenes) for rate, voicing in spoken.items()}
    assert words[115] > words[100]
