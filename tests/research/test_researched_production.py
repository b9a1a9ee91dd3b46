"""A production asked for without facts, in a studio that does research: looked up once, told with its sources, noticed."""

import dataclasses

from jarai.pipeline.outline_beats import BEATS
from jarai.pipeline.runner import StepRunner, read_output
from jarai.pipeline.step import Tools
from jarai.pipeline.write_brief import BRIEF
from jarai.pipeline.write_narrative import NARRATIVE
from jarai.pipeline.write_scenes import SCENES
from jarai.productions.runs import Run, mark_started, runs_in
from jarai.research.port import Researcher
from jarai.research.wikidata import Wikidata
from jarai.research.wikipedia import Wikipedia
from jarai.speech.book import Voices
from jarai.wiring import Ground, shelf
from partner import Partner
from simulators.reference_works import ReferenceWorks


async def begun(base: Ground, acme: Partner, **order: object) -> Run:
    answer = await acme.order(topic="The Golden Gate Bridge", projectTypeSlug="news-brief-60s", **order)
    assert answer.status_code == 202
    async with base.database.write() as connection:
        run = (await runs_in(connection, "Wanted"))[-1]
        await mark_started(connection, run)
    return run


async def written(base: Ground, run: Run, researchers: tuple[Researcher, ...]) -> None:
    """The four steps of writing, by a worker that has these researchers."""
    tools = Tools(base.storage, Voices(shelf(base.settings)), base.secrets, base.settings.base_url, "draft")
    tools = dataclasses.replace(tools, researchers=researchers)
    runner = StepRunner(base.database, base.clock, tools, lambda _: None, base.settings.data_dir / "work")
    for step in (BRIEF, NARRATIVE, BEATS, SCENES):
        await runner.run(step, run, lambda: None)


async def test_the_script_tells_what_was_looked_up_and_says_where(
    works: ReferenceWorks, base: Ground, acme: Partner
) -> None:
    run = await begun(base, acme, metadataMD="")
    both = (Wikipedia(works.reader(), works.url("{language}")), Wikidata(works.reader(), works.url("wikidata")))
    await written(base, run, both)
    board = await read_output(base.database, base.storage, run, SCENES)
    urls = {source.source_id: source.url for source in board.sources}
    told = {urls[each] for scene in board.scenes for sentence in scene.narration for each in sentence.source_ids}
    assert {"https://en.wikipedia.org/wiki/Golden_Gate_Bridge", works.url("wikidata/wiki/Q44440")} <= told
    assert any("CC-BY-SA-4.0" in notice and "CC0-1.0" in notice for notice in board.notices)
    recorded = (await read_output(base.database, base.storage, run, BRIEF)).research
    assert recorded is not None
    assert len(recorded.findings) == 5
    asked = list(works.asked)
    await written(base, run, both)
    assert works.asked == asked, "what was recorded is not looked up again"


async def test_without_researchers_the_recorded_brief_says_nothing_of_research(base: Ground, acme: Partner) -> None:
    run = await begun(base, acme, metadataMD="")
    await written(base, run, ())
    brief = await read_output(base.database, base.storage, run, BRIEF)
    assert "research" not in brief.model_dump(mode="json", by_alias=True)
    assert brief.material.facts == ()
