"""How a function becomes a tool: its arguments checked, its value compact JSON, its errors told."""

import asyncio
import inspect
import json
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Annotated, Any

from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import BaseModel, Field, create_model

from jarai.client import NotThere, StudioRefused, StudioUnreachable

PATIENCE = 58.0
"""Seconds a call may take: most clients give up after 60, and would hear nothing."""
READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_ARGUMENTS = {"metadataMD": "facts", "projectTypeSlug": "project_type", "avatarId": "avatar", "If-Match": "version"}
"""Fields of the API, and what the tools call them."""

Id = Annotated[str, Field(pattern="^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")]
"""An id is checked to be one before it becomes part of a path: `…/approve?` would be another call."""
ProductionId = Annotated[Id, Field(description="Id of the production.")]


def changes(*, destroys: bool = False, repeatable: bool = True, outside: bool = False) -> ToolAnnotations:
    """The hints of a tool that changes something.

    `destroys`: what it does can't be undone; `repeatable`: done twice it has no second effect; `outside`: it reaches
    beyond the studio.
    """
    return ToolAnnotations(
        read_only_hint=False, destructive_hint=destroys, idempotent_hint=repeatable, open_world_hint=outside
    )


def as_tool(
    work: Callable[..., Awaitable[BaseModel]], title: str, hints: ToolAnnotations, patience: float = PATIENCE
) -> Tool:
    """The function as a tool: its name and docstring are what a model reads, its value's type the output's schema."""
    tool = Tool.from_function(_told(work, patience), title=title, description=inspect.getdoc(work), annotations=hints)
    # An argument that isn't known is refused: a misspelt `platform_connection_ids` would publish everywhere.
    plain = tool.fn_metadata.arg_model
    tool.fn_metadata.arg_model = create_model(plain.__name__, __base__=plain, __cls_kwargs__={"extra": "forbid"})
    tool.parameters = tool.fn_metadata.arg_model.model_json_schema(by_alias=True)
    return tool


def _told(work: Callable[..., Awaitable[BaseModel]], patience: float) -> Callable[..., Awaitable[CallToolResult]]:
    @wraps(work)
    async def told(*arguments: Any, **named: Any) -> CallToolResult:
        try:
            async with asyncio.timeout(patience):
                found = await work(*arguments, **named)
        except StudioRefused as refused:
            raise ToolError(refusal(refused)) from refused
        except NotThere as missing:
            raise ToolError(str(missing)) from missing
        except StudioUnreachable as unreachable:
            raise ToolError(f"The studio can't be reached: {unreachable}") from unreachable
        except TimeoutError as late:
            problem = f"No answer within {patience:.0f} s: the studio is busy, or you are over its limit of requests."
            raise ToolError(f"{problem} Wait a minute, and see how things stand before you repeat this.") from late
        plain = found.model_dump(mode="json", exclude_none=True)
        text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
        return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=plain)

    return told


def refusal(refused: StudioRefused) -> str:
    """What the studio refused and why, one thing a line."""
    faults = [f"- {_ARGUMENTS.get(each['field'], each['field'])}: {each['problem']}" for each in refused.details]
    return "\n".join([f"{refused.code}: {refused.message}", *faults, f"Correlation id: {refused.correlation_id}"])
