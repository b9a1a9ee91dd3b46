"""A script for two: who asks and who tells, in every language; nothing of the facts is lost, and nothing is added to them."""

from itertools import pairwise

import pytest

import sheets
from jarai.script.claims import claims
from jarai.script.documents import Script, ScriptSettings
from jarai.script.fit import length_ms
from jarai.script.material import parse
from jarai.script.phrasebook import book, languages
from jarai.script.turns import asking_ms, in_turns
from jarai.script.writer import beats, brief, narrative, scenes
from jarai.storyboard.model import Bullets, Closing, Dialogue, Quote, Scene, Timeline

TALKS = ["policy.en", "earnings.fr", "sports.es", "recipe.it", "products.pt", "howto.zh", "event.ja"]


def talk(name: str, seconds: int = 180) -> tuple[Script, Script]:
    """A sheet's script for one, and for two."""
    made, language = sheets.sheet(name), sheets.language_of(name)
    settings = ScriptSettings(
        language=language,
        project_type_slug="x",
        duration_seconds=seconds,
        frame=sheets.FRAME,
        apart_ms=asking_ms(seconds),
    )
    material = parse(made.topic, made.facts, language)
    asked = brief(material, settings)
    script = scenes(beats(narrative(asked, material), material, settings), material, settings)
    return script, in_turns(script, settings, asked.genre)


def told(scenes: tuple[Scene, ...]) -> list[str]:
    return [each.text for scene in scenes for each in scene.narration if each.source_ids]


@pytest.mark.parametrize("name", TALKS)
def test_the_presenter_asks_and_quotes_and_the_other_tells(name: str) -> None:
    script, talked = talk(name)
    first, *rest = talked.scenes
    assert isinstance(first.element, Dialogue)
    assert [each.speaker for each in first.narration] == [1, 2][: len(first.narration)]
    for scene in rest:
        asks = isinstance(scene.element, Dialogue | Quote | Closing)
        assert {each.speaker for each in scene.narration} <= ({1} if asks else {2})
    assert told(talked.scenes) == told(script.scenes)


@pytest.mark.parametrize("name", TALKS)
def test_what_appears_with_a_sentence_appears_with_its_own(name: str) -> None:
    cued: dict[str, list[str]] = {}
    for script in talk(name):
        for scene in script.scenes:
            if isinstance(scene.element, Bullets | Timeline) and any(each.sentence for each in scene.element.items):
                found = [scene.narration[each.sentence].text for each in scene.element.items]
                assert cued.setdefault(scene.scene_id, found) == found
    assert cued


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_question_claims_nothing(language: str) -> None:
    for frames in book(language).talk.values():
        assert all(claims(each, language).all == () for each in frames)


def test_questions_take_their_time_from_the_length() -> None:
    _, talked = talk("sports.es", 60)
    assert abs(length_ms(talked.scenes, "es-ES") - 60_000) <= 60 * 80


@pytest.mark.parametrize("name", ["poem.en", "obituary.fr", "nothing.it"])
def test_nobody_asks_where_there_is_nothing_to_ask(name: str) -> None:
    script, talked = talk(name)
    assert len(talked.scenes) == len(script.scenes)
    speakers = [scene.narration[0].speaker for scene in talked.scenes[1:] if scene.narration]
    assert all(one != other for one, other in pairwise(speakers))
