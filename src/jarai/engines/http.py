"""An avatar engine behind HTTP; `docs/avatar-engine.md` has the three calls it answers."""

import asyncio
import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import httpx
from pydantic import ConfigDict, Field, ValidationError

from jarai.base.errors import NeverWorks, TryAgain
from jarai.base.hashing import hash_of
from jarai.base.model import Wire
from jarai.engines.port import ClipRequest

_LARGEST = 256 * 2**20
_AGAIN = {408, 425, 429}


class Job(Wire):
    """How the engine is with a clip. An `error` comes with `failed`, and says whether trying again may help."""

    model_config = ConfigDict(extra="ignore")

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,100}$")]
    status: Literal["queued", "running", "done", "failed"]
    error: Annotated[str, Field(max_length=500)] = ""
    retryable: bool = False


class HttpAvatarEngine:
    """One engine, by its address and key.

    `pause` is how many seconds pass between two looks at a job, `longest` how many a job may take, its wait included.
    """

    def __init__(self, url: str, key: str, pause: float = 1.0, longest: float = 900.0) -> None:
        self._url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._pause = pause
        self._longest = longest

    async def clip(self, request: ClipRequest, audio: bytes, target: Path, alive: Callable[[], None]) -> None:
        """See `AvatarEngine`. A request is repeated under one idempotency key, so a crash is not paid for twice."""
        async with httpx.AsyncClient(headers=self._headers, timeout=60, follow_redirects=False) as client:
            try:
                job = await self._begun(client, request, audio)
                await self._done(client, job, alive)
                await self._download(client, job, target, alive)
            except httpx.HTTPError as error:
                reason = str(error) or type(error).__name__
                raise TryAgain(
                    "AVATAR_ENGINE_UNREACHABLE", f"The avatar engine could not be reached: {reason}"
                ) from error

    async def _begun(self, client: httpx.AsyncClient, request: ClipRequest, audio: bytes) -> Job:
        wanted = json.dumps(request.model_dump(mode="json", by_alias=True))
        answer = await client.post(
            f"{self._url}/clips",
            headers={"Idempotency-Key": hash_of(request)},
            data={"request": wanted},
            files={"audio": ("scene.wav", audio, "audio/wav")},
        )
        return _job(answer)

    async def _done(self, client: httpx.AsyncClient, job: Job, alive: Callable[[], None]) -> None:
        """Wait until the clip is there. A cancelled wait tells the engine that nobody wants it any more."""
        address = f"{self._url}/clips/{job.id}"
        try:
            async with asyncio.timeout(self._longest):
                while job.status in {"queued", "running"}:
                    await asyncio.sleep(self._pause)
                    alive()
                    job = _job(await client.get(address))
        except TimeoutError:
            raise TryAgain("AVATAR_ENGINE_SLOW", f"The avatar engine took over {self._longest:.0f} s.") from None
        except asyncio.CancelledError:
            with contextlib.suppress(httpx.HTTPError):
                await client.delete(address, timeout=2)
            raise
        if job.status == "failed":
            kind = TryAgain if job.retryable else NeverWorks
            raise kind("AVATAR_ENGINE_FAILED", f"The avatar engine could not draw the clip: {job.error or 'no reason'}")

    async def _download(self, client: httpx.AsyncClient, job: Job, target: Path, alive: Callable[[], None]) -> None:
        async with client.stream("GET", f"{self._url}/clips/{job.id}/video") as answer:
            if answer.status_code != 200:
                await answer.aread()
                _refused(answer)
            size = 0
            with target.open("wb") as file:
                async for block in answer.aiter_bytes(1 << 20):
                    size += len(block)
                    if size > _LARGEST:
                        raise NeverWorks("AVATAR_CLIP_REFUSED", f"The clip is larger than {_LARGEST >> 20} MiB.")
                    file.write(block)
                    alive()


def _job(answer: httpx.Response) -> Job:
    if answer.status_code not in {200, 201, 202}:
        _refused(answer)
    try:
        return Job.model_validate_json(answer.content)
    except ValidationError as error:
        where = "; ".join(f"{'.'.join(str(part) for part in each['loc'])}: {each['msg']}" for each in error.errors())
        raise NeverWorks("AVATAR_ENGINE_ANSWER", f"The avatar engine's answer is not as agreed: {where}") from None


def _refused(answer: httpx.Response) -> NoReturn:
    """The failure a status means: a full or broken engine may recover, a refusal stays one."""
    status = answer.status_code
    told = f"The avatar engine answered {status}: {answer.text[:200].strip() or 'without a word'}"
    if status in _AGAIN or status >= 500:
        raise TryAgain("AVATAR_ENGINE_BUSY", told)
    if status in {401, 403}:
        raise NeverWorks("AVATAR_ENGINE_KEY", f"{told}; JARAI_AVATAR_ENGINE_KEY must be a key it accepts")
    raise NeverWorks("AVATAR_ENGINE_REFUSED", told)
