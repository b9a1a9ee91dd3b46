"""Storyboards over the API: read, checked, edited under If-Match, compared. Making the edited video: tests/story."""

import asyncio
from typing import Any

import pytest
import sqlalchemy as sa

from boards import a_board
from jarai.productions.documents import keep_document
from jarai.productions.runs import end_run
from jarai.productions.states import change_state
from jarai.productions.steps import begin_step, record_output
from jarai.productions.tables import runs
from jarai.wiring import Ground
from partner import Partner

FIRST = ("ProductionBriefGenerator", "NarrativeGenerator", "SequenceBeatGenerator")


async def awaiting(acme: Partner, base: Ground) -> str:
    """A production whose storyboard is written and which awaits approval, as the worker would leave it."""
    production_id: str = (await acme.order()).json()["productionId"]
    now = base.clock.now()
    digest = await keep_document(base.storage, acme.partner_id, a_board())
    async with base.database.write() as connection:
        await change_state(connection, production_id, "Producing", now)
        for name in (*FIRST, "SceneScriptGenerator"):
            await begin_step(connection, production_id, 1, name, "in", now)
            await record_output(connection, production_id, 1, name, digest, now)
        await end_run(connection, f"produce-{production_id}-v1")
        await change_state(connection, production_id, "AwaitingApproval", now, gate={"verdict": "Passed", "checks": []})
    return production_id


async def sent(acme: Partner, production_id: str, body: Any, if_match: str | None = '"1"') -> Any:
    headers = {**acme.headers, **({"If-Match": if_match} if if_match is not None else {})}
    return await acme.http.put(f"/v1/productions/{production_id}/storyboard", headers=headers, json=body)


