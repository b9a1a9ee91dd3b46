"""The production endpoints. No rule lives here: each reads its input, calls one verb, and shows the result."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from jarai.access.lists import USUAL, Cursor, Limit
from jarai.access.routing import Access, CurrentCaller, partner_route
from jarai.access.scopes import needs
from jarai.accounts.queries import account_of
from jarai.base.clock import Clock
from jarai.base.db import Database
from jarai.base.errors import DeliverablesNotReady, NotFound
from jarai.base.model import Id, Moment
from jarai.base.paging import cut
from jarai.deliverables.records import deliverable_id, deliverables_of
from jarai.productions.batch import Batch, CreateProductions, accept_all
from jarai.productions.cancel import cancel
from jarai.productions.decide import Decisions
from jarai.productions.events import EventList, events_of
from jarai.productions.present import as_deliverable, as_status
from jarai.productions.publications import PublicationChanges
from jarai.productions.queries import production_of, productions_of
from jarai.productions.request import Intake
from jarai.productions.schemas import (
    Approval,
    CreateProduction,
    DeliverableList,
    Estimate,
    ProductionList,
    ProductionStatus,
    Rejection,
    StoryboardEdit,
    StoryboardView,
)
from jarai.productions.states import Status
from jarai.productions.storyboards import StoryboardChanges, StoryboardCheck, Storyboards
from jarai.productions.stream import Streams
from jarai.productions.timeline import Timeline, timeline_of
from jarai.productions.usage import Usage, usage_of
from jarai.productions.views import Performance, performance_of
from jarai.productions.wait import await_news, patience_of, status_of
from jarai.storage.port import Storage
from jarai.webhooks.events import EventType

Version = Annotated[int, Query(ge=1, le=10**6, description="A version; by default the current one.")]


@dataclass(frozen=True)
class ProductionServices:
    """What the endpoints call."""

    database: Database
    clock: Clock
    storage: Storage
    intake: Intake
    decisions: Decisions
    publication_changes: PublicationChanges
    storyboards: Storyboards


def production_router(access: Access, services: ProductionServices) -> APIRouter:
    """Create, follow, cancel, decide."""
    routes = APIRouter(prefix="/v1", tags=["Productions"], route_class=partner_route(access))
    _add_account_routes(routes, services)
    _add_status_routes(routes, services)
    _add_storyboard_routes(routes, services.storyboards)
    _add_decision_routes(routes, services)
    _add_following_routes(routes, access, services, Streams(services.database, access.traffic))
    return routes


def _add_account_routes(routes: APIRouter, services: ProductionServices) -> None:
    @routes.post("/accounts/{account_id}/productions", status_code=202)
    @needs("productions:write")
    async def create_production(
        account_id: str, body: CreateProduction, caller: CurrentCaller, request: Request, response: Response
    ) -> ProductionStatus:
        """Ask for a video. It is accepted once this answers; `Location` is where to follow it."""
        correlation_id: str = request.state.correlation_id
        production = await services.intake.accept(caller, account_id, body, correlation_id)
        response.headers["Location"] = f"/v1/productions/{production.production_id}"
        return as_status(production)

    @routes.post("/accounts/{account_id}/productions/batch", status_code=202)
    @needs("productions:write")
    async def create_productions(
        account_id: str, body: CreateProductions, caller: CurrentCaller, request: Request
    ) -> Batch:
        """Ask for up to twenty videos. Each is accepted or refused by itself; the results say which."""
        return await accept_all(services.intake, caller, account_id, body, request.state.correlation_id)

    @routes.post("/accounts/{account_id}/productions/estimate")
    @needs("productions:read")
    async def estimate_production(account_id: str, body: CreateProduction, caller: CurrentCaller) -> Estimate:
        """What a request would come to: checked like a real one, but nothing is made."""
        return await services.intake.estimate(caller, account_id, body)

    @routes.get("/accounts/{account_id}/productions")
    @needs("productions:read")
    async def list_productions(
        account_id: str,
        caller: CurrentCaller,
        status: Status | None = None,
        limit: Limit = USUAL,
        cursor: Cursor = None,
    ) -> ProductionList:
        """An account's productions, newest first."""
        async with services.database.read() as connection:
            await account_of(connection, caller.partner_id, account_id)
            page, next_cursor = await productions_of(connection, caller, account_id, status, limit, cursor)
        return ProductionList(productions=tuple(as_status(each) for each in page), next_cursor=next_cursor)


