"""Accounts, reference data, keys, webhooks, events, partners: each operation once, as steps."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from jarai.client.calls import Call, Steps, asked, at
from jarai.client.models import (
    Account,
    Answer,
    Country,
    Delivery,
    Event,
    Key,
    Language,
    NewKey,
    NewWebhook,
    ProjectType,
    Verified,
    Webhook,
)
from jarai.client.operations import Driver, Operation, Resource

Item = TypeVar("Item", bound=Answer)
_PAGE = 100
"""Items on a page, as many as there may be."""


def listed(path: str, name: str, kind: type[Item], most: int | None = None, **query: Any) -> Steps[tuple[Item, ...]]:
    """A list's items over all its pages, at most so many."""
    found: list[Item] = []
    cursor: str | None = None
    while True:
        left = _PAGE if most is None else min(_PAGE, most - len(found))
        answer = yield from asked(Call("GET", path, query={**query, "limit": left, "cursor": cursor}))
        found += [kind.model_validate(each) for each in answer[name]]
        cursor = answer.get("nextCursor")
        if cursor is None or (most is not None and len(found) >= most):
            return tuple(found)


def looked_up(path: str, name: str, kind: type[Item]) -> Steps[tuple[Item, ...]]:
    """All items of reference data, which come whole where no limit is asked for."""
    answer = yield from asked(Call("GET", path))
    return tuple(kind.model_validate(each) for each in answer[name])


class Partners(Resource[Driver]):
    """Becoming a partner; no key is needed."""

    @Operation
    def register(self, organisation_name: str, contact_email: str, contact_name: str) -> Steps[str]:
        """Register; a link is mailed. The partner's id."""
        body = {"organisationName": organisation_name, "contactEmail": contact_email, "contactName": contact_name}
        answer = yield from asked(Call("POST", "/v1/partners/register", body))
        return str(answer["partnerId"])

    @Operation
    def verify(self, token: str) -> Steps[Verified]:
        """Use the mailed link's token up, for a key that is shown this once."""
        return Verified.model_validate((yield from asked(Call("GET", "/v1/partners/verify", query={"token": token}))))

    @Operation
    def usage(self) -> Steps[dict[str, Any]]:
        """What was used in the last 31 days, beside the limits."""
        answer: dict[str, Any] = yield from asked(Call("GET", "/v1/partner/usage"))
        return answer


class Accounts(Resource[Driver]):
    """The accounts a key may use."""

    @Operation
    def list(self) -> Steps[tuple[Account, ...]]:
        """All of them."""
        return (yield from listed("/v1/accounts", "accounts", Account))

    @Operation
    def get(self, account_id: str) -> Steps[Account]:
        """One."""
        return Account.model_validate((yield from asked(Call("GET", at("accounts", account_id)))))


class Reference(Resource[Driver]):
    """The ids a production needs."""

    @Operation
    def languages(self) -> Steps[tuple[Language, ...]]:
        """The languages, and which of them a voice speaks."""
        return (yield from looked_up("/v1/languages", "languages", Language))

    @Operation
    def countries(self) -> Steps[tuple[Country, ...]]:
        """The countries."""
        return (yield from looked_up("/v1/countries", "countries", Country))

    @Operation
    def project_types(self) -> Steps[tuple[ProjectType, ...]]:
        """The kinds of video."""
        return (yield from looked_up("/v1/project-types", "projectTypes", ProjectType))


