"""What each step costs: carried out in this process one after the other, as the worker does, its children's time with it."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jarai.access.keys import Caller
from jarai.accounts.create import create_first_account
from jarai.accounts.queries import account_of
from jarai.accounts.reference import countries, known_languages
from jarai.base.ids import new_id
from jarai.pipeline.child import start_fork_server
from jarai.pipeline.choose_images import CHOICES
from jarai.pipeline.faults import fault_points
from jarai.pipeline.production import STEPS
from jarai.pipeline.runner import StepRunner, read_output
from jarai.productions.runs import Run, runs_in
from jarai.productions.schemas import CreateProduction
from jarai.settings import read_settings
from jarai.wiring import Ground, ground, production_services, tools

_TICKS = os.sysconf("SC_CLK_TCK")
_SETTINGS = {"JARAI_TEST_PROJECT_TYPES": "true", "JARAI_DEFAULT_TIER": "Unlimited"}


@dataclass(frozen=True)
class StepTime:
    """Seconds of processor and of wall clock."""

    name: str
    cpu: float
    wall: float


@dataclass(frozen=True)
class Made:
    """One production: what its steps took, and the scenes that show a picture or an illustration."""

    steps: list[StepTime]
    illustrated: int

    @property
    def cpu(self) -> float:
        """Of all steps."""
        return sum(each.cpu for each in self.steps)


def cpu_seconds() -> float:
    """The processor time of this process and of all children below it, ended ones too."""
    total, queue = 0, [os.getpid()]
    while queue:
        pid = queue.pop()
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += sum(int(each) for each in fields[11:15])
        for task in Path(f"/proc/{pid}/task").iterdir():
            queue += [int(each) for each in (task / "children").read_text().split()]
    return total / _TICKS


def resident_mib() -> int:
    """What this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


async def productions(folder: Path, orders: Sequence[tuple[str, str, str]], mode: str) -> list[Made]:
    """Make one production for each (topic, facts, project type), each another partner's, and measure it."""
    environment = {**_SETTINGS, "JARAI_DATA_DIR": str(folder), "JARAI_RENDER_MODE": mode}
    base = ground(read_settings(environment))
    await base.prepare()
    start_fork_server()
    runner = StepRunner(base.database, base.clock, tools(base), fault_points(""), folder / "work")
    made = [await _made(runner, await _accepted(base, *order)) for order in orders]
    await base.close()
    return made


async def _made(runner: StepRunner, run: Run) -> Made:
    steps = []
    for step in STEPS:
        cpu, wall = cpu_seconds(), time.perf_counter()
        await runner.run(step, run, lambda: None)
        steps.append(StepTime(step.name, cpu_seconds() - cpu, time.perf_counter() - wall))
    choices = await read_output(runner.database, runner.tools.storage, run, CHOICES)
    return Made(steps, sum(bool(each.picture or each.illustration) for each in choices.choices))


async def _accepted(base: Ground, topic: str, facts: str, project_type: str) -> Run:
    """A production of a new partner's, accepted and wanted."""
    caller = Caller(partner_id=new_id(), key_id=new_id())
    async with base.database.write() as connection:
        account_id = await create_first_account(connection, caller.partner_id, "Benchmark", base.clock.now())
        account = await account_of(connection, caller.partner_id, account_id)
    wanted = {
        "topic": topic,
        "languageId": next(each.language_id for each in known_languages() if each.code == "en-US"),
        "countryId": next(each.country_id for each in countries() if each.code == "US"),
        "avatarId": account.avatars[0].avatar_id,
        "projectTypeSlug": project_type,
        "metadataMD": facts,
    }
    intake = production_services(base).intake
    accepted = await intake.accept(caller, account_id, CreateProduction.model_validate(wanted), "benchmark")
    async with base.database.read() as connection:
        return next(
            each for each in await runs_in(connection, "Wanted") if each.production_id == accepted.production_id
        )
