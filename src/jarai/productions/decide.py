"""Approve or reject: one decision a version, signed, naming the certificate it was made on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.access.keys import Caller, is_active
from jarai.accounts.queries import Account, Connection, account_of
from jarai.base.clock import Clock, rfc3339
from jarai.base.db import Database
from jarai.base.errors import FieldProblem, InvalidRequest, InvalidState
from jarai.base.secrets import Secrets
from jarai.certificate.records import sign_record
from jarai.deliverables.records import certificates_of
from jarai.productions.queries import Production, any_production, production_of
from jarai.productions.runs import want_run
from jarai.productions.schemas import Approval, Rejection
from jarai.productions.states import change_state
from jarai.productions.tables import decisions, productions, publications

_BY_ITSELF = "The account auto-publishes what passes its gate."


@dataclass(frozen=True)
class Decisions:
    """What deciding needs besides the request."""

    database: Database
    clock: Clock
    secrets: Secrets
    code_version: str

    async def approve(self, caller: Caller, production_id: str, request: Approval) -> Production:
        """Approve the current version and want its distribution; with nothing connected it is Published at once.

        A test production goes to no platform, whoever approves it.

        Raises NotFound, InvalidRequest for a platform that isn't connected, InvalidState where the production isn't
        waiting, its gate is blocked, or another version was named.
        """
        now = self.clock.now()
        async with self.database.write() as connection:
            production = await production_of(connection, caller, production_id)
            account = await account_of(connection, production.partner_id, production.account_id)
            await self._approve(connection, production, account, request, caller.key_id, now)
            return await production_of(connection, caller, production_id)

    async def auto_publish(self, connection: AsyncConnection, production_id: str, now: datetime) -> bool:
        """Approve what has come to await approval in this transaction, where its account auto-publishes.

        False, and it waits for somebody, where it is blocked, a test or a draft, or where nobody might ask for it now.
        """
        production = await any_production(connection, production_id)
        if production.test or production.draft or (production.gate or {}).get("verdict") != "Passed":
            return False
        account = await account_of(connection, production.partner_id, production.account_id)
        if not (account.auto_publish and account.is_open and await is_active(connection, account.partner_id)):
            return False
        await self._approve(connection, production, account, Approval(notes=_BY_ITSELF), None, now)
        return True

    async def _approve(
        self,
        connection: AsyncConnection,
        production: Production,
        account: Account,
        request: Approval,
        key_id: str | None,
        now: datetime,
    ) -> None:
        """The one way to an approval: state, event, signed decision, publications and run, in the caller's transaction."""
        chosen = () if production.test else _chosen_platforms(account, request)
        _check_may_be_approved(production, request)
        data = {"platformConnectionIds": [each.platform_connection_id for each in chosen]}
        changed = await change_state(
            connection,
            production.production_id,
            "Distributing" if chosen else "Published",
            now,
            data=data if chosen else {"publications": []},
            only_from=frozenset({"AwaitingApproval"}),
            where=productions.c.version == production.version,
        )
        if not changed:
            raise InvalidState(f"A production that is {production.status} can't be approved.")
        await self._record(connection, key_id, production, "Approved", request.notes, now)
        if chosen:
            rows = [_pending(production.production_id, each, key_id) for each in chosen]
            await connection.execute(sa.insert(publications), rows)
            version = production.version
            await want_run(connection, production.production_id, version, "distribute", self.code_version, now)

    async def reject(self, caller: Caller, production_id: str, request: Rejection) -> Production:
        """Reject the current version: the production is Cancelled with the reason. Raises NotFound, InvalidState."""
        now = self.clock.now()
        async with self.database.write() as connection:
            production = await production_of(connection, caller, production_id)
            changed = await change_state(
                connection,
                production_id,
                "Cancelled",
                now,
                data={"reason": request.reason},
                only_from=frozenset({"AwaitingApproval"}),
                error_code="REJECTED",
                error_message=request.reason,
            )
            if not changed:
                raise InvalidState(f"A production that is {production.status} can't be rejected.")
            await self._record(connection, caller.key_id, production, "Rejected", request.reason, now)
            return await production_of(connection, caller, production_id)

    async def _record(
        self,
        connection: AsyncConnection,
        key_id: str | None,
        production: Production,
        verdict: str,
        reason: str,
        now: datetime,
    ) -> None:
        certificates = await certificates_of(connection, production.production_id, production.version)
        statement = {
            "productionId": production.production_id,
            "version": production.version,
            "verdict": verdict,
            "reason": reason,
            "keyId": key_id,
            "decidedAt": rfc3339(now),
        }
        row = {
            "production_id": production.production_id,
            "version": production.version,
            "verdict": verdict,
            "reason": reason,
            "key_id": key_id,
            "decided_at": now,
            "record": sign_record(statement, certificates, self.secrets),
        }
        await connection.execute(sa.insert(decisions).values(row))


def _check_may_be_approved(production: Production, request: Approval) -> None:
    if request.storyboard_version is not None and request.storyboard_version != production.version:
        raise InvalidState(f"The current version is {production.version}, not {request.storyboard_version}.")
    if production.status == "AwaitingApproval" and (production.gate or {}).get("verdict") == "Blocked":
        raise InvalidState("A check that must pass has failed: see `gate`. This version can't be approved.")


def _chosen_platforms(account: Account, request: Approval) -> tuple[Connection, ...]:
    connected = {each.platform_connection_id: each for each in account.connections if each.status == "Connected"}
    if request.platform_connection_ids is None:
        return tuple(connected.values())
    unknown = sorted(set(request.platform_connection_ids) - set(connected))
    if unknown:
        problem = f"not connected to this account: {', '.join(unknown)}"
        raise InvalidRequest(f"platformConnectionIds: {problem}", (FieldProblem("platformConnectionIds", problem),))
    return tuple(connected[each] for each in dict.fromkeys(request.platform_connection_ids))


def _pending(production_id: str, connection: Connection, key_id: str | None) -> dict[str, Any]:
    return {
        "production_id": production_id,
        "platform_connection_id": connection.platform_connection_id,
        "platform": connection.platform,
        "status": "Pending",
        "wanted": "Published",
        "key_id": key_id,
    }
