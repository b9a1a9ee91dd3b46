"""Section 1, the bullet on lists: every one that is described, its pages and what it refuses."""

from typing import Any

import sqlalchemy as sa
from fastapi import FastAPI

from conformance.rows import item, numbers_in, refused, row
from conformance.stages import finished, more_webhooks, with_key
from jarai.accounts.tables import accounts
from jarai.base.ids import new_id
from jarai.wiring import Ground
from partner import Partner

REFERENCE = {"/v1/languages", "/v1/countries", "/v1/project-types"}
FILES = "/v1/productions/{productionId}/deliverables"


async def more_accounts(base: Ground, account_id: str, count: int) -> None:
    """So many more of the same account."""
    async with base.database.write() as connection:
        query = sa.select(accounts).where(accounts.c.account_id == account_id)
        one = (await connection.execute(query)).mappings().one()
        more = [{**one, "account_id": new_id(), "slug": f"more-{number}"} for number in range(count)]
        await connection.execute(sa.insert(accounts), more)


async def walk(partner: Partner, path: str, limit: int) -> tuple[list[Any], int]:
    """A list's items over all its pages, and how many those are."""
    found: list[Any] = []
    pages, cursor = 0, ""
    while True:
        body = (await partner.get(f"{path}?limit={limit}{cursor}")).json()
        (plural,) = set(body) - {"nextCursor"}
        found, pages = found + body[plural], pages + 1
        if body["nextCursor"] is None:
            return found, pages
        assert len(body[plural]) == limit
        cursor = f"&cursor={body['nextCursor']}"


@row("1", "Lists")
async def test_lists_have_a_limit_a_cursor_and_one_shape(acme: Partner, app: FastAPI, base: Ground) -> None:
    """What is ended between two pages: tests/api/test_lists.py::test_what_is_gone_between_two_pages_moves_nothing."""
    low, high, usual, _ = numbers_in(item("1", "Lists").text)
    hook = {"endpointUrl": "https://hooks.example.com/x", "eventTypes": ["production.queued"]}
    webhook = (await acme.post("/v1/webhooks", hook)).json()["webhookId"]
    made = [(await acme.order()).json()["productionId"] for _ in range(usual + 1)]
    await more_webhooks(base, webhook, usual)
    await more_accounts(base, acme.account_id, usual)
    for _ in range(usual):
        await with_key(acme)
    ids = {"accountId": acme.account_id, "webhookId": webhook, "productionId": await finished(acme, base)}
    shapes, paths = app.openapi()["components"]["schemas"], []
    for path, operations in app.openapi()["paths"].items():
        answer = operations.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        shape = answer.get("application/json", {}).get("schema", {}).get("$ref", "").rsplit("/", 1)[-1]
        if "nextCursor" in shapes.get(shape, {}).get("properties", {}):
            paths.append(path)
            assert {"limit", "cursor"} <= {each["name"] for each in operations["get"]["parameters"]}, path
    assert set(paths) > {"/v1/accounts", "/v1/partners/keys", "/v1/webhooks", FILES, *REFERENCE}
    for path in paths:
        address = path.format(**ids)
        for query in (f"limit={low - 1}", f"limit={high + 1}", "limit=x", "cursor=x", "cursor=" + "A" * 201):
            told = refused(await acme.get(f"{address}?{query}"), "INVALID_REQUEST")
            assert told["details"][0]["field"] == query.split("=")[0], path
        assert len((await walk(acme, address, high))[0]) > low, path
        if path in {FILES, *REFERENCE}:
            continue
        first = (await acme.get(address)).json()
        (plural,) = set(first) - {"nextCursor"}
        assert (len(first[plural]), first["nextCursor"] is None) == (usual, False), path
        second = (await acme.get(f"{address}?cursor={first['nextCursor']}")).json()
        assert second[plural], path
        assert not [each for each in second[plural] if each in first[plural]], path
        assert len((await acme.get(f"{address}?limit={low}")).json()[plural]) == low
    listed = (await acme.get(f"/v1/accounts/{acme.account_id}/productions?limit={high}")).json()["productions"]
    assert {each["productionId"] for each in listed} == {*made, ids["productionId"]}


@row("1", "Lists")
async def test_what_never_changes_is_walked_in_its_order(acme: Partner, base: Ground) -> None:
    production = await finished(acme, base)
    for path in (FILES.format(productionId=production), *sorted(REFERENCE)):
        body = (await acme.get(path)).json()
        (plural,) = set(body) - {"nextCursor"}
        assert body["nextCursor"] is None, "it comes whole"
        for limit in (3, len(body[plural])):
            if limit <= 100:
                found, pages = await walk(acme, path, limit)
                assert (found, pages) == (body[plural], -(-len(found) // limit)), path
