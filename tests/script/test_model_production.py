"""A production whose script a language model words: what is pinned, what it costs, and what an account may spend."""

import dataclasses
from collections.abc import Iterator

import pytest

from jarai.accounts.prompts import own_prompts, set_prompt
from jarai.accounts.queries import set_budget
from jarai.base.db import Database
from jarai.base.errors import InvalidRequest
from jarai.demo import FACTS
from jarai.pipeline.outline_beats import BEATS
from jarai.pipeline.runner import StepRunner, read_output
from jarai.pipeline.step import Tools
from jarai.pipeline.write_brief import BRIEF
from jarai.pipeline.write_narrative import NARRATIVE
from jarai.pipeline.write_scenes import SCENES
from jarai.productions.model_calls import CallLedger
from jarai.productions.runs import Run, mark_started, runs_in
from jarai.script.model.endpoint import Bounds, Endpoint
from jarai.script.model.ledger import Call, CeilingReached, Price, Spent
from jarai.script.model.prompts import NAMES
from jarai.settings import read_settings
from jarai.speech.book import Voices
from jarai.wiring import Ground, shelf
from partner import Partner
from simulators.language_model import KEY, LanguageModel, language_model

STEPS = (BRIEF, NARRATIVE, BEATS, SCENES)


@pytest.fixture
def model() -> Iterator[LanguageModel]:
    with language_model() as made:
        yield made


@dataclasses.dataclass
class Writing:
    """A production that was asked for, and a worker's runner for its steps."""

    base: Ground
    acme: Partner
    model: LanguageModel

    async def begun(self, **changes: object) -> Run:
        order = {"projectTypeSlug": "news-brief-60s", "metadataMD": FACTS, **changes}
        assert (await self.acme.order(**order)).status_code == 202
        async with self.base.database.write() as connection:
            run = (await runs_in(connection, "Wanted"))[-1]
            await mark_started(connection, run)
        return run

    def runner(self, endpoint: Endpoint | None = None, *, configured: bool = True) -> StepRunner:
        usual = Endpoint(
            "openai", self.model.url, "small", KEY, Price(150, 600), Bounds(seconds=5, tokens=500, pause=0)
        )
        base = self.base
        tools = Tools(base.storage, Voices(shelf(base.settings)), base.secrets, base.settings.base_url, "draft")
        tools = dataclasses.replace(tools, language_model=(endpoint or usual) if configured else None)
        return StepRunner(base.database, base.clock, tools, lambda _: None, base.settings.data_dir / "work")

    async def written(self, run: Run) -> None:
        for step in STEPS:
            await self.runner().run(step, run, lambda: None)

    async def status(self, run: Run) -> dict[str, object]:
        answer: dict[str, object] = (await self.acme.get(f"/v1/productions/{run.production_id}")).json()
        return answer


@pytest.fixture
async def writing(base: Ground, acme: Partner, model: LanguageModel) -> Writing:
    return Writing(base, acme, model)


async def account_ceiling(database: Database, account_id: str, ceiling: int) -> None:
    async with database.write() as connection:
        await set_budget(connection, account_id, ceiling)


async def test_every_call_is_in_the_timeline_with_its_tokens_and_cost(writing: Writing) -> None:
    run = await writing.begun()
    await writing.written(run)
    told = (await writing.acme.get(f"/v1/productions/{run.production_id}/timeline")).json()
    calls = [call for step in told["steps"] for call in step["modelCalls"]]
    assert [call["prompt"] for call in calls] == ["brief 1", "narrative 1", "beats 1", "scenes 1"]
    assert {(call["model"], call["outcome"], call["inputTokens"], call["outputTokens"]) for call in calls} == {
        ("small", "Answered", 1000, 200)
    }
    assert {call["costMicros"] for call in calls} == {270_000}
    assert (await writing.status(run))["cost"] == 2  # 1.08 minor units, rounded up once over all calls


async def test_the_model_and_its_prompts_are_pinned_in_the_brief(writing: Writing) -> None:
    base, run = writing.base, await writing.begun()
    async with base.database.write() as connection:
        first = await set_prompt(
            connection, writing.acme.account_id, "scenes", "Speak like a sailor.", base.clock.now()
        )
    await writing.runner().run(BRIEF, run, lambda: None)
    async with base.database.write() as connection:
        await set_prompt(connection, writing.acme.account_id, "scenes", "Speak like a judge.", base.clock.now())
    for step in STEPS[1:]:
        await writing.runner().run(step, run, lambda: None)
    asked = next(each for each in writing.model.asked if each.wanted == "ScenesAnswer")
    assert "Speak like a sailor." in asked.outside
    assert "judge" not in asked.outside
    assert "What always holds:" in asked.outside
    brief = await read_output(base.database, base.storage, run, BRIEF)
    assert brief.request.model is not None
    assert brief.request.model.prompts["scenes"].version == f"own-{first}"
    assert {prompt.version for name, prompt in brief.request.model.prompts.items() if name != "scenes"} == {"1"}


