"""What an account brings for its videos to be its own: the brand's files and colours, presenters, and music.

Every file is read, checked and written anew before it is kept, under the hash of what was kept.
"""

from dataclasses import dataclass

import sqlalchemy as sa
from pydantic import ValidationError

from jarai.accounts.create import slug_of
from jarai.accounts.queries import Account
from jarai.accounts.reference import Avatar
from jarai.accounts.tables import accounts, avatars
from jarai.base.clock import Clock
from jarai.base.db import Database
from jarai.base.errors import FieldProblem, InvalidRequest, NotFound
from jarai.base.hashing import sha256_hex
from jarai.base.ids import new_id
from jarai.images.accept import Picture, picture_of
from jarai.render.presenter.pack import checked_pack
from jarai.render.presenter.person import preview
from jarai.render.typefaces import typeface_of
from jarai.sound.track import track_of
from jarai.sound.wish import MOODS, AccountMusic, Track
from jarai.storage.port import Storage
from jarai.storyboard.model import Asset, Brand, Likeness, Presenter, Typeface

_LOGO_SIDE, _PORTRAIT_SIDE = 1024, 1600
_SHORTEST_PORTRAIT = 300


@dataclass(frozen=True)
class AvatarWords:
    """How a presenter is called and described: for the lower third, the list of presenters, and who can't see."""

    name: str
    role: str
    description: str


