import pytest

from jarai.storyboard.credit import Credit, licence_address
from jarai.storyboard.notice import ai_label, ai_notice


@pytest.mark.parametrize(
    ("licence", "address"),
    [
        ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("CC-BY-2.0", "https://creativecommons.org/licenses/by/2.0/"),
        ("CC-BY-NC-ND-3.0", "https://creativecommons.org/licenses/by-nc-nd/3.0/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("the account's", ""),
        ("CC-BY-attack/..", ""),
    ],
)
def test_a_licence_is_found_by_its_identifier(licence: str, address: str) -> None:
    assert licence_address(licence) == address


def test_an_address_that_is_named_goes_first() -> None:
    own = Credit(
        part="music", name="Tune", licence="MIT", credit="", commercial_use=True, licence_url="https://a.example/"
    )
    assert own.licence_address == "https://a.example/"


def test_every_language_of_ours_says_that_it_was_made_with_ai_in_its_own_words() -> None:
    tags = ("en-US", "de-DE", "es-ES", "fr-FR", "it-IT", "pt-BR", "zh-CN", "ja-JP")
    assert len({ai_notice(tag) for tag in tags}) == len({ai_label(tag) for tag in tags}) == len(tags)
    assert ai_notice("en-GB") == ai_notice("en-US") == ai_notice("tlh")
