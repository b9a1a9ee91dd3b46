"""The reviewer's console: what is being made, and whether it may go out."""

from collections.abc import Awaitable, Callable
from functools import partial
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from jarai.access.keys import Caller, caller_of
from jarai.access.scopes import Scope, permits
from jarai.accounts.queries import accounts_of
from jarai.accounts.reference import language_by_id
from jarai.base.errors import PermissionDenied, StudioError
from jarai.console.html import page
from jarai.console.media import media_response
from jarai.console.session import COOKIE, Sessions
from jarai.deliverables.records import deliverables_of
from jarai.productions.cancel import cancel
from jarai.productions.present import as_status
from jarai.productions.queries import production_of, productions_of
from jarai.productions.routes import ProductionServices
from jarai.productions.schemas import Approval, ProductionStatus, Rejection
from jarai.storage.port import Storage

_SHOWN = 50


def review_router(services: ProductionServices, storage: Storage, sessions: Sessions) -> APIRouter:
    """Sign in, list, look, decide."""
    routes = APIRouter(prefix="/console", include_in_schema=False)
    _add_session_routes(routes, services, sessions)
    _add_reading_routes(routes, services, storage, sessions)
    _add_deciding_routes(routes, services, sessions)
    return routes


def _add_session_routes(routes: APIRouter, services: ProductionServices, sessions: Sessions) -> None:
    @routes.post("/session")
    async def sign_in(request: Request, api_key: str = Form("")) -> Response:
        try:
            async with services.database.read() as connection:
                caller = await caller_of(connection, api_key.strip(), services.clock.now())
            if not permits(caller.scopes, "productions:read") or not permits(caller.scopes, "deliverables:read"):
                raise PermissionDenied("This key may not read productions and their files.")
        except StudioError as error:
            return page("sign_in.html", 401, problem=error.message)
        answer = RedirectResponse("/console", 303)
        secure = request.url.scheme == "https"
        answer.set_cookie(
            COOKIE, sessions.open(caller), httponly=True, samesite="strict", secure=secure, path="/console"
        )
        return answer

    @routes.post("/sign-out")
    async def sign_out() -> Response:
        answer = RedirectResponse("/console", 303)
        answer.delete_cookie(COOKIE, path="/console")
        return answer


def _add_reading_routes(routes: APIRouter, services: ProductionServices, storage: Storage, sessions: Sessions) -> None:
    async def listed(caller: Caller) -> list[ProductionStatus]:
        async with services.database.read() as connection:
            found = []
            for account in await accounts_of(connection, caller.partner_id):
                found += (await productions_of(connection, caller, account.account_id, None, _SHOWN, None))[0]
        return [as_status(each) for each in sorted(found, key=lambda each: each.created_at, reverse=True)[:_SHOWN]]

    @routes.get("")
    async def overview(request: Request) -> Response:
        caller = await sessions.caller(request)
        if caller is None:
            return page("sign_in.html", problem="")
        return page("overview.html", productions=await listed(caller))

    @routes.get("/progress.json")
    async def progress(request: Request) -> Response:
        caller = await sessions.caller(request)
        if caller is None:
            return JSONResponse({"productions": []}, 401)
        fields = {"production_id", "status", "progress", "current_step"}
        shown = [each.model_dump(mode="json", by_alias=True, include=fields) for each in await listed(caller)]
        return JSONResponse({"productions": shown})

    @routes.get("/productions/{production_id}")
    async def production_page(request: Request, production_id: str, problem: str = "") -> Response:
        caller = await sessions.caller(request)
        if caller is None:
            return page("sign_in.html", problem="")
        try:
            async with services.database.read() as connection:
                production = await production_of(connection, caller, production_id)
                files = await deliverables_of(connection, production_id, production.version)
        except StudioError as error:
            return page("message.html", error.status, title="Not found", message=error.message)
        transcript = next((file.storage_key for file in files if file.file_name == "transcript.txt"), None)
        text = (await storage.get_bytes(transcript)).decode() if transcript else ""
        return page(
            "production.html",
            production=as_status(production),
            files=files,
            language=language.code if (language := language_by_id(production.language_id)) else "",
            transcript=text.splitlines(),
            form_token=sessions.form_token(request),
            problem=problem[:300],
        )

    @routes.api_route("/productions/{production_id}/media/{file_name}", methods=["GET", "HEAD"])
    async def media(request: Request, production_id: str, file_name: str) -> Response:
        caller = await sessions.caller(request)
        if caller is not None:
            async with services.database.read() as connection:
                production = await production_of(connection, caller, production_id)
                files = await deliverables_of(connection, production_id, production.version)
            for file in files:
                if file.file_name == file_name:
                    return await media_response(request, storage, file.storage_key)
        return page("message.html", 404, title="Not found", message="There is no such file.")


def _add_deciding_routes(routes: APIRouter, services: ProductionServices, sessions: Sessions) -> None:
    async def decide(
        request: Request, token: str, production_id: str, scope: Scope, verb: Callable[[Caller], Awaitable[object]]
    ) -> Response:
        """Carry a decision out for whoever is signed in, and show the production again."""
        caller = await sessions.caller(request)
        if caller is None or not sessions.is_own_form(request, token):
            return page("sign_in.html", 401, problem="Sign in again to decide.")
        try:
            if not permits(caller.scopes, scope):
                raise PermissionDenied(f"This key lacks the scope {scope}.")
            await verb(caller)
        except StudioError as error:
            return RedirectResponse(
                f"/console/productions/{production_id}?{urlencode({'problem': error.message})}", 303
            )
        return RedirectResponse(f"/console/productions/{production_id}", 303)

    @routes.post("/productions/{production_id}/approve")
    async def approve(
        request: Request, production_id: str, version: int = Form(ge=1), token: str = Form(""), notes: str = Form("")
    ) -> Response:
        """Approve the version that the page showed, and no later one."""
        wish = Approval.model_validate({"notes": notes[:2000], "storyboardVersion": version})
        verb = partial(services.decisions.approve, production_id=production_id, request=wish)
        return await decide(request, token, production_id, "productions:approve", verb)

    @routes.post("/productions/{production_id}/reject")
    async def reject(request: Request, production_id: str, token: str = Form(""), reason: str = Form("")) -> Response:
        wish = Rejection.model_validate({"reason": reason.strip()[:2000] or "No reason was given."})
        verb = partial(services.decisions.reject, production_id=production_id, request=wish)
        return await decide(request, token, production_id, "productions:approve", verb)

    @routes.post("/productions/{production_id}/cancel")
    async def cancel_production(request: Request, production_id: str, token: str = Form("")) -> Response:
        verb = partial(cancel, services.database, services.clock, production_id=production_id)
        return await decide(request, token, production_id, "productions:write", verb)

    @routes.post("/productions/{production_id}/remove/{platform_connection_id}")
    async def remove(
        request: Request, production_id: str, platform_connection_id: str, token: str = Form("")
    ) -> Response:
        verb = partial(
            services.publication_changes.remove,
            production_id=production_id,
            platform_connection_id=platform_connection_id,
        )
        return await decide(request, token, production_id, "productions:approve", verb)
