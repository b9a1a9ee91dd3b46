"""Approve or reject: one decision a version, signed, naming the certificate it was made on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jwt
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.access.keys import Caller
from jarai.accounts.queries import Connection, account_of
from jarai.base.clock import Clock, rfc3339
from jarai.base.db import Database
from jarai.base.errors import FieldProblem, InvalidRequest, InvalidState
from jarai.base.secrets import Secrets
from jarai.deliverables.records import deliverables_of
from jarai.productions.queries import Production, production_of
from jarai.productions.runs import want_run
from jarai.productions.schemas import Approval, Rejection
from jarai.productions.states import change_state
from jarai.productions.tables import decisions, productions, publications


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
            chosen = () if production.test else await _chosen_platforms(connection, production, request)
            _check_may_be_approved(production, request)
            to_publish = bool(chosen)
            data = {"platformConnectionIds": [each.platform_connection_id for each in chosen]}
            changed = await change_state(
                connection,
                production_id,
                "Distributing" if to_publish else "Published",
                now,
                data=data if to_publish else {"publications": []},
                only_from=frozenset({"AwaitingApproval"}),
                where=productions.c.version == production.version,
            )
            if not changed:
                raise InvalidState(f"A production that is {production.status} can't be approved.")
            await self._record(connection, caller, production, "Approved", request.notes, now)
            if chosen:
                await connection.execute(sa.insert(publications), [_pending(production_id, each) for each in chosen])
                await want_run(connection, production_id, production.version, "distribute", self.code_version, now)
            return await production_of(connection, caller, production_id)

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
            await self._record(connection, caller, production, "Rejected", request.reason, now)
            return await production_of(connection, caller, production_id)

    async def _record(
        self,
        connection: AsyncConnection,
        caller: Caller,
        production: Production,
        verdict: str,
        reason: str,
        now: datetime,
    ) -> None:
        files = await deliverables_of(connection, production.production_id, production.version)
        certificates = [file for file in files if file.type == "ComplianceCertificate"]
        statement: Mapping[str, Any] = {
            "productionId": production.production_id,
            "version": production.version,
            "verdict": verdict,
            "reason": reason,
            "keyId": caller.key_id,
            "decidedAt": rfc3339(now),
            "certificates": [{"fileName": file.file_name, "sha256": file.sha256} for file in certificates],
        }
        key, kid = self.secrets.signing_key("decisions"), self.secrets.key_id("decisions")
        row = {
            "production_id": production.production_id,
            "version": production.version,
            "verdict": verdict,
            "reason": reason,
            "key_id": caller.key_id,
            "decided_at": now,
            "record": jwt.encode(dict(statement), key, algorithm="ES256", headers={"kid": kid}),
        }
        await connection.execute(sa.insert(decisions).values(row))


def _check_may_be_approved(production: Production, request: Approval) -> None:
    if request.storyboard_version is not None and request.storyboard_version != production.version:
        raise InvalidState(f"The current version is {production.version}, not {request.storyboard_version}.")
    if production.status == "AwaitingApproval" and (production.gate or {}).get("verdict") == "Blocked":
        raise InvalidState("A check that must pass has failed: see `gate`. This version can't be approved.")


async def _chosen_platforms(
    connection: AsyncConnection, production: Production, request: Approval
) -> tuple[Connection, ...]:
    account = await account_of(connection, production.partner_id, production.account_id)
    connected = {each.platform_connection_id: each for each in account.connections if each.status == "Connected"}
    if request.platform_connection_ids is None:
        return tuple(connected.values())
    unknown = sorted(set(request.platform_connection_ids) - set(connected))
    if unknown:
        problem = f"not connected to this account: {', '.join(unknown)}"
        raise InvalidRequest(f"platformConnectionIds: {problem}", (FieldProblem("platformConnectionIds", problem),))
    return tuple(connected[each] for each in dict.fromkeys(request.platform_connection_ids))


def _pending(production_id: str, connection: Connection) -> dict[str, Any]:
    return {
        "production_id": production_id,
        "platform_connection_id": connection.platform_connection_id,
        "platform": connection.platform,
        "status": "Pending",
        "wanted": "Published",
    }
