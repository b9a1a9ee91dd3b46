import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boards import a_board
from jarai.base.hashing import canonical_json
from jarai.pipeline.write_seo import search_texts
from jarai.platforms.chapters import Chapter
from jarai.platforms.limits import LIMITS, Limits, size
from jarai.platforms.texts import PlatformTexts, Story, shortened, texts
from jarai.storyboard.model import Storyboard
from jarai.storyboard.notice import ai_label, ai_notice
from jarai.storyboard.voicing import SpokenScene, Voicing

LANGUAGES = ("en-US", "es-ES", "fr-FR", "it-IT", "pt-BR", "zh-CN", "ja-JP")
SENTENCES = st.lists(st.lists(st.text(min_size=1, max_size=400), min_size=1, max_size=4).map(tuple), max_size=6).map(
    tuple
)
BY_NAME = {each.platform: each for each in LIMITS}


def spoken(board: Storyboard, seconds: int = 12) -> Voicing:
    """Every scene as if it took so long."""
    return Voicing(
        scenes=tuple(
            SpokenScene(scene_id=each.scene_id, frames=seconds * 30, audio="", audio_sha256="", units=(), phonemes=())
            for each in board.scenes
        )
    )


def a_story(**changes: object) -> Story:
    fields = {
        "language": "en-US",
        "title": "Tides at Pentland",
        "presenter": "Anna Keller",
        "paragraphs": (("The park feeds 120 homes.", "It cost £2.1bn."), ("It will grow.",)),
        "terms": ("Pentland", "tidal park"),
        "chapters": tuple(Chapter(start_seconds=each * 20, title=f"Part {each}") for each in range(3)),
        "addresses": ("https://example.com/tides",),
    }
    return Story(**{**fields, **changes})  # type: ignore[arg-type]


def on(platform: str, **changes: object) -> PlatformTexts:
    return texts(a_story(**changes), BY_NAME[platform])


def test_youtube_gets_title_chapters_sources_and_hashtags() -> None:
    found = on("youtube")
    assert found.title == "Tides at Pentland"
    assert found.text == (
        "The park feeds 120 homes. It cost £2.1bn.\n\nIt will grow.\n\n0:00 Part 0\n0:20 Part 1\n0:40 Part 2\n\n"
        f"Sources:\nhttps://example.com/tides\n\n{ai_notice('en-US')}\n\n#Pentland #TidalPark"
    )
    assert found.disclosure_field == "status.containsSyntheticMedia"


def test_a_post_without_a_title_of_its_own_begins_with_it_and_has_no_links() -> None:
    assert on("x").text == (
        "Tides at Pentland\n\nThe park feeds 120 homes. It cost £2.1bn.\n\nIt will grow.\n\nMade with AI.\n\n#Pentland #TidalPark"
    )
    assert on("threads").hashtags == ("#Pentland",)


def test_a_sentence_that_does_not_fit_is_left_out_with_all_that_follow() -> None:
    found = on("x", paragraphs=(("It opened.", "x" * 300, "It closed."), ("It is gone.",)))
    assert "It opened." in found.text
    assert "It closed." not in found.text
    assert "It is gone." not in found.text
    assert "xxx" not in found.text


def test_sentences_of_chinese_and_japanese_stand_without_spaces() -> None:
    found = on("instagram", language="ja-JP", paragraphs=(("橋が開通しました。", "長さは412メートルです。"),))
    assert "橋が開通しました。長さは412メートルです。" in found.text
    assert ai_notice("ja-JP") in found.text


def test_youtube_gets_no_angle_brackets_and_no_address_with_them() -> None:
    found = on("youtube", title="a <b> & c", paragraphs=(("1 < 2.",),), addresses=("https://a.example/<x>",))
    assert not set(found.title + found.text) & set("<>")
    assert found.title == "a ‹b› & c"


def test_the_cover_is_told_with_its_headline_and_presenter_in_the_videos_language() -> None:
    assert on("instagram", language="fr-FR").alt_text == "Couverture : « Tides at Pentland », avec Anna Keller."
    assert len(on("pinterest", title="word " * 200).alt_text) <= 500


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("The harbour bridge", 18, "The harbour bridge"),
        ("The harbour bridge", 14, "The harbour…"),
        ("The harbour, bridge", 14, "The harbour…"),
        ("abcdefghij", 5, "abcd…"),
        ("潮汐发电站的收入", 5, "潮汐发电…"),
        ("abc", 0, ""),
    ],
)
def test_what_is_too_long_is_cut_after_a_word(text: str, most: int, short: str) -> None:
    assert shortened(text, most, "characters") == short


@settings(deadline=None)
@given(
    st.text(min_size=1, max_size=600), SENTENCES, st.lists(st.text(max_size=40), max_size=8), st.sampled_from(LANGUAGES)
)
def test_whatever_the_script_every_platform_takes_its_texts(
    title: str, paragraphs: tuple[tuple[str, ...], ...], names: list[str], language: str
) -> None:
    story = a_story(title=title, paragraphs=paragraphs, terms=tuple(names), language=language)
    for limits in LIMITS:
        found = texts(story, limits)
        assert size(found.text, limits.unit) <= limits.text, limits.platform
        assert len(found.title) <= limits.title
        assert len(found.alt_text) <= limits.alt_text
        assert ai_notice(language) in found.text or ai_label(language) in found.text


@pytest.mark.parametrize("limits", LIMITS, ids=lambda each: each.platform)
def test_every_language_says_that_it_was_made_with_ai_on_every_platform(limits: Limits) -> None:
    for language in LANGUAGES:
        text = texts(a_story(language=language), limits).text
        assert ai_notice(language) in text or ai_label(language) in text


def test_a_storyboards_texts_are_of_its_own_words_and_fit_the_schema() -> None:
    board = a_board()
    found = search_texts(board, spoken(board))
    schema = json.loads((Path(__file__).parent / "package.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(canonical_json(found)))
    said = " ".join(sentence.text for scene in board.scenes for sentence in scene.narration)
    page = found.description.removesuffix(ai_notice("en-US")).split("\n\n")
    assert page
    assert all(part in said for part in page if part)
    assert "Our topic" not in found.description
    assert {each.platform for each in found.platforms} == set(BY_NAME)


def test_without_facts_the_texts_make_no_claim_either() -> None:
    board = a_board()
    bare = tuple(each.model_copy(update={"narration": tuple(s.model_copy(update={"source_ids": ()}) for s in each.narration)}) for each in board.scenes)  # fmt: skip
    found = search_texts(board.model_copy(update={"scenes": bare, "sources": ()}), spoken(board))
    assert found.description
    assert not any("http" in each.text for each in found.platforms)


def test_what_a_summary_tells_once_more_is_told_once() -> None:
    board = a_board()
    again = board.scenes[1].model_copy(update={"scene_id": "again"})
    once, twice = (
        search_texts(each, spoken(each)).description
        for each in (board, board.model_copy(update={"scenes": (*board.scenes, again)}))
    )
    assert once == twice
