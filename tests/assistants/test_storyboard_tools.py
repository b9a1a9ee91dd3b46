"""Storyboards as an assistant reads and changes them: compact, and by what changes."""

from typing import Any, get_args

import pytest
from pydantic import BaseModel

from assistants.asking import assistant
from boards import a_board
from jarai.assistants.storyboards import ELEMENTS
from jarai.client import AsyncStudio
from jarai.storyboard.model import Asset, Element
from partner import Partner

on_one_database = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)


@on_one_database
async def test_a_storyboard_is_read_without_what_is_empty(studio: AsyncStudio, waiting: str) -> None:
    async with assistant(studio) as made:
        found = await made.ask("read_storyboard", production_id=waiting)
        assert await made.ask("read_storyboard", production_id=waiting, version=1) == found | {
            "editable": found["editable"]
        }
        assert "NOT_FOUND" in await made.refused("read_storyboard", production_id=waiting, version=2)
    board = a_board()
    assert (found["version"], found["editable"], found["title"]) == (1, True, board.title)
    assert [each["scene_id"] for each in found["scenes"]] == [each.scene_id for each in board.scenes]
    said = [each["text"] for scene in found["scenes"] for each in scene["narration"]]
    assert said == [each.text for scene in board.scenes for each in scene.narration]
    told = [each.get("source_ids", []) for scene in found["scenes"] for each in scene["narration"]]
    assert told == [list(each.source_ids) for scene in board.scenes for each in scene.narration]
    assert {each["source_id"] for each in found["sources"]} == {each.source_id for each in board.sources}
    for text in ("magnitude", "speaker", '""', "null", '"rest":0'):
        assert text not in str(found).replace("'", '"'), text


@on_one_database
async def test_one_sentence_is_changed_and_the_rest_stays(studio: AsyncStudio, acme: Partner, waiting: str) -> None:
    async with assistant(studio) as made:
        before = await made.ask("read_storyboard", production_id=waiting)
        scene = before["scenes"][1]["scene_id"]
        sentence = {"scene_id": scene, "sentence": 0, "text": "It is 412 metres long, says Ann."}
        asked: dict[str, Any] = {"production_id": waiting, "version": 1, "changes": {"sentences": [sentence]}}
        checked = await made.ask("check_storyboard", **asked)
        assert (checked["valid"], checked["problems"], checked["made_again"]) == (True, [], [scene])
        assert (await acme.get(f"/v1/productions/{waiting}")).json()["version"] == 1
        edited = await made.ask("edit_storyboard", **asked, draft=True)
        assert (edited["status"], edited["version"], edited["draft"]) == ("Producing", 2, True)
        assert "watch_production" in edited["next"]
        for tool in ("check_storyboard", "edit_storyboard"):
            assert "Version 1 can't be changed" in await made.refused(tool, **asked)


@on_one_database
async def test_every_kind_of_change_at_once(studio: AsyncStudio, waiting: str) -> None:
    async with assistant(studio) as made:
        board = await made.ask("read_storyboard", production_id=waiting)
        first, second, third = (each["scene_id"] for each in board["scenes"][:3])
        closing = {"kind": "closing", "headline": "Come and see"}
        changes = {
            "title": "The bridge",
            "sentences": [{"scene_id": third, "sentence": 0, "text": "It took 9 years.", "source_ids": ["mayor"]}],
            "scenes": [
                {
                    "scene_id": first,
                    "rest": 500,
                    "element": {"kind": "title", "headline": "The bridge is open"},
                    "narration": [{"text": "Good news."}],
                }
            ],
            "remove_scenes": [second],
            "add_scenes": [
                {"scene_id": "start", "element": closing, "narration": [{"text": "Hello."}]},
                {"scene_id": "end", "after": third, "element": closing, "narration": [], "rest": 900},
            ],
            "add_sources": [{"source_id": "mayor", "quote": "It took 9 years.", "url": "https://example.com"}],
        }
        checked = await made.ask("check_storyboard", production_id=waiting, version=1, changes=changes)
    assert checked["valid"], checked["problems"]
    assert set(checked["made_again"]) == {first, third, "start", "end"}


@on_one_database
@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"sentences": [{"scene_id": "s9", "sentence": 0, "text": "x"}]}, "There is no scene 's9'; there are s1"),
        ({"sentences": [{"scene_id": "s1", "sentence": 9, "text": "x"}]}, "counted from 0"),
        ({"remove_scenes": ["s9"]}, "There is no scene 's9'"),
        ({"scenes": [{"scene_id": "s1", "headline": "x"}]}, "not permitted"),
        ({"add_scenes": [{"scene_id": "n", "after": "s9", "element": {}, "narration": []}]}, "no scene 's9'"),
    ],
)
async def test_what_is_not_there_is_named(
    studio: AsyncStudio, waiting: str, changes: dict[str, Any], told: str
) -> None:
    async with assistant(studio) as made:
        for tool in ("check_storyboard", "edit_storyboard"):
            assert told in await made.refused(tool, production_id=waiting, version=1, changes=changes)
        assert (await made.ask("watch_production", production_id=waiting))["version"] == 1


@on_one_database
async def test_a_problem_is_told_with_its_scene(studio: AsyncStudio, waiting: str) -> None:
    async with assistant(studio) as made:
        second = (await made.ask("read_storyboard", production_id=waiting))["scenes"][1]["scene_id"]
        change = {"scene_id": second, "sentence": 0, "text": "It is long.", "source_ids": ["nowhere"]}
        asked: dict[str, Any] = {"production_id": waiting, "version": 1, "changes": {"sentences": [change]}}
        checked = await made.ask("check_storyboard", **asked)
        where = f"scene {second}: narration.0.sourceIds"
        assert (checked["valid"], [each["where"] for each in checked["problems"]]) == (False, [where])
        said = await made.refused("edit_storyboard", **asked)
        assert f"\n- {where}: no such source: nowhere" in said
        untitled = await made.refused("edit_storyboard", production_id=waiting, version=1, changes={"title": " "})
        assert "\n- title: " in untitled


def test_the_elements_a_model_is_told_of_are_those_that_can_be_written() -> None:
    told = dict(each.removesuffix("}").split("{", 1) for each in ELEMENTS.split(" "))
    union, _ = get_args(Element)
    written = {fields_of(kind) for kind in get_args(union) if not _has_picture(kind)}
    assert {f"{name}{{{fields}}}" for name, fields in told.items()} == written


def _has_picture(kind: type[BaseModel]) -> bool:
    return any(field.annotation is Asset for field in kind.model_fields.values())


def fields_of(kind: type[BaseModel]) -> str:
    """The kind with its fields, as a model is told them: `title{headline,kicker}`."""
    return f"{kind.model_fields['kind'].default}{_fields(kind)}"


def _fields(model: type[BaseModel]) -> str:
    told = []
    for name, field in model.model_fields.items():
        if name in {"kind", "magnitude"}:
            continue
        inner = field.annotation if isinstance(field.annotation, type) else next(iter(get_args(field.annotation)), None)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            within = _fields(inner)
            told.append(f"{name}{within}" if inner is field.annotation else f"{name}[{within}]")
        else:
            told.append(name)
    return f"{{{','.join(told)}}}"