async def test_an_empty_prompt_goes_back_to_the_studios_and_a_foreign_name_is_refused(
    base: Ground, acme: Partner
) -> None:
    async with base.database.write() as connection:
        for text in ("One.", "Two.", ""):
            await set_prompt(connection, acme.account_id, "beats", text, base.clock.now())
        assert await own_prompts(connection, acme.account_id) == {}
        with pytest.raises(InvalidRequest, match="brief, narrative"):
            await set_prompt(connection, acme.account_id, "rules", "Do as you like.", base.clock.now())
        with pytest.raises(InvalidRequest, match="6000"):
            await set_prompt(connection, acme.account_id, NAMES[0], "x" * 6001, base.clock.now())


async def test_a_call_that_could_pass_the_months_ceiling_is_not_made_and_the_facts_take_over(writing: Writing) -> None:
    run = await writing.begun()
    await account_ceiling(writing.base.database, writing.acme.account_id, 1)
    await writing.written(run)
    assert (await writing.status(run))["cost"] in {0, 1}
    board = await read_output(writing.base.database, writing.base.storage, run, SCENES)
    assert any("MODEL_CEILING" in notice for notice in board.notices)


async def test_without_a_model_configured_any_more_the_facts_take_over(writing: Writing) -> None:
    run = await writing.begun()
    await writing.runner().run(BRIEF, run, lambda: None)
    for step in STEPS[1:]:
        await writing.runner(configured=False).run(step, run, lambda: None)
    board = await read_output(writing.base.database, writing.base.storage, run, SCENES)
    assert any("MODEL_NOT_CONFIGURED" in notice for notice in board.notices)
    assert writing.model.steps == ["brief"]


async def test_without_a_model_at_all_nothing_is_pinned_and_nothing_told(writing: Writing) -> None:
    run = await writing.begun()
    for step in STEPS:
        await writing.runner(configured=False).run(step, run, lambda: None)
    brief = await read_output(writing.base.database, writing.base.storage, run, BRIEF)
    board = await read_output(writing.base.database, writing.base.storage, run, SCENES)
    assert brief.request.model is None
    assert not any("language model" in notice for notice in board.notices)


async def test_calls_side_by_side_can_not_pass_the_ceiling_together(writing: Writing) -> None:
    runs = [await writing.begun(), await writing.begun()]
    await account_ceiling(writing.base.database, writing.acme.account_id, 10)
    ledgers = [CallLedger(writing.base.database, writing.base.clock, run, "SceneScriptGenerator") for run in runs]
    for run in runs:
        await writing.runner(configured=False).run(BRIEF, run, lambda: None)
    call = Call("small", "scenes 1", 6_000_000)
    number = await ledgers[0].begin(call)
    with pytest.raises(CeilingReached):
        await ledgers[1].begin(call)
    await ledgers[0].end(number, Spent("Failed"))
    assert await ledgers[1].begin(call) == 1
    assert (await writing.status(runs[0]))["cost"] == 0


async def test_what_a_crash_left_open_is_told_as_unknown_and_sets_nothing_aside(writing: Writing) -> None:
    run = await writing.begun()
    await writing.runner(configured=False).run(BRIEF, run, lambda: None)
    await account_ceiling(writing.base.database, writing.acme.account_id, 10)
    ledger = CallLedger(writing.base.database, writing.base.clock, run, "NarrativeGenerator")
    call = Call("small", "narrative 1", 6_000_000)
    assert [await ledger.begin(call), await ledger.begin(call)] == [1, 2]
    told = (await writing.acme.get(f"/v1/productions/{run.production_id}/timeline")).json()
    assert [call["outcome"] for call in told["steps"][1]["modelCalls"]] == ["Unknown", "Open"]


def test_a_model_is_configured_whole_or_not_at_all() -> None:
    url, name = "http://127.0.0.1:11434/v1", "small"
    assert read_settings({}).llm is None
    made = read_settings({"JARAI_LLM_URL": url, "JARAI_LLM_MODEL": name, "JARAI_LLM_PRICE_IN": "15"}).llm
    assert made is not None
    assert (made.url, made.model, made.price) == (url, name, Price(15, 0))
    assert read_settings({"JARAI_LLM_KIND": "anthropic", "JARAI_LLM_MODEL": name}).llm is not None
    for wrong in (
        {"JARAI_LLM_URL": url},
        {"JARAI_LLM_MODEL": name},
        {"JARAI_LLM_URL": "ftp://example.com", "JARAI_LLM_MODEL": name},
        {"JARAI_LLM_KIND": "other"},
        {"JARAI_LLM_URL": url, "JARAI_LLM_MODEL": name, "JARAI_LLM_SECONDS": "0"},
    ):
        with pytest.raises(ValueError, match="JARAI_LLM"):
            read_settings(wrong)
