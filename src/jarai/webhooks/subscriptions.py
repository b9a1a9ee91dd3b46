"""Subscriptions: make, read, change, end, and give a new secret."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from pydantic.alias_generators import to_camel
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.access.keys import Caller
from jarai.accounts.queries import account_of
from jarai.base.clock import Clock, rfc3339
from jarai.base.db import Database
from jarai.base.errors import InvalidRequest, LimitReached, NotFound
from jarai.base.ids import is_uuid, new_id
from jarai.base.paging import page
from jarai.base.secrets import Secrets, from_base64url, random_token
from jarai.webhooks.schemas import ChangeWebhook, CreateWebhook, NewWebhook, RotatedSecret, WebhookItem
from jarai.webhooks.tables import webhooks
from jarai.webhooks.target import endpoint_problem

PURPOSE = "webhook-secrets"
OVERLAP = timedelta(hours=24)
_MOST = 100


@dataclass(frozen=True)
class Subscriptions:
    """What changing subscriptions needs."""

    database: Database
    clock: Clock
    secrets: Secrets
    allow_loopback_http: bool

    async def create(self, caller: Caller, request: CreateWebhook) -> NewWebhook:
        """Raises InvalidRequest naming the field, InsufficientScope for a foreign account, LimitReached."""
        text = random_token(32)
        async with self.database.write() as connection:
            await self._check_accounts(connection, caller, request.account_ids, request.account_scope_id)
            self._check_url(request.endpoint_url)
            await _check_room(connection, caller)
            row = {
                "webhook_id": new_id(),
                "partner_id": caller.partner_id,
                "test": caller.test,
                "endpoint_url": request.endpoint_url,
                "event_types": list(dict.fromkeys(request.event_types)),
                "account_ids": None if request.account_ids is None else list(dict.fromkeys(request.account_ids)),
                "account_scope_id": request.account_scope_id,
                "status": "Active",
                "secret": self._sealed(text),
                "failures_in_row": 0,
                "created_at": self.clock.now(),
            }
            await connection.execute(sa.insert(webhooks).values(row))
            made = await webhook_of(connection, caller, str(row["webhook_id"]))
        return NewWebhook(**item(made).model_dump(), signing_secret=text, standard_webhooks_secret=_for_libraries(text))

    async def list(self, caller: Caller, limit: int, cursor: str | None) -> tuple[list[WebhookItem], str | None]:
        """A page of the caller's, oldest first, and the next page's cursor. Raises InvalidRequest naming `cursor`."""
        order = (webhooks.c.created_at, webhooks.c.webhook_id)
        async with self.database.read() as connection:
            rows, following = await page(connection, _of_caller(caller), order, limit, cursor, oldest_first=True)
        return [item(row) for row in rows], following

    async def read(self, caller: Caller, webhook_id: str) -> WebhookItem:
        """One of the caller's. Raises NotFound."""
        async with self.database.read() as connection:
            return item(await webhook_of(connection, caller, webhook_id))

    async def change(self, caller: Caller, webhook_id: str, request: ChangeWebhook) -> WebhookItem:
        """Change what is named. Raises as `create` does, and NotFound."""
        changes: dict[str, Any] = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in request.model_dump(exclude_unset=True).items()
        }
        for name in ("endpoint_url", "event_types", "status"):
            if name in changes and changes[name] is None:
                raise InvalidRequest.field(to_camel(name), "can't be taken away")
        if changes.get("status") == "Active":
            changes |= {"failures_in_row": 0, "failing_since": None, "disabled_reason": None}
        async with self.database.write() as connection:
            now = await webhook_of(connection, caller, webhook_id)
            ids = changes.get("account_ids", now.account_ids)
            scope = changes.get("account_scope_id", now.account_scope_id)
            await self._check_accounts(connection, caller, ids, scope)
            if "endpoint_url" in changes:
                self._check_url(changes["endpoint_url"])
            if changes.get("status") == "Active" and now.status != "Active":
                await _check_room(connection, caller)
            if changes:
                mine = webhooks.c.webhook_id == webhook_id
                await connection.execute(sa.update(webhooks).where(mine).values(changes))
            return item(await webhook_of(connection, caller, webhook_id))

    async def end(self, caller: Caller, webhook_id: str) -> None:
        """End it; what was on its way to it is not sent. Raises NotFound."""
        async with self.database.write() as connection:
            await webhook_of(connection, caller, webhook_id)
            await connection.execute(sa.delete(webhooks).where(webhooks.c.webhook_id == webhook_id))

    async def rotate_secret(self, caller: Caller, webhook_id: str) -> RotatedSecret:
        """A new secret; for a day deliveries bear both signatures. Raises NotFound."""
        text, until = random_token(32), self.clock.now() + OVERLAP
        async with self.database.write() as connection:
            row = await webhook_of(connection, caller, webhook_id)
            changes = {"secret": self._sealed(text), "previous_secret": row.secret, "previous_until": until}
            await connection.execute(sa.update(webhooks).where(webhooks.c.webhook_id == webhook_id).values(changes))
        return RotatedSecret(
            webhook_id=webhook_id,
            signing_secret=text,
            standard_webhooks_secret=_for_libraries(text),
            previous_secret_works_until=rfc3339(until),
        )

    def _sealed(self, text: str) -> str:
        return self.secrets.seal(PURPOSE, from_base64url(text))

    def _check_url(self, url: str) -> None:
        if problem := endpoint_problem(url, allow_loopback_http=self.allow_loopback_http):
            raise InvalidRequest.field("endpointUrl", problem)

    async def _check_accounts(
        self, connection: AsyncConnection, caller: Caller, ids: tuple[str, ...] | None, scope: str | None
    ) -> None:
        if ids and scope:
            raise InvalidRequest.field("accountScopeId", "either this or accountIds, not both")
        for account_id in (*(ids or ()), *((scope,) if scope else ())):
            await account_of(connection, caller.partner_id, account_id)


