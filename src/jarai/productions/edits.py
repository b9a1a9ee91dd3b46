"""Edits of a storyboard, as rows: the script of a version somebody wrote, and the certificates it supersedes."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.productions.tables import storyboard_edits
from jarai.script.documents import Script


@dataclass(frozen=True)
class Edit:
    """What a version was edited to, and when. `supersedes` holds the SHA-256 of the former version's certificates."""

    script: Script
    supersedes: tuple[str, ...]
    edited_at: datetime


async def edit_of(connection: AsyncConnection, production_id: str, version: int) -> Edit | None:
    """The edit that a version was made by; none where the studio wrote it."""
    query = sa.select(storyboard_edits).where(
        storyboard_edits.c.production_id == production_id, storyboard_edits.c.version == version
    )
    row = (await connection.execute(query)).one_or_none()
    return Edit(Script.model_validate(row.script), tuple(row.supersedes), row.edited_at) if row else None


async def record_edit(connection: AsyncConnection, production_id: str, version: int, edit: Edit, key_id: str) -> None:
    """Store the edit, in the transaction that makes the version."""
    row = {
        "production_id": production_id,
        "version": version,
        "script": edit.script.model_dump(mode="json"),
        "supersedes": list(edit.supersedes),
        "key_id": key_id,
        "edited_at": edit.edited_at,
    }
    await connection.execute(sa.insert(storyboard_edits).values(row))
