"""The prompts an account has of its own, each version kept: the newest counts, an empty one stands for the studio's."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.accounts.tables import prompts
from jarai.base.errors import InvalidRequest
from jarai.script.model.prompts import LONGEST, NAMES, Prompt


async def own_prompts(connection: AsyncConnection, account_id: str) -> dict[str, Prompt]:
    """The account's prompts by step."""
    query = sa.select(prompts).where(prompts.c.account_id == account_id).order_by(prompts.c.version)
    newest = {row.name: row for row in (await connection.execute(query)).all()}
    return {name: Prompt(version=f"own-{row.version}", text=row.text) for name, row in newest.items() if row.text}


async def set_prompt(connection: AsyncConnection, account_id: str, name: str, text: str, now: datetime) -> int:
    """Keep the next version of a step's prompt; an empty text goes back to the studio's. The version's number.

    Raises InvalidRequest for a step without a prompt, and for a text that is too long.
    """
    if name not in NAMES:
        raise InvalidRequest.field("name", f"must be one of {', '.join(NAMES)}")
    if len(text) > LONGEST:
        raise InvalidRequest.field("text", f"must have at most {LONGEST} characters")
    mine = (prompts.c.account_id == account_id, prompts.c.name == name)
    last = (await connection.execute(sa.select(sa.func.max(prompts.c.version)).where(*mine))).scalar_one()
    version = int(last or 0) + 1
    row = {"account_id": account_id, "name": name, "version": version, "text": text.strip(), "created_at": now}
    await connection.execute(sa.insert(prompts).values(row))
    return version