def secrets_of(row: sa.Row[Any], secrets: Secrets, now: datetime) -> list[bytes]:
    """The secrets deliveries are signed with: the present one, and the one before while they overlap."""
    found = [secrets.unseal(PURPOSE, row.secret)]
    if row.previous_secret and row.previous_until and now < row.previous_until:
        found.append(secrets.unseal(PURPOSE, row.previous_secret))
    return found


async def webhook_of(connection: AsyncConnection, caller: Caller, webhook_id: str) -> sa.Row[Any]:
    """The caller's subscription. Raises NotFound where it isn't theirs, whether it exists or not."""
    query = _of_caller(caller).where(webhooks.c.webhook_id == webhook_id)
    row: sa.Row[Any] | None = (await connection.execute(query)).one_or_none() if is_uuid(webhook_id) else None
    if row is None:
        raise NotFound("There is no such webhook.")
    return row


async def _check_room(connection: AsyncConnection, caller: Caller) -> None:
    active = _of_caller(caller).where(webhooks.c.status == "Active")
    if len((await connection.execute(active)).all()) >= _MOST:
        raise LimitReached(f"A partner has at most {_MOST} active webhooks; end one first.")


def _of_caller(caller: Caller) -> sa.Select[Any]:
    return sa.select(webhooks).where(webhooks.c.partner_id == caller.partner_id, webhooks.c.test == caller.test)


def item(row: sa.Row[Any]) -> WebhookItem:
    """A subscription as it is shown."""
    return WebhookItem(
        webhook_id=row.webhook_id,
        endpoint_url=row.endpoint_url,
        event_types=tuple(row.event_types),
        account_ids=None if row.account_ids is None else tuple(row.account_ids),
        account_scope_id=row.account_scope_id,
        status=row.status,
        disabled_reason=row.disabled_reason,
        failures_in_row=row.failures_in_row,
        test=row.test,
        created_at=rfc3339(row.created_at),
    )


def _for_libraries(text: str) -> str:
    return "whsec_" + b64encode(from_base64url(text)).decode()