def _add_status_routes(routes: APIRouter, services: ProductionServices) -> None:
    @routes.get("/productions/{production_id}")
    @needs("productions:read")
    async def get_production(
        production_id: str,
        caller: CurrentCaller,
        response: Response,
        prefer: Annotated[str | None, Header(alias="Prefer", max_length=200)] = None,
    ) -> ProductionStatus:
        """How a production stands. With `Prefer: wait=30` the answer comes when its status changes, or after 30 seconds."""
        found = await status_of(services.database, caller, production_id, services.clock.now())
        if seconds := patience_of(prefer):
            await await_news(services.database, caller, production_id, found.status, seconds)
            found = await status_of(services.database, caller, production_id, services.clock.now())
            response.headers["Preference-Applied"] = f"wait={seconds}"
        return found

    @routes.get("/productions/{production_id}/timeline")
    @needs("productions:read")
    async def get_timeline(production_id: str, caller: CurrentCaller) -> Timeline:
        """What ran when, on which input; what happened; who decided."""
        async with services.database.read() as connection:
            return await timeline_of(connection, await production_of(connection, caller, production_id))

    @routes.delete("/productions/{production_id}")
    @needs("productions:write")
    async def cancel_production(production_id: str, caller: CurrentCaller) -> ProductionStatus:
        """Cancel a production that is not finished; its work stops within seconds."""
        return as_status(await cancel(services.database, services.clock, caller, production_id))

    @routes.get("/productions/{production_id}/deliverables")
    @needs("deliverables:read")
    async def list_deliverables(
        production_id: str,
        caller: CurrentCaller,
        version: Version | None = None,
        limit: Limit = USUAL,
        cursor: Cursor = None,
    ) -> DeliverableList:
        """The finished files, of the current version or of an earlier one, each with a link that works for an hour."""
        async with services.database.read() as connection:
            production = await production_of(connection, caller, production_id)
            wanted = version or production.version
            files = await deliverables_of(connection, production_id, wanted)
        if wanted > production.version:
            raise NotFound(f"There is no version {wanted} of this production.")
        if not files:
            raise DeliverablesNotReady(f"The production is {production.status}; its files are not finished.")
        now = services.clock.now()
        found, following = cut(files, lambda each: deliverable_id(production_id, wanted, each.file_name), limit, cursor)
        return DeliverableList(
            deliverables=tuple(as_deliverable(production, wanted, file, services.storage, now) for file in found),
            next_cursor=following,
        )


def _add_storyboard_routes(routes: APIRouter, storyboards: Storyboards) -> None:
    @routes.get("/productions/{production_id}/storyboard")
    @needs("productions:read")
    async def get_storyboard(
        production_id: str, caller: CurrentCaller, response: Response, version: Version | None = None
    ) -> StoryboardView:
        """The script and scenes, of the current version or of an earlier one. `ETag` is the version."""
        found = await storyboards.read(caller, production_id, version)
        response.headers["ETag"] = f'"{found.version}"'
        return found

    @routes.put("/productions/{production_id}/storyboard", status_code=202)
    @needs("productions:write")
    async def edit_storyboard(
        production_id: str,
        body: StoryboardEdit,
        caller: CurrentCaller,
        if_match: Annotated[str | None, Header(alias="If-Match")] = None,
    ) -> ProductionStatus:
        """Edit what awaits approval: the next version is made, of which only what changed is made again.

        `If-Match` must be the version you read.
        """
        return as_status(await storyboards.edit(caller, production_id, if_match, body))

    @routes.post("/productions/{production_id}/storyboard/check")
    @needs("productions:read")
    async def check_storyboard(production_id: str, body: StoryboardEdit, caller: CurrentCaller) -> StoryboardCheck:
        """What would come of an edit, without making it: problems, about how long, which scenes are made again."""
        return await storyboards.check(caller, production_id, body)

    @routes.get("/productions/{production_id}/storyboard/changes")
    @needs("productions:read")
    async def compare_storyboards(
        production_id: str,
        caller: CurrentCaller,
        before: Annotated[int, Query(alias="from", ge=1, le=10**6)],
        after: Annotated[int, Query(alias="to", ge=1, le=10**6)],
    ) -> StoryboardChanges:
        """What differs between two versions, scene by scene."""
        return await storyboards.compare(caller, production_id, before, after)


