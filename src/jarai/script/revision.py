"""A storyboard as somebody edits it: sentences as text, checked and read anew into a script.

What is said is text, never a pronunciation; what a chart draws is the value as written; pictures are those the
storyboard has. Units of a sentence that stays are kept, so that only what changed is spoken and drawn again.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, StrictInt, StringConstraints

from jarai.base.errors import FieldProblem
from jarai.base.model import RequestBody
from jarai.script.beside import beside_problems, credited
from jarai.script.documents import Script
from jarai.script.limits import element_problems
from jarai.script.reading import cleaned, read
from jarai.script.tables import magnitude
from jarai.script.timing import PER_SCENE_MS, said_ms
from jarai.storyboard.model import Element, Photograph, Scene, Sentence, Source, Storyboard

LONGEST_MS = 15 * 60 * 1000
_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$"
Name = Annotated[str, StringConstraints(pattern=_NAME)]


class RevisedSentence(RequestBody):
    """One sentence as it is to be read; `sourceIds` name where its facts come from."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
    source_ids: Annotated[tuple[Name, ...], Field(max_length=20)] = ()
    speaker: Literal[1, 2] = 1


class RevisedScene(RequestBody):
    """One scene; `rest` is how long it stays after the last word, in milliseconds.

    What stands beside the element stays as it is sent; without both the studio chooses, and `none` keeps it empty.
    """

    scene_id: Name
    narration: Annotated[tuple[RevisedSentence, ...], Field(max_length=20)]
    element: Element
    rest: Annotated[StrictInt, Field(ge=0, le=10_000)] = 0
    picture: Photograph | None = None
    illustration: Annotated[str, StringConstraints(max_length=40)] = ""


class RevisedSource(RequestBody):
    """Where a fact comes from. One that the storyboard has may be repeated, not changed."""

    source_id: Name
    quote: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
    url: Annotated[str, StringConstraints(max_length=2000, pattern=r"^https?://\S+$")] | None = None


class Revision(RequestBody):
    """The whole script as it is to be: what a read storyboard holds under the same names may be sent back changed."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    scenes: Annotated[tuple[RevisedScene, ...], Field(min_length=1, max_length=60)]
    sources: Annotated[tuple[RevisedSource, ...], Field(max_length=200)] = ()


def revised(board: Storyboard, revision: Revision) -> tuple[Script, tuple[FieldProblem, ...]]:
    """The script of the revision, and what is wrong with it: with problems it must not be used."""
    sources, problems = _sources(board, revision)
    known = {source.source_id for source in sources}
    spoken_before = {sentence.text: sentence for scene in board.scenes for sentence in scene.narration}
    scenes: list[Scene] = []
    notes: list[str] = []
    for number, scene in enumerate(revision.scenes):
        at = f"scenes.{number}"
        problems += _scene_problems(board, scene, known, at)
        narration = []
        for sentence in scene.narration:
            said, unread = _sentence(sentence, spoken_before, board.language)
            narration.append(said)
            notes += unread
        scenes.append(
            Scene(
                scene_id=scene.scene_id,
                narration=tuple(narration),
                element=credited(board, _drawn_as_written(scene.element, board.language)),
                rest=scene.rest,
                picture=credited(board, scene.picture) if scene.picture else None,
                illustration=scene.illustration,
            )
        )
    if not cleaned(revision.title):
        problems.append(FieldProblem("title", "holds nothing that can be shown"))
    ids = [scene.scene_id for scene in revision.scenes]
    problems += [
        FieldProblem(f"scenes.{number}.sceneId", "is another scene's already")
        for number, each in enumerate(ids)
        if each in ids[:number]
    ]
    if not any(scene.narration for scene in scenes):
        problems.append(FieldProblem("scenes", "must say something: no scene has a narration"))
    script = Script(title=cleaned(revision.title), scenes=tuple(scenes), sources=sources, notices=tuple(notes))
    if estimated_ms(script.scenes, board.language) > LONGEST_MS:
        problems.append(FieldProblem("scenes", f"would last longer than {LONGEST_MS // 60_000} minutes"))
    return script, tuple(problems)


def estimated_ms(scenes: tuple[Scene, ...], language: str) -> int:
    """About how long the scenes last when spoken, in milliseconds."""
    return sum(said_ms(scene.narration, language) + PER_SCENE_MS + scene.rest for scene in scenes)


def _sources(board: Storyboard, revision: Revision) -> tuple[tuple[Source, ...], list[FieldProblem]]:
    known = {source.source_id: source for source in board.sources}
    problems = []
    for number, each in enumerate(revision.sources):
        source = Source(source_id=each.source_id, quote=cleaned(each.quote), url=each.url)
        kept = known.setdefault(each.source_id, source)
        if (kept.quote, kept.url) not in {(source.quote, source.url), (each.quote, each.url)}:
            problem = "is a source with another quote; what was given stays as it is. Add one under a new id"
            problems.append(FieldProblem(f"sources.{number}.sourceId", problem))
    return tuple(known.values()), problems


def _scene_problems(board: Storyboard, scene: RevisedScene, known: set[str], at: str) -> Iterator[FieldProblem]:
    for number, sentence in enumerate(scene.narration):
        here = f"{at}.narration.{number}"
        if unknown := [each for each in sentence.source_ids if each not in known]:
            yield FieldProblem(f"{here}.sourceIds", f"no such source: {', '.join(unknown)}")
        if sentence.speaker == 2 and board.partner is None:
            yield FieldProblem(f"{here}.speaker", "must be 1: this production has one presenter")
        if not any(unit.said for unit in read(sentence.text, board.language).units):
            yield FieldProblem(f"{here}.text", "holds nothing that can be said")
    if not scene.narration and not scene.rest:
        yield FieldProblem(f"{at}.rest", "must be over 0 where nothing is said")
    yield from element_problems(board, scene.element, len(scene.narration), f"{at}.element")
    yield from beside_problems(board, scene.picture, scene.illustration, at)


def _sentence(
    sentence: RevisedSentence, before: dict[str, Sentence], language: str
) -> tuple[Sentence, tuple[str, ...]]:
    """The sentence in units, and what of it can't be said."""
    kept = before.get(sentence.text)
    reading = read(sentence.text, language)
    said = Sentence(
        units=kept.units if kept else reading.units, source_ids=sentence.source_ids, speaker=sentence.speaker
    )
    return said, () if kept else reading.notes


def _drawn_as_written(element: Element, language: str) -> Element:
    """The element with clean text, and each value of a chart drawn as large as it is written."""
    values = _clean(element.model_dump())
    for name in ("bars", "points", "shares"):
        for datum in values.get(name, ()):
            datum["magnitude"] = magnitude(datum["value"], language) or 0
    return type(element).model_validate(values)


def _clean(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: each if name == "image" else _clean(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(each) for each in value]
    return cleaned(value) if isinstance(value, str) and not re.fullmatch(r"[ -~]*", value) else value
