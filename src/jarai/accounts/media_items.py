"""The pictures of accounts' libraries, as they are kept."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.accounts.tables import media
from jarai.base.model import Wire
from jarai.storyboard.model import Asset


class MediaWords(Wire):
    """What is told of a picture: what it shows, more words for it, its licence, who is named, and use to earn."""

    alt: str
    tags: tuple[str, ...]
    licence: str
    credit: str
    commercial: bool


class MediaItem(Wire):
    """One picture of an account's library."""

    media_id: str
    words: MediaWords
    asset: Asset


async def media_of(connection: AsyncConnection, account_id: str) -> tuple[MediaItem, ...]:
    """The pictures of an account, oldest first."""
    query = sa.select(media.c.item).where(media.c.account_id == account_id)
    rows = (await connection.execute(query.order_by(media.c.created_at, media.c.media_id))).scalars()
    return tuple(MediaItem.model_validate(each) for each in rows)
