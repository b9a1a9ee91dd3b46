"""The contract of a step: named inputs, one recorded output, work that reports how far it is."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Literal, ParamSpec, TypeVar

from jarai.accounts.queries import Account
from jarai.base.model import Wire
from jarai.base.secrets import Secrets
from jarai.engines.port import AvatarEngine
from jarai.images.tools import PictureTools
from jarai.pipeline.child import run_in_child
from jarai.pipeline.faults import Fault
from jarai.productions.edits import Edit
from jarai.productions.queries import Production
from jarai.render.encode import Mode
from jarai.research.port import Researcher
from jarai.script.model.endpoint import Endpoint
from jarai.script.model.ledger import Ledger, Unmetered
from jarai.script.model.prompts import Prompt
from jarai.sound.wish import Loudness
from jarai.speech.port import VoiceBook
from jarai.storage.port import Storage, StoredFile
from jarai.storyboard.model import Asset

Output = TypeVar("Output", bound=Wire)
Args = ParamSpec("Args")
Result = TypeVar("Result")
Queue = Literal["light", "compute", "render"]
"""`light` waits more than it works; `compute` fills a core and memory for seconds; `render` draws, in processes."""


@dataclass(frozen=True)
class Tools:
    """What steps work with, made once per worker."""

    storage: Storage
    voices: VoiceBook
    secrets: Secrets
    base_url: str
    render_mode: Mode
    avatar_engine: AvatarEngine | None = None
    language_model: Endpoint | None = None
    loudness: Loudness = -16
    researchers: tuple[Researcher, ...] = ()
    pictures: PictureTools = field(default_factory=PictureTools)


@dataclass(frozen=True)
class Step(Generic[Output]):
    """One step: the contract's name, the steps whose outputs it reads, and its work.

    `patience` is how many seconds it may go without progress before it counts as stuck.
    """

    name: str
    output: type[Output]
    run: Callable[["StepContext"], Awaitable[Output]]
    needs: tuple["Step[Any]", ...] = ()
    queue: Queue = "light"
    patience: int = 60


@dataclass
class StepContext:
    """What a step's work is given."""

    production: Production
    account: Account
    edit: Edit | None
    tools: Tools
    workspace: Path
    inputs: Mapping[str, Wire]
    input_sha256: str
    fault: Fault
    permille: int = 0
    progressed: asyncio.Event = field(default_factory=asyncio.Event)
    ledger: Ledger = field(default_factory=Unmetered)
    """Keeps what the step spends."""
    prompts: Mapping[str, Prompt] = field(default_factory=dict)
    """The account's own, for the step that pins them."""

    def read(self, step: Step[Output]) -> Output:
        """The recorded output of a step this one declared it needs."""
        value = self.inputs[step.name]
        if not isinstance(value, step.output):
            raise TypeError(f"{step.name} is not among this step's inputs")
        return value

    def report(self, done: int, of: int) -> None:
        """Say how far the work is."""
        self.permille = min(999, done * 1000 // max(of, 1))
        self.progressed.set()

    async def in_thread(self, work: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs) -> Result:
        """Run work that takes well under a second, or that can't be ended from outside, in a thread."""
        return await asyncio.to_thread(work, *args, **kwargs)

    async def in_child(
        self, work: Callable[..., Result], *args: Any, on_progress: Callable[[int], None] | None = None
    ) -> Result:
        """Run heavy work in a process of its own, which is ended when the step is cancelled.

        With `on_progress`, `work` is given one more argument: a function to call with a count.
        """
        return await run_in_child(work, args, on_progress)

    def work_key(self, *names: str) -> str:
        """Where this partner's intermediate files lie: work is never shared across partners."""
        return "/".join(("work", self.production.partner_id, *names))

    async def keep(self, key: str, path: Path, content_type: str) -> StoredFile:
        """Store a file the step made."""
        return await self.tools.storage.put_file(key, path, content_type)

    async def local(self, key: str) -> Path:
        """A copy of a stored file in the step's workspace, fetched once."""
        path = self.workspace / key.replace("/", "_")
        if not path.exists():
            await self.tools.storage.fetch(key, path)
        return path

    async def assets(self, wanted: Iterable[Asset]) -> Path:
        """The folder in which these files of the account's lie, each under its SHA-256."""
        folder = self.workspace / "assets"
        folder.mkdir(exist_ok=True)
        for asset in wanted:
            target = folder / asset.sha256
            if not target.exists():
                await self.tools.storage.fetch(asset.key, target)
        return folder


async def together(*works: Awaitable[Any]) -> list[Any]:
    """The results of works that go on side by side. When one fails the others are ended, and its error is raised."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
