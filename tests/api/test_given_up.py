"""An attempt that was given up while it worked writes nothing, not even how far it is."""

import asyncio
import dataclasses

import pytest

from boards import a_board
from jarai.pipeline.step import StepContext
from jarai.productions.runs import Superseded, mark_started, next_attempt, runs_in
from jarai.wiring import Ground
from lives.worker import Small, Worker
from partner import Partner
from simulators.engine import MemoryEngine


async def test_an_attempt_that_was_given_up_shows_no_progress(acme: Partner, base: Ground) -> None:
    production_id = (await acme.order()).json()["productionId"]
    begun, given_up, beaten = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def work(context: StepContext) -> Small:
        begun.set()
        await given_up.wait()
        context.report(1, 2)
        await beaten.wait()
        return Small(step="late")

    def heartbeat() -> None:
        if given_up.is_set():
            beaten.set()  # what was reported has been shown by now, or not

    async with base.database.write() as connection:
        (run,) = await runs_in(connection, "Wanted")
        await mark_started(connection, run)
    worker = Worker(base, MemoryEngine(), {}, lambda _: None, a_board(), lambda *_: "Passed")
    step = dataclasses.replace(worker.steps[0], run=work)
    working = asyncio.create_task(worker.runner.run(step, run, heartbeat))
    await begun.wait()
    async with base.database.write() as connection:
        assert await next_attempt(connection, run)
    given_up.set()
    with pytest.raises(Superseded):
        await working
    status = (await acme.get(f"/v1/productions/{production_id}")).json()
    assert (status["progress"], status["steps"][0]["status"]) == (0, "Running")
