"""Who may call what: every operation of the API's own description, asked by every kind of caller, each with its exact answer.

A new operation is in every test by being described. It is expected to refuse as the rules below say, and to answer who
may ask with its first status of success; where what it is asked for here calls for another answer, `OWN_ANSWERS` says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi import FastAPI

from conformance.rows import STATUS_OF, item
from conformance.stages import move, set_standing, with_key
from jarai.access.scopes import permits
from jarai.accounts.tables import accounts
from jarai.base.clock import rfc3339
from jarai.base.ids import new_id
from jarai.wiring import Ground
from partner import Partner

TOPIC = "Nobody else's business"
OWN_ANSWERS = {
    "cancelProduction": "INVALID_STATE",
    "approveProduction": "INVALID_STATE",
    "rejectProduction": "INVALID_STATE",
    "getStoryboard": "INVALID_STATE",
    "editStoryboard": "INVALID_STATE",
    "checkStoryboard": "INVALID_STATE",
    "compareStoryboards": "INVALID_STATE",
    "listDeliverables": "DELIVERABLES_NOT_READY",
    "retryPublication": "NOT_FOUND",
    "removePublication": "NOT_FOUND",
    "getAvatarPreview": "NOT_FOUND",
    "verifyPartner": "INVALID_TOKEN",
    "getReadiness": "SERVICE_UNAVAILABLE",
}
"""Of a cancelled production without files, an avatar nobody has, a token nobody signed, and without a worker."""
ASKING_FOR_A_VIDEO = {"createProduction", "estimateProduction"}
"""What an account that is not active is refused. A batch is answered, and each of its items refused."""
Answer = tuple[int, str | None]
Ids = Mapping[str, str]


@dataclass(frozen=True)
class Operation:
    """One operation as it is described."""

    name: str
    method: str
    path: str
    described: Mapping[str, Any]

    @property
    def scope(self) -> str | None:
        """What it needs: a scope, "all", "" for any key; None where it needs no key."""
        return (self.described.get("x-required-scope") or "") if "security" in self.described else None

    @property
    def ids(self) -> list[str]:
        """The ids in its path."""
        return [each["name"] for each in self.described.get("parameters", ()) if each["in"] == "path"]

    @property
    def own(self) -> Answer:
        """What it answers to who may ask."""
        code = OWN_ANSWERS.get(self.name)
        success = min(int(status) for status in self.described["responses"] if status < "3")
        return (STATUS_OF[code], code) if code else (success, None)

    async def ask(self, partner: Partner, key: str | None, ids: Ids) -> Answer:
        """Call it as its description's own example does."""
        needed = [
            each for each in self.described.get("parameters", ()) if each["in"] == "query" and each.get("required")
        ]
        body: Any = None
        if "requestBody" in self.described:
            examples = self.described["requestBody"]["content"]["application/json"]["examples"]
            body = next(iter(examples.values()))["value"]
        answer = await partner.http.request(
            self.method,
            self.path.format(**ids),
            headers={} if key is None else {"X-API-Key": key},
            params={each["name"]: each["schema"].get("minimum", "x") for each in needed},
            json=body,
        )
        failed = answer.status_code >= 400
        assert not failed or TOPIC not in answer.text
        return answer.status_code, answer.json()["error"] if failed else None


def refusal(code: str) -> Answer:
    return STATUS_OF[code], code


@pytest.fixture
def operations(app: FastAPI) -> list[Operation]:
    """Every operation, those last that take away what others are asked about."""
    found = [
        Operation(described["operationId"], method.upper(), path, described)
        for path, item in app.openapi()["paths"].items()
        for method, described in item.items()
    ]
    return sorted(found, key=lambda each: each.method == "DELETE")


async def objects(partner: Partner) -> dict[str, str]:
    """One of everything that a path may name, of that key's partner and mode."""
    production = (await partner.order(topic=TOPIC)).json()["productionId"]
    await partner.delete(f"/v1/productions/{production}")  # the stream of one that goes on would not end
    hook = {"endpointUrl": "https://hooks.example.com/x", "eventTypes": ["webhook.test"]}
    webhook = (await partner.post("/v1/webhooks", hook)).json()["webhookId"]
    return {
        "accountId": partner.account_id,
        "productionId": production,
        "platformConnectionId": new_id(),
        "webhookId": webhook,
        "deliveryId": (await partner.post(f"/v1/webhooks/{webhook}/test")).json()["deliveryId"],
        "keyId": (await partner.post("/v1/partners/keys", {"name": "to be ended"})).json()["keyId"],
        "avatarId": new_id(),
    }


async def asked(operations: list[Operation], partner: Partner, key: str | None, ids: Ids) -> dict[str, Answer]:
    """What each operation answers."""
    return {each.name: await each.ask(partner, key, ids) for each in operations}


