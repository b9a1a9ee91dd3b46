"""Productions and their storyboards: ask for a video, follow it, decide, fetch its files."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, Required, TypedDict, Unpack

from jarai.client.calls import Call, Steps, asked, at, fetched
from jarai.client.models import (
    AT_REST,
    Account,
    BatchItem,
    Country,
    Deliverable,
    Estimate,
    Language,
    Production,
    Storyboard,
    StoryboardCheck,
)
from jarai.client.operations import Driver, Operation, Resource, Stream
from jarai.client.resources import listed, looked_up

_WAIT, _LOOK = 20, 3
"""Seconds the studio is asked to hold an answer back until the status is another; the second where progress is watched."""
Progress = Callable[[Production], None]


class Wish(TypedDict, total=False):
    """What a video is asked for with, besides its topic.

    `language` and `country` are codes ("en-US", "US") or ids, `avatar` a name or an id; without it, the first who speaks
    the language presents. `account_id` may be left out where there is one account. `facts` is Markdown; `reference` is
    your own name for it. An `idempotency_key` of yours makes one video of many calls; without, each call has its own.
    """

    language: Required[str]
    country: Required[str]
    facts: str | None
    account_id: str | None
    avatar: str | None
    project_type: str | None
    reference: str | None
    draft: bool
    idempotency_key: str | None


class NotThere(Exception):
    """The studio has nothing of that name; the message says what it has."""


class Productions(Resource[Driver]):
    """Videos, from the wish to the files."""

    @Operation
    def create(self, /, topic: str, **wish: Unpack[Wish]) -> Steps[Production]:
        """Ask for a video; it is accepted once this answers. Raises NotThere, StudioRefused."""
        path, body = yield from _request_of(topic, wish)
        key = wish.get("idempotency_key")
        call = Call("POST", path, body, headers={"Idempotency-Key": key} if key else {})
        return Production.model_validate((yield from asked(call)))

    @Operation
    def create_and_wait(
        self, /, topic: str, *, on_progress: Progress | None = None, seconds: float | None = None, **wish: Unpack[Wish]
    ) -> Steps[Production]:
        """Ask for a video and `wait` for it."""
        made = yield from Productions.create.steps(self, topic, **wish)
        return (yield from Productions.wait.steps(self, made.production_id, on_progress=on_progress, seconds=seconds))

    @Operation
    def create_many(self, account_id: str, wishes: Sequence[Mapping[str, Any]]) -> Steps[tuple[BatchItem, ...]]:
        """Ask for up to twenty, each as the API takes it; a result for each."""
        answer = yield from asked(
            Call("POST", at("accounts", account_id, "productions", "batch"), {"productions": list(wishes)})
        )
        return tuple(BatchItem.model_validate(each) for each in answer["results"])

    @Operation
    def estimate(self, /, topic: str, **wish: Unpack[Wish]) -> Steps[Estimate]:
        """What `create` would come to; nothing is made."""
        path, body = yield from _request_of(topic, wish)
        return Estimate.model_validate((yield from asked(Call("POST", f"{path}/estimate", body))))

    @Operation
    def get(self, production_id: str) -> Steps[Production]:
        """How a production stands."""
        return Production.model_validate((yield from asked(Call("GET", at("productions", production_id)))))

    @Operation
    def list(self, account_id: str, status: str | None = None, most: int = 25) -> Steps[tuple[Production, ...]]:
        """An account's productions, newest first, at most so many."""
        path = at("accounts", account_id, "productions")
        return (yield from listed(path, "productions", Production, most, status=status))

    @Operation
    def wait(
        self,
        production_id: str,
        *,
        until: AbstractSet[str] = AT_REST,
        on_progress: Progress | None = None,
        seconds: float | None = None,
    ) -> Steps[Production]:
        """Wait until the status is one of those, or for about so many seconds; how it stands then.

        `on_progress` is called with every status that was read.
        """
        left = seconds
        path = at("productions", production_id)
        found = Production.model_validate((yield from asked(Call("GET", path))))
        while True:
            if on_progress:
                on_progress(found)
            if (
                found.status in until
                or found.status in AT_REST - {"AwaitingApproval"}
                or (left is not None and left <= 0)
            ):
                return found
            longest = _LOOK if on_progress else _WAIT
            patience = longest if left is None else min(longest, max(1, round(left)))
            left = None if left is None else left - patience
            call = Call("GET", path, headers={"Prefer": f"wait={patience}"}, patience=patience + 30)
            found = Production.model_validate((yield from asked(call)))

    @Operation
    def cancel(self, production_id: str) -> Steps[Production]:
        """Cancel it; its work stops within seconds."""
        return Production.model_validate((yield from asked(Call("DELETE", at("productions", production_id)))))

    @Operation
    def approve(
        self,
        production_id: str,
        *,
        storyboard_version: int | None = None,
        platform_connection_ids: Sequence[str] | None = None,
        notes: str | None = None,
    ) -> Steps[Production]:
        """Approve it: it goes out to those platforms, or to all that are connected."""
        body = {
            "storyboardVersion": storyboard_version,
            "platformConnectionIds": platform_connection_ids,
            "notes": notes,
        }
        path = at("productions", production_id, "approve")
        return Production.model_validate((yield from asked(Call("POST", path, body))))

    @Operation
    def reject(self, production_id: str, reason: str) -> Steps[Production]:
        """Reject it, for that reason: it is cancelled."""
        path = at("productions", production_id, "reject")
        return Production.model_validate((yield from asked(Call("POST", path, {"reason": reason}))))

    @Operation
    def retry_publication(self, production_id: str, platform_connection_id: str) -> Steps[Production]:
        """Publish one entry again."""
        path = at("productions", production_id, "publications", platform_connection_id, "retry")
        return Production.model_validate((yield from asked(Call("POST", path))))

    @Operation
    def remove_publication(self, production_id: str, platform_connection_id: str) -> Steps[Production]:
        """Take one entry down."""
        path = at("productions", production_id, "publications", platform_connection_id)
        return Production.model_validate((yield from asked(Call("DELETE", path))))

    @Operation
    def deliverables(self, production_id: str, version: int | None = None) -> Steps[tuple[Deliverable, ...]]:
        """The finished files, each with a link that works for an hour."""
        path = at("productions", production_id, "deliverables")
        return (yield from listed(path, "deliverables", Deliverable, version=version))

    @Operation
    def download_all(
        self, production_id: str, folder: Path | str, types: Sequence[str] | None = None
    ) -> Steps[tuple[Path, ...]]:
        """Write the finished files (of those types) into the folder; each is there whole, by its hash, or not at all."""
        files = yield from Productions.deliverables.steps(self, production_id)
        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        paths = []
        for file in files:
            if types is None or file.type in types:
                name = Path(file.file_name).name  # whatever a studio says, nothing is written outside the folder
                paths.append((yield from fetched(file.sas_url, target / name, file.sha256)))
        return tuple(paths)

    @Operation
    def timeline(self, production_id: str) -> Steps[dict[str, Any]]:
        """What ran when, on which input; what happened; who decided."""
        answer: dict[str, Any] = yield from asked(Call("GET", at("productions", production_id, "timeline")))
        return answer

    @Operation
    def performance(self, production_id: str) -> Steps[dict[str, Any]]:
        """Views, watch time and likes of each platform, where the platform tells."""
        answer: dict[str, Any] = yield from asked(Call("GET", at("productions", production_id, "performance")))
        return answer

    @Stream
    def follow(self, production_id: str, after: int = 0) -> tuple[str, int]:
        """What happens, as it happens, from the event after that number on, until the production has ended."""
        return at("productions", production_id, "events"), after


