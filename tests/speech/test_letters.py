"""From letters to phonemes, language by language, and which unit each sound belongs to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarai.base.errors import NeverWorks
from jarai.speech.letters.alphabet import ALPHABET
from jarai.speech.letters.french import french
from jarai.speech.letters.italian import italian
from jarai.speech.letters.japanese import spoken
from jarai.speech.letters.portuguese import portuguese
from jarai.speech.letters.spanish import spanish
from jarai.speech.letters.words import pronounce
from jarai.speech.reading import plain, read
from jarai.storyboard.model import Unit

LANGUAGES = ("en-US", "en-GB", "es-ES", "fr-FR", "it-IT", "pt-BR", "zh-CN", "ja-JP")


def said(language: str, *units: str) -> str:
    words = pronounce(read([Unit(shown=unit, said=unit) for unit in units], language), language)
    return "".join(word.signs + " " * word.spaced for word in words).strip()


@pytest.mark.parametrize(
    ("word", "signs"),
    [
        ("guerra", "ɡˈera"),
        ("pingüino", "piŋɡwˈino"),
        ("ciudades", "θjuðˈaðes"),
        ("construyó", "konstɾuʝˈo"),
        ("río", "rˈio"),
        ("reloj", "relˈox"),
        ("llave", "ʎˈaβe"),
        ("méxico", "mˈexiko"),
        ("de", "de"),
    ],
)
def test_spanish_is_said_as_it_is_written(word: str, signs: str) -> None:
    assert spanish(word) == signs


@pytest.mark.parametrize(
    ("word", "signs"),
    [
        ("scuola", "skwˈɔla"),
        ("ghiaccio", "ɡjˈaʧːo"),
        ("figlio", "fˈiʎo"),
        ("città", "ʧitːˈa"),
        ("musica", "mˈuzika"),
        ("energia", "enerʤˈia"),
        ("bellissimo", "bellˈissimo"),
        ("della", "dˌɛlla"),
        ("l'azienda", "laʣjˈɛnda"),
        ("pizza", "pˈiʦːa"),
        ("realizza", "realˈiʣːa"),
        ("due", "dˈue"),
        ("euro", "ˈɛʊro"),
        ("paura", "paˈʊra"),
        ("dell'anno", "dellˈanno"),
    ],
)
def test_italian_doubles_are_long_and_the_stress_is_where_it_belongs(word: str, signs: str) -> None:
    assert italian(word) == signs


@pytest.mark.parametrize(
    ("word", "signs"),
    [
        ("coração", "koɾasˈɐ̃ʊ̃"),
        ("gente", "ʒˈeɪŋʧy"),
        ("velha", "vˈeljæ"),
        ("votou", "votˈow"),
        ("brasil", "brazˈiʊ"),
        ("também", "tɐ̃mbˈeɪŋ"),
        ("difícil", "ʤifˈisiʊ"),
        ("rua", "xˈuæ"),
    ],
)
def test_portuguese_is_read_as_in_brazil(word: str, signs: str) -> None:
    assert portuguese(word) == signs


@pytest.mark.parametrize(
    ("word", "signs"),
    [("l'usine", "lyzˈin"), ("est", "ɛ"), ("qu'elle", "kˈɛl"), ("nouveau", "nuvˈo"), ("d'eau", "dˈo")],
)
def test_french_elides_and_knows_its_little_words(word: str, signs: str) -> None:
    assert french(word) == signs


def test_french_binds_words_before_a_vowel_and_not_before_an_aspirated_h() -> None:
    assert said("fr-FR", "les", "amis") == "lez amˈi"
    assert said("fr-FR", "les", "héros").startswith("le ")
    assert said("fr-FR", "les,", "amis").startswith("le, ")


def test_a_chinese_tone_stands_behind_its_vowel_and_a_third_before_a_third_rises() -> None:
    assert said("zh-CN", "中国。") == "ꭧʊ→ŋkwo↗ ."
    assert said("zh-CN", "你好") == "ni↗xau↓"


def test_japanese_particles_and_long_vowels_sound_as_they_are_spoken() -> None:
    assert said("ja-JP", "学校は", "東京です。") == "ɡaʔkoː βa toːkʲoː desɨ ."


@pytest.mark.parametrize(
    ("text", "kana"),
    [
        ("三百六百八百", "サンビャクロッピャクハッピャク"),
        ("何千人", "ナンゼンニン"),
        ("四月一日", "シガツツイタチ"),
        ("十四日", "ジューヨッカ"),
        ("一人二人四人", "ヒトリフタリヨニン"),
        ("七時十分", "シチジジュップン"),
        ("三本一階", "サンボンイッカイ"),
        ("八点五パーセント", "ハッテンゴパーセント"),
        ("三分の一", "サンブンノイチ"),
        ("映画を招いて", "エーガヲマネイテ"),
    ],
)
def test_japanese_figures_and_what_they_count_change_each_other(text: str, kana: str) -> None:
    assert "".join(word.kana for word in spoken(text)) == kana


@settings(deadline=None)
@given(st.text("一二三四五六七八九十百千万億兆何人日時分月年円本階点パーセント三百第", min_size=1, max_size=9))
def test_every_character_of_a_japanese_figure_keeps_a_sound(text: str) -> None:
    words = spoken(text)
    assert "".join(word.text for word in words) == text
    assert all(word.kana for word in words)


def test_british_english_is_not_american() -> None:
    assert said("en-GB", "the", "car") != said("en-US", "the", "car")


def test_a_latin_name_amid_chinese_is_read_as_english() -> None:
    assert said("zh-CN", "公司", "Nordwind", "增长").count("w") >= 1


def test_every_character_of_a_sentence_of_characters_knows_its_unit() -> None:
    for language, units in (
        ("zh-CN", ("公司", "明年", "招聘", "员工。")),
        ("ja-JP", ("会社は", "来年、", "人を", "雇います。")),
    ):
        words = pronounce(read([Unit(shown=unit, said=unit) for unit in units], language), language)
        assert list(dict.fromkeys(word.unit for word in words)) == [0, 1, 2, 3]


@pytest.mark.parametrize("language", ["en-US", "es-ES", "fr-FR", "it-IT", "pt-BR"])
def test_only_chinese_and_japanese_are_said_in_characters(language: str) -> None:
    with pytest.raises(NeverWorks, match="CJK"):
        plain(Unit(shown="北京", said="北京"), language)


SAID = st.text("abcceghioqrstuxyzñçãéüßœ'’‘-–—,.;:!?…()\"“” 中国人口は来年ーッンャアA", max_size=14)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LANGUAGES), st.lists(SAID, max_size=5))
def test_whatever_may_be_said_has_signs_of_the_alphabet_and_units_in_order(language: str, said: list[str]) -> None:
    units = [Unit(shown="x", said=text) for text in said]
    try:
        reading = read(units, language)
    except NeverWorks:  # a letter of another script
        return
    words = pronounce(reading, language)
    assert [word.unit for word in words] == sorted(word.unit for word in words)
    assert all(ALPHABET.issuperset(word.signs) for word in words)


@pytest.mark.parametrize(("language", "word"), [("en-GB", "Nguyen"), ("es-ES", "Nguyen"), ("fr-FR", "Nguyen")])
def test_the_accounts_lexicon_comes_first_in_every_language_of_letters(language: str, word: str) -> None:
    (said, *_) = pronounce(read([Unit(shown=word, said=word)], language), language, {word: "nˈuɪn"})
    assert said.signs == "nˈuɪn"
