"""One step of the pipeline with given inputs, without an engine and a database."""

from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from boards import a_board
from jarai.accounts.media_items import MediaItem
from jarai.accounts.queries import Account
from jarai.base.ids import new_id
from jarai.base.model import Wire
from jarai.base.secrets import Secrets
from jarai.images.tools import PictureTools
from jarai.pipeline.child import start_fork_server
from jarai.pipeline.step import Output, Step, StepContext, Tools
from jarai.productions.queries import Production
from jarai.speech.port import VoiceBook
from jarai.storage.local import LocalStorage

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
PARTNER, ACCOUNT = new_id(), new_id()


def a_context(
    folder: Path, inputs: dict[str, Wire], pictures: PictureTools, media: tuple[MediaItem, ...] = ()
) -> StepContext:
    """What a step's work is given; files lie in the folder."""
    start_fork_server()  # children that load the steps by themselves take seconds to begin
    secrets = Secrets(bytes(32))
    storage = LocalStorage(folder / "files", "http://studio.example", secrets)
    workspace = folder / new_id()
    workspace.mkdir(parents=True)
    production = Production(
        production_id=new_id(), partner_id=PARTNER, account_id=ACCOUNT, topic="Harbour bridge", language_id="", country_id="",
        avatar_id="", project_type_slug="social-video-30s", metadata_md="", test=False, draft=False, reference=None,
        correlation_id="", status="Producing", version=1, last_sequence=0, created_at=NOON, expires_at=NOON,
        completed_at=None, error_code=None, error_message=None, error_step=None, error_retryable=None, cost=0, gate=None,
        notices=(), steps=(), publications=(),
    )  # fmt: skip
    account = Account(
        ACCOUNT, PARTNER, "Acme", "acme", "Active", "social-video-30s", a_board().brand, connections=(), media=media
    )
    tools = Tools(storage, cast("VoiceBook", None), secrets, "http://studio.example", "draft", pictures=pictures)
    return StepContext(production, account, None, tools, workspace, inputs, "0" * 64, lambda _: None)


async def carried_out(step: Step[Output], context: StepContext, inputs: dict[str, Wire]) -> Output:
    """The step's output, which the next one finds among its inputs."""
    output = await step.run(context)
    inputs[step.name] = output
    return output
