"""What an assistant is told to do next, for every way a production can stand."""

from typing import Any

import pytest

from jarai.assistants.answers import standing
from jarai.client import Production

CHECK: dict[str, Any] = {
    "id": "wcag-1.2.2", "rule": "WCAG 2.2", "clause": "1.2.2", "severity": "must", "unit": "share", "url": None,
    "method": "measured", "measured": {"share": "0.9"}, "limit": {"share": "0.99"}, "verdict": "fail", "evidence": [],
    "tool": {"name": "t", "version": "1"}, "input": "0",
}  # fmt: skip


def a_production(**changes: Any) -> Production:
    plain: dict[str, Any] = {
        "productionId": "p", "accountId": "a", "topic": "t", "projectTypeSlug": "social-video-30s", "reference": None,
        "test": False, "draft": False, "status": "AwaitingApproval", "version": 3, "progress": 1, "currentStep": None,
        "steps": [], "createdAt": "2026-11-24T00:00:00Z", "expiresAt": "2026-11-24T00:10:00Z", "completedAt": None,
        "estimatedCompletionAt": None, "errorCode": None, "errorMessage": None, "errorStep": None,
        "errorRetryable": None, "cost": 0, "notices": [], "gate": {"verdict": "Passed", "checks": []},
        "publications": [],
    }  # fmt: skip
    return Production.model_validate(plain | changes)


@pytest.mark.parametrize(
    ("changes", "may_decide", "told"),
    [
        ({"status": "Queued"}, False, "call watch_production"),
        ({"status": "Producing"}, False, "call watch_production"),
        ({"status": "Distributing"}, True, "call watch_production"),
        ({"status": "SomethingNew"}, True, "Call watch_production"),
        ({"status": "Published"}, False, "`publications`"),
        ({"status": "Cancelled"}, False, "idempotency_key"),
        ({"status": "Failed", "errorRetryable": True}, False, "Asking again may help"),
        ({"status": "Failed", "errorRetryable": False}, False, "Asking again will not help"),
        ({}, False, "you can't"),
        ({}, True, "approve_production with version 3"),
        ({"draft": True}, True, "A draft can't be approved"),
        ({"gate": {"verdict": "Blocked", "checks": [CHECK]}}, True, "`failed_checks` says why"),
    ],
)
def test_what_to_do_next_follows_from_how_it_stands(changes: dict[str, Any], may_decide: bool, told: str) -> None:
    found = standing(a_production(**changes), may_decide=may_decide)
    assert told in found.next
    if "approve_production" not in told:
        assert "approve_production" not in found.next


def test_a_failed_check_is_told_with_what_was_measured() -> None:
    (check,) = (
        standing(a_production(gate={"verdict": "Blocked", "checks": [CHECK]}), may_decide=False).failed_checks or []
    )
    assert (check.check, check.severity, check.measured, check.limit) == (
        "wcag-1.2.2", "must", {"share": "0.9"}, {"share": "0.99"},
    )  # fmt: skip


def test_a_failure_is_told_with_its_step() -> None:
    failed = a_production(
        status="Failed", errorCode="X", errorMessage="m", errorStep="VideoComposer", errorRetryable=True
    )
    failure = standing(failed, may_decide=False).failure
    assert failure is not None
    assert failure.model_dump() == {"code": "X", "message": "m", "step": "VideoComposer", "trying_again_may_help": True}
