"""`jarai voices`, typed: the catalogue, an account's lexicon, and a voice to hear."""

import json
from importlib.resources import files
from pathlib import Path
from shutil import copy

import pytest

from jarai.accounts.create import create_first_account
from jarai.accounts.queries import any_account
from jarai.base.ids import new_id
from jarai.settings import read_settings
from jarai.sound.wav import read_wav
from jarai.wiring import ground
from typed import Typing


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    """A folder with a studio of one account."""
    base = ground(read_settings({"JARAI_DATA_DIR": str(tmp_path / "data")}))
    await base.prepare()
    async with base.database.write() as connection:
        await create_first_account(connection, new_id(), "Nordwind", base.clock.now())
    await base.close()
    return tmp_path


def test_the_catalogue_is_a_table_for_people_and_json_for_programs(tmp_path: Path, typed: Typing) -> None:
    told = json.loads(typed.run("jarai voices list --json", tmp_path).stdout)
    assert len(told) >= 12
    assert {"hibari-en", "kokoro-es-dora"} <= {each["slug"] for each in told if each["installed"]}
    assert all(each["accent"] and each["gender"] and each["age"] and each["style"] for each in told)
    table = typed.run("jarai voices list", tmp_path).stdout
    assert all(each["slug"] in table for each in told)


def test_every_voice_that_reads_programmes_has_a_measured_quality_and_a_stored_clip(
    tmp_path: Path, typed: Typing
) -> None:
    told = json.loads(typed.run("jarai voices list --json", tmp_path).stdout)
    own = [each for each in told if each["engine"] in {"hibari", "kokoro"} and each["slug"] != "hibari-en-describer"]
    assert all(1 <= each["quality"] <= 5 and 60 <= each["pitch"] <= 400 for each in own)
    clips = files("jarai.speech").joinpath("clips")
    assert {f"{each['slug']}.ogg" for each in own} == {clip.name for clip in clips.iterdir()}
    assert typed.run("jarai voices test kokoro-es-dora --stored", tmp_path).returncode == 0
    assert (tmp_path / "kokoro-es-dora.ogg").read_bytes()[:4] == b"OggS"
    assert typed.run("jarai voices test nobody --stored", tmp_path).returncode == 2


def test_a_voice_of_a_service_is_listed_once_it_is_configured(tmp_path: Path, typed: Typing) -> None:
    settings = {"JARAI_SPEECH_URL": "https://speech.example/v1", "JARAI_SPEECH_VOICES": "alloy=de-DE/female"}
    told = json.loads(typed.run("jarai voices list --json", tmp_path, **settings).stdout)
    assert told[0]["slug"] == "service-alloy"
    refused = typed.run("jarai voices list", tmp_path, JARAI_SPEECH_URL="https://speech.example/v1")
    assert refused.returncode == 2
    assert "JARAI_SPEECH_VOICES" in refused.stderr


def test_a_voice_reads_a_sentence_into_a_file(tmp_path: Path, typed: Typing) -> None:
    assert typed.run("jarai voices test hibari-en --text 'It is 4 May.'", tmp_path).returncode == 0
    assert len(read_wav(tmp_path / "hibari-en.wav")) > 48_000
    refused = typed.run("jarai voices test nobody", tmp_path)
    assert refused.returncode == 2
    assert "not in the catalogue" in refused.stdout


async def test_an_account_keeps_how_its_words_are_said_and_forgets_them(folder: Path, typed: Typing) -> None:
    assert "nˈuɪn" in typed.run("jarai voices lexicon Nguyen --signs nˈuɪn", folder).stdout
    assert typed.run("jarai voices lexicon Okoro --like 'oh core oh' --language es-ES", folder).returncode == 0
    base = ground(read_settings({"JARAI_DATA_DIR": str(folder / "data")}))
    async with base.database.read() as connection:
        (account,) = await any_account(connection, "")
    await base.close()
    assert account.lexicon == {"en-US": {"Nguyen": "nˈuɪn"}, "es-ES": {"Okoro": "ˈokˈoɾeˈo"}}
    assert typed.run("jarai voices lexicon Nguyen --remove", folder).stdout == ""


async def test_an_account_says_how_fast_its_presenters_speak(folder: Path, typed: Typing) -> None:
    assert "100 percent" in typed.run("jarai voices rate", folder).stdout
    assert typed.run("jarai voices rate 115", folder).returncode == 0
    assert "115 percent" in typed.run("jarai voices rate", folder).stdout
    refused = typed.run("jarai voices rate 126", folder)
    assert refused.returncode == 2
    assert "80 to 125" in refused.stdout


def test_the_recordings_of_an_account_are_listed_with_what_is_wrong(folder: Path, typed: Typing) -> None:
    narration = folder / "narration"
    shown = typed.run("jarai voices narration", folder, JARAI_NARRATION_DIR=str(narration)).stdout
    there = Path(shown.replace("\n", "").strip())
    assert there.parent.parent == narration
    there.mkdir(parents=True)
    for name in ("harbour.flac", "harbour.txt"):
        copy(Path(__file__).parent.parent / "speech" / "recordings" / name, there)
    (there / "second.wav").write_bytes(b"<html>")
    (there / "second.txt").write_text("Nobody said this.")
    shown = typed.run("jarai voices narration", folder, JARAI_NARRATION_DIR=str(narration)).stdout
    assert " s  The harbour is open again." in shown
    assert "second.wav is no WAV" in shown
    assert typed.run("jarai voices narration", folder).returncode == 2


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Nguyen", "needs --signs or --like"),
        ("Nguyen --signs 4", "alphabet"),
        ("'two words' --signs a", "one word"),
        ("Nguyen --signs a --account nobody", "there is no account 'nobody'"),
    ],
)
def test_what_cannot_be_a_pronunciation_is_refused(folder: Path, typed: Typing, line: str, told: str) -> None:
    refused = typed.run(f"jarai voices lexicon {line}", folder)
    assert refused.returncode == 2
    assert told in refused.stdout
