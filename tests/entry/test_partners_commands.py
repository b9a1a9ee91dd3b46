"""The commands of docs/partners-and-limits.md, typed as they stand there."""

from pathlib import Path

import pytest

from jarai.access.keys import add_standing
from jarai.accounts.create import create_first_account
from jarai.base.ids import new_id
from jarai.partners.standing import partners_with_standing
from jarai.partners.tables import partners
from jarai.settings import read_settings
from jarai.wiring import ground
from typed import Typing

PAGE = Path(__file__).parent.parent.parent / "docs" / "partners-and-limits.md"


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    base = ground(read_settings({"JARAI_DATA_DIR": str(tmp_path)}))
    await base.prepare()
    partner_id = new_id()
    row = {
        "partner_id": partner_id, "email_key": "api@acme-media.com", "contact_email": "api@acme-media.com",
        "organisation_name": "Acme", "contact_name": "Jane", "created_at": base.clock.now(),
    }  # fmt: skip
    async with base.database.write() as connection:
        await connection.execute(partners.insert().values(row))
        await add_standing(connection, partner_id, "Standard")
        await create_first_account(connection, partner_id, "Acme", base.clock.now())
    await base.close()
    return tmp_path


async def test_every_command_of_the_page_works(folder: Path, typed: Typing) -> None:
    lines = [line for line in PAGE.read_text().splitlines() if line.startswith("jarai ")]
    assert len(lines) == 8
    for line in lines:
        found = typed.run(line, JARAI_DATA_DIR=str(folder))
        assert found.returncode == 0, (line, found.stdout, found.stderr)
    base = ground(read_settings({"JARAI_DATA_DIR": str(folder)}))
    async with base.database.read() as connection:
        (acme,) = await partners_with_standing(connection)
    await base.close()
    assert (acme.status, acme.tier, acme.self_service) == ("Active", "Enterprise", False)
    assert (
        "Active, Enterprise, keys by the operator"
        in typed.run("jarai partners list", JARAI_DATA_DIR=str(folder)).stdout
    )
    assert typed.run("jarai accounts budget", JARAI_DATA_DIR=str(folder)).stdout.startswith("Acme: 0 of 50000, EUR")
    assert "no ceiling" in typed.run("jarai accounts budget --monthly none", JARAI_DATA_DIR=str(folder)).stdout
    waits = typed.run("jarai accounts set", JARAI_DATA_DIR=str(folder))
    assert waits.stdout == "Acme: waits for an approval\n", "the page's last command"
    goes_out = typed.run("jarai accounts set --auto-publish", JARAI_DATA_DIR=str(folder))
    assert goes_out.stdout == "Acme: what passes its gate is published\n"
    wrong = typed.run("jarai accounts budget --monthly -5", JARAI_DATA_DIR=str(folder))
    assert (wrong.returncode, wrong.stdout.split(":")[0]) == (2, "monthly")
    wrong = typed.run("jarai accounts set --account nobody --auto-publish", JARAI_DATA_DIR=str(folder))
    assert (wrong.returncode, wrong.stdout) == (2, "account: there is no account 'nobody'\n")


async def test_wrong_ones_name_what_is_wrong(folder: Path, typed: Typing) -> None:
    for line, reason in (
        ("jarai partners set nobody@example.com --tier Free", "no verified partner 'nobody@example.com'"),
        ("jarai partners set api@acme-media.com --tier Gold", "tier: must be one of Free"),
        ("jarai partners set api@acme-media.com --status Gone", "status: must be Active or Suspended"),
        ("jarai partners set api@acme-media.com", "Name what to change"),
    ):
        found = typed.run(line, JARAI_DATA_DIR=str(folder))
        assert found.returncode == 2, line
        assert reason in found.stderr.replace("\n", " "), (line, found.stderr)


async def test_a_prompt_of_an_accounts_own_is_kept_by_version_and_taken_back(folder: Path, typed: Typing) -> None:
    words = folder / "words.txt"
    words.write_text("Speak like a sailor.\n")
    page = (PAGE.parent / "scripts.md").read_text()
    shown, changed, reset = (line.split("#")[0].strip() for line in page.splitlines() if line.startswith("jarai "))

    def told(line: str) -> str:
        found = typed.run(line.replace("words.txt", str(words)), JARAI_DATA_DIR=str(folder))
        assert found.returncode == 0, (line, found.stdout, found.stderr)
        return found.stdout

    assert told(shown).startswith("Acme, scenes, version 1:\nStep: the words.")
    assert told(changed) == "Acme, scenes, version own-1:\nSpeak like a sailor.\n"
    assert told(shown) == "Acme, scenes, version own-1:\nSpeak like a sailor.\n"
    assert told(reset).startswith("Acme, scenes, version 1:\n")
    assert told(changed).startswith("Acme, scenes, version own-3:\n")
    wrong = typed.run("jarai accounts prompt rules", JARAI_DATA_DIR=str(folder))
    assert (wrong.returncode, wrong.stdout) == (2, "name: must be one of brief, narrative, beats, scenes, repair\n")