@dataclass(frozen=True)
class Looks:
    """Changes to accounts' looks."""

    database: Database
    clock: Clock
    storage: Storage

    async def logo(self, account: Account, data: bytes) -> tuple[Asset, tuple[str, ...]]:
        """Keep a logo; the asset, and what was changed on the way, in words."""
        picture = picture_of(data, "logo", _LOGO_SIDE)
        return await self._keep_picture(account, picture), picture.notes

    async def typeface(self, account: Account, data: bytes) -> Typeface:
        """Keep a typeface's file."""
        found = typeface_of(data, "typeface")
        asset = await self._keep(account, found.data, "font/ttf")
        return Typeface(family=found.family, weight=found.weight, asset=asset)

    async def track(self, account: Account, data: bytes, words: dict[str, object]) -> Track:
        """Keep a piece of music. `words` are its title, licence, credit and commercial use."""
        flac, samples = track_of(data, "music")
        try:
            told = Track.model_validate({**words, "samples": samples, "asset": {"key": "", "sha256": ""}})
        except ValidationError as error:
            raise _refused(error) from None
        return told.model_copy(update={"asset": await self._keep(account, flac, "audio/flac", ".flac")})

    async def set_music(self, account: Account, choice: str, track: Track | None = None) -> AccountMusic:
        """What productions have from now on; a track takes the place of the one before.

        Raises InvalidRequest for what is no choice, and for `own` without a track.
        """
        try:
            music = AccountMusic.model_validate({"choice": choice, "track": track or account.music.track})
        except ValidationError:
            accepted = ", ".join(("by-type", "none", "own", *MOODS))
            raise InvalidRequest.field("choice", f"must be one of {accepted}") from None
        if music.choice == "own" and music.track is None:
            raise InvalidRequest.field("choice", "can be own once the account has brought a track")
        async with self.database.write() as connection:
            change = sa.update(accounts).where(accounts.c.account_id == account.account_id)
            await connection.execute(change.values(music=music.model_dump(mode="json")))
        return music

    async def set_brand(self, account: Account, changes: dict[str, object]) -> Brand:
        """The account's brand with these fields changed. Raises InvalidRequest naming the fields at fault."""
        try:
            brand = Brand.model_validate({**account.brand.model_dump(), **changes})
        except ValidationError as error:
            raise _refused(error) from None
        async with self.database.write() as connection:
            change = sa.update(accounts).where(accounts.c.account_id == account.account_id)
            await connection.execute(change.values(brand=brand.model_dump(mode="json")))
        return brand

    async def add_pack(self, account: Account, words: AvatarWords, data: bytes) -> Avatar:
        """A presenter from a pack of drawn parts."""
        asset = await self._keep(account, checked_pack(data, "pack"), "image/svg+xml")
        return await self._add(account, words, Likeness(kind="pack", asset=asset))

    async def add_portrait(
        self, account: Account, words: AvatarWords, data: bytes, mouth: tuple[int, int, int]
    ) -> Avatar:
        """A presenter from one picture. `mouth` as in `Likeness`."""
        picture = _portrait(data, "portrait")
        x, y, wide = mouth
        if not (wide >= 20 and wide / 2 <= x <= 1000 - wide / 2 and 100 <= y <= 950):
            raise InvalidRequest.field(
                "mouth",
                "must be its middle from left and from top and its width, in thousandths of the picture, inside it",
            )
        asset = await self._keep_picture(account, picture)
        return await self._add(account, words, Likeness(kind="portrait", asset=asset, mouth=mouth))

    async def add_engine(self, account: Account, words: AvatarWords, data: bytes, engine_avatar: str) -> Avatar:
        """A presenter drawn by the avatar engine, which knows the person by `engine_avatar`; `data` is a picture of them."""
        picture = _portrait(data, "picture")
        if not 1 <= len(engine_avatar) <= 200 or not engine_avatar.isprintable():
            raise InvalidRequest.field("engine_avatar", "must be the engine's name of the person, 1 to 200 characters")
        asset = await self._keep_picture(account, picture)
        return await self._add(account, words, Likeness(kind="engine", asset=asset, engine_avatar=engine_avatar))

    async def remove_avatar(self, account: Account, avatar: str) -> None:
        """Take a presenter of the account's own away, by id or slug. Its files stay: past productions name them."""
        found = [each for each in account.own_avatars if avatar in {each.avatar_id, each.slug}]
        if not found:
            raise NotFound(f"This account has brought no avatar {avatar!r}.")
        async with self.database.write() as connection:
            wanted = avatars.c.avatar_id.in_([each.avatar_id for each in found])
            await connection.execute(sa.delete(avatars).where(wanted))

    async def _add(self, account: Account, words: AvatarWords, likeness: Likeness) -> Avatar:
        slug = slug_of(words.name)
        if any(each.slug == slug for each in account.avatars):
            raise InvalidRequest.field("name", f"this account has a presenter {slug!r} already; choose another name")
        presenter = Presenter(avatar=slug, name=words.name, role=words.role, voice="", likeness=likeness)
        shown = preview(presenter, await self.storage.get_bytes(likeness.asset.key))
        avatar = Avatar(
            avatar_id=new_id(),
            slug=slug,
            name=words.name,
            role=words.role,
            description=words.description,
            looks=words.description,
            likeness=likeness,
            preview=await self._keep(account, shown, "image/png", ".png"),
        )
        row = {
            "avatar_id": avatar.avatar_id,
            "account_id": account.account_id,
            "avatar": avatar.model_dump(mode="json"),
            "created_at": self.clock.now(),
        }
        async with self.database.write() as connection:
            await connection.execute(sa.insert(avatars).values(row))
        return avatar

    async def _keep_picture(self, account: Account, picture: Picture) -> Asset:
        kept = await self._keep(account, picture.png, "image/png", ".png")
        return kept.model_copy(update={"width": picture.width, "height": picture.height})

    async def _keep(self, account: Account, data: bytes, content_type: str, ending: str = "") -> Asset:
        digest = sha256_hex(data)
        stored = await self.storage.put_bytes(f"assets/{account.account_id}/{digest}{ending}", data, content_type)
        return Asset(key=stored.key, sha256=digest)


def _refused(error: ValidationError) -> InvalidRequest:
    """The same, naming the fields at fault."""
    problems = tuple(
        FieldProblem(
            str(each["loc"][0]),
            "must be a colour such as #1F6F5C" if each["type"] == "string_pattern_mismatch" else each["msg"],
        )
        for each in error.errors()
    )
    return InvalidRequest("; ".join(f"{one.field}: {one.problem}" for one in problems), problems)


def _portrait(data: bytes, field: str) -> Picture:
    """A picture large enough to show a person. Raises InvalidRequest naming the field."""
    picture = picture_of(data, field, _PORTRAIT_SIDE)
    if min(picture.width, picture.height) < _SHORTEST_PORTRAIT:
        raise InvalidRequest.field(
            field, f"has {picture.width} × {picture.height} pixels; at least {_SHORTEST_PORTRAIT} each way are needed"
        )
    return picture