class Keys(Resource[Driver]):
    """A partner's keys; only a key without scopes may manage them."""

    @Operation
    def list(self) -> Steps[tuple[Key, ...]]:
        """Those that work."""
        return (yield from listed("/v1/partners/keys", "keys", Key))

    @Operation
    def create(
        self,
        name: str,
        scopes: Sequence[str] | None = None,
        *,
        test: bool = False,
        expires_at: datetime | None = None,
    ) -> Steps[NewKey]:
        """A new one; its text is in `api_key`, this once."""
        body = {"name": name, "scopes": scopes, "test": test, "expiresAt": expires_at and expires_at.isoformat()}
        return NewKey.model_validate((yield from asked(Call("POST", "/v1/partners/keys", body))))

    @Operation
    def revoke(self, key_id: str) -> Steps[None]:
        """End a key at once."""
        yield from asked(Call("DELETE", at("partners", "keys", key_id)))

    @Operation
    def rotate(self) -> Steps[NewKey]:
        """A new key in place of the one this studio is asked with, which works for 24 hours more."""
        return NewKey.model_validate((yield from asked(Call("POST", "/v1/partners/keys/rotate"))))


class Webhooks(Resource[Driver]):
    """Subscriptions, and what was sent to them."""

    @Operation
    def list(self) -> Steps[tuple[Webhook, ...]]:
        """All of them."""
        return (yield from listed("/v1/webhooks", "webhooks", Webhook))

    @Operation
    def create(
        self, endpoint_url: str, event_types: Sequence[str], account_ids: Sequence[str] | None = None
    ) -> Steps[NewWebhook]:
        """Subscribe an endpoint; its secret is in `signing_secret`, this once."""
        body = {"endpointUrl": endpoint_url, "eventTypes": event_types, "accountIds": account_ids}
        return NewWebhook.model_validate((yield from asked(Call("POST", "/v1/webhooks", body))))

    @Operation
    def change(self, /, webhook_id: str, **changes: Any) -> Steps[Webhook]:
        """Change it: `endpointUrl`, `eventTypes`, `accountIds`, `status`."""
        return Webhook.model_validate((yield from asked(Call("PATCH", at("webhooks", webhook_id), changes))))

    @Operation
    def delete(self, webhook_id: str) -> Steps[None]:
        """End it, and what is on its way to it."""
        yield from asked(Call("DELETE", at("webhooks", webhook_id)))

    @Operation
    def test(self, webhook_id: str) -> Steps[Delivery]:
        """Have a `webhook.test` sent."""
        return Delivery.model_validate((yield from asked(Call("POST", at("webhooks", webhook_id, "test")))))

    @Operation
    def rotate_secret(self, webhook_id: str) -> Steps[str | None]:
        """A new signing secret; deliveries bear the signatures of both for 24 hours."""
        answer = yield from asked(Call("POST", at("webhooks", webhook_id, "rotate-secret")))
        secret: str | None = answer["signingSecret"]
        return secret

    @Operation
    def deliveries(self, webhook_id: str, most: int = 25, status: str | None = None) -> Steps[tuple[Delivery, ...]]:
        """What was sent, newest first."""
        path = at("webhooks", webhook_id, "deliveries")
        return (yield from listed(path, "deliveries", Delivery, most, status=status))

    @Operation
    def replay(self, webhook_id: str, delivery_id: str) -> Steps[Delivery]:
        """Have one sent again."""
        path = at("webhooks", webhook_id, "deliveries", delivery_id, "replay")
        return Delivery.model_validate((yield from asked(Call("POST", path))))

    @Operation
    def replay_since(self, webhook_id: str, since: datetime) -> Steps[int]:
        """Have everything since then sent again; how many that is."""
        body: Mapping[str, Any] = {"since": since.isoformat()}
        return int((yield from asked(Call("POST", at("webhooks", webhook_id, "replay"), body)))["replayed"])


class Events(Resource[Driver]):
    """What happened, over all productions."""

    @Operation
    def list(
        self,
        since: datetime | None = None,
        most: int | None = 100,
        event_type: str | None = None,
        account_id: str | None = None,
    ) -> Steps[tuple[Event, ...]]:
        """Newest first, back to that moment, at most so many (None: all)."""
        query = {"since": since and since.isoformat(), "eventType": event_type, "accountId": account_id}
        return (yield from listed("/v1/events", "events", Event, most, **query))
