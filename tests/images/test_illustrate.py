"""Icons by meaning: right ones for what texts say in eight languages, none where nothing fits."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import BertWordPieceTokenizer

from jarai.images import wordpiece
from jarai.images.icons import MOTIF, icon_named, icons
from jarai.images.illustrate import SPEECH, Illustration, illustrations
from jarai.pipeline.choose_images import choices_of
from jarai.pipeline.scene_words import is_quoted
from sheets import NAMES, sheet

RANGES = (0, 0x52F), (0x2000, 0x2BFF), (0x3000, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0x20000, 0x2CEA1)
WRITTEN = st.one_of(
    *(st.characters(min_codepoint=one, max_codepoint=last, blacklist_categories=["Cn"]) for one, last in RANGES)
)
"""What Python's and the reference's tables of Unicode agree on, which are of different years."""
ENGLISH = {
    "Revenue was $4.21bn, up 12% on last year.": {"chart-line-up", "trend-up", "coins"},
    "The bridge is 412 metres long.": {"bridge"},
    "Why cities plant trees": {"tree", "tree-evergreen"},
    "The turbines run 18 hours a day.": {"windmill"},
    "We sold every fish by noon.": {"fish"},
    "Preheat the oven to 220 degrees and bake for 30 minutes.": {"oven"},
    "The hospital treated 12,000 patients.": {"hospital"},
    "Pupils returned to school on Monday.": {"student"},
    "Trains run every ten minutes.": {"train", "train-regional", "subway"},
    "Rainfall was the highest since 1961.": {"cloud-rain"},
    "Free shipping on orders over 50 dollars.": {"truck", "package"},
    "Operating margin: 18%": {"percent"},
    "The court upheld the law.": {"gavel"},
    "She died at home, surrounded by her family.": {"flower-tulip", "house"},
}
WRONG_BEFORE = {"eyes", "shield-check", "park", "trolley-suitcase", "solar-panel", "books", "binoculars", "hard-hat"}
"""Icons that sheets once got for a name, a figure of speech, a homograph, or words of ours."""
OTHERS = {
    "es-ES": {"Los ingresos subieron un 12 %.": "chart-line-up", "El puente mide 412 metros.": "bridge", "El tren sale a las ocho.": "train"},
    "fr-FR": {"Les élèves retournent à l'école.": "student", "Le pont mesure 412 mètres.": "bridge", "La pluie a battu un record.": "cloud-rain"},
    "it-IT": {"I ricavi sono aumentati del 12%.": "chart-line-up", "La squadra ha vinto la finale.": "trophy"},
    "pt-BR": {"O hospital atendeu 12 mil pacientes.": "hospital", "A receita cresceu 12%.": "chart-line-up"},
    "de-DE": {"Der Umsatz stieg um 12 %.": "chart-line-up", "Die Brücke ist 412 Meter lang.": "bridge"},
    "zh-CN": {"营收增长12%": "chart-line-up", "大桥今天通车": "bridge"},
    "ja-JP": {"売上は12%増加しました。": "chart-line-up", "病院は患者を治療した。": "hospital"},
}  # fmt: skip


def one(text: str, language: str = "en-US") -> Illustration:
    (found,) = illustrations([text], language, [""])
    return found


@pytest.mark.parametrize("text", ENGLISH)
def test_an_english_text_gets_the_icon_of_what_it_says(text: str) -> None:
    found = one(text)
    assert found.name in ENGLISH[text], found
    assert found.score >= 360
    assert found.reasons


@pytest.mark.parametrize(("language", "text"), [(each, text) for each in OTHERS for text in OTHERS[each]])
def test_words_of_other_languages_are_known(language: str, text: str) -> None:
    assert one(text, language).name == OTHERS[language][text]


@pytest.mark.parametrize("text", ["Remember this: the sources are listed below.", "Here are the facts.", "x", ""])
def test_where_nothing_fits_there_is_a_motif_and_the_reason(text: str) -> None:
    found = one(text)
    assert found.name.startswith(MOTIF)
    assert "nothing fits" in found.reasons[0]
    assert icon_named(found.name) is None


def test_a_language_without_words_gets_motifs_only() -> None:
    assert one("El puente mide 412 metros", "sw-KE").name.startswith(MOTIF)


def test_the_same_icon_comes_twice_only_where_nothing_else_fits() -> None:
    same = ["The bridge is long.", "The bridge cost $96m.", "The bridge is long."]
    names = [each.name for each in illustrations(same, "en-GB", ["Harbour bridge"] * 3)]
    assert names == ["bridge", "coins", "bridge"], "a ruler says less of a bridge than a bridge again"
    again = illustrations(["中"] * 2 + ["大桥"] * 2, "zh-CN", [""] * 4)[2:]
    assert [each.name for each in again] == ["bridge", "bridge"]
    assert "shown before: nothing else fits" in again[1].reasons


def test_a_heading_that_scenes_share_counts_less_than_what_one_tells() -> None:
    (found,) = illustrations(["It cost $96m."], "en-US", ["Harbour bridge"])
    assert found.name == "coins"


def test_what_somebody_says_shows_speech_unless_an_icon_fits_well() -> None:
    said = [
        "Rosa Lindqvist, mayor, said: “It halves the way to work.”",
        "“Cities plant trees.”",
    ]
    assert [each.name for each in illustrations(said, "en-US", ["", ""], spoken=(0, 1))] == ["chat", "tree"]
    assert illustrations(["— Elle nous a appris à lever les yeux."], "fr-FR", [""], spoken=(0,))[0].name == "chat"


@pytest.mark.parametrize("name", NAMES)
def test_no_sheet_of_facts_gets_an_icon_that_only_a_misread_word_brings(name: str, tmp_path: Path) -> None:
    read = sheet(name)
    choices = choices_of(read.board, tmp_path, (), ()).choices
    shown = {each.scene_id: each.illustration for each in choices}
    assert WRONG_BEFORE.isdisjoint(shown.values()), shown
    for scene in read.board.scenes:
        if is_quoted(scene):
            assert shown[scene.scene_id] in {*SPEECH, ""}


def test_equal_texts_give_equal_answers_whatever_stands_beside_them() -> None:
    alone = one("The turbines run 18 hours a day.")
    beside = illustrations(["The turbines run 18 hours a day.", "A long text. " * 30], "en-US", ["", ""])[0]
    assert alone.name == beside.name
    assert abs(alone.score - beside.score) <= 2


def test_every_icon_has_a_name_of_its_own_and_two_paths() -> None:
    assert len({each.name for each in icons()}) == len(icons()) > 400
    assert all(each.area[0] in "Mm" and each.line[0] in "Mm" for each in icons())


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> BertWordPieceTokenizer:
    """The tokeniser of the library that models like ours are published with, over the same vocabulary."""
    file: Path = tmp_path_factory.mktemp("words") / "vocabulary.txt"
    file.write_text("\n".join(wordpiece.vocabulary()) + "\n", encoding="utf-8")
    return BertWordPieceTokenizer(str(file), lowercase=True)


@settings(deadline=None, max_examples=300)
@given(text=st.text(WRITTEN, max_size=60))
def test_pieces_are_those_of_the_reference(reference: BertWordPieceTokenizer, text: str) -> None:
    assert wordpiece.numbers(text, 512) == reference.encode(text).ids
