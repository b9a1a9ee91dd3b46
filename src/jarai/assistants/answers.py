"""What the tools answer, in the form a language model reads: names before ids, nothing that says nothing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from jarai.client import Production
from jarai.client.models import Account, Country, Language, ProjectType


class Presenter(BaseModel):
    """Who may present, and in which languages (codes)."""

    name: str
    avatar_id: str
    description: str
    languages: list[str]


class PublishesTo(BaseModel):
    """A platform an account is connected to."""

    platform_connection_id: str
    platform: str
    display_name: str
    status: str


class AccountOption(BaseModel):
    """An account, its presenters and platforms."""

    account_id: str
    name: str
    status: str
    default_project_type: str
    presenters: list[Presenter]
    publishes_to: list[PublishesTo]


class ProjectTypeOption(BaseModel):
    """A kind of video; `slug` is its name in calls."""

    slug: str
    name: str
    aspect_ratio: str
    duration_seconds: int
    presenters: int


class Options(BaseModel):
    """What a video can be asked for with; languages (those a voice speaks) and countries are name by code."""

    accounts: list[AccountOption]
    project_types: list[ProjectTypeOption]
    languages: dict[str, str]
    countries: dict[str, str]


class Cost(BaseModel):
    """What a production would come to; money is in minor units (cents) of `currency`."""

    project_type: str
    duration_seconds: int
    seconds_to_make: int | None = None
    productions_ahead: int
    cost: int
    currency: str
    spent_this_month: int
    monthly_budget: int | None = None


class FailedCheck(BaseModel):
    """A check the video did not pass. One whose severity is `must` keeps it from being approved."""

    check: str
    rule: str
    clause: str
    severity: str
    measured: dict[str, Any]
    limit: dict[str, Any]


class Failure(BaseModel):
    """Why a production failed or was cancelled, where, and whether asking for it again may help."""

    code: str
    message: str | None = None
    step: str | None = None
    trying_again_may_help: bool | None = None


class Copy(BaseModel):
    """One platform's copy of a video."""

    platform_connection_id: str
    platform: str
    status: str
    url: str | None = None
    error_code: str | None = None


class Standing(BaseModel):
    """How a production stands. `next` says what can be done; `version` is the storyboard's, `progress` from 0 to 1."""

    production_id: str
    account_id: str
    topic: str
    reference: str | None = None
    project_type: str
    status: str
    next: str
    version: int
    progress: float
    step: str | None = None
    expected_at: datetime | None = None
    created_at: datetime
    draft: bool
    test: bool
    gate: str | None = None
    failed_checks: list[FailedCheck] | None = None
    failure: Failure | None = None
    publications: list[Copy] | None = None
    notices: list[str] | None = None


class Standings(BaseModel):
    """Productions, newest first."""

    productions: list[Standing]


def options_of(
    accounts: Sequence[Account],
    languages: Sequence[Language],
    countries: Sequence[Country],
    project_types: Sequence[ProjectType],
) -> Options:
    """What there is, with the languages nobody speaks left out."""
    codes = {each.language_id: each.code for each in languages if each.voiced}
    return Options(
        accounts=[_account(each, codes) for each in accounts],
        project_types=[ProjectTypeOption.model_validate(each, from_attributes=True) for each in project_types],
        languages={each.code: each.name for each in languages if each.voiced},
        countries={each.code: each.name for each in countries},
    )


def _account(account: Account, codes: dict[str, str]) -> AccountOption:
    return AccountOption(
        account_id=account.account_id,
        name=account.name,
        status=account.status,
        default_project_type=account.default_project_type_slug,
        presenters=[
            Presenter(
                name=each.name,
                avatar_id=each.avatar_id,
                description=each.description,
                languages=[codes[one] for one in each.language_ids if one in codes],
            )
            for each in account.avatars
        ],
        publishes_to=[PublishesTo.model_validate(each, from_attributes=True) for each in account.connected_platforms],
    )


def standing(found: Production, *, may_decide: bool) -> Standing:
    """How it stands, and what an assistant that may decide, or may not, can do next."""
    failure = None
    if found.error_code:
        failure = Failure(
            code=found.error_code,
            message=found.error_message,
            step=found.error_step,
            trying_again_may_help=found.error_retryable,
        )
    gate = found.gate or {}
    return Standing(
        production_id=found.production_id,
        account_id=found.account_id,
        topic=found.topic,
        reference=found.reference,
        project_type=found.project_type_slug,
        status=found.status,
        next=_next(found, may_decide=may_decide),
        version=found.version,
        progress=found.progress,
        step=found.current_step,
        expected_at=found.estimated_completion_at,
        created_at=found.created_at,
        draft=found.draft,
        test=found.test,
        gate=gate.get("verdict"),
        failed_checks=[_failed(each) for each in gate.get("checks", ())] or None,
        failure=failure,
        publications=[Copy.model_validate(each, from_attributes=True) for each in found.publications] or None,
        notices=list(found.notices) or None,
    )


def _failed(check: dict[str, Any]) -> FailedCheck:
    return FailedCheck(
        check=check["id"],
        rule=check["rule"],
        clause=check["clause"],
        severity=check["severity"],
        measured=check["measured"],
        limit=check["limit"],
    )


_NEXT = {
    "Queued": "It waits to be begun: call watch_production.",
    "Producing": "It is being made: call watch_production until it awaits approval.",
    "Distributing": "It is being published: call watch_production.",
    "Published": "Done. `publications` has the addresses, read_deliverables the files.",
    "Cancelled": "Final. To have the video after all, call create_production with an idempotency_key not used before.",
    "Failed": "Final. Asking again will not help unless what `failure` names is changed.",
}
_AGAIN = "Final. Asking again may help: call create_production with an idempotency_key not used before."
_AWAITS = "It awaits approval. read_deliverables has the files, edit_storyboard changes what is said or shown. "


def _next(found: Production, *, may_decide: bool) -> str:
    if found.status == "Failed" and found.error_retryable:
        return _AGAIN
    if found.status != "AwaitingApproval":
        return _NEXT.get(found.status, "Call watch_production.")
    if found.draft:
        return _AWAITS + "A draft can't be approved: edit_storyboard, with changes or without, makes the whole video."
    if found.gate is not None and found.gate.get("verdict") == "Blocked":
        return _AWAITS + "It can't be approved as it is: `failed_checks` says why; change the storyboard."
    if may_decide:
        return (
            _AWAITS + f"Show it to the person; once they tell you to, approve_production with version {found.version}."
        )
    return _AWAITS + "A person approves it, in the studio's console or with `jarai approve`; you can't."
