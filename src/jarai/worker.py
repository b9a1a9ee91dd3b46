"""Builds the worker: the index of background work. Steps and runs by the engine; mail, relay and signs of life by loops."""

import asyncio
import os
import shutil
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from temporalio.client import Client
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from jarai.base.ids import new_id
from jarai.base.logging import logger
from jarai.partners.outbox import send_waiting_mail
from jarai.pipeline.activities import closing_activities, step_activities
from jarai.pipeline.child import start_fork_server
from jarai.pipeline.distribution import Distribution
from jarai.pipeline.faults import fault_points
from jarai.pipeline.outcome import Outcome
from jarai.pipeline.relay import RECONCILE_SECONDS, RELAY_SECONDS, Relay, every
from jarai.pipeline.runner import StepRunner
from jarai.pipeline.step import Queue
from jarai.pipeline.workflows import Distribute, Produce, task_queue
from jarai.productions.workers import sign_of_life
from jarai.wiring import Ground, decisions, deliverer, mail_sender, platforms, tools

_log = logger("worker")
_LIGHT_SLOTS = 16
_HEARTBEAT_THROTTLE = timedelta(seconds=1)  # with the default a cancel takes 21 s to arrive, measured


async def run_worker(base: Ground, engine_address: str, *, sole: bool) -> None:
    """Work until SIGTERM or SIGINT.

    The `sole` worker of an installation takes over at once what its predecessor was doing, instead of waiting for the
    engine to miss that one's heartbeats.
    """
    start_fork_server()
    await base.prepare()
    client = await _connect(engine_address, base.settings.temporal_namespace)
    fault = fault_points(base.settings.fault)
    kit = tools(base)
    work_dir = base.settings.data_dir / "work"
    runner = StepRunner(base.database, base.clock, kit, fault, work_dir)
    outcome = Outcome(base.database, base.clock, base.storage, fault, decisions(base))
    distribution = Distribution(base.database, base.clock, base.storage, platforms(base), fault, base.secrets)
    threads = ThreadPoolExecutor(max_workers=_LIGHT_SLOTS + base.settings.slots + 8)
    asyncio.get_running_loop().set_default_executor(threads)
    light = _worker(
        client,
        "light",
        _LIGHT_SLOTS,
        [*step_activities(runner, "light"), *closing_activities(outcome, distribution)],
        [Produce, Distribute],
    )
    compute = _worker(client, "compute", os.cpu_count() or 1, step_activities(runner, "compute"))
    render = _worker(client, "render", base.settings.slots, step_activities(runner, "render"))
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signal_number, stop.set)
    relay = Relay(base.database, base.clock, client)
    if sole:
        await asyncio.to_thread(shutil.rmtree, work_dir, ignore_errors=True)
        await relay.take_over()
    async with light, compute, render:
        loops = _loops(base, client, relay)
        _log.info("worker_ready", engine=engine_address, render_slots=base.settings.slots)
        await stop.wait()
        for each in loops:
            each.cancel()
    await base.close()


def _worker(
    client: Client,
    queue: Queue,
    slots: int,
    activities: Sequence[Callable[..., Any]],
    workflows: Sequence[type] = (),
) -> Worker:
    """The engine's worker for one queue."""
    return Worker(
        client,
        task_queue=task_queue(queue),
        workflows=workflows,
        activities=activities,
        workflow_runner=UnsandboxedWorkflowRunner(),
        max_concurrent_activities=slots,
        max_heartbeat_throttle_interval=_HEARTBEAT_THROTTLE,
        default_heartbeat_throttle_interval=_HEARTBEAT_THROTTLE,
        graceful_shutdown_timeout=timedelta(seconds=2),
    )


def _loops(base: Ground, client: Client, relay: Relay) -> list[asyncio.Task[None]]:
    """The loops beside the engine's work."""
    sender = mail_sender(base.settings)
    worker_id = new_id()

    async def mail() -> None:
        await send_waiting_mail(base.database, base.clock, sender)

    async def live() -> None:
        await client.service_client.check_health()
        async with base.database.write() as connection:
            await sign_of_life(connection, worker_id, base.clock.now())

    return [
        asyncio.create_task(every(RELAY_SECONDS, relay.act, "relay")),
        asyncio.create_task(every(RECONCILE_SECONDS, relay.reconcile, "reconcile")),
        asyncio.create_task(every(0.5, mail, "mail")),
        asyncio.create_task(every(5.0, live, "life")),
        asyncio.create_task(every(1.0, deliverer(base).run, "webhooks")),
    ]


async def _connect(address: str, namespace: str) -> Client:
    """The engine's client, once it answers."""
    while True:
        try:
            return await Client.connect(address, namespace=namespace)
        except RuntimeError as error:
            _log.info("engine_not_there_yet", engine=address, error=str(error)[:200])
            await asyncio.sleep(0.3)
