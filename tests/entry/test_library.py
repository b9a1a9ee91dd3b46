"""The commands of docs/pictures.md, typed as they stand there; and what wrong ones answer."""

import re
from pathlib import Path

import pytest
import skia

from hostile import encoded
from jarai.accounts.create import create_first_account
from jarai.accounts.queries import any_account
from jarai.base.ids import new_id
from jarai.settings import read_settings
from jarai.wiring import ground
from typed import Typing

DOCS = Path(__file__).parent.parent.parent / "docs"


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    """A folder with a studio of one account, and the files the page names."""
    base = ground(read_settings({"JARAI_DATA_DIR": str(tmp_path / "data")}))
    await base.prepare()
    async with base.database.write() as connection:
        await create_first_account(connection, new_id(), "Nordwind", base.clock.now())
    await base.close()
    (tmp_path / "bridge.jpg").write_bytes(encoded(800, 600, skia.kJPEG))
    (tmp_path / "boats.png").write_bytes(encoded(640, 480, skia.kPNG, skia.ColorBLUE))
    return tmp_path


async def test_every_command_of_the_page_works(folder: Path, typed: Typing) -> None:
    data = {"JARAI_DATA_DIR": str(folder / "data")}
    lines = [line for line in (DOCS / "pictures.md").read_text().splitlines() if line.startswith("jarai ")]
    *adding, showing, removing = lines
    assert len(adding) == 2
    ids = []
    for line in adding:
        found = typed.run(line, folder, **data)
        assert found.returncode == 0, (line, found.stdout, found.stderr)
        ids.append(found.stdout.split()[0])
    listed = typed.run(showing, folder, **data).stdout
    assert all(each in listed for each in ids)
    assert "The harbour bridge from the north" in listed
    assert typed.run(removing.replace("ID", ids[0]), folder, **data).returncode == 0
    base = ground(read_settings(data))
    async with base.database.read() as connection:
        (account,) = await any_account(connection, "nordwind")
    (kept,) = account.media
    assert (kept.words.credit, kept.words.licence, kept.words.commercial) == ("Ana Silva", "CC-BY-4.0", True)
    stored = await base.storage.get_bytes(kept.asset.key)
    assert skia.Image.MakeFromEncoded(stored).width() == kept.asset.width == 640
    await base.close()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("add bridge.jpg --alt ' ' --licence own --commercial yes", "alt: must say what the picture shows"),
        ("add bridge.jpg --alt A --licence ' ' --commercial yes", "licence: must be named"),
        ("add bridge.jpg --alt A --licence own --commercial perhaps", "commercial: must be yes or no"),
        (f"add bridge.jpg --alt A --licence own --commercial no --tags {'x' * 41}", "tags: must be at most 20"),
        (f"add bridge.jpg --alt A --licence own --commercial no --credit {'x' * 81}", "credit: must have at most 80"),
        ("add notes.txt --alt A --licence own --commercial yes", "file: can't be read as a picture"),
        ("remove nothing", "no picture 'nothing'"),
    ],
)
async def test_wrong_commands_name_what_is_wrong(line: str, reason: str, folder: Path, typed: Typing) -> None:
    (folder / "notes.txt").write_text("notes")
    found = typed.run(f"jarai accounts media {line}", folder, JARAI_DATA_DIR=str(folder / "data"))
    assert found.returncode == 2
    assert reason in re.sub(r"\s+", " ", found.stderr), found.stderr


async def test_a_picture_is_kept_once(folder: Path, typed: Typing) -> None:
    data = {"JARAI_DATA_DIR": str(folder / "data")}
    line = "jarai accounts media add bridge.jpg --alt A --licence own --commercial yes"
    assert typed.run(line, folder, **data).returncode == 0
    assert "is in the library already" in typed.run(line, folder, **data).stderr
