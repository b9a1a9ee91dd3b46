"""Brands and presenters an account brings: kept, listed, ordered with; another partner never sees them."""

from pathlib import Path

import httpx
import pytest

from hostile import BAD_PICTURES, encoded
from jarai.accounts.look import AvatarWords, Looks
from jarai.accounts.queries import Account, account_of
from jarai.base.errors import InvalidRequest, NotFound
from jarai.sound.flac import read_flac
from jarai.sound.wish import SoundWish, wished
from jarai.wiring import Ground
from music import encoded as encoded_music
from partner import ENGLISH, US, Partner

PACK = (Path(__file__).parent.parent.parent / "docs" / "example-pack.svg").read_bytes()
ROBIN = AvatarWords("Robin Vale", "Reporter", "A person with a dark bob and an orange jumper.")


async def account(base: Ground, partner: Partner) -> Account:
    async with base.database.read() as connection:
        return await account_of(connection, partner.partner_id, partner.account_id)


def looks(base: Ground) -> Looks:
    return Looks(base.database, base.clock, base.storage)


async def test_an_own_presenter_is_listed_shown_and_ordered_with(
    base: Ground, acme: Partner, rival: Partner, http: httpx.AsyncClient
) -> None:
    robin = await looks(base).add_pack(await account(base, acme), ROBIN, PACK)
    listed = (await acme.get("/v1/accounts")).json()["accounts"][0]["avatars"]
    assert listed[0]["avatarId"] == robin.avatar_id
    assert listed[0]["name"] == "Robin Vale"
    shown = await http.get(listed[0]["previewUrl"])
    assert shown.status_code == 200
    assert shown.content[:8] == b"\x89PNG\r\n\x1a\n"
    order = {"topic": "A bridge", "languageId": ENGLISH, "countryId": US, "avatarId": robin.avatar_id}
    assert (await acme.post(f"/v1/accounts/{acme.account_id}/productions", order)).status_code == 202
    refused = await rival.post(f"/v1/accounts/{rival.account_id}/productions", order)
    assert refused.status_code == 400
    assert refused.json()["details"][0]["field"] == "avatarId"
    theirs = (await rival.get("/v1/accounts")).json()["accounts"][0]["avatars"]
    assert robin.avatar_id not in {each["avatarId"] for each in theirs}

    await looks(base).remove_avatar(await account(base, acme), "robin-vale")
    assert (await acme.post(f"/v1/accounts/{acme.account_id}/productions", order)).status_code == 400
    with pytest.raises(NotFound):
        await looks(base).remove_avatar(await account(base, acme), "robin-vale")


async def test_an_account_chooses_its_music_and_brings_a_track(base: Ground, acme: Partner, tmp_path: Path) -> None:
    mine = await account(base, acme)
    assert wished(mine.music, "news", -16) == SoundWish(mood="news", loudness=-16)
    await looks(base).set_music(mine, "solemn")
    assert wished((await account(base, acme)).music, "news", -14) == SoundWish(mood="solemn", loudness=-14)
    with pytest.raises(InvalidRequest, match="choice"):
        await looks(base).set_music(mine, "own")
    with pytest.raises(InvalidRequest, match="by-type, none, own, calm"):
        await looks(base).set_music(mine, "loud")
    words: dict[str, object] = {"title": "Low tide", "licence": "CC-BY-4.0", "credit": "Low tide by Ana Silva"}
    track = await looks(base).track(mine, encoded_music(), words)
    await looks(base).set_music(mine, "own", track)
    wish = wished((await account(base, acme)).music, "news", -16)
    assert wish.track == track
    assert (wish.credits[0].part, wish.credits[0].name) == ("music", "Low tide")
    assert wish.credits[0].credit == "Low tide by Ana Silva"
    kept = tmp_path / "track.flac"
    kept.write_bytes(await base.storage.get_bytes(track.asset.key))
    assert read_flac(kept).shape == (track.samples, 2)
    await looks(base).set_music(await account(base, acme), "none")
    silenced = await account(base, acme)
    assert wished(silenced.music, "news", -16).credits == ()
    assert silenced.music.track == track, "it can be chosen again"
    with pytest.raises(InvalidRequest) as refused:
        await looks(base).track(mine, encoded_music(), {"title": "", "licence": "", "credit": ""})
    assert [each.field for each in refused.value.details] == ["title", "licence"]


async def test_presenters_are_refused_with_the_field_at_fault(base: Ground, acme: Partner) -> None:
    mine, photo = await account(base, acme), encoded(400, 500)
    for field, work in (
        ("pack", looks(base).add_pack(mine, ROBIN, b"<svg/>")),
        ("portrait", looks(base).add_portrait(mine, ROBIN, BAD_PICTURES["truncated JPEG"][0], (500, 600, 100))),
        ("portrait", looks(base).add_portrait(mine, ROBIN, encoded(40, 50), (500, 600, 100))),
        ("mouth", looks(base).add_portrait(mine, ROBIN, photo, (980, 600, 100))),
        ("name", looks(base).add_pack(mine, AvatarWords("Anna Keller", "", ""), PACK)),
    ):
        with pytest.raises(InvalidRequest) as refused:
            await work
        assert refused.value.details[0].field == field
    assert (await account(base, acme)).own_avatars == ()
    added = await looks(base).add_portrait(mine, ROBIN, photo, (500, 600, 100))
    assert (await account(base, acme)).avatars[0] == added


async def test_a_brand_is_changed_whole_or_not_at_all(base: Ground, acme: Partner) -> None:
    mine = await account(base, acme)
    logo, notes = await looks(base).logo(mine, encoded(90, 30))
    assert notes == ()
    changed = await looks(base).set_brand(mine, {"logo": logo, "primary": "#1F6F5C", "tagline": "Since 1913"})
    assert (await account(base, acme)).brand == changed
    assert (changed.name, changed.logo, changed.primary) == (mine.brand.name, logo, "#1F6F5C")
    with pytest.raises(InvalidRequest) as refused:
        await looks(base).set_brand(mine, {"primary": "red", "lower_third": "top", "accent": "#000000"})
    assert {each.field for each in refused.value.details} == {"primary", "lower_third"}
    assert (await account(base, acme)).brand == changed
