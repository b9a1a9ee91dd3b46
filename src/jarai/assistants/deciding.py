"""The tools that decide and publish. They are listed only where the server was started so that it may."""

from dataclasses import dataclass
from typing import Annotated

from mcp.server.mcpserver.tools import Tool
from pydantic import Field

from jarai.assistants.answers import Standing, standing
from jarai.assistants.tools import Id, ProductionId, as_tool, changes
from jarai.client import AsyncStudio, Production

ConnectionId = Annotated[Id, Field(description="Id of the platform connection, from `publications`.")]


def deciding_tools(studio: AsyncStudio) -> list[Tool]:
    """The tools, over that studio."""
    deciding = Deciding(studio)
    return [
        as_tool(deciding.approve_production, "Approve and publish", changes(destroys=True, outside=True)),
        as_tool(deciding.reject_production, "Reject", changes(destroys=True)),
        as_tool(deciding.retry_publication, "Publish again", changes(repeatable=False, outside=True)),
        as_tool(deciding.remove_publication, "Take down", changes(destroys=True, outside=True)),
    ]


@dataclass(frozen=True)
class Deciding:
    """The tools' work."""

    studio: AsyncStudio

    async def approve_production(
        self,
        production_id: ProductionId,
        version: Annotated[int, Field(ge=1, description="The version that was looked at, from watch_production.")],
        platform_connection_ids: Annotated[
            list[Id] | None,
            Field(min_length=1, description="Where to publish, from studio_options; left out: everywhere connected."),
        ] = None,
        notes: Annotated[
            str | None, Field(max_length=2000, description="Who approved it and why, for the record.")
        ] = None,
    ) -> Standing:
        """Approve that version, for good: it is published for everyone to see.

        Only when the person you work for has told you to approve this production. A test production is never published.
        Then call watch_production.
        """
        return _standing(
            await self.studio.productions.approve(
                production_id,
                storyboard_version=version,
                platform_connection_ids=platform_connection_ids,
                notes=notes,
            )
        )

    async def reject_production(
        self,
        production_id: ProductionId,
        reason: Annotated[str, Field(min_length=1, max_length=2000, description="Why it must not go out.")],
    ) -> Standing:
        """Reject a production that awaits approval, for good: it is cancelled with that reason."""
        return _standing(await self.studio.productions.reject(production_id, reason))

    async def retry_publication(self, production_id: ProductionId, platform_connection_id: ConnectionId) -> Standing:
        """Publish one copy again that failed, whose outcome is unknown, or that was taken down."""
        return _standing(await self.studio.productions.retry_publication(production_id, platform_connection_id))

    async def remove_publication(self, production_id: ProductionId, platform_connection_id: ConnectionId) -> Standing:
        """Take one published copy down from its platform."""
        return _standing(await self.studio.productions.remove_publication(production_id, platform_connection_id))


def _standing(found: Production) -> Standing:
    return standing(found, may_decide=True)
