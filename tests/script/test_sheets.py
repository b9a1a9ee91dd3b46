"""Ten kinds of facts in up to seven languages: no claim without a source, the right length, nothing cut, nothing dull."""

import re
from itertools import pairwise

import pytest

from jarai.script.claim_words import folded
from jarai.script.claims import claims, unsupported
from jarai.script.fit import length_ms
from jarai.script.limits import element_problems
from jarai.script.rank import tone_of
from jarai.sound.wish import AccountMusic, SoundWish, toned
from jarai.storyboard.model import Quote
from sheets import NAMES, Sheet, sheet

EVERY = pytest.mark.parametrize("name", NAMES)


def beginnings(made: Sheet) -> list[str]:
    """How each sentence begins, of all that the writer worded: a poem's lines are the poet's."""
    verses = {fact.source_id for fact in made.material.facts if fact.kind == "verse"}
    told = [sentence for sentence in made.sentences if not verses & set(sentence.source_ids)]
    words = [re.findall(r"\w+", folded(sentence.text)) for sentence in told]
    if made.language in {"zh-CN", "ja-JP"}:
        return ["".join(found)[: 10 if found[0][0].isdigit() else 2] for found in words]
    return [" ".join(found[:2]) if found[0].isdigit() else found[0] for found in words]


@EVERY
def test_every_claim_of_a_script_is_in_the_sources_its_sentence_names(name: str) -> None:
    made = sheet(name)
    quotes = {source.source_id: source.quote for source in made.script.sources}
    for sentence in made.sentences:
        sources = [quotes[each] for each in sentence.source_ids]
        assert unsupported(sentence.text, sources, made.language).all == (), sentence.text


@EVERY
def test_a_sentence_without_a_source_claims_nothing(name: str) -> None:
    made = sheet(name)
    for sentence in made.sentences:
        assert sentence.source_ids or claims(sentence.text, made.language).all == (), sentence.text


@EVERY
def test_no_two_neighbouring_sentences_begin_alike(name: str) -> None:
    for one, other in pairwise(beginnings(sheet(name))):
        assert one != other


@EVERY
def test_a_script_lasts_as_long_as_its_project_type(name: str) -> None:
    made = sheet(name)
    lasts = length_ms(made.script.scenes, made.language)
    assert abs(lasts - made.seconds * 1000) <= made.seconds * 80


@EVERY
def test_every_card_keeps_its_limits_and_every_sentence_is_whole(name: str) -> None:
    made = sheet(name)
    for scene in made.script.scenes:
        assert list(element_problems(made.board, scene.element, len(scene.narration), scene.scene_id)) == []
        for sentence in scene.narration:
            assert "…" not in sentence.text
            assert isinstance(scene.element, Quote) or re.search(r"[.!?。！？:：”»」]$", sentence.text), sentence.text


@EVERY
def test_the_closing_does_not_repeat_the_opening(name: str) -> None:
    texts = [sentence.text for sentence in sheet(name).sentences]
    assert texts[-1] not in texts[:-1]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("earnings.en", ["title", "number", "bullets", "chart", "number", "closing"]),
        ("event.en", ["title", "bullets", "timeline", "location", "call"]),
        ("recipe.en", ["title", "bullets", "bullets", "timeline", "timeline", "closing"]),
        ("howto.en", ["title", "bullets", "timeline", "bullets", "closing"]),
        ("sports.en", ["title", "number", "bullets", "bullets", "timeline", "donut", "quote", "closing"]),
        ("poem.en", ["title", "quote", "quote", "quote", "quote", "closing"]),
        ("nothing.en", ["title", "bullets", "closing"]),
    ],
)
def test_each_kind_of_facts_gets_the_scenes_that_suit_it(name: str, kinds: list[str]) -> None:
    assert [scene.element.kind for scene in sheet(name).script.scenes] == kinds


def test_a_poem_is_read_as_it_is_written_and_nothing_is_made_of_it() -> None:
    made = sheet("poem.en")
    lines = [line for line in made.facts.splitlines() if line and not line.startswith("#")]
    assert [sentence.text for sentence in made.sentences] == [f"{made.topic}.", *lines]


@EVERY
def test_music_mourns_a_death_is_calm_under_verse_and_otherwise_as_the_project_type_has_it(name: str) -> None:
    expected = {"obituary": "solemn", "poem": "calm"}.get(name.partition(".")[0], "bright")
    tone = tone_of(sheet(name).material)
    assert toned(SoundWish(mood="bright"), AccountMusic(), tone).mood == expected
    assert toned(SoundWish(mood="news"), AccountMusic(choice="news"), tone).mood == "news"
