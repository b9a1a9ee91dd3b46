"""The life of a production as the contract tells it: a model that says what each request must be answered.

Nothing here looks at the product. A request changes its production's `Life` only where the answer is a success.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from boards import a_board, as_sent

FIRST = frozenset({"ProductionBriefGenerator", "NarrativeGenerator", "SequenceBeatGenerator"})
STORYBOARD = "SceneScriptGenerator"
TERMINAL = frozenset({"Published", "Failed", "Cancelled"})
EXPIRES_AFTER = timedelta(minutes=10)
CONNECTIONS = (
    "10000000-0000-4000-8000-000000000001",
    "20000000-0000-4000-8000-000000000002",
    "30000000-0000-4000-8000-000000000003",
)
"""The account's platforms: one whose calls may be repeated, one whose calls may not, and the watch page."""
UNKNOWN = "00000000-0000-4000-8000-000000000000"

Answer = tuple[int, str | None]
"""A status and, where it is an error, its code."""
REFUSED: Answer = (409, "INVALID_STATE")
INVALID: Answer = (400, "INVALID_REQUEST")
NOT_FOUND: Answer = (404, "NOT_FOUND")
ACCEPTED: Answer = (202, None)


@dataclass
class Copy:
    """One platform's copy. `asked` is how often the partner has wanted it published."""

    status: str = "Pending"
    wanted: str = "Published"
    called: bool = False
    asked: int = 1


@dataclass
class Life:
    """A production as it must stand."""

    production_id: str
    test: bool
    expires_at: datetime
    blocked: int
    """The version that the gate blocks, should it come to it."""
    status: str = "Queued"
    version: int = 1
    done: set[str] = field(default_factory=set)
    gate: str | None = None
    error_code: str | None = None
    written: set[int] = field(default_factory=set)
    finished: set[int] = field(default_factory=set)
    titles: dict[int, str] = field(default_factory=dict)
    events: list[str] = field(default_factory=lambda: ["queued"])
    decisions: dict[int, str] = field(default_factory=dict)
    copies: dict[str, Copy] = field(default_factory=dict)
    runs: dict[str, tuple[str, int]] = field(default_factory=dict)
    """State and attempt of each run."""

    def want(self, kind: str) -> None:
        """A start record for the current version."""
        base = f"{kind}-{self.production_id}-v{self.version}"
        earlier = sum(1 for run in self.runs if run == base or run.startswith(f"{base}-"))
        self.runs[f"{base}-{earlier + 1}" if earlier else base] = ("Wanted", 1)

    def end(self, run_id: str) -> None:
        self.runs[run_id] = ("Ended", self.runs[run_id][1])

    def may_write(self, run_id: str, attempt: int) -> bool:
        """Whether the attempt is the run's current one, and the run goes on."""
        state, current = self.runs[run_id]
        return state != "Ended" and current == attempt

    def expire(self, now: datetime) -> None:
        """Fail it where nobody has picked it up in time."""
        if self.status == "Queued" and now >= self.expires_at:
            self.finish("Failed", "PRODUCTION_EXPIRED")

    def pick_up(self) -> None:
        if self.status == "Queued":
            self.status = "Producing"

    def record(self, step: str) -> None:
        """A step's output: the first one counts and is told of."""
        if step not in self.done:
            self.done.add(step)
            self.events.append("step.complete")
            if step == STORYBOARD:
                self.written.add(self.version)

    def await_approval(self, verdict: str) -> None:
        if self.status == "Producing":
            self.status, self.gate = "AwaitingApproval", verdict
            self.finished.add(self.version)
            self.events += ["awaiting_approval", "ready"]

    def finish(self, status: str, error_code: str | None = None) -> None:
        self.status, self.error_code = status, error_code
        self.events.append(status.lower())

    def conclude(self) -> None:
        """The distribution is over: all of it, a part or nothing went out."""
        if self.status == "Distributing":
            out = [each.status == "Published" for each in self.copies.values()]
            if all(out):
                self.finish("Published")
            else:
                self.finish("Failed", "DISTRIBUTION_PARTIAL" if any(out) else "DISTRIBUTION_FAILED")


@dataclass(frozen=True)
class Request:
    """One request about a production, as it is sent."""

    method: str
    path: str
    body: Any = None
    named: int | None = None
    """The version it names."""

    @property
    def headers(self) -> dict[str, str]:
        return {"If-Match": f'"{self.named}"'} if self.method == "PUT" and self.named is not None else {}


def named_by(behind: int | None, life: Life) -> int | None:
    """The version so many behind the current one, at least the first."""
    return None if behind is None else max(1, life.version - behind)


