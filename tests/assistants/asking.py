"""An assistant as the studio meets one: an MCP client that calls tools, over any transport."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from mcp import Client
from mcp.types import CallToolResult, TextContent

from jarai.assistants.server import build_server
from jarai.client import ENDED, AsyncStudio

ALWAYS = {
    "studio_options", "estimate_production", "create_production", "watch_production", "list_productions",
    "read_deliverables", "cancel_production", "read_storyboard", "check_storyboard", "edit_storyboard",
}  # fmt: skip
ALLOWED = {"approve_production", "reject_production", "retry_publication", "remove_publication"}
NOBODY = "00000000-0000-0000-0000-000000000000"
READING = {
    "studio_options", "estimate_production", "watch_production", "list_productions", "read_deliverables",
    "read_storyboard", "check_storyboard",
}  # fmt: skip
WISH = {"topic": "Harbour bridge opens", "language": "en-US", "country": "US", "project_type": "test-5s"}


@dataclass(frozen=True)
class Assistant:
    """Calls tools. Whatever comes back, the key is not in it."""

    client: Client
    key: str

    async def tools(self) -> set[str]:
        return {each.name for each in (await self.client.list_tools()).tools}

    async def ask(self, tool: str, /, **arguments: Any) -> dict[str, Any]:
        """What the tool answers. Its text is the same, as JSON."""
        result = await self._called(tool, arguments)
        assert not result.is_error, text_of(result)
        found: dict[str, Any] = result.structured_content or {}
        assert json.loads(text_of(result)) == found
        return found

    async def refused(self, tool: str, /, **arguments: Any) -> str:
        """What the tool says where it can't do it."""
        result = await self._called(tool, arguments)
        assert result.is_error, result.structured_content
        assert result.structured_content is None
        return text_of(result)

    async def watch(self, production_id: str, until: str) -> tuple[dict[str, Any], list[float]]:
        """Watch until the status is that one; what was told last, and the progress on the way, which goes up only."""
        told: list[float] = []
        here: list[float] = []

        async def noted(progress: float, total: float | None, message: str | None) -> None:
            assert total == 1.0
            here.append(progress)

        while True:
            here.clear()
            arguments = {"production_id": production_id}
            result = await self.client.call_tool("watch_production", arguments, progress_callback=noted)
            found: dict[str, Any] = result.structured_content or {}
            assert here == sorted(set(here))
            told += here
            if found["status"] == until:
                return found, told
            assert found["status"] not in ENDED, found

    async def _called(self, tool: str, arguments: dict[str, Any]) -> CallToolResult:
        result = await self.client.call_tool(tool, arguments)
        assert self.key not in result.model_dump_json()
        return result


def text_of(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


@asynccontextmanager
async def assistant(studio: AsyncStudio, *, may_decide: bool = False, mode: str = "legacy") -> AsyncIterator[Assistant]:
    """An assistant and the server, joined in memory."""
    async with Client(build_server(studio, may_decide=may_decide), mode=mode) as client:
        yield Assistant(client, studio.driver.api.headers["x-api-key"])
