"""A studio that is made to speak a production: its steps up to the voice, over a speech service on loopback."""

import dataclasses
from collections.abc import Mapping
from pathlib import Path

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
from jarai.storyboard.model import Storyboard
from jarai.storyboard.voicing import Voicing
from jarai.wiring import Ground
from partner import Partner
from simulators.speech import SpeechService


class Alone(Voices):
    """A book in which every chain is one voice long, as in a language that only the service speaks."""

    def chain(self, slug: str, language: str, lexicon: Mapping[str, str], rate: int = 100) -> tuple[Voice, ...]:
        return super().chain(slug, language, lexicon, rate)[:1]


@dataclasses.dataclass(frozen=True)
class Speaking:
    """A studio without extras whose first voice is the service's."""

    base: Ground
    acme: Partner
    service: SpeechService
    folder: Path

    kind: str = "news-brief-60s"

    async def voiced(self, *, local: bool = True, narration: Path | None = None) -> Voicing:
        alloy = service_voices("alloy=en-US/female")
        endpoint = SpeechEndpoint(self.service.url, "", "tts-1", alloy, wait=lambda _: None)
        shelf = Shelf(self.folder, has=lambda _: False, remote=alloy)
        voices = Voices(shelf, (endpoint,), narration) if local else Alone(shelf, (endpoint,))
        base = self.base
        tools = Tools(base.storage, voices, base.secrets, base.settings.base_url, "draft")
        runner = StepRunner(base.database, base.clock, tools, lambda _: None, base.settings.data_dir / "work")
        run = await self._run()
        for step in (BRIEF, NARRATIVE, BEATS, SCENES, VOICING):
            await runner.run(step, run, lambda: None)
        return await read_output(base.database, base.storage, run, VOICING)

    async def board(self) -> Storyboard:
        """The script of the last production that was voiced."""
        async with self.base.database.read() as connection:
            run = (await runs_in(connection, "Started"))[-1]
        return await read_output(self.base.database, self.base.storage, run, SCENES)

    async def _run(self) -> Run:
        assert (await self.acme.order(projectTypeSlug=self.kind, metadataMD=FACTS)).status_code == 202
        async with self.base.database.write() as connection:
            run = (await runs_in(connection, "Wanted"))[-1]
            await mark_started(connection, run)
        return run