class Storyboards(Resource[Driver]):
    """What a production is made from."""

    @Operation
    def get(self, production_id: str, version: int | None = None) -> Steps[Storyboard]:
        """The script and scenes of the current version, or of an earlier one."""
        call = Call("GET", at("productions", production_id, "storyboard"), query={"version": version})
        return Storyboard.model_validate((yield from asked(call)))

    @Operation
    def check(self, production_id: str, edit: Mapping[str, Any]) -> Steps[StoryboardCheck]:
        """What would come of an edit; nothing is changed."""
        call = Call("POST", at("productions", production_id, "storyboard", "check"), edit)
        return StoryboardCheck.model_validate((yield from asked(call)))

    @Operation
    def edit(
        self, production_id: str, version: int, edit: Mapping[str, Any], *, draft: bool = False
    ) -> Steps[Production]:
        """Make the next version of the one you read; only what changed is made again."""
        path, body = at("productions", production_id, "storyboard"), {**edit, "draft": draft}
        return Production.model_validate(
            (yield from asked(Call("PUT", path, body, headers={"If-Match": f'"{version}"'})))
        )

    @Operation
    def compare(self, production_id: str, before: int, after: int) -> Steps[dict[str, Any]]:
        """What differs between two versions, scene by scene."""
        call = Call(
            "GET", at("productions", production_id, "storyboard", "changes"), query={"from": before, "to": after}
        )
        answer: dict[str, Any] = yield from asked(call)
        return answer


def _request_of(topic: str, wish: Wish) -> Steps[tuple[str, dict[str, Any]]]:
    """Where a production is asked for and with which body: names and codes become ids."""
    account = yield from _account(wish.get("account_id"))
    languages = yield from looked_up("/v1/languages", "languages", Language)
    spoken = _one("language", wish["language"], {each.code: each.language_id for each in languages if each.voiced})
    countries = yield from looked_up("/v1/countries", "countries", Country)
    speakers = {each.name: each.avatar_id for each in account.avatars if spoken in each.language_ids}
    if not speakers:
        raise NotThere(f"avatar: nobody in {account.name} speaks {wish['language']}")
    body = {
        "topic": topic,
        "languageId": spoken,
        "countryId": _one("country", wish["country"], {each.code: each.country_id for each in countries}),
        "avatarId": _one("avatar", wish.get("avatar") or next(iter(speakers)), speakers),
        "projectTypeSlug": wish.get("project_type"),
        "metadataMD": wish.get("facts"),
        "reference": wish.get("reference"),
        "draft": wish.get("draft"),
    }
    return at("accounts", account.account_id, "productions"), body


def _account(account_id: str | None) -> Steps[Account]:
    if account_id is not None:
        return Account.model_validate((yield from asked(Call("GET", at("accounts", account_id)))))
    accounts = yield from listed("/v1/accounts", "accounts", Account)
    if len(accounts) != 1:
        raise NotThere(f"account: must be named; there are {', '.join(each.account_id for each in accounts) or 'none'}")
    return accounts[0]


def _one(what: str, wanted: str, known: Mapping[str, str]) -> str:
    """The id that is wanted, or the one of that name, whatever its case; `anna-keller` is Anna Keller too."""
    if wanted in known.values():
        return wanted
    for name, found in known.items():
        if _plain(name) == _plain(wanted):
            return found
    raise NotThere(f"{what}: there is no {wanted!r}; there are {', '.join(sorted(known))}")


def _plain(name: str) -> str:
    return name.casefold().replace(" ", "-")
