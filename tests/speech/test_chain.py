"""A voice that fails in a production: the next of its chain speaks all of it, and that is recorded and told."""

import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from jarai.base.errors import TryAgain
from jarai.demo import FACTS
from jarai.pipeline.outline_beats import BEATS
from jarai.pipeline.runner import StepRunner, read_output
from jarai.pipeline.speak import VOICING
from jarai.pipeline.step import Tools
from jarai.pipeline.write_brief import BRIEF
from jarai.pipeline.write_narrative import NARRATIVE
from jarai.pipeline.write_scenes import SCENES
from jarai.productions.runs import Run, mark_started, runs_in
from jarai.speech.book import Voices
from jarai.speech.port import Voice
from jarai.speech.service import SpeechEndpoint, service_voices
from jarai.speech.shelf import Shelf
from jarai.storyboard.voicing import Voicing
from jarai.wiring import Ground
from partner import Partner
from simulators.speech import SpeechService, read_aloud, speech_service


@pytest.fixture
def service() -> Iterator[SpeechService]:
    with speech_service() as made:
        yield made


class Alone(Voices):
    """A book in which every chain is one voice long, as in a language that only the service speaks."""

    def chain(self, slug: str, language: str, lexicon: Mapping[str, str]) -> tuple[Voice, ...]:
        return super().chain(slug, language, lexicon)[:1]


@dataclasses.dataclass(frozen=True)
class Speaking:
    """A studio without extras whose first voice is the service's."""

    base: Ground
    acme: Partner
    service: SpeechService
    folder: Path

    async def voiced(self, *, local: bool = True) -> Voicing:
        alloy = service_voices("alloy=en-US/female")
        endpoint = SpeechEndpoint(self.service.url, "", "tts-1", alloy, wait=lambda _: None)
        shelf = Shelf(self.folder, has=lambda _: False, remote=alloy)
        voices = Voices(shelf, (endpoint,)) if local else Alone(shelf, (endpoint,))
        base = self.base
        tools = Tools(base.storage, voices, base.secrets, base.settings.base_url, "draft")
        runner = StepRunner(base.database, base.clock, tools, lambda _: None, base.settings.data_dir / "work")
        run = await self._run()
        for step in (BRIEF, NARRATIVE, BEATS, SCENES, VOICING):
            await runner.run(step, run, lambda: None)
        return await read_output(base.database, base.storage, run, VOICING)

    async def _run(self) -> Run:
        assert (await self.acme.order(projectTypeSlug="news-brief-60s", metadataMD=FACTS)).status_code == 202
        async with self.base.database.write() as connection:
            run = (await runs_in(connection, "Wanted"))[-1]
            await mark_started(connection, run)
        return run


@pytest.fixture
async def speaking(base: Ground, acme: Partner, service: SpeechService, tmp_path: Path) -> Speaking:
    return Speaking(base, acme, service, tmp_path)


async def test_the_service_that_is_configured_speaks_and_its_times_are_told_to_be_estimates(speaking: Speaking) -> None:
    voicing = await speaking.voiced()
    assert {(scene.voice, scene.timing) for scene in voicing.scenes} == {("service-alloy", "spread")}
    assert voicing.fallbacks == ()
    assert ["estimated" in notice for notice in voicing.notices] == [True]
    assert [credit.licence for credit in voicing.credits] == ["the service's"]


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
