"""Whatever happens to productions in whatever order: each answer is the contract's, and nothing that must hold breaks.

Hypothesis makes the orders up: requests, repeated and racing ones, a worker that works, fails, hangs and comes too late,
an engine that forgets, a clock that moves, and crashes between transactions and inside them. `lives/model.py` says what
must be answered, `lives/seen.py` what must hold after each step.

The same orders are tried each time. To try others, and many more:

    pytest --hypothesis-profile=more -m slow tests/api/test_state_machine.py
"""

import asyncio
import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test
from structlog.testing import capture_logs

from copies import Copies, keep
from jarai.settings import Settings
from lives.living import Living
from lives.model import (
    CONNECTIONS,
    EXPIRES_AFTER,
    NOT_FOUND,
    TERMINAL,
    UNKNOWN,
    Approve,
    Cancel,
    Edit,
    Life,
    Reject,
    Request,
    Retry,
    Unpublish,
    Verb,
)
from lives.stage import Hook, Stage, an_order, answered, new_stage
from lives.worker import Plan, run_of
from powercut import PowerCut, power_cut
from simulators.engine import Workflow
from simulators.platform import Answer

IN_REQUESTS = (
    "UPDATE productions",
    "INSERT INTO production_events",
    "INSERT INTO webhook_deliveries",
    "INSERT INTO decisions",
    "INSERT INTO publications",
    "UPDATE publications",
    "INSERT INTO storyboard_edits",
    "INSERT INTO step_records",
    "INSERT INTO runs",
    "UPDATE kept_answers",
)
IN_WORK = (
    "UPDATE productions",
    "UPDATE step_records",
    "INSERT INTO production_events",
    "INSERT INTO webhook_deliveries",
    "INSERT INTO deliverables",
    "UPDATE publications",
    "UPDATE runs",
)
"""Statements after which the power is cut, before the transaction they belong to commits."""
POINTS = ("begun", "worked", "stored", "recorded", "intended", "called")
"""Places between two transactions at which the worker is killed."""
WHICH = st.integers(0, 5)
BEHIND = st.sampled_from([0, 0, 1, None])
PLACES = st.sampled_from([None, None, (0,), (1, 2), (2,), (0, 1, 2), (), (9,), (2, 9)])
CONNECTION = st.sampled_from([*CONNECTIONS, *CONNECTIONS, UNKNOWN])
FAULTS = st.sampled_from(["", "", "", "", "syntax", "meaning"])
TITLES = st.sampled_from(["Bridge opens", "Bridge closes", "A bridge"])
VERBS: st.SearchStrategy[Verb] = st.one_of(
    st.just(Cancel()),
    st.builds(Approve, BEHIND, PLACES),
    st.just(Reject()),
    st.builds(Edit, BEHIND, FAULTS, TITLES),
    st.builds(Retry, CONNECTION),
    st.builds(Unpublish, CONNECTION),
)
"""Everything a partner may ask of a production."""
ANSWERS: st.SearchStrategy[Answer] = st.sampled_from(["published", "published", "refused", "busy", "lost"])
STEP = st.sampled_from([None, None, None, "SceneScriptGenerator", "VideoComposer", "GateEvaluator"])
Pair = tuple[Answer, Answer]
PAIR = st.tuples(ANSWERS, ANSWERS)
"""What the two platforms outside answer."""


