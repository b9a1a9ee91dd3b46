"""Lists that are ordered by time, oldest first: their pages while rows come and go."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from jarai.access.tables import api_keys
from jarai.accounts.tables import accounts
from jarai.base.ids import new_id
from jarai.webhooks.tables import webhooks
from jarai.wiring import Ground
from partner import Partner

LISTS = {
    "accounts": ("/v1/accounts", accounts.c.account_id, "accountId"),
    "keys": ("/v1/partners/keys", api_keys.c.key_id, "keyId"),
    "webhooks": ("/v1/webhooks", webhooks.c.webhook_id, "webhookId"),
}
HOOK = {"endpointUrl": "https://hooks.example.com/x", "eventTypes": ["production.queued"]}


async def more(base: Ground, column: sa.Column[Any], count: int) -> None:
    """So many more rows like the first, two of each moment."""
    table = column.table
    assert isinstance(table, sa.Table)
    async with base.database.write() as connection:
        one = dict((await connection.execute(sa.select(table))).mappings().one())
        rows = []
        for number in range(count):
            own: dict[str, Any] = {"slug": f"more-{number}", "key_hash": f"{number:064}"}
            own |= {column.name: new_id(), "created_at": base.clock.now() + timedelta(milliseconds=1 + number // 2)}
            rows.append({**one, **{name: value for name, value in own.items() if name in one}})
        await connection.execute(sa.insert(table), rows)


async def pages(
    partner: Partner, path: str, plural: str, cursor: str | None
) -> tuple[list[dict[str, Any]], str | None]:
    """A page of three from the cursor on, and the next one's."""
    answer = await partner.get(f"{path}?limit=3{f'&cursor={cursor}' if cursor else ''}")
    assert answer.status_code == 200, answer.text
    return answer.json()[plural], answer.json()["nextCursor"]


@pytest.mark.parametrize("plural", LISTS)
async def test_what_is_gone_between_two_pages_moves_nothing(acme: Partner, base: Ground, plural: str) -> None:
    """One that was shown, the one the cursor stands for, and one that was to come are ended after the first page."""
    path, column, name = LISTS[plural]
    if plural == "webhooks":
        await acme.post("/v1/webhooks", HOOK)
    await more(base, column, 9)
    whole = [each[name] for each in (await acme.get(path)).json()[plural]]
    assert len(whole) == 10
    first, cursor = await pages(acme, path, plural, None)
    found = [each[name] for each in first]
    async with base.database.write() as connection:
        gone = [whole[1], whole[2], whole[4]]
        await connection.execute(sa.delete(column.table).where(column.in_(gone)))
    while cursor:
        page, cursor = await pages(acme, path, plural, cursor)
        found += [each[name] for each in page]
    assert found == whole[:4] + whole[5:]


@pytest.mark.parametrize("plural", LISTS)
async def test_the_order_is_oldest_first_over_all_pages(acme: Partner, base: Ground, plural: str) -> None:
    path, column, name = LISTS[plural]
    if plural == "webhooks":
        await acme.post("/v1/webhooks", HOOK)
    await more(base, column, 5)
    async with base.database.read() as connection:
        order = sa.select(column).order_by(column.table.c.created_at, column)
        rows = list((await connection.execute(order)).scalars())
    found, cursor = await pages(acme, path, plural, None)
    assert cursor is not None
    rest = (await acme.get(f"{path}?cursor={cursor}")).json()
    assert [each[name] for each in found + rest[plural]] == rows
    assert rest["nextCursor"] is None


async def test_a_cursor_of_another_list_is_named(acme: Partner) -> None:
    cursor = (await acme.get("/v1/countries?limit=1")).json()["nextCursor"]
    assert (await acme.get(f"/v1/countries?cursor={cursor}")).status_code == 200
    for path in ("/v1/languages", "/v1/project-types", "/v1/accounts"):
        answer = await acme.get(f"{path}?cursor={cursor}")
        assert (answer.status_code, answer.json()["details"][0]["field"]) == (400, "cursor")
