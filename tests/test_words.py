"""The studio's own words in each language: none is missing, and a viewer of one language gets none of another."""

import re

import pytest

from jarai.base.errors import NeverWorks
from jarai.captions import transcript
from jarai.description.plan import plan
from jarai.pipeline.write_seo import story
from jarai.platforms.limits import LIMITS
from jarai.platforms.texts import texts
from jarai.render.presenter.avatars import AVATARS
from jarai.script.model import notices
from jarai.script.phrasebook import PhraseBook, book, languages
from jarai.storyboard.model import Storyboard
from jarai.storyboard.voicing import SpokenScene, Voicing
from jarai.storyboard.words import worded, words_of
from sheets import NAMES, sheet

TAGS = ["es-ES", "fr-FR", "it-IT", "pt-BR", "zh-CN", "ja-JP"]
FOREIGN = [name for name in NAMES if not name.endswith(".en")]
ENGLISH = re.compile(
    r"\b(?:the|this|these|with|and|of|here|also|next|first|then|finally|remember|figures?|facts?|sources?|screen|chart|"
    r"transcript|speaker|scene|text|quotation|figure|note|long|highest|lowest|ahead|made|generated)\b",
    re.IGNORECASE,
)
BORROWED = {"source", "sources", "note", "long", "chart", "text"}
"""Words that other languages have too."""


def unvoiced(board: Storyboard) -> Voicing:
    scenes = (
        SpokenScene(scene_id=scene.scene_id, frames=300, audio="", audio_sha256="", units=(), phonemes=())
        for scene in board.scenes
    )
    return Voicing(scenes=tuple(scenes))


def frames(words: PhraseBook) -> list[str]:
    found: list[str] = []
    for value in words.model_dump(exclude={"keys", "calm", "poem", "price_words", "rise", "fall", "language"}).values():
        parts = value.values() if isinstance(value, dict) else (value,)
        for part in parts:
            found += [part] if isinstance(part, str) else list(part)
    return found


def english_in(text: str) -> set[str]:
    return {match.lower() for match in ENGLISH.findall(text)} - BORROWED


def test_scripts_labels_and_descriptions_are_written_in_the_same_languages() -> None:
    assert languages() == worded() == {"en", "es", "fr", "it", "pt", "zh", "ja"}


@pytest.mark.parametrize("tag", TAGS)
def test_no_english_word_stands_in_another_language_s_frames(tag: str) -> None:
    told = [re.sub(r"\{[\w:]*\}", "", frame) for frame in frames(book(tag))]
    told += [re.sub(r"\{\w*\}", "", each) for each in words_of(tag).model_dump(exclude={"people"}).values()]
    assert english_in("\n".join(told)) == set()


@pytest.mark.parametrize("name", FOREIGN)
def test_texts_for_platforms_and_notices_in_another_language_hold_no_english(name: str) -> None:
    board = sheet(name).board
    looks = board.model_copy(update={"presenter": board.presenter.model_copy(update={"name": "Ana", "role": ""})})
    told = story(looks, unvoiced(looks))
    for limits in LIMITS:
        found = texts(told, limits)
        assert english_in("\n".join((found.title, found.text, found.alt_text))) == set(), limits.platform
    notes = [
        word(board.language, "x") for word in (notices.worded, notices.given_up, notices.dropped, notices.repaired)
    ]
    assert english_in("\n".join((*board.notices, *notes, notices.withheld(board.language, 2)))) == set()


@pytest.mark.parametrize("tag", TAGS)
def test_every_stock_presenter_has_role_and_looks_in_each_language(tag: str) -> None:
    words = words_of(tag)
    for avatar in AVATARS.values():
        assert words.people[avatar.looks]
        assert words.people[avatar.role]
    assert words.of_person("Head of Lighthouses") == "Head of Lighthouses"


@pytest.mark.parametrize("tag", ["en-US", *TAGS])
def test_frames_that_stand_for_each_other_begin_differently_and_hold_the_same(tag: str) -> None:
    words = book(tag)
    for name in ("pair", "pair_figure", "quoted_by", "highest", "step_next", "links", "turns", "remember", "sources"):
        ways = getattr(words, name)
        holds = [sorted(re.findall(r"\{(?:de:)?(\w+)\}", way.replace("{lower}", "{key}"))) for way in ways]
        assert holds.count(holds[0]) == len(ways), name
        assert len({re.split(r"\W+", way.lstrip("{"))[0] if words.spaced else way[:14] for way in ways}) > 1, name


@pytest.mark.parametrize("name", FOREIGN)
def test_transcript_and_description_of_another_language_hold_no_english(name: str) -> None:
    board = sheet(name).board
    voicing = unvoiced(board)
    looks = words_of(board.language).of_person(AVATARS["anna-keller"].looks)
    told = transcript.text(
        board.model_copy(update={"presenter": board.presenter.model_copy(update={"role": ""})}), voicing
    )
    told += "\n".join(line.text for line in plan(board, voicing, looks))
    assert english_in(told) == set()


def test_lists_and_small_words_follow_each_language() -> None:
    assert book("es-ES").joined(["Ana", "Inés"]) == "Ana e Inés"
    assert book("it-IT").joined(["Anna", "Elena"]) == "Anna ed Elena"
    assert book("ja-JP").joined(["東京", "大阪", "京都"]) == "東京、大阪、京都"
    french = book("fr-FR")
    assert french.fill("Les mots {de:speaker}", speaker="Anne") == "Les mots d’Anne"
    assert french.fill("Les mots {de:speaker}", speaker="Paul") == "Les mots de Paul"
    assert french.quote("Oui.") == "« Oui. »"
    assert french.lowered("L’usine ouvre.") == "l’usine ouvre."
    assert french.lowered("Lyon ouvre.") is None


def test_a_language_without_words_is_refused_by_name() -> None:
    with pytest.raises(NeverWorks, match="nl-NL"):
        book("nl-NL")