class Lives(Living):
    """The rules: what may happen. Which may, depends on what was drawn alone: who wins a race is not in our hands."""

    # Requests

    @precondition(lambda self: len(self.lives) < 6)
    @rule(test=st.sampled_from([False, False, True]), blocked=st.integers(1, 3))
    def order(self, test: bool, blocked: int) -> None:
        """Ask for a production, twice under one key. One version of it, which may come or not, is blocked by the gate."""
        self.run(self.new_life(test, blocked))

    async def new_life(self, test: bool, blocked: int) -> Life:
        key = self.new_key()
        headers = {"X-API-Key": self.stage.test_key if test else self.stage.partner.key, "Idempotency-Key": key}
        path = f"/v1/accounts/{self.stage.partner.account_id}/productions"
        first = await self.standing.http.post(path, headers=headers, json=an_order(key))
        again = await self.standing.http.post(path, headers=headers, json=an_order(key))
        assert (first.status_code, first.json()["status"]) == (202, "Queued")
        assert (again.status_code, again.json()) == (202, first.json())
        assert again.headers["Idempotency-Replayed"] == "true"
        life = Life(first.json()["productionId"], test, self.standing.clock.now() + EXPIRES_AFTER, blocked)
        life.want("produce")
        self.lives[life.production_id] = life
        return life

    async def make(self, life: Life) -> None:
        """Everything that is to be done for it is done."""
        self.worker.plan = Plan()
        await self.relay()
        for workflow in list(self.engine.workflows.values()):
            if workflow.runs and workflow.order.production_id == life.production_id:
                await self.work(workflow, len(self.worker.steps) + 1)

    @rule(which=WHICH, verb=VERBS, again=st.booleans())
    def ask_for(self, which: int, verb: Verb, again: bool) -> None:
        self.run(self._ask_for(self.life(which), verb, again))

    async def _ask_for(self, life: Life, verb: Verb, again: bool) -> None:
        repeat = self.new_key() if again else None
        request, answer = await self.ask(life, verb, repeat)
        if again and request.method == "POST":
            second = await self.send(life, request, self.key(life), repeat)
            assert answered(second) == answered(answer)
            if answer.is_success:
                assert second.json() == answer.json()
                assert second.headers["Idempotency-Replayed"] == "true"

    @rule(which=WHICH, behind=BEHIND, places=PLACES, answers=PAIR)
    def approve_what_waits(self, which: int, behind: int | None, places: tuple[int, ...] | None, answers: Pair) -> None:
        """Its distribution is begun, and carried out as far as the platforms let it."""
        self.set_answers(answers)
        self.decide(which, Approve(behind, places))

    @rule(which=WHICH, behind=BEHIND, title=TITLES)
    def edit_what_waits(self, which: int, behind: int | None, title: str) -> None:
        """The new version is made until it awaits approval."""
        self.decide(which, Edit(behind, "", title))

    @rule(which=WHICH)
    def cancel_what_goes_out(self, which: int) -> None:
        """Until a platform was called, it can be."""
        going = [life for life in self.lives.values() if life.status == "Distributing"]
        if going:
            self.run(self.ask(going[which % len(going)], Cancel()))

    def decide(self, which: int, verb: Verb) -> None:
        waiting = [life for life in self.lives.values() if life.status == "AwaitingApproval"]
        if waiting:
            life = waiting[which % len(waiting)]
            if self.run(self.ask(life, verb))[1].is_success:
                self.run(self.make(life))

    @rule(which=WHICH, places=st.lists(WHICH, min_size=1, max_size=3), again=st.booleans())
    def change_copies(self, which: int, places: list[int], again: bool) -> None:
        """What went out is taken down, what is not there is published, all at once; `again` decides where both may be."""
        copied = [life for life in self.lives.values() if life.copies and life.status in TERMINAL]
        if not copied:
            return
        life = copied[which % len(copied)]
        verbs: list[Verb] = []
        for place in places:
            name, copy = list(life.copies.items())[place % len(life.copies)]
            down = copy.status == "Published" or (copy.status == "OutcomeUnknown" and not again)
            verbs.append(Unpublish(name) if down else Retry(name))
        self.run(self.race(life, verbs))

    @rule(which=WHICH, verb=VERBS, statement=st.sampled_from(IN_REQUESTS))
    def ask_and_the_power_is_cut(self, which: int, verb: Verb, statement: str) -> None:
        self.run(self.ask_in_the_dark(self.life(which), verb, statement))

    @rule(which=WHICH, verbs=st.lists(VERBS, min_size=2, max_size=3))
    def ask_at_once(self, which: int, verbs: list[Verb]) -> None:
        self.run(self.race(self.life(which), verbs))

    @rule(which=WHICH, verb=VERBS.filter(lambda verb: getattr(verb, "fault", "") != "syntax"), rival=st.booleans())
    def ask_as_a_stranger(self, which: int, verb: Verb, rival: bool) -> None:
        """A rival's key, or the partner's key of the other mode: there is no such production."""
        life = self.life(which)
        other = self.stage.partner.key if life.test else self.stage.test_key
        key = self.stage.rival_key if rival else other
        for request in (verb.request(life), Request("GET", ""), Request("GET", "/storyboard")):
            assert answered(self.run(self.send(life, request, key))) == NOT_FOUND
        self.unchanged = True

    @rule(which=WHICH)
    def look(self, which: int) -> None:
        self.run(self._look(self.life(which)))

    async def _look(self, life: Life) -> None:
        """The status, expired where it is due; the files once they were finished; the storyboard once it was written."""
        answer = await self.send(life, Request("GET", ""), self.key(life))
        if life.status == "Queued" and self.standing.clock.now() >= life.expires_at:
            for each in self.lives.values():
                each.expire(self.standing.clock.now())
        status = answer.json()
        assert (status["status"], status["version"], status["errorCode"]) == (
            life.status,
            life.version,
            life.error_code,
        )
        assert {each["platformConnectionId"]: each["status"] for each in status["publications"]} == {
            name: each.status for name, each in life.copies.items()
        }
        files = answered(await self.send(life, Request("GET", "/deliverables"), self.key(life)))
        assert files == ((200, None) if life.version in life.finished else (409, "DELIVERABLES_NOT_READY"))
        board = await self.send(life, Request("GET", "/storyboard"), self.key(life))
        assert answered(board) == ((200, None) if life.version in life.written else (409, "INVALID_STATE"))
        if board.is_success:
            assert board.json()["title"] == life.titles.get(life.version, board.json()["title"])
            assert board.json()["editable"] == (life.status == "AwaitingApproval")

    @rule(which=st.integers(0, 2))
    def turn_a_webhook_off_or_on(self, which: int) -> None:
        self.run(self._turn(self.hooks[which]))

    async def _turn(self, hook: Hook) -> None:
        hook.active = not hook.active
        key = self.stage.test_key if hook.test else self.stage.partner.key
        body = {"status": "Active" if hook.active else "Disabled"}
        path = f"/v1/webhooks/{hook.webhook_id}"
        answer = await self.standing.http.patch(path, headers={"X-API-Key": key}, json=body)
        assert answer.status_code == 200, answer.text

    # Work

    @rule()
    def relay_acts(self) -> None:
        self.run(self.relay())

    @rule(which=WHICH, answers=PAIR)
    def all_is_done(self, which: int, answers: Pair) -> None:
        self.set_answers(answers)
        self.run(self.make(self.life(which)))

    @rule(which=WHICH, activities=st.integers(1, 5), fails=STEP, answers=PAIR)
    def some_is_done(self, which: int, activities: int, fails: str | None, answers: Pair) -> None:
        if workflow := self.workflow(which):
            self.set_answers(answers)
            self.worker.plan = Plan(fails=fails)
            self.run(self.work(workflow, activities))

    def set_answers(self, answers: Pair) -> None:
        for site, answer in zip(self.sites.values(), answers, strict=True):
            site.answer = answer

    @rule(which=WHICH)
    def work_hangs(self, which: int) -> None:
        if workflow := self.workflow(which):
            self.set_answers(("published", "published"))
            self.run(self.begin(workflow))

    @rule(which=WHICH, activities=st.integers(1, 3))
    def one_is_taken_for_dead(self, which: int, activities: int) -> None:
        """It hangs, the engine has it done again under the same attempt, and then it wakes up."""
        self.work_hangs(which)
        if self.hung:
            hung = self.hung.pop()
            same = [each for each in self.engine.workflows.values() if run_of(each) == hung.run]
            for workflow in same:
                self.run(self.work(workflow, activities))
            self.run(self.free(hung))

    @rule(which=WHICH)
    def what_hung_goes_on(self, which: int) -> None:
        if self.hung:
            self.run(self.free(self.hung.pop(which % len(self.hung))))

    @rule(which=st.integers(0, 20), what=st.integers(0, 16))
    def one_comes_too_late(self, which: int, what: int) -> None:
        if over := self.over():
            self.run(self.write_late(over[which % len(over)], what))

    # Calamities

    @rule(minutes=st.sampled_from([1, 5, 11]))
    def time_passes(self, minutes: int) -> None:
        self.standing.clock.move(timedelta(minutes=minutes))

    @rule()
    def all_processes_end(self) -> None:
        self.run(self.crash())

    @rule(which=WHICH, activities=st.integers(1, 4), statement=st.sampled_from(IN_WORK), answers=PAIR)
    def the_power_is_cut_at_work(self, which: int, activities: int, statement: str, answers: Pair) -> None:
        if workflow := self.workflow(which):
            self.set_answers(answers)
            self.worker.plan = Plan()
            with power_cut(statement):
                self.until_it_is_killed(workflow, activities)

    @rule(which=WHICH, activities=st.integers(1, 4), point=st.sampled_from(POINTS))
    def the_worker_is_killed(self, which: int, activities: int, point: str) -> None:
        if workflow := self.workflow(which):
            self.set_answers(("published", "published"))
            self.worker.plan = Plan()
            self.kill_at = point
            self.until_it_is_killed(workflow, activities)
            self.kill_at = None

    def until_it_is_killed(self, workflow: Workflow, activities: int) -> None:
        try:
            self.run(self.work(workflow, activities))
        except PowerCut:
            self.run(self.look_at_copies(run_of(workflow)))
            self.run(self.crash())

    @rule()
    def the_engine_forgets(self) -> None:
        self.engine.workflows.clear()
        self.run(self.worker.relay.reconcile())
        self.give_up({run_id for life in self.lives.values() for run_id in life.runs})

    @rule()
    def the_relay_looks_for_lost_runs(self) -> None:
        self.run(self.worker.relay.reconcile())
        self.give_up({run_id for life in self.lives.values() for run_id in life.runs if not self.is_run(run_id)})


