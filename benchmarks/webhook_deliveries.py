"""Ten thousand deliveries over twenty endpoints, some of them bad: `webhooks.py [deliveries]`.

Throughput and delay of the good endpoints, from the first claim to the last arrival, on SQLite, in one process beside
the receiver. Each endpoint gets fifty productions' worth of events, in order.
"""

import asyncio
import dataclasses
import json
import sys
import tempfile
import time
from collections import Counter

sys.path.insert(0, "tests")

from jarai.settings import read_settings
from jarai.wiring import deliverer, ground
from machine import machine
from simulators.receiver import Receiver, receiver
from webhooks.owed import KINDS, owe


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