async def test_who_is_not_let_in(acme: Partner, base: Ground, operations: list[Operation]) -> None:
    ids = await objects(acme)
    later = rfc3339(base.clock.now() + timedelta(minutes=1))
    expired = await with_key(acme, expiresAt=later)
    revoked = (await acme.post("/v1/partners/keys", {"name": "x"})).json()
    await acme.delete(f"/v1/partners/keys/{revoked['keyId']}")
    move(base, minutes=1)
    for key in (None, "", "malformed", acme.key + "=", "jarai_" + "A" * 43, revoked["apiKey"], expired.key):
        behind = [each for each in operations if each.scope is not None]
        assert len(behind) > 30
        assert await asked(behind, acme, key, ids) == {each.name: refusal("UNAUTHORIZED") for each in behind}, key
    without = [each for each in operations if each.scope is None]
    assert await asked(without, acme, revoked["apiKey"], ids) == {each.name: each.own for each in without}


async def test_a_suspended_partner_is_let_in_nowhere(acme: Partner, base: Ground, operations: list[Operation]) -> None:
    ids = await objects(acme)
    narrow = await with_key(acme, scopes=["logs:read"])
    await set_standing(base, acme, status="Suspended")
    behind = [each for each in operations if each.scope is not None]
    for key in (acme.key, narrow.key):
        assert await asked(behind, acme, key, ids) == {each.name: refusal("PARTNER_NOT_ACTIVE") for each in behind}


@pytest.mark.parametrize("scope", [None, *item("1", "Scopes").names])
async def test_what_a_scope_lets_in(acme: Partner, operations: list[Operation], scope: str | None) -> None:
    """One scope alone, and None: a key without set scopes."""
    key = acme if scope is None else await with_key(acme, scopes=[scope])
    scopes = None if scope is None else (scope,)
    expected = {
        each.name: each.own if each.scope is None or permits(scopes, each.scope) else refusal("PERMISSION_DENIED")  # type: ignore[arg-type]
        for each in operations
    }
    assert len(set(expected.values())) > 3
    assert await asked(operations, acme, key.key, await objects(acme)) == expected


async def test_anothers_ids_lead_nowhere(acme: Partner, rival: Partner, operations: list[Operation]) -> None:
    """Each id of a path in turn is the other partner's, the rest are one's own; then all are."""
    own, theirs = await objects(acme), await objects(rival)
    for each in operations:
        if each.scope is None or not each.ids:
            continue
        for foreign in (*([name] for name in each.ids), each.ids):
            ids = {**own, **{name: theirs[name] for name in foreign}}
            code = "INSUFFICIENT_SCOPE" if "accountId" in foreign else "NOT_FOUND"
            assert await each.ask(acme, acme.key, ids) == refusal(code), (each.name, foreign)
    without = [each for each in operations if each.scope is not None and not each.ids]
    assert await asked(without, acme, acme.key, {}) == {each.name: each.own for each in without}


@pytest.mark.parametrize("test", [False, True])
async def test_the_other_modes_objects_are_not_there(acme: Partner, operations: list[Operation], test: bool) -> None:
    """Accounts and keys are the partner's, whatever the mode of the key that asks."""
    testing = await with_key(acme, test=True)
    caller, other = (testing, acme) if test else (acme, testing)
    own, theirs = await objects(caller), await objects(other)
    for each in operations:
        for name in {"productionId", "webhookId", "deliveryId"} & set(each.ids):
            assert await each.ask(acme, caller.key, {**own, name: theirs[name]}) == refusal("NOT_FOUND"), (
                each.name,
                name,
            )
    ids = {**own, "keyId": theirs["keyId"]}
    assert await asked(operations, acme, caller.key, ids) == {each.name: each.own for each in operations}


@pytest.mark.parametrize("status", ["Suspended", "Closed"])
async def test_an_account_that_is_not_active_is_read_and_asks_for_nothing(
    acme: Partner, base: Ground, operations: list[Operation], status: str
) -> None:
    ids = await objects(acme)
    async with base.database.write() as connection:
        await connection.execute(sa.update(accounts).values(status=status))
    batch = next(each for each in operations if each.name == "createProductions")
    example = next(iter(batch.described["requestBody"]["content"]["application/json"]["examples"].values()))["value"]
    results = (await acme.post(batch.path.format(**ids), example)).json()["results"]
    assert {(each["status"], each["refusal"]["error"]) for each in results} == {refusal("ACCOUNT_NOT_ACTIVE")}
    assert await asked(operations, acme, acme.key, ids) == {
        each.name: refusal("ACCOUNT_NOT_ACTIVE") if each.name in ASKING_FOR_A_VIDEO else each.own for each in operations
    }
    assert (await acme.get(f"/v1/accounts/{acme.account_id}")).json()["status"] == status
