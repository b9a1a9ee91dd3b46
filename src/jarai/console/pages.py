"""All pages in one router."""

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from jarai.base.secrets import Secrets
from jarai.console.html import page, static_file
from jarai.console.review import review_router
from jarai.console.session import Sessions
from jarai.console.watch import watch_router
from jarai.productions.routes import ProductionServices
from jarai.storage.port import Storage


def page_router(services: ProductionServices, storage: Storage, secrets: Secrets, base_url: str) -> APIRouter:
    """The mailed link's page, the watch page and the console."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/")
    async def home() -> Response:
        return RedirectResponse("/console", 303)

    @routes.api_route("/verify", methods=["GET", "HEAD"])
    async def verify() -> Response:
        """Never uses the token up, whatever asks for it: mail scanners follow links. The page's button does."""
        return page("verify.html")

    @routes.api_route("/static/{name}", methods=["GET", "HEAD"])
    async def static(name: str) -> Response:
        return static_file(name)

    routes.include_router(watch_router(services, storage, base_url))
    routes.include_router(review_router(services, storage, Sessions(services.database, services.clock, secrets)))
    return routes
