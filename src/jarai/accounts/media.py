"""An account's own pictures for its videos: decoded, checked and written anew, with what they show and may be used for."""

from dataclasses import dataclass

import sqlalchemy as sa

from jarai.accounts.media_items import MediaItem, MediaWords, media_of
from jarai.accounts.queries import Account
from jarai.accounts.tables import media
from jarai.base.clock import Clock
from jarai.base.db import Database
from jarai.base.errors import InvalidRequest, LimitReached, NotFound
from jarai.base.hashing import sha256_hex
from jarai.base.ids import new_id
from jarai.images.accept import picture_of
from jarai.storage.port import Storage
from jarai.storyboard.model import Asset

SIDE = 1600
MOST = 500
_ALT, _TAG, _TAGS, _LICENCE, _CREDIT = 300, 40, 20, 60, 80


@dataclass(frozen=True)
class Library:
    """Changes to accounts' libraries."""

    database: Database
    clock: Clock
    storage: Storage

    async def add(self, account: Account, data: bytes, words: MediaWords) -> tuple[MediaItem, tuple[str, ...]]:
        """Keep a picture; the item, and what was changed on the way. Raises InvalidRequest naming the field at fault."""
        checked = _checked(words)
        picture = picture_of(data, "file", SIDE)
        digest = sha256_hex(picture.png)
        stored = await self.storage.put_bytes(f"assets/{account.account_id}/{digest}.png", picture.png, "image/png")
        asset = Asset(key=stored.key, sha256=digest, width=picture.width, height=picture.height)
        item = MediaItem(media_id=new_id(), words=checked, asset=asset)
        async with self.database.write() as connection:
            kept = await media_of(connection, account.account_id)
            if len(kept) >= MOST:
                raise LimitReached(f"The library has {MOST} pictures; remove some first.")
            if any(each.asset.sha256 == digest for each in kept):
                raise InvalidRequest.field("file", "is in the library already; remove it there to describe it anew")
            row = {
                "media_id": item.media_id,
                "account_id": account.account_id,
                "item": item.model_dump(mode="json"),
                "created_at": self.clock.now(),
            }
            await connection.execute(sa.insert(media).values(row))
        return item, picture.notes

    async def of(self, account: Account) -> tuple[MediaItem, ...]:
        """The account's pictures, oldest first."""
        async with self.database.read() as connection:
            return await media_of(connection, account.account_id)

    async def remove(self, account: Account, media_id: str) -> None:
        """Take a picture out. Its file stays: past productions name it. Raises NotFound."""
        mine = (media.c.account_id == account.account_id, media.c.media_id == media_id)
        async with self.database.write() as connection:
            gone = await connection.execute(sa.delete(media).where(*mine).returning(media.c.media_id))
            if gone.one_or_none() is None:
                raise NotFound(f"This account's library has no picture {media_id!r}.")


def _checked(words: MediaWords) -> MediaWords:
    tags = tuple(dict.fromkeys(" ".join(tag.split()) for tag in words.tags if tag.strip()))
    plain = words.model_copy(
        update={
            "alt": " ".join(words.alt.split()),
            "tags": tags,
            "licence": words.licence.strip(),
            "credit": " ".join(words.credit.split()),
        }
    )
    if not 1 <= len(plain.alt) <= _ALT:
        raise InvalidRequest.field("alt", f"must say what the picture shows, in 1 to {_ALT} characters")
    if len(tags) > _TAGS or any(len(tag) > _TAG for tag in tags):
        raise InvalidRequest.field("tags", f"must be at most {_TAGS}, of at most {_TAG} characters each")
    if not 1 <= len(plain.licence) <= _LICENCE:
        raise InvalidRequest.field(
            "licence", f"must be named, such as CC-BY-4.0 or own, in at most {_LICENCE} characters"
        )
    if len(plain.credit) > _CREDIT:
        raise InvalidRequest.field("credit", f"must have at most {_CREDIT} characters")
    return plain
