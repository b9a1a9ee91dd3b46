"""What the API answers, as values. Fields the studio adds later are kept in `model_extra` and disturb nothing."""

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainSerializer
from pydantic.alias_generators import to_camel

ENDED = frozenset({"Published", "Failed", "Cancelled"})
"""Statuses after which nothing more happens."""
AT_REST = ENDED | {"AwaitingApproval"}
"""Statuses in which nothing happens until a person acts."""


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Moment = Annotated[datetime, PlainSerializer(_written, when_used="json")]
"""A moment, which as JSON is what the studio had written."""


class Answer(BaseModel):
    """A value read from an answer."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True, extra="allow")


class Avatar(Answer):
    """A presenter of an account."""

    avatar_id: str
    name: str
    description: str
    preview_url: str
    language_ids: tuple[str, ...]
    voices: tuple[str, ...]


class Platform(Answer):
    """A platform connected to an account."""

    platform_connection_id: str
    platform: str
    display_name: str
    status: str


class Account(Answer):
    """An account, who may present in it, and where it publishes."""

    account_id: str
    name: str
    slug: str
    status: str
    default_project_type_slug: str
    auto_publish: bool = False
    avatars: tuple[Avatar, ...]
    connected_platforms: tuple[Platform, ...]


class Language(Answer):
    """A language, and whether a voice speaks it."""

    language_id: str
    code: str
    name: str
    voiced: bool


class Country(Answer):
    """A country."""

    country_id: str
    code: str
    name: str


class ProjectType(Answer):
    """A kind of video."""

    slug: str
    name: str
    aspect_ratio: str
    duration_seconds: int
    presenters: int


class Step(Answer):
    """One of the fifteen steps."""

    number: int
    name: str
    status: str
    attempts: int
    started_at: Moment | None
    completed_at: Moment | None


class Publication(Answer):
    """One platform's copy of a production."""

    platform_connection_id: str
    platform: str
    status: str
    url: str | None
    error_code: str | None


class Production(Answer):
    """A production as it stood when it was asked for. `cost` is in minor units of the currency of your usage."""

    production_id: str
    account_id: str
    topic: str
    project_type_slug: str
    reference: str | None
    test: bool
    draft: bool
    status: str
    version: int
    progress: float
    current_step: str | None
    steps: tuple[Step, ...]
    created_at: Moment
    expires_at: Moment
    completed_at: Moment | None
    estimated_completion_at: Moment | None
    error_code: str | None
    error_message: str | None
    error_step: str | None
    error_retryable: bool | None
    cost: int
    notices: tuple[str, ...]
    gate: dict[str, Any] | None
    publications: tuple[Publication, ...]


class Refusal(Answer):
    """Why one of many was not accepted."""

    error: str
    message: str


class BatchItem(Answer):
    """What became of one of many: the production, or the refusal."""

    index: int
    status: int
    production: Production | None
    refusal: Refusal | None


class Estimate(Answer):
    """What a production would come to. Money is in minor units of `currency`."""

    project_type_slug: str
    duration_seconds: int
    seconds_to_make: int | None
    ahead: int
    cost: int
    currency: str
    spent_this_month: int
    monthly_budget: int | None


class Deliverable(Answer):
    """A finished file, and a link that reads it until it expires."""

    deliverable_id: str
    type: str
    file_name: str
    content_type: str
    size_bytes: int
    sha256: str
    duration_seconds: float | None
    version: int
    superseded: bool
    sas_url: str
    sas_expires_at: Moment


class Storyboard(Answer):
    """A version's script and scenes. `title`, `scenes` and `sources` may be sent back changed."""

    production_id: str
    version: int
    editable: bool
    title: str
    scenes: tuple[dict[str, Any], ...]
    sources: tuple[dict[str, Any], ...]
    notices: tuple[str, ...]

    def to_edit(self) -> dict[str, Any]:
        """What an edit begins with: change it, and send it back."""
        return self.model_dump(mode="json", by_alias=True, include={"title", "scenes", "sources"})


class StoryboardCheck(Answer):
    """What would come of an edit."""

    valid: bool
    problems: tuple[dict[str, str], ...]
    notices: tuple[str, ...]
    duration_seconds: float
    changes: tuple[dict[str, Any], ...]


class Event(Answer):
    """Something that happened to a production: the body a webhook is sent."""

    event_id: str
    event_type: str
    production_id: str
    account_id: str
    timestamp: Moment
    sequence_number: int
    correlation_id: str
    truncated: bool
    reference: str | None
    test: bool
    data: dict[str, Any]


class Key(Answer):
    """A key, never its text; `scopes` None: it may do everything."""

    key_id: str
    name: str
    hint: str
    test: bool
    scopes: tuple[str, ...] | None
    created_at: Moment
    expires_at: Moment | None
    last_used_at: Moment | None


class NewKey(Key):
    """A key with its text, this once."""

    api_key: str | None


class Webhook(Answer):
    """A subscription."""

    webhook_id: str
    endpoint_url: str
    event_types: tuple[str, ...]
    account_ids: tuple[str, ...] | None
    status: str
    disabled_reason: str | None
    created_at: Moment


class NewWebhook(Webhook):
    """A subscription with its secret, this once."""

    signing_secret: str | None
    standard_webhooks_secret: str | None


class Delivery(Answer):
    """One event on its way to one endpoint."""

    delivery_id: str
    event_id: str
    event_type: str
    production_id: str
    sequence_number: int
    status: str
    attempts: tuple[dict[str, Any], ...]
    created_at: Moment
    delivered_at: Moment | None


class Verified(Answer):
    """A new partner's key, this once, and first account."""

    partner_id: str
    api_key: str
    account_id: str
