"""The state machine's mechanics: requests sent and compared with the model, work carried out and followed, crashes."""

import asyncio
import copy
import itertools
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import httpx
from hypothesis.stateful import RuleBasedStateMachine, invariant

from boards import a_board
from jarai.base.errors import TryAgain
from jarai.deliverables.tables import deliverables
from jarai.platforms.port import WATCH_PAGE, Platform
from jarai.platforms.watch_page import WatchPage, record_key
from jarai.productions.runs import Run, Superseded
from jarai.productions.tables import decisions, production_events, productions, publications, runs, step_records
from lives.model import CONNECTIONS, REFUSED, TERMINAL, Answer, Cancel, Life, Request, Verb
from lives.seen import Seen, check_always, see
from lives.stage import AGAIN, ONCE, Stage, answered
from lives.worker import WORKING, Hung, Plan, Worker, run_of
from powercut import PowerCut, power_cut
from simulators.engine import MemoryEngine, Workflow
from simulators.platform import PlatformSimulator

Value = TypeVar("Value")
_ROUNDS = 60
"""More activities than any production needs to come to rest."""


class Living(RuleBasedStateMachine):
    """Productions, the model of each, and everything that acts on them."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.hooks = stage.begin()
        self.processes = itertools.cycle(stage.processes)
        self.standing = next(self.processes)
        self.lives = {life.production_id: copy.deepcopy(life) for life in stage.lives}
        self.engine = MemoryEngine()
        self.sites = {AGAIN: PlatformSimulator(repeatable=True), ONCE: PlatformSimulator(repeatable=False)}
        self.hung: list[Hung] = []
        self.kill_at: str | None = None
        self.concluded = False
        self.owed = list(stage.owed)
        self.told = {life.production_id: len(life.events) for life in stage.lives}
        self.unchanged = False
        self.keys = itertools.count()
        self.worker = self._new_worker()
        self.last = self.run(see(self.standing.base.database))

    def run(self, work: Coroutine[Any, Any, Value]) -> Value:
        return self.stage.runner.run(work)

    def _new_worker(self) -> Worker:
        base = self.standing.base
        platforms: dict[str, Platform] = {
            **self.sites,
            WATCH_PAGE: WatchPage(base.storage, base.settings.base_url),
        }
        worker = Worker(base, self.engine, platforms, self.passed, a_board(), self.verdict)
        for site in self.sites.values():
            site.before_answering = worker.wait_for_freedom
        return worker

    def verdict(self, production_id: str, version: int) -> str:
        return "Blocked" if version == self.lives[production_id].blocked else "Passed"

    def life(self, which: int) -> Life:
        return list(self.lives.values())[which % len(self.lives)]

    def workflow(self, which: int) -> Workflow | None:
        """One that the engine runs."""
        running = [each for each in self.engine.workflows.values() if each.runs]
        return running[which % len(running)] if running else None

    # What is asked

    def key(self, life: Life) -> str:
        return self.stage.test_key if life.test else self.stage.partner.key

    def new_key(self) -> str:
        return f"key {len(self.stage.lives)}.{next(self.keys)}"

    async def send(self, life: Life, request: Request, key: str, repeat: str | None = None) -> httpx.Response:
        headers = {"X-API-Key": key, **request.headers, **({"Idempotency-Key": repeat} if repeat else {})}
        path = f"/v1/productions/{life.production_id}{request.path}"
        return await self.standing.http.request(request.method, path, headers=headers, json=request.body)

    async def ask(self, life: Life, verb: Verb, repeat: str | None = None) -> tuple[Request, httpx.Response]:
        """Send it, and compare the answer with the model's."""
        request = verb.request(life)
        expected = verb.answer(life, request)
        answer = await self.send(life, request, self.key(life), repeat)
        assert answered(answer) == expected, (request, answer.text)
        if expected[1] is None:
            body = answer.json()
            assert (body["status"], body["version"], body["errorCode"]) == (life.status, life.version, life.error_code)
        else:
            self.unchanged = True
        return request, answer

    async def ask_in_the_dark(self, life: Life, verb: Verb, statement: str) -> None:
        """Ask while the power may be cut in the middle; where it was, ask again after the crash, under the same key."""
        repeat, request = self.new_key(), verb.request(life)
        with power_cut(statement) as cut:
            answer = await self.send(life, request, self.key(life), repeat)
        if cut.happened:
            assert answered(answer) == (500, "INTERNAL_ERROR")
            assert await see(self.standing.base.database) == self.last, "nothing of it was written"
            await self.crash()
            answer = await self.send(life, request, self.key(life), repeat)
        assert answered(answer) == verb.answer(life, request), (request, answer.text)

    async def race(self, life: Life, verbs: list[Verb]) -> None:
        """All at once: the answers are those of some order in which they came one after the other."""
        requests = [verb.request(life) for verb in verbs]
        sent = await asyncio.gather(*(self.send(life, request, self.key(life)) for request in requests))
        answers = [answered(each) for each in sent]
        seen = await see(self.standing.base.database)
        (row,) = seen.of(productions, life.production_id)
        tried = []
        for order in itertools.permutations(range(len(verbs))):
            trial = copy.deepcopy(life)
            expected: list[Answer] = [(0, None)] * len(verbs)
            for place in order:
                if isinstance(verbs[place], Cancel) and answers[place] == REFUSED and (202, None) in answers:
                    expected[place] = REFUSED  # of racing calls one wins
                else:
                    expected[place] = verbs[place].answer(trial, requests[place])
            tried.append(expected)
            if expected == answers and (trial.status, trial.version) == (row.status, row.version):
                self.lives[life.production_id] = trial
                return
        raise AssertionError(f"{verbs} were answered {answers}; in some order it would be one of {tried}")

    # What is worked

    def passed(self, point: str) -> None:
        """The worker has passed a fault point: what was committed before it is true from now on."""
        run = WORKING.get()
        life = self.lives[run.production_id]
        step, _, what = point.rpartition(".")
        if step == "AwaitApproval":
            if what == "recorded":
                life.await_approval(self.verdict(run.production_id, run.version))
                life.end(run.run_id)
        elif step == "Distribute":
            self.concluded = True
        elif what == "begun":
            life.pick_up()
        elif what == "recorded" and step != "Publish":
            life.record(step)
        if self.kill_at == what:
            raise PowerCut(point)

    def may_work(self, run: Run, *, closing: bool) -> bool:
        """Whether this attempt may still write."""
        life = self.lives[run.production_id]
        due = life.status == "Queued" and self.standing.clock.now() < life.expires_at
        return life.may_write(run.run_id, run.attempt) and (
            run.kind == "distribute" or closing or due or life.status == "Producing"
        )

    async def work(self, workflow: Workflow, activities: int = 1) -> None:
        """Carry out the workflow's next activities."""
        for _ in range(activities):
            if not workflow.runs:
                return
            run, closing = run_of(workflow), workflow.done >= len(self.worker.steps)
            name = "" if closing or run.kind == "distribute" else self.worker.steps[workflow.done].name
            with self.followed(run, name, may=self.may_work(run, closing=closing)):
                await self.worker.activity(workflow)
            await self.look_at_copies(run)

    @contextmanager
    def followed(self, run: Run, step: str, *, may: bool) -> Iterator[None]:
        """Expect it to be superseded or not; follow in the model what no fault point tells."""
        life = self.lives[run.production_id]
        fails = may and bool(step) and self.worker.plan.fails == step and step not in life.done
        try:
            yield
            assert may, f"{run} had been given up and wrote nevertheless"
        except Superseded:
            assert not may, f"{run} was kept from writing"
        if fails:
            life.finish("Failed", "MADE_TO_FAIL")
            life.end(run.run_id)

    async def look_at_copies(self, run: Run) -> None:
        """Take the publications as they are now: the platforms decide on them, `_copies_are_as_wanted` says what may become of them."""
        if run.kind != "distribute":
            return
        life = self.lives[run.production_id]
        seen = await see(self.standing.base.database)
        for row in seen.of(publications, life.production_id):
            copied = life.copies[row.platform_connection_id]
            assert row.wanted == copied.wanted
            copied.status, copied.called = row.status, row.called_at is not None
        if self.concluded:
            life.conclude()
            life.end(run.run_id)
        self.concluded = False

    async def begin(self, workflow: Workflow) -> None:
        """Begin the next activity and leave it hanging, where it can hang."""
        run, closing = run_of(workflow), workflow.done >= len(self.worker.steps)
        with self.followed(run, "", may=self.may_work(run, closing=closing)):
            if hung := await self.worker.begin(workflow):
                self.hung.append(hung)
        await self.look_at_copies(run)

    async def free(self, hung: Hung) -> None:
        """What hung goes on, whatever has happened meanwhile."""
        with self.followed(hung.run, "", may=self.may_work(hung.run, closing=False)):
            hung.free.set()
            await hung.task
        await self.look_at_copies(hung.run)

    async def write_late(self, run: Run, what: int) -> None:
        """An attempt that is over tries to write: a step's output, an end, a failure, a publication."""
        WORKING.set(run)
        worker = self.worker
        if run.kind == "distribute":
            writing = worker.distribution.distribute(run, lambda: None)
        elif what == 0:
            writing = worker.outcome.await_approval(run)
        elif what == 1:
            writing = worker.outcome.fail(run, "VideoComposer", "LATE", "too late", retryable=True)
        else:
            writing = worker.runner.run(worker.steps[what % len(worker.steps)], run, lambda: None)
        try:
            await writing
        except Superseded:
            pass
        except TryAgain:
            assert (run.kind, what) == ("produce", 0), "only an end may miss what it reads"
        else:
            raise AssertionError(f"{run} was over and wrote nevertheless")
        self.unchanged = True

    def over(self) -> list[Run]:
        """The attempts that are over: those given up, and the last ones of runs that have ended."""
        found, places = [], {name: place for place, name in enumerate(self.lives)}
        for row in sorted(self.last.rows["runs"], key=lambda row: (places[row.production_id], row.run_id)):
            last = row.attempt if row.state == "Ended" else row.attempt - 1
            found += [
                Run(row.run_id, row.production_id, row.version, row.kind, attempt, row.code_version)
                for attempt in range(1, last + 1)
            ]
        return found

    async def relay(self) -> None:
        """A round of the relay: what is due expires, what was cancelled ends, what is wanted starts."""
        await self.worker.relay.act()
        seen = await see(self.standing.base.database)
        begun = {row.run_id for row in seen.rows["runs"] if row.state == "Started"}
        for life in self.lives.values():
            life.expire(self.standing.clock.now())
            if life.status in {"Cancelled", "Failed"}:
                for run_id in [each for each in life.runs if each.startswith("produce")]:
                    life.end(run_id)
            going = [run_id for run_id, (state, _) in life.runs.items() if state != "Ended"]
            if going and not any(life.runs[run_id][0] == "Started" for run_id in going):
                (one,) = begun & set(going)  # whichever of those that were wanted
                life.runs[one] = ("Started", life.runs[one][1])

    def give_up(self, lost: set[str]) -> None:
        """In the model: these runs' attempts are given up, and the next are wanted."""
        for life in self.lives.values():
            for run_id, (state, attempt) in life.runs.items():
                if run_id in lost and state == "Started":
                    life.runs[run_id] = ("Wanted", attempt + 1)

    async def crash(self) -> None:
        """Every process ends; new ones stand on the same database and folder. What hung in the old ones still may wake up."""
        await self.standing.base.close()
        self.standing = next(self.processes)
        await self.standing.base.prepare()
        self.kill_at = None
        self.worker = self._new_worker()
        await self.worker.relay.take_over()
        self.give_up({run_id for life in self.lives.values() for run_id in life.runs})

    # What must hold

    @invariant()
    def everything_holds(self) -> None:
        self.run(self._everything_holds())

    async def _everything_holds(self) -> None:
        seen = await see(self.standing.base.database)
        if self.unchanged:
            assert seen == self.last, "what is refused or repeated changes nothing"
        check_always(seen, self.last)
        assert len(seen.rows["productions"]) == len(self.lives)
        for life in self.lives.values():
            self._is_as_the_model_says(life, seen)
            await self._copies_are_as_wanted(life)
        self._owed_is_what_happened(seen)
        self.last, self.unchanged = seen, False

    def _is_as_the_model_says(self, life: Life, seen: Seen) -> None:
        mine = life.production_id
        (row,) = seen.of(productions, mine)
        stands = (row.status, row.version, row.error_code, row.gate and row.gate["verdict"])
        assert stands == (life.status, life.version, life.error_code, life.gate), stands
        events = [each.event_type.split(".", 1)[1] for each in seen.of(production_events, mine)]
        assert events == life.events
        assert {each.version: each.verdict for each in seen.of(decisions, mine)} == life.decisions
        assert {each.run_id: (each.state, each.attempt) for each in seen.of(runs, mine)} == life.runs
        steps = [each for each in seen.of(step_records, mine) if each.version == life.version]
        assert {each.name for each in steps if each.output_sha256} == life.done
        assert {each.version for each in seen.of(deliverables, mine)} == life.finished
        found = {each.platform_connection_id: (each.status, each.wanted) for each in seen.of(publications, mine)}
        assert found == {name: (each.status, each.wanted) for name, each in life.copies.items()}

    async def _copies_are_as_wanted(self, life: Life) -> None:
        """Once no run of it goes on, each copy is where it is wanted, or told to be Failed or OutcomeUnknown."""
        once = life.copies.get(CONNECTIONS[1])
        assert once is None or self.sites[ONCE].calls[life.production_id] <= once.asked, "never a blind second try"
        going = any(state != "Ended" for state, _ in life.runs.values())
        if going or any(each.run.production_id == life.production_id for each in self.hung):
            return
        for connection_id, each in life.copies.items():
            given_up = each.wanted == "Published" and each.status in {"Failed", "OutcomeUnknown"}
            never = life.status == "Cancelled" and each.status == "Pending"
            assert each.status == each.wanted or given_up or never, each
            if each.status != "OutcomeUnknown":
                assert await self._is_public(life, connection_id) == (each.status == "Published"), each

    async def _is_public(self, life: Life, connection_id: str) -> bool:
        site = dict(zip(CONNECTIONS, self.sites.values(), strict=False)).get(connection_id)
        if site is not None:
            return life.production_id in site.posts
        return await self.standing.base.storage.exists(record_key(life.production_id))

    def _owed_is_what_happened(self, seen: Seen) -> None:
        """To each webhook is owed what happened, if it wants it and was active, once."""
        for life in self.lives.values():
            told = self.told.get(life.production_id, 0)
            for number, event in enumerate(life.events[told:], told + 1):
                kind = "deliverable.ready" if event == "ready" else f"production.{event}"
                self.owed += [
                    (hook.webhook_id, life.production_id, number)
                    for hook in self.hooks
                    if hook.active and hook.test == life.test and kind in hook.wants
                ]
            self.told[life.production_id] = len(life.events)
        found = [
            (each.webhook_id, each.production_id, each.sequence_number) for each in seen.rows["webhook_deliveries"]
        ]
        assert sorted(found) == sorted(self.owed)

    # How it ends

    def teardown(self) -> None:
        try:
            self.run(self._come_to_rest())
        finally:
            self.run(self.leave())

    async def _come_to_rest(self) -> None:
        """Left alone, with platforms that work, everything comes to an end: nothing is stuck."""
        for hung in self.hung:
            await self.free(hung)
        self.hung = []
        for site in self.sites.values():
            site.answer = "published"
        self.worker.plan = Plan()
        await self.worker.relay.reconcile()
        self.give_up({run_id for life in self.lives.values() for run_id in life.runs if not self.is_run(run_id)})
        for _ in range(_ROUNDS):
            await self.relay()
            running = [each for each in self.engine.workflows.values() if each.runs]
            for workflow in running:
                await self.work(workflow, len(self.worker.steps) + 1)
            if not running:
                break
        await self._everything_holds()
        for life in self.lives.values():
            assert life.status in {"AwaitingApproval", *TERMINAL}
            assert all(state == "Ended" for state, _ in life.runs.values())

    def is_run(self, run_id: str) -> bool:
        return run_id in self.engine.workflows and self.engine.workflows[run_id].runs

    async def leave(self) -> None:
        """Whatever hangs is given up, and nothing stays connected."""
        for hung in self.hung:
            hung.task.cancel()
        await asyncio.gather(*(hung.task for hung in self.hung), return_exceptions=True)
        for each in self.stage.processes:
            await each.base.close()