@pytest.fixture
def stage(settings: Settings, copies: Copies, tmp_path: Path) -> Iterator[Stage]:
    """Three productions that await approval, one of them edited, one a test, and a queued one: examples get far."""
    with asyncio.Runner() as runner:
        empty = runner.run(new_stage(settings, copies, runner, tmp_path / "empty"))
        yield with_productions(empty, tmp_path / "beginning")


def with_productions(stage: Stage, folder: Path) -> Stage:
    machine = Lives(stage)

    async def make() -> None:
        for test, blocked in ((False, 3), (False, 2), (True, 2)):
            await machine.make(await machine.new_life(test, blocked))
        edited = machine.life(0)
        await machine.ask(edited, Edit(0, "", "A bridge"))
        await machine.make(edited)
        await machine.new_life(False, 3)

    machine.run(make())
    machine.everything_holds()
    machine.run(machine.leave())
    lives = tuple(machine.lives.values())
    return dataclasses.replace(stage, beginning=keep(stage.settings, folder), lives=lives, owed=tuple(machine.owed))


def look_for_a_broken_rule(stage: Stage, examples: int, steps: int) -> None:
    """Try so many orders of so many steps: always the same ones, or with the profile `more` others and more."""
    usual = hypothesis.settings.get_current_profile_name() != "more"
    settings = hypothesis.settings(
        max_examples=examples if usual else 20 * examples,
        stateful_step_count=steps,
        derandomize=usual,
        phases=[Phase.generate, Phase.shrink],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )

    class OnStage(Lives):
        def __init__(self) -> None:
            super().__init__(stage)

    with capture_logs():  # a power cut would be told with every variable of every frame
        run_state_machine_as_test(OnStage, settings=settings)


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_no_order_of_events_breaks_a_rule(stage: Stage) -> None:
    look_for_a_broken_rule(stage, 10, 25)


@pytest.mark.slow
def test_no_order_of_many_events_breaks_a_rule(stage: Stage) -> None:
    look_for_a_broken_rule(stage, 40, 40)
