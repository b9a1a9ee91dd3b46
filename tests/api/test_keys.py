"""Keys: named, scoped, for testing, expiring, rotated with an overlap, ended at once. Who may call what: tests/conformance."""

import dataclasses
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from jarai.access.scopes import ALIASES, SCOPES, known_scopes, permits
from jarai.access.tables import standings
from jarai.base.clock import MovableClock, rfc3339
from jarai.base.ids import new_id
from jarai.wiring import Ground
from partner import Partner

KEYS = "/v1/partners/keys"


async def with_key(acme: Partner, **changes: Any) -> Partner:
    """The same partner with another key."""
    answer = await acme.post(KEYS, {"name": "another", **changes})
    assert answer.status_code == 201, answer.text
    return dataclasses.replace(acme, key=answer.json()["apiKey"])


async def test_a_named_key_is_shown_once_and_listed_without_its_text(acme: Partner, base: Ground) -> None:
    assert isinstance(base.clock, MovableClock)
    base.clock.move(timedelta(seconds=1))
    made = await acme.post(KEYS, {"name": "Newsroom", "scopes": ["productions:trigger", "accounts:read"]})
    key = made.json()
    assert key["apiKey"].startswith(key["hint"])
    assert key["scopes"] == ["accounts:read", "productions:write"]
    used = await dataclasses.replace(acme, key=key["apiKey"]).get("/v1/accounts")
    assert used.status_code == 200
    listed = await acme.get(KEYS)
    assert key["apiKey"] not in listed.text
    first, second = listed.json()["keys"]
    assert (first["name"], second["name"]) == ("first key", "Newsroom")
    assert (second["keyId"], second["lastUsedAt"]) == (key["keyId"], rfc3339(base.clock.now()))


async def test_a_key_ends_at_once_and_only_its_own(acme: Partner, rival: Partner) -> None:
    key = (await acme.post(KEYS, {"name": "another"})).json()
    other, key_id = dataclasses.replace(acme, key=key["apiKey"]), key["keyId"]
    assert (await rival.delete(f"{KEYS}/{key_id}")).status_code == 404
    assert (await acme.delete(f"{KEYS}/{key_id}")).status_code == 204
    assert (await other.get("/v1/accounts")).status_code == 401
    assert (await acme.delete(f"{KEYS}/{key_id}")).status_code == 404
    assert (await acme.get("/v1/accounts")).status_code == 200


async def test_rotation_overlaps_by_a_day_and_inherits(acme: Partner, base: Ground) -> None:
    assert isinstance(base.clock, MovableClock)
    old = await with_key(acme, scopes=["accounts:read"])
    answer = await old.post(f"{KEYS}/rotate")
    assert answer.status_code == 201
    assert answer.json()["scopes"] == ["accounts:read"]
    assert answer.json()["oldKeyWorksUntil"] == rfc3339(base.clock.now() + timedelta(hours=24))
    new = dataclasses.replace(acme, key=answer.json()["apiKey"])
    base.clock.move(timedelta(hours=24) - timedelta(milliseconds=1))
    for key in (old, new):
        assert (await key.get("/v1/accounts")).status_code == 200
        assert (await key.get(f"/v1/productions/{new_id()}")).status_code == 403
    base.clock.move(timedelta(milliseconds=1))
    assert (await old.get("/v1/accounts")).status_code == 401
    assert (await new.get("/v1/accounts")).status_code == 200


async def test_a_key_expires_when_it_says(acme: Partner, base: Ground) -> None:
    assert isinstance(base.clock, MovableClock)
    key = await with_key(acme, expiresAt=rfc3339(base.clock.now() + timedelta(hours=1)))
    assert (await key.get("/v1/accounts")).status_code == 200
    base.clock.move(timedelta(hours=1))
    assert (await key.get("/v1/accounts")).status_code == 401
    past = await acme.post(KEYS, {"name": "x", "expiresAt": "2020-01-01T00:00:00Z"})
    assert past.json()["details"][0]["field"] == "expiresAt"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": "a\nb"}, "name"),
        ({"name": "x", "scopes": []}, "scopes"),
        ({"name": "x", "scopes": ["everything"]}, "scopes"),
        ({"name": "x", "scopes": "accounts:read"}, "scopes"),
        ({"name": "x", "scopes": [1]}, "scopes.0"),
        ({"name": "x", "expiresAt": "soon"}, "expiresAt"),
        ({"name": "x", "expiresAt": 4102444800}, "expiresAt"),
        ({"name": "x", "test": "yes"}, "test"),
        ({"name": "x", "test": 1}, "test"),
        ({"name": "x", "expiresAt": "2027-01-01T00:00:00"}, "expiresAt"),
        ({"name": "x", "mode": "test"}, "mode"),
    ],
)
async def test_a_bad_field_is_named(acme: Partner, body: dict[str, object], field: str) -> None:
    answer = await acme.post(KEYS, body)
    assert answer.status_code == 400
    assert answer.json()["details"][0]["field"] == field


async def test_a_hundred_keys_are_the_most(acme: Partner) -> None:
    for _ in range(99):
        await with_key(acme)
    answer = await acme.post(KEYS, {"name": "one more"})
    assert (answer.status_code, answer.json()["error"]) == (409, "LIMIT_REACHED")


async def test_a_test_key_sees_only_test_productions_and_they_never_go_out(acme: Partner) -> None:
    live = (await acme.order()).json()
    testing = await with_key(acme, test=True)
    test = (await testing.order(reference="draft-7")).json()
    assert (live["test"], test["test"], test["reference"]) == (False, True, "draft-7")
    for partner, own, other in ((acme, live, test), (testing, test, live)):
        assert (await partner.get(f"/v1/productions/{own['productionId']}")).status_code == 200
        assert (await partner.get(f"/v1/productions/{other['productionId']}")).status_code == 404
        assert (await partner.delete(f"/v1/productions/{other['productionId']}")).status_code == 404
        listed = (await partner.get(f"/v1/accounts/{acme.account_id}/productions")).json()["productions"]
        assert [each["productionId"] for each in listed] == [own["productionId"]]


async def test_where_the_operator_makes_the_keys_partners_do_not(acme: Partner, base: Ground) -> None:
    async with base.database.write() as connection:
        await connection.execute(sa.update(standings).values(self_service=False))
    for answer in (await acme.post(f"{KEYS}/rotate"), await acme.post(KEYS, {"name": "x"})):
        assert (answer.status_code, answer.json()["error"]) == (403, "PERMISSION_DENIED")
    assert (await acme.get(KEYS)).status_code == 200


def test_scopes_by_their_old_names() -> None:
    assert known_scopes(["webhooks:manage", "webhooks:write"]) == ("webhooks:write",)
    assert set(ALIASES.values()) <= set(SCOPES)
    assert permits(("webhooks:write",), "webhooks:read")
    assert not permits(("webhooks:read",), "webhooks:write")
    assert not permits(SCOPES, "all")