class _Followed(StreamingResponse):
    """Closes its stream when the connection ends, also where the last message did not leave any more."""

    def __init__(self, stream: AsyncGenerator[bytes, None]) -> None:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        super().__init__(stream, media_type="text/event-stream", headers=headers)
        self._stream = stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._stream.aclose()


def _add_following_routes(routes: APIRouter, access: Access, services: ProductionServices, streams: Streams) -> None:
    @routes.get(
        "/productions/{production_id}/events",
        response_class=StreamingResponse,
        responses={200: {"content": {"text/event-stream": {}}}, 204: {"description": "The last event was seen."}},
    )
    @needs("productions:read")
    async def follow_production(
        production_id: str,
        caller: CurrentCaller,
        last_event_id: Annotated[str | None, Header(alias="Last-Event-ID")] = None,
    ) -> Response:
        """What happens, as it happens: a `snapshot`, then each event, and `progress` at most once a second."""
        stream = await streams.open(caller, production_id, last_event_id)
        if stream is None:
            return Response(status_code=204)
        return _Followed(stream)

    @routes.get("/events")
    @needs("productions:read")
    async def list_events(
        caller: CurrentCaller,
        since: Moment | None = None,
        event_type: Annotated[EventType | None, Query(alias="eventType")] = None,
        account_id: Annotated[Id | None, Query(alias="accountId")] = None,
        limit: Limit = USUAL,
        cursor: Cursor = None,
    ) -> EventList:
        """What happened to your productions, newest first, as webhooks are told it."""
        async with services.database.read() as connection:
            if account_id is not None:
                await account_of(connection, caller.partner_id, account_id)
            return await events_of(connection, caller, (since, event_type, account_id), limit, cursor)

    @routes.get("/productions/{production_id}/performance")
    @needs("analytics:read")
    async def get_performance(production_id: str, caller: CurrentCaller) -> Performance:
        """Views, watch time and likes of each platform, where the platform tells."""
        async with services.database.read() as connection:
            return await performance_of(connection, await production_of(connection, caller, production_id))

    @routes.get("/partner/usage", tags=["Keys"])
    @needs("")
    async def get_usage(caller: CurrentCaller) -> Usage:
        """What you have used in the last 31 days, beside your limits."""
        return await usage_of(access, services.intake.prices, caller)


def _add_decision_routes(routes: APIRouter, services: ProductionServices) -> None:
    @routes.post("/productions/{production_id}/approve", status_code=202)
    @needs("productions:approve")
    async def approve(production_id: str, body: Approval, caller: CurrentCaller) -> ProductionStatus:
        """Approve the video: it goes out to the chosen platforms."""
        return as_status(await services.decisions.approve(caller, production_id, body))

    @routes.post("/productions/{production_id}/reject", status_code=202)
    @needs("productions:approve")
    async def reject(production_id: str, body: Rejection, caller: CurrentCaller) -> ProductionStatus:
        """Reject the video, with the reason: the production is cancelled."""
        return as_status(await services.decisions.reject(caller, production_id, body))

    @routes.post("/productions/{production_id}/publications/{platform_connection_id}/retry", status_code=202)
    @needs("productions:approve")
    async def retry_publication(
        production_id: str, platform_connection_id: str, caller: CurrentCaller
    ) -> ProductionStatus:
        """Publish one entry again."""
        changes = services.publication_changes
        return as_status(await changes.retry(caller, production_id, platform_connection_id))

    @routes.delete("/productions/{production_id}/publications/{platform_connection_id}", status_code=202)
    @needs("productions:approve")
    async def remove_publication(
        production_id: str, platform_connection_id: str, caller: CurrentCaller
    ) -> ProductionStatus:
        """Take one entry down."""
        changes = services.publication_changes
        return as_status(await changes.remove(caller, production_id, platform_connection_id))
