from pathlib import Path

import pytest

from jarai.base.logging import redact
from jarai.base.secrets import load_or_make_secret
from jarai.doctor import SECRET_SETTINGS
from jarai.settings import SETTINGS, read_settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("JARAI_PORT", "eighty"),
        ("JARAI_PORT", "65536"),
        ("JARAI_LOG_LEVEL", "LOUD"),
        ("JARAI_DATABASE_URL", "mysql://x"),
        ("JARAI_TEST_PROJECT_TYPES", "yes"),
        ("JARAI_PROT", "1"),
        ("JARAI_STORAGE_URL", "ftp://bucket"),
        ("JARAI_STORAGE_URL", "s3://Bad_Bucket!"),
        ("JARAI_PRICES", "film=1.5"),
        ("JARAI_CURRENCY", "euro"),
        ("JARAI_LOUDNESS", "-15"),
        ("JARAI_RESEARCH", "wikipedia,google"),
        ("JARAI_RESEARCH_FEEDS", "http://feeds.example/rss"),
        ("JARAI_PICTURES", "flickr"),
        ("JARAI_IMAGES_URL", "ftp://x"),
        ("JARAI_IMAGES_PRICE", "4.5"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name):
        read_settings({name: value})


@pytest.mark.parametrize(
    ("url", "credentials"),
    [("azure://videos", ""), ("azure://videos", "AccountName=x"), ("s3://videos", "only-an-id"), ("s3://videos", ":x")],
)
def test_credentials_of_a_store_are_checked_at_the_start(url: str, credentials: str) -> None:
    with pytest.raises(ValueError, match="JARAI_STORAGE_CREDENTIALS"):
        read_settings({"JARAI_STORAGE_URL": url, "JARAI_STORAGE_CREDENTIALS": credentials})


def test_research_is_off_and_feeds_must_be_named() -> None:
    assert read_settings({}).research == ()
    assert read_settings({"JARAI_RESEARCH": "wikipedia, wikidata"}).research == ("wikipedia", "wikidata")
    with pytest.raises(ValueError, match="JARAI_RESEARCH_FEEDS"):
        read_settings({"JARAI_RESEARCH": "feeds"})


def test_the_doctor_shows_no_secret() -> None:
    hidden = {
        setting.name for setting in SETTINGS if any(word in setting.name for word in ("SECRET", "CREDENTIALS", "_KEY"))
    }
    assert hidden <= SECRET_SETTINGS


def test_postgres_wants_a_secret_all_processes_share() -> None:
    with pytest.raises(ValueError, match="JARAI_SECRET_KEY"):
        read_settings({"JARAI_DATABASE_URL": "postgresql://x/y"})


def test_every_setting_has_a_name_and_a_meaning() -> None:
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS)
    assert all(setting.name.startswith("JARAI_") and setting.meaning.endswith(".") for setting in SETTINGS)


def test_the_secret_is_made_once_and_private(tmp_path: Path) -> None:
    first = load_or_make_secret("", tmp_path)
    assert load_or_make_secret("", tmp_path) == first
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600
    assert first.key("a") != first.key("b")
    assert first.signing_key("a").private_numbers() == first.signing_key("a").private_numbers()


def test_keys_tokens_and_signatures_never_reach_a_log() -> None:
    key = "jarai_" + "A1b2C3d4" + "x" * 35
    line = redact(f"GET /verify?token=abc.def.ghi key {key} /files/a?sig=0123456789 done")
    assert "abc.def" not in line
    assert "x" * 10 not in line
    assert "0123456789" not in line
    assert line.endswith("done")
