"""The commands of docs/brand.md, docs/avatars.md and docs/sound.md, typed as they stand there; and what wrong ones answer."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest
import skia

from hostile import SQUARE_SVG, encoded
from jarai.accounts.create import create_first_account
from jarai.accounts.queries import any_account
from jarai.base.ids import new_id
from jarai.settings import read_settings
from jarai.wiring import ground
from music import encoded as encoded_music
from typed import Typing

DOCS = Path(__file__).parent.parent.parent / "docs"
INTER = Path(str(files("fontpkg_inter") / "files/Inter[opsz,wght].ttf"))


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    """A folder with a studio of one account, and the files the pages name."""
    base = ground(read_settings({"JARAI_DATA_DIR": str(tmp_path / "data")}))
    await base.prepare()
    async with base.database.write() as connection:
        await create_first_account(connection, new_id(), "Nordwind", base.clock.now())
    await base.close()
    shutil.copy(DOCS / "example-pack.svg", tmp_path / "robin.svg")
    for name in ("james", "clara"):
        (tmp_path / f"{name}.jpg").write_bytes(encoded(400, 500, skia.kJPEG))
    (tmp_path / "logo.svg").write_bytes(SQUARE_SVG)
    (tmp_path / "low-tide.flac").write_bytes(encoded_music(container="flac", codec="flac"))
    for name in ("Regular", "Bold"):
        shutil.copy(INTER, tmp_path / f"Nordwind-{name}.ttf")
    return tmp_path


async def test_every_command_of_the_pages_works(folder: Path, typed: Typing) -> None:
    lines = [
        line
        for page in ("brand.md", "avatars.md", "sound.md")
        for line in (DOCS / page).read_text().splitlines()
        if line.startswith("jarai ")
    ]
    assert len(lines) == 13
    for line in lines:
        found = typed.run(line, folder, JARAI_DATA_DIR=str(folder / "data"))
        assert found.returncode == 0, (line, found.stdout, found.stderr)
        assert found.stdout
    base = ground(read_settings({"JARAI_DATA_DIR": str(folder / "data")}))
    async with base.database.read() as connection:
        (account,) = await any_account(connection, "nordwind")
    await base.close()
    assert [each.slug for each in account.own_avatars] == ["james-real", "clara-real"]
    assert (account.brand.primary, account.brand.lower_third, account.brand.tagline) == ("#1F6F5C", "bar", "")
    assert [each.family for each in account.brand.typefaces] == ["Inter", "Inter"]


async def test_wrong_commands_name_what_is_wrong(folder: Path, typed: Typing) -> None:
    (folder / "bad.svg").write_bytes(b"<svg/>")
    for line, reason in (
        ("jarai brand --primary red", "primary: must be a colour"),
        ("jarai brand --logo bad.svg", "logo: is XML but no SVG"),
        ("jarai brand --clear name", "clear: must be one of logo, typefaces, tagline"),
        ("jarai brand --account nobody", "account: there is no account 'nobody'"),
        ("jarai avatars add-pack bad.svg --name A --description B", "pack: is XML but no SVG"),
        ("jarai avatars add-portrait james.jpg --mouth 1 --name A --description B", "mouth: must be three shares"),
        ("jarai avatars add-engine james.jpg --engine-avatar '' --name A --description B", "engine_avatar: must be"),
        ("jarai avatars remove anna-keller", "avatar: is one of the studio's own"),
        ("jarai avatars remove nobody", "no avatar 'nobody'"),
    ):
        found = typed.run(line, folder, JARAI_DATA_DIR=str(folder / "data"))
        assert found.returncode == 2, line
        assert reason in found.stderr, (line, found.stderr)
        assert "Traceback" not in found.stderr
