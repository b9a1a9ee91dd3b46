"""The guide holds for the server: its tools, figures, and the scopes it says a key needs. Its blocks run in tests/docs."""

import re
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from mcp import Client

from assistants.asking import ALLOWED, ALWAYS, NOBODY, READING, WISH
from jarai.assistants.making import LONGEST_TEXT, LONGEST_WATCH
from jarai.assistants.server import build_server
from jarai.client import AsyncStudio
from jarai.console.guides import FOLDER
from partner import Partner

GUIDE = FOLDER / "assistants.md"


def rows_of(first: str) -> list[tuple[str, str]]:
    """The rows, of two cells, of the guide's tables whose heading begins with that cell."""
    tables = re.findall(rf"^\| {first} \|.*\n\|[-|]+\n((?:\|.*\n)+)", GUIDE.read_text(), re.MULTILINE)
    cells = [line.strip("| ").split(" | ") for table in tables for line in table.splitlines()]
    return [(name, told) for name, told in cells]


def test_it_names_every_tool_and_which_are_off() -> None:
    named = [name.strip("`") for name, _ in rows_of("Tool")]
    assert set(named) == ALWAYS | ALLOWED
    assert set(named[-4:]) == ALLOWED


def test_its_figures_are_those_of_the_code() -> None:
    text = GUIDE.read_text()
    assert f"up to {LONGEST_WATCH} seconds" in text
    assert f"at most {LONGEST_TEXT:,} characters" in text


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
async def test_its_scopes_are_enough_and_none_too_many(app: FastAPI, acme: Partner, waiting: str) -> None:
    may = {"Read only": READING, "Make and change videos": ALWAYS, "Decide too": ALWAYS | ALLOWED}
    rows = rows_of("What it may do")
    assert [name for name, _ in rows] == list(may)
    for name, told in rows:
        scopes = set(re.findall(r"`([a-z:]+)`", told))
        assert await opened_by(app, acme, waiting, scopes) == may[name]
        for scope in scopes:
            assert await opened_by(app, acme, waiting, scopes - {scope}) < may[name], f"{scope} is not needed"


async def opened_by(app: FastAPI, acme: Partner, production_id: str, scopes: set[str]) -> set[str]:
    """The tools that a key with those scopes is let into."""
    key = (await acme.post("/v1/partners/keys", {"name": "x", "scopes": sorted(scopes)})).json()["apiKey"]
    given: dict[str, Any] = {
        "production_id": production_id, "platform_connection_id": NOBODY, "account_id": acme.account_id, "reason": "x",
        "version": 1, "changes": {}, **WISH,
    }  # fmt: skip
    opened = set()
    async with (
        AsyncStudio("http://studio", key, transport=httpx.ASGITransport(app)) as studio,
        Client(build_server(studio, may_decide=True), mode="legacy") as client,
    ):
        for tool in (await client.list_tools()).tools:
            arguments = {name: value for name, value in given.items() if name in tool.input_schema["properties"]}
            if "PERMISSION_DENIED" not in (await client.call_tool(tool.name, arguments)).model_dump_json():
                opened.add(tool.name)
    return opened
