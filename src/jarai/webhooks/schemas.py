"""What the webhook endpoints take and answer."""

from typing import Annotated, Any, Literal

from pydantic import Field

from jarai.base.model import Id, Moment, RequestBody, Wire
from jarai.webhooks.events import EventType

WebhookStatus = Literal["Active", "Disabled"]
DeliveryStatus = Literal["Waiting", "Delivered", "Failed"]
EventTypes = Annotated[tuple[EventType, ...], Field(min_length=1, max_length=20)]
AccountIds = Annotated[tuple[Id, ...], Field(min_length=1, max_length=50)]


class CreateWebhook(RequestBody):
    """A subscription: where to, for which events, of which accounts (all where none are named)."""

    endpoint_url: Annotated[str, Field(json_schema_extra={"format": "uri"}, examples=["https://example.com/jarai"])]
    event_types: EventTypes
    account_ids: AccountIds | None = None
    account_scope_id: Id | None = None


class ChangeWebhook(RequestBody):
    """What to change; `status` `Active` brings a disabled subscription back."""

    endpoint_url: str | None = None
    event_types: EventTypes | None = None
    account_ids: AccountIds | None = None
    account_scope_id: Id | None = None
    status: WebhookStatus | None = None


class ReplaySince(RequestBody):
    """Replay everything from this moment on."""

    since: Moment


class WebhookItem(Wire):
    """A subscription as it stands."""

    webhook_id: str
    endpoint_url: str
    event_types: tuple[EventType, ...]
    account_ids: tuple[str, ...] | None
    account_scope_id: str | None
    status: WebhookStatus
    disabled_reason: str | None
    failures_in_row: int
    test: bool
    created_at: str


class NewWebhook(WebhookItem):
    """A subscription with its secret, this once: as the contract has it, and as Standard Webhooks' libraries want it.

    Null where the answer is given again.
    """

    signing_secret: str | None
    standard_webhooks_secret: str | None


class WebhookList(Wire):
    """The subscriptions, oldest first."""

    webhooks: tuple[WebhookItem, ...]
    next_cursor: str | None


class RotatedSecret(Wire):
    """The new secret, this once; deliveries bear both signatures until then."""

    webhook_id: str
    signing_secret: str | None
    standard_webhooks_secret: str | None
    previous_secret_works_until: str


class AttemptItem(Wire):
    """One attempt: when, what was answered, how long it took."""

    number: int
    at: str
    status_code: int | None
    problem: str | None
    milliseconds: int


class DeliveryItem(Wire):
    """One event on its way to one endpoint, with the body that is sent."""

    delivery_id: str
    event_id: str
    event_type: EventType
    production_id: str
    sequence_number: int
    status: DeliveryStatus
    attempts: tuple[AttemptItem, ...]
    next_attempt_at: str | None
    created_at: str
    delivered_at: str | None
    body: dict[str, Any]


class DeliveryList(Wire):
    """The deliveries, newest first."""

    deliveries: tuple[DeliveryItem, ...]
    next_cursor: str | None


class Replayed(Wire):
    """How many deliveries are on their way again."""

    replayed: int