async def read(acme: Partner, production_id: str, version: int | None = None) -> dict[str, Any]:
    more = f"?version={version}" if version else ""
    answer = await acme.get(f"/v1/productions/{production_id}/storyboard{more}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["etag"] == f'"{answer.json()["version"]}"'
    found: dict[str, Any] = answer.json()
    return found


def revision(board: dict[str, Any]) -> dict[str, Any]:
    return {name: board[name] for name in ("title", "scenes", "sources")}


async def test_before_it_is_written_there_is_none(acme: Partner) -> None:
    production_id = (await acme.order()).json()["productionId"]
    answer = await acme.get(f"/v1/productions/{production_id}/storyboard")
    assert (answer.status_code, answer.json()["error"]) == (409, "INVALID_STATE")


async def test_what_was_read_can_be_sent_back_and_changes_nothing(acme: Partner, base: Ground) -> None:
    production_id = await awaiting(acme, base)
    board = await read(acme, production_id)
    assert board["editable"]
    checked = await acme.post(f"/v1/productions/{production_id}/storyboard/check", revision(board))
    assert checked.json() | {"durationSeconds": 0} == {
        "valid": True, "problems": [], "notices": [], "durationSeconds": 0, "changes": [],
    }  # fmt: skip


async def test_an_edit_is_the_next_version_and_goes_back_to_producing(acme: Partner, base: Ground) -> None:
    production_id = await awaiting(acme, base)
    body = revision(await read(acme, production_id))
    body["scenes"][1]["narration"][0]["text"] = "It is 412 metres long, says Ann."
    answer = await sent(acme, production_id, body)
    assert answer.status_code == 202, answer.text
    status = answer.json()
    assert (status["status"], status["version"], status["gate"]) == ("Producing", 2, None)
    completed = [step["name"] for step in status["steps"] if step["status"] == "Completed"]
    assert completed == list(FIRST)
    async with base.database.read() as connection:
        states = sa.select(runs.c.run_id, runs.c.state).where(runs.c.production_id == production_id)
        assert {row.run_id: row.state for row in await connection.execute(states)} == {
            f"produce-{production_id}-v1": "Ended",
            f"produce-{production_id}-v2": "Wanted",
        }
    events = await acme.get(f"/v1/productions/{production_id}/deliverables")
    assert events.json()["error"] == "DELIVERABLES_NOT_READY"
    assert (await read(acme, production_id, 1))["editable"] is False
    assert (await sent(acme, production_id, body, "2")).status_code == 409
    late = await acme.post(f"/v1/productions/{production_id}/approve", {"storyboardVersion": 1})
    assert late.status_code == 409


@pytest.mark.parametrize("if_match", [None, "", '"2"', "0", "*", "one"])
async def test_without_the_version_that_was_read_nothing_is_edited(
    acme: Partner, base: Ground, if_match: str | None
) -> None:
    production_id = await awaiting(acme, base)
    answer = await sent(acme, production_id, revision(await read(acme, production_id)), if_match)
    assert (answer.status_code, answer.json()["details"][0]["field"]) == (409, "If-Match")
    assert (await acme.get(f"/v1/productions/{production_id}")).json()["version"] == 1


async def test_of_racing_edits_and_decisions_one_wins(acme: Partner, base: Ground) -> None:
    production_id = await awaiting(acme, base)
    body = revision(await read(acme, production_id))
    answers = await asyncio.gather(
        *(sent(acme, production_id, body) for _ in range(5)),
        acme.post(f"/v1/productions/{production_id}/reject", {"reason": "No"}),
        acme.post(f"/v1/productions/{production_id}/approve", {}),
    )
    assert sorted(each.status_code for each in answers) == [202] + [409] * 6


async def test_versions_are_compared_scene_by_scene(acme: Partner, base: Ground) -> None:
    production_id = await awaiting(acme, base)
    before = revision(await read(acme, production_id))
    body = revision(await read(acme, production_id))
    gone = body["scenes"].pop(1)
    body["scenes"][0]["rest"] = 500
    body["scenes"].append(
        {"sceneId": "new", "narration": [{"text": "Goodbye."}], "element": before["scenes"][0]["element"]}
    )
    checked = (await acme.post(f"/v1/productions/{production_id}/storyboard/check", body)).json()
    told = [(each["sceneId"], each["change"], each["fields"]) for each in checked["changes"]]
    assert told == [
        (before["scenes"][0]["sceneId"], "changed", ["rest"]), ("new", "added", []), (gone["sceneId"], "removed", []),
    ]  # fmt: skip
    path = f"/v1/productions/{production_id}/storyboard/changes"
    assert (await acme.get(f"{path}?from=1&to=1")).json()["changes"] == []
    assert (await acme.get(f"{path}?from=1&to=2")).status_code == 404


def _set(path: str, value: Any) -> Any:
    """A change of a storyboard: the value at `scenes.1.rest`; None takes the field away."""

    def change(board: dict[str, Any]) -> None:
        *way, last = [int(each) if each.isdigit() else each for each in path.split(".")]
        at: Any = board
        for each in way:
            at = at[each]
        at[last] = value

    return change


CHART = {
    "kind": "chart",
    "heading": "Ships",
    "bars": [{"label": "2024", "value": "12"}, {"label": "2025", "value": "19"}],
}


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("title", " ", "title"),
        ("scenes", [], "scenes"),
        ("scenes.0.sceneId", "../x", "scenes.0.sceneId"),
        ("scenes.1.sceneId", "s1", "scenes.1.sceneId"),
        ("scenes.0.narration.0.text", "", "scenes.0.narration.0.text"),
        ("scenes.0.narration.0.text", "🚀", "scenes.0.narration.0.text"),
        ("scenes.0.narration.0.sourceIds", ["nowhere"], "scenes.0.narration.0.sourceIds"),
        ("scenes.0.narration.0.speaker", 2, "scenes.0.narration.0.speaker"),
        ("scenes.0.narration.0.said", "x", "scenes.0.narration.0.said"),
        ("scenes.0", {"sceneId": "s1", "narration": [], "element": {"kind": "section", "headline": "x"}}, "scenes.0.rest"),
        ("scenes.0.rest", -1, "scenes.0.rest"),
        ("scenes.0.element", {"kind": "film"}, "scenes.0.element"),
        ("scenes.0.element", {"kind": "title", "headline": "x" * 201}, "scenes.0.element.headline"),
        ("scenes.0.element", {"kind": "bullets", "heading": "x", "items": []}, "scenes.0.element.items"),
        (
            "scenes.0.element",
            {"kind": "bullets", "heading": "x", "items": [{"text": "a", "sentence": 7}]},
            "scenes.0.element.items.0.sentence",
        ),
        ("scenes.0.element", {"kind": "dialogue", "line": "x"}, "scenes.0.element.kind"),
        (
            "scenes.0.element",
            {"kind": "table", "heading": "x", "columns": ["a", "b"], "rows": [["1"]]},
            "scenes.0.element.rows.0",
        ),
        (
            "scenes.0.element",
            {**CHART, "bars": [{"label": "a", "value": "many"}]},
            "scenes.0.element.bars.0.value",
        ),
        (
            "scenes.0.element",
            {**CHART, "bars": [{"label": "a", "value": "$3m"}, {"label": "b", "value": "$900k"}]},
            "scenes.0.element.bars",
        ),
        (
            "scenes.0.element",
            {"kind": "image", "image": {"key": "work/other/secret", "sha256": "0"}, "alt": "x"},
            "scenes.0.element.image",
        ),
        ("sources", [{"sourceId": "topic", "quote": "Another bridge"}], "sources.0.sourceId"),
        ("sources", [{"sourceId": "new", "quote": "x", "url": "javascript:alert(1)"}], "sources.0.url"),
    ],
)  # fmt: skip
async def test_each_problem_is_named_and_nothing_is_changed(
    acme: Partner, base: Ground, path: str, value: Any, field: str
) -> None:
    production_id = await awaiting(acme, base)
    body = revision(await read(acme, production_id))
    _set(path, value)(body)
    answer = await sent(acme, production_id, body)
    assert answer.status_code == 400, answer.text
    assert field in [each["field"].replace(".bullets.", ".") for each in answer.json()["details"]], answer.text
    assert (await acme.get(f"/v1/productions/{production_id}")).json()["version"] == 1


async def test_a_chart_is_drawn_as_its_values_are_written(acme: Partner, base: Ground) -> None:
    production_id = await awaiting(acme, base)
    body = revision(await read(acme, production_id))
    bars = [{"label": "2024", "value": "12", "magnitude": 99_000}, {"label": "2025", "value": "1,900.5"}]
    body["scenes"][0]["element"] = {**CHART, "bars": bars}
    checked = await acme.post(f"/v1/productions/{production_id}/storyboard/check", body)
    assert checked.json()["valid"], checked.text
    assert (await sent(acme, production_id, body)).status_code == 202
    async with base.database.read() as connection:
        script = (await connection.execute(sa.text("SELECT script FROM storyboard_edits"))).scalar_one()
    assert '"magnitude": 12000' in str(script).replace("'", '"')
    assert '"magnitude": 1900500' in str(script).replace("'", '"')


async def test_another_partner_sees_none_of_it(acme: Partner, rival: Partner, base: Ground) -> None:
    production_id = await awaiting(acme, base)
    body = revision(await read(acme, production_id))
    path = f"/v1/productions/{production_id}/storyboard"
    answers = [
        await rival.get(path),
        await rival.get(f"{path}/changes?from=1&to=1"),
        await rival.post(f"{path}/check", body),
        await sent(rival, production_id, body),
    ]
    assert [each.status_code for each in answers] == [404] * 4
