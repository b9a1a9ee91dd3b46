"""From POST to AwaitingApproval, by step: `production_time.py [project type] [runs] [render mode]`; a warm worker, every run fresh.

First the whole studio by the clock, then the steps by themselves with their processor time, which is what may be compared
on a machine that does other things too. The project type's music and the illustrations are in it. The wall-clock time is the API's own (`createdAt` to the last step's `completedAt`). Each run is another partner's, so
nothing drawn before is reused. The first run warms the worker and is not counted. Types of two minutes and more are given
facts that fill them.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from step_times import productions

from jarai.accounts.reference import project_type_by_slug
from jarai.demo import FACTS, TOPIC
from machine import machine
from studio import Client, new_client, running_studio

LONG = Path(__file__).parent / "two-minutes.md"


def seconds(start: str, end: str) -> float:
    return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds()


def settled(client: Client, production_id: str) -> dict[str, Any]:
    """The status once it waits for approval, asked for once a second: asking more often takes the cores from the work."""
    while True:
        status = client.status(production_id)
        if status["status"] == "AwaitingApproval":
            return status
        assert status["status"] not in {"Failed", "Cancelled"}, status
        time.sleep(1)


def main() -> None:
    project_type = sys.argv[1] if len(sys.argv) > 1 else "social-video-30s"
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    mode = sys.argv[3] if len(sys.argv) > 3 else "constant"
    kind = project_type_by_slug(project_type)
    assert kind, project_type
    facts = LONG.read_text() if kind.duration_seconds >= 120 else FACTS
    print(machine())
    totals: list[float] = []
    steps: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder, running_studio(Path(folder), {"JARAI_RENDER_MODE": mode}) as studio:
        for run in range(runs + 1):
            client = new_client(studio, f"bench{run}@example.com")
            production_id = client.order(TOPIC, facts, project_type)
            status = settled(client, production_id)
            if run == 0:
                continue
            totals.append(seconds(status["createdAt"], status["steps"][-1]["completedAt"]))
            for step in status["steps"]:
                steps.setdefault(step["name"], []).append(seconds(step["startedAt"], step["completedAt"]))
            video = client.files(production_id)["video.mp4"]
            listed = client.call("GET", f"/v1/productions/{production_id}/deliverables").json()["deliverables"]
            duration = next(item["durationSeconds"] for item in listed if item["fileName"] == "video.mp4")
    print(
        f"{project_type}: {statistics.median(totals):.1f} s (of {', '.join(f'{each:.1f}' for each in sorted(totals))})"
    )
    for name, times in steps.items():
        if statistics.median(times) >= 0.05:
            print(f"  {name:<26} {statistics.median(times):6.2f} s")
    print(f"  the MP4 has {len(video) / 2**20:.1f} MiB and lasts {duration:.1f} s")
    print_steps(facts, project_type, runs, mode)


def print_steps(facts: str, project_type: str, runs: int, mode: str) -> None:
    """What each step takes of processor and clock, the first production left out."""
    with tempfile.TemporaryDirectory() as folder:
        _, *made = asyncio.run(productions(Path(folder), [(TOPIC, facts, project_type)] * (runs + 1), mode))
    total = statistics.median(each.cpu for each in made)
    print(f"  {total:.1f} s of processor, {made[0].illustrated} scenes illustrated; load {os.getloadavg()[0]:.1f}")
    for of_step in zip(*(each.steps for each in made), strict=True):
        cpu, wall = (statistics.median(getattr(each, what) for each in of_step) for what in ("cpu", "wall"))
        if max(cpu, wall) >= 0.05:
            print(f"  {of_step[0].name:<26} {cpu:6.2f} s of processor, {wall:6.2f} s by the clock")


if __name__ == "__main__":
    main()
