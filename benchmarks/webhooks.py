"""Ten thousand deliveries over twenty endpoints, some of them bad: `webhooks.py [deliveries]`.

Throughput and delay of the good endpoints, from the first claim to the last arrival, on SQLite, in one process beside
the receiver. Each endpoint gets 50 productions' worth of events, in order.
"""

import asyncio
import dataclasses
import json
import sys
import tempfile
import time
from collections import Counter

sys.path.insert(0, "tests")

import sqlalchemy as sa

from jarai.access.keys import Caller, add_standing
from jarai.base.ids import new_id
from jarai.settings import read_settings
from jarai.webhooks.events import NIL, Event, body_of, delivery_row
from jarai.webhooks.schemas import CreateWebhook
from jarai.webhooks.tables import webhook_deliveries
from jarai.wiring import Ground, deliverer, ground, subscriptions
from machine import machine
from simulators.receiver import Receiver, receiver

KINDS = ["ok"] * 12 + ["slow"] * 2 + ["dead"] * 2 + ["flapping"] * 2 + ["redirecting", "lying"]
PRODUCTIONS = 50


async def owe(base: Ground, there: Receiver, each: int) -> None:
    """Twenty subscriptions with so many deliveries each."""
    caller = Caller(new_id(), new_id())
    async with base.database.write() as connection:
        await add_standing(connection, caller.partner_id, "Unlimited")
    for number, kind in enumerate(KINDS):
        wanted = CreateWebhook(endpointUrl=there.url(f"{kind}/{number}"), eventTypes=("production.step.complete",))
        made = await subscriptions(base).create(caller, wanted)
        rows = []
        for production in range(PRODUCTIONS):
            common = new_id()
            for sequence in range(1, each // PRODUCTIONS + 1):
                event = Event(
                    new_id(), "production.step.complete", caller.partner_id, False, common, NIL, None, "c", sequence,
                    base.clock.now(), {"step": "VideoComposer", "number": production},
                )  # fmt: skip
                rows.append(delivery_row(event, made.webhook_id, body_of(event)))
        async with base.database.write() as connection:
            await connection.execute(sa.insert(webhook_deliveries), rows)


async def run(total: int) -> None:
    each = total // len(KINDS)
    with tempfile.TemporaryDirectory() as folder:
        settings = dataclasses.replace(read_settings({"JARAI_DATA_DIR": folder}), webhooks_allow_loopback_http=True)
        base = ground(settings)
        await base.prepare()
        async with receiver(pause=0.5) as there:
            await owe(base, there, each)
            sender = deliverer(base)
            good = {f"/ok/{number}" for number, kind in enumerate(KINDS) if kind == "ok"}
            began, arrived_at = time.monotonic(), []
            working = asyncio.create_task(sender.run())
            seen = 0
            while len(arrived_at) < each * len(good):
                await asyncio.sleep(0.01)
                fresh = there.arrived[seen:]
                seen += len(fresh)
                arrived_at += [time.monotonic() - began for one in fresh if one.path in good]
            seconds = time.monotonic() - began
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)
            await sender.client.close()
            report(there, good, each, seconds, arrived_at)
        await base.close()


def report(there: Receiver, good: set[str], each: int, seconds: float, arrived_at: list[float]) -> None:
    print(
        f"{each * len(KINDS)} deliveries over {len(KINDS)} endpoints; the {len(good)} good ones have all after {seconds:.1f} s:"
    )
    print(
        f"  {len(arrived_at) / seconds:.0f} deliveries a second to them, {len(there.arrived) / seconds:.0f} requests in all"
    )
    print(f"  the middle one came after {sorted(arrived_at)[len(arrived_at) // 2]:.1f} s")
    orders = Counter[str]()
    last: dict[tuple[str, str], int] = {}
    for one in there.arrived:
        body = json.loads(one.body)
        key = one.path, body["productionId"]
        orders[one.path] += body["sequenceNumber"] < last.get(key, 0)
        last[key] = body["sequenceNumber"]
    print(f"  out of order at a good endpoint: {sum(orders[path] for path in good)}")


if __name__ == "__main__":
    print(machine())
    asyncio.run(run(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