@dataclass(frozen=True)
class Cancel:
    """Cancel it: until it is terminal or a platform was called."""

    def request(self, _life: Life) -> Request:
        return Request("DELETE", "")

    def answer(self, life: Life, _request: Request) -> Answer:
        if life.status in TERMINAL or any(each.called for each in life.copies.values()):
            return REFUSED
        if life.status == "Distributing":
            for run_id in life.runs:
                life.end(run_id)
        life.finish("Cancelled")
        return 200, None


@dataclass(frozen=True)
class Approve:
    """Approve it. `behind` is how many versions the named one lies behind; with none, no version is named.

    `chosen` are the places of the account's connections in their order; 9 is one that doesn't exist; None leaves the
    choice to the studio.
    """

    behind: int | None
    chosen: tuple[int, ...] | None

    def request(self, life: Life) -> Request:
        body: dict[str, Any] = {}
        named = named_by(self.behind, life)
        if named is not None:
            body["storyboardVersion"] = named
        if self.chosen is not None:
            body["platformConnectionIds"] = [UNKNOWN if each == 9 else CONNECTIONS[each] for each in self.chosen]
        return Request("POST", "/approve", body, named)

    def answer(self, life: Life, request: Request) -> Answer:
        if self.chosen is not None and 9 in self.chosen and not life.test:
            return INVALID
        if request.named not in {None, life.version}:
            return REFUSED
        if life.status != "AwaitingApproval" or life.gate == "Blocked":
            return REFUSED
        life.decisions[life.version] = "Approved"
        places = range(len(CONNECTIONS)) if self.chosen is None else self.chosen
        if life.test or not places:
            life.finish("Published")
        else:
            life.status = "Distributing"
            life.events.append("distributing")
            life.copies = {CONNECTIONS[each]: Copy() for each in places}
            life.want("distribute")
        return ACCEPTED


@dataclass(frozen=True)
class Reject:
    """Reject it, with a reason."""

    def request(self, _life: Life) -> Request:
        return Request("POST", "/reject", {"reason": "The second figure is last year's."})

    def answer(self, life: Life, _request: Request) -> Answer:
        if life.status != "AwaitingApproval":
            return REFUSED
        life.decisions[life.version] = "Rejected"
        life.finish("Cancelled", "REJECTED")
        return ACCEPTED


@dataclass(frozen=True)
class Edit:
    """Send the storyboard back under another title. `fault` is `syntax` or `meaning`; `behind` as in Approve."""

    behind: int | None
    fault: str
    title: str

    def request(self, life: Life) -> Request:
        board = {**as_sent(a_board()), "title": " " if self.fault == "syntax" else self.title}
        if self.fault == "meaning":
            silent = {**board["scenes"][0], "narration": [{"text": "🚀"}]}
            board["scenes"] = [silent, *board["scenes"][1:]]
        return Request("PUT", "/storyboard", board, named_by(self.behind, life))

    def answer(self, life: Life, request: Request) -> Answer:
        if self.fault == "syntax":
            return INVALID
        if life.version not in life.written:
            return REFUSED
        if request.named != life.version:
            return REFUSED
        if self.fault == "meaning":
            return INVALID
        if life.status != "AwaitingApproval":
            return REFUSED
        life.version += 1
        life.status, life.gate, life.done = "Producing", None, set(FIRST)
        life.titles[life.version] = self.title
        life.want("produce")
        return ACCEPTED


@dataclass(frozen=True)
class Retry:
    """Publish one entry again."""

    connection: str

    def request(self, _life: Life) -> Request:
        return Request("POST", f"/publications/{self.connection}/retry", {})

    def answer(self, life: Life, _request: Request) -> Answer:
        copy = life.copies.get(self.connection)
        if copy is None:
            return NOT_FOUND
        if life.status not in TERMINAL or copy.status not in {"Failed", "OutcomeUnknown", "Removed"}:
            return REFUSED
        copy.status, copy.wanted, copy.asked = "Pending", "Published", copy.asked + 1
        life.want("distribute")
        return ACCEPTED


@dataclass(frozen=True)
class Unpublish:
    """Take one entry down."""

    connection: str

    def request(self, _life: Life) -> Request:
        return Request("DELETE", f"/publications/{self.connection}")

    def answer(self, life: Life, _request: Request) -> Answer:
        copy = life.copies.get(self.connection)
        if copy is None:
            return NOT_FOUND
        if life.status not in TERMINAL or copy.status not in {"Published", "OutcomeUnknown"}:
            return REFUSED
        copy.wanted = "Removed"
        life.want("distribute")
        return ACCEPTED


Verb = Cancel | Approve | Reject | Edit | Retry | Unpublish
