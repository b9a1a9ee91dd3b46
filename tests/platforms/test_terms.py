import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarai.platforms.terms import hashtags, terms

SCRIPTS = {
    "en-US": ("How the tidal park earns its money", "The Pentland tidal park feeds 120 homes. The turbines run 18 hours a day. The first turbine came in May 2021. Power in GWh is rising."),
    "fr-FR": ("La nouvelle bibliothèque de Lyon", "La bibliothèque de Lyon ouvre le 4 mai. L'architecte Anne Dupont a dessiné la salle. La salle compte 300 places."),
    "es-ES": ("Energía solar en Almería", "La planta solar produce 120 MW. La planta ocupa 300 hectáreas. Los paneles vienen de Sevilla."),
    "it-IT": ("Il mercato del pesce di Genova", "Il mercato apre alle sei. I pescatori portano pesci freschi. Il pesce arriva dal Mar Ligure."),
    "pt-BR": ("A ponte de Recife", "A ponte tem 412 metros. A ponte liga o bairro do Pina ao centro. A prefeitura do Recife pagou R$ 38 milhões."),
    "zh-CN": ("潮汐发电站的收入", "潮汐发电站在2025年发电44吉瓦时。潮汐发电站有24台涡轮机。涡轮机每天运转18小时。"),
    "ja-JP": ("ペントランドの潮力発電所", "潮力発電所は120世帯に電気を送ります。タービンは24基あります。タービンは1日18時間動きます。"),
}  # fmt: skip
FIRST = {
    "en-US": {"#turbines", "#TidalPark"},
    "fr-FR": {"#Lyon", "#bibliothèque", "#AnneDupont", "#salle"},
    "es-ES": {"#planta", "#solar", "#Sevilla"},
    "it-IT": {"#mercato", "#pesci", "#MarLigure"},
    "pt-BR": {"#ponte", "#Recife", "#Pina"},
    "zh-CN": {"#潮汐发电站"},
    "ja-JP": {"#潮力発電所", "#タービン"},
}


def told(language: str) -> tuple[str, ...]:
    title, script = SCRIPTS[language]
    return terms(title, (), re.split(r"(?<=[.。])\s*", script), language)


@pytest.mark.parametrize("language", SCRIPTS)
def test_hashtags_are_what_the_script_is_about(language: str) -> None:
    assert set(hashtags(told(language), 5)) >= FIRST[language]


@pytest.mark.parametrize("language", SCRIPTS)
def test_no_hashtag_is_a_small_word_a_unit_or_a_month(language: str) -> None:
    small = {"the", "how", "nouvelle", "del", "may", "gwh", "mw", "milhões", "小时", "年", "世帯に", "money"}
    assert not {each.removeprefix("#").casefold() for each in hashtags(told(language), 5)} & small


def test_words_of_one_term_are_told_apart_by_their_capitals() -> None:
    assert hashtags(["offshore wind", "Offshore Wind", "2026", "x", "a" * 31, "L’Aquila"], 5) == (
        "#OffshoreWind",
        "#LAquila",
    )


def test_a_title_alone_gives_its_own_words() -> None:
    assert terms("Why cities plant trees", (), (), "en-US") == ("cities", "plant", "trees")


@settings(deadline=None)
@given(st.text(), st.lists(st.text(), max_size=5), st.sampled_from([*SCRIPTS, "de-DE", "ar", "tlh"]))
def test_whatever_the_text_a_hashtag_is_letters_and_digits_of_it(
    title: str, sentences: list[str], language: str
) -> None:
    found = hashtags(terms(title, (), sentences, language), 5)
    assert len({each.casefold() for each in found}) == len(found) <= 5
    assert all(re.fullmatch(r"#[^\W_]{2,30}", each) and not each[1:].isdecimal() for each in found)
