"""Ready means that database, store and a worker are there; what isn't is named."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import sqlalchemy as sa

from jarai.api import build_app
from jarai.base.clock import MovableClock
from jarai.base.ids import new_id
from jarai.productions.tables import workers
from jarai.storage.local import LocalStorage
from jarai.wiring import Ground


class Unreachable(LocalStorage):
    """A store whose network is down."""

    async def exists(self, key: str) -> bool:
        raise OSError(f"no route to {key}")


async def asked(base: Ground) -> httpx.Response:
    transport = httpx.ASGITransport(build_app(base), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://studio") as client:
        return await client.get("/v1/ready")


async def test_what_is_missing_is_named(base: Ground, tmp_path: Path) -> None:
    assert isinstance(base.clock, MovableClock)
    answer = await asked(base)
    assert (answer.status_code, answer.json()["error"]) == (503, "SERVICE_UNAVAILABLE")
    assert "worker" in answer.json()["message"]
    assert "storage" not in answer.json()["message"]
    async with base.database.write() as connection:
        await connection.execute(sa.insert(workers).values(worker_id=new_id(), seen_at=base.clock.now()))
    assert (await asked(base)).status_code == 200
    down = replace(base, storage=Unreachable(tmp_path, "http://studio", base.secrets))
    answer = await asked(down)
    assert (answer.status_code, answer.json()["message"]) == (503, "Not reachable: storage.")
    assert answer.headers["retry-after"] == "5"
    base.clock.move(timedelta(minutes=5))
    assert "worker" in (await asked(base)).json()["message"]
