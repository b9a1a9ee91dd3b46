"""Builds the HTTP app: the index of the partner API and of the studio's own pages."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import sqlalchemy as sa
from fastapi import APIRouter, FastAPI

from jarai.access.http import CorrelationIds, add_error_handlers
from jarai.access.routes import history_router, key_router
from jarai.access.routing import public_route
from jarai.accounts.routes import account_router, reference_router
from jarai.base.errors import ServiceUnavailable
from jarai.base.logging import logger
from jarai.console.docs import docs_router
from jarai.console.guides import guide_router
from jarai.console.pages import page_router
from jarai.deliverables.routes import file_router
from jarai.describe import described
from jarai.partners.routes import router as partner_router
from jarai.productions.routes import production_router
from jarai.productions.workers import worker_seen_since
from jarai.version import VERSION
from jarai.webhooks.log import DeliveryLog
from jarai.webhooks.routes import webhook_router
from jarai.wiring import Ground, production_services, registrar, shelf, subscriptions, verifier

_log = logger("api")
_PATIENCE = 5.0
"""Seconds the store may take to say whether it is there."""


def build_app(base: Ground) -> FastAPI:
    """The app over the given ground."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await base.prepare()
        yield
        await base.close()

    app = FastAPI(
        title="JARAI Studio partner API",
        version=VERSION,
        lifespan=lifespan,
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    add_error_handlers(app)
    services = production_services(base)
    app.include_router(partner_router(base.access, registrar(base), verifier(base)))
    app.include_router(key_router(base.access))
    app.include_router(history_router(base.access))
    voices = shelf(base.settings)
    app.include_router(account_router(base.access, base.storage, base.settings.base_url, voices))
    app.include_router(
        reference_router(base.access, voices, test_project_types=base.settings.test_project_types),
    )
    app.include_router(production_router(base.access, services))
    app.include_router(webhook_router(base.access, subscriptions(base), DeliveryLog(base.database, base.clock)))
    app.include_router(file_router(base.storage, base.clock, base.secrets))
    app.include_router(page_router(services, base.storage, base.secrets, base.settings.base_url))
    app.include_router(_health_router(base))
    app.add_middleware(CorrelationIds)
    app.openapi = described(app, base.settings.base_url)  # type: ignore[method-assign]
    app.include_router(docs_router(app.openapi))
    app.include_router(guide_router(base.settings.base_url))
    return app


def _health_router(base: Ground) -> APIRouter:
    routes = APIRouter(prefix="/v1", tags=["Health"], route_class=public_route())

    @routes.get("/health")
    async def health() -> dict[str, str]:
        """The process answers."""
        return {"status": "ok", "version": VERSION}

    @routes.get("/ready")
    async def ready() -> dict[str, str]:
        """Database, storage, engine and a worker are reachable; else 503 that names what is missing."""
        missing = []
        try:
            async with base.database.read() as connection:
                await connection.execute(sa.text("SELECT 1"))
                if not await worker_seen_since(connection, base.clock.now()):
                    missing.append("worker (or its engine)")
        except sa.exc.SQLAlchemyError:
            missing.append("database")
        try:
            async with asyncio.timeout(_PATIENCE):
                await base.storage.exists("work/ready")
        except Exception as error:  # noqa: BLE001 - whatever a store raises, it can't be reached
            _log.warning("storage_not_reachable", error=f"{type(error).__name__}: {error}"[:300])
            missing.append("storage")
        if missing:
            raise ServiceUnavailable(f"Not reachable: {', '.join(missing)}.")
        return {"status": "ready", "version": VERSION}

    return routes
