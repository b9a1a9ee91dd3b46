"""What the production endpoints take and answer."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StrictBool, StrictInt, StringConstraints

from jarai.base.model import Id, RequestBody, Wire
from jarai.deliverables.records import DeliverableType
from jarai.productions.states import Status
from jarai.script.revision import Revision
from jarai.storyboard.model import Element, Photograph, StyleName

StepStatus = Literal["Pending", "Running", "Completed", "Failed"]
PublicationStatus = Literal["Pending", "Publishing", "Published", "Failed", "OutcomeUnknown", "Removed"]


def _no_nul(text: str | None) -> str | None:
    """A database can't keep U+0000, and half a surrogate pair is no text."""
    if text is not None and ("\x00" in text or any(0xD800 <= ord(character) <= 0xDFFF for character in text)):
        raise ValueError("must not hold U+0000 or unpaired surrogates")
    return text


class CreateProduction(RequestBody):
    """A video to be made. `reference` is the caller's own name for it, given back wherever the production is told of.

    A `draft` is drawn at half the size, to look at: it can't be approved, an edit makes the whole video of it.
    """

    topic: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(_no_nul)
    ]
    language_id: Id
    country_id: Id
    avatar_id: Id
    project_type_slug: Annotated[str, StringConstraints(min_length=1, max_length=50)] | None = None
    metadata_md: Annotated[str | None, AfterValidator(_no_nul)] = Field(None, alias="metadataMD", max_length=4096)
    reference: Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_no_nul)] | None = None
    draft: StrictBool = False


class Approval(RequestBody):
    """Which platforms to publish to (default: all connected), and a note for the record."""

    platform_connection_ids: tuple[Id, ...] | None = None
    storyboard_version: Annotated[StrictInt, Field(ge=1)] | None = None
    notes: Annotated[str, StringConstraints(max_length=2000), AfterValidator(_no_nul)] = ""


class Rejection(RequestBody):
    """Why it must not go out."""

    reason: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), AfterValidator(_no_nul)
    ]


class Estimate(Wire):
    """What a request would come to: the video's length, the time to make it (null before one was made here), the cost.

    `ahead` is how many productions are under way or wait; money is in minor units of `currency`.
    """

    project_type_slug: str
    duration_seconds: int
    seconds_to_make: int | None
    ahead: int
    cost: int
    currency: str
    spent_this_month: int
    monthly_budget: int | None


class StepItem(Wire):
    """One of the fifteen steps."""

    number: int
    name: str
    status: StepStatus
    started_at: str | None
    completed_at: str | None
    attempts: int


class PublicationItem(Wire):
    """One platform's copy."""

    platform_connection_id: str
    platform: str
    status: PublicationStatus
    url: str | None
    error_code: str | None


class ProductionStatus(Wire):
    """A production as it stands.

    `errorRetryable` says whether asking for it again may help; `cost` is in minor units of the currency in your usage;
    `estimatedCompletionAt` is when it will probably await approval, by how long such productions took here.
    """

    production_id: str
    account_id: str
    topic: str
    project_type_slug: str
    reference: str | None
    test: bool
    draft: bool
    status: Status
    version: int
    progress: float
    current_step: str | None
    steps: tuple[StepItem, ...]
    created_at: str
    expires_at: str
    completed_at: str | None
    error_code: str | None
    error_message: str | None
    error_step: str | None
    error_retryable: bool | None
    estimated_completion_at: str | None
    cost: int
    notices: tuple[str, ...]
    gate: dict[str, Any] | None
    publications: tuple[PublicationItem, ...]


class ProductionList(Wire):
    """An account's productions, newest first."""

    productions: tuple[ProductionStatus, ...]
    next_cursor: str | None


class SentenceItem(Wire):
    """One sentence, the sources it was made from, and who says it."""

    text: str
    source_ids: tuple[str, ...]
    speaker: Literal[1, 2]


class StoryboardScene(Wire):
    """One scene: what is said while one element is on screen, and how long it rests after, in milliseconds.

    Beside the element stands a picture or an illustration, or nothing. As they are sent back so they stay; a scene
    without both gets what the studio chooses, and with `none` as illustration nothing.
    """

    scene_id: str
    narration: tuple[SentenceItem, ...]
    element: Element
    rest: int
    picture: Photograph | None = None
    illustration: str = ""


class StoryboardSource(Wire):
    """Where a fact comes from."""

    source_id: str
    quote: str
    url: str | None


class StoryboardView(Wire):
    """The script and scenes of a version. `title`, `scenes` and `sources` may be sent back changed."""

    production_id: str
    version: int
    editable: bool
    language: str
    country: str
    width: int
    height: int
    style: StyleName
    presenters: tuple[str, ...]
    title: str
    scenes: tuple[StoryboardScene, ...]
    sources: tuple[StoryboardSource, ...]
    notices: tuple[str, ...]


class StoryboardEdit(Revision):
    """The whole script as it is to be. A `draft` is drawn at half the size, to look at, and can't be approved."""

    draft: StrictBool = False


class ProblemItem(Wire):
    """What is wrong with one field."""

    field: str
    problem: str


class DeliverableItem(Wire):
    """One finished file, with a link that works without a key until it expires; superseded by a newer version's, or not."""

    deliverable_id: str
    type: DeliverableType
    file_name: str
    content_type: str
    size_bytes: int
    sha256: str
    duration_seconds: float | None
    language_id: str
    platform: str | None
    version: int
    superseded: bool
    sas_url: str
    sas_expires_at: str


class DeliverableList(Wire):
    """The finished files of a production."""

    deliverables: tuple[DeliverableItem, ...]
    next_cursor: str | None = None
