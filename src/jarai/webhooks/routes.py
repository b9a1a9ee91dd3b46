"""The webhook endpoints. No rule lives here."""

from typing import Literal

from fastapi import APIRouter, Request, Response

from jarai.access.lists import USUAL, Cursor, Limit
from jarai.access.routing import Access, CurrentCaller, partner_route
from jarai.access.scopes import needs
from jarai.webhooks.log import DeliveryLog
from jarai.webhooks.schemas import (
    ChangeWebhook,
    CreateWebhook,
    DeliveryItem,
    DeliveryList,
    NewWebhook,
    Replayed,
    ReplaySince,
    RotatedSecret,
    WebhookItem,
    WebhookList,
)
from jarai.webhooks.subscriptions import Subscriptions

DeliveryStatus = Literal["Waiting", "Delivered", "Failed"]


def webhook_router(access: Access, subscriptions: Subscriptions, log: DeliveryLog) -> APIRouter:
    """Subscribe, look, change, test, replay."""
    routes = APIRouter(prefix="/v1/webhooks", tags=["Webhooks"], route_class=partner_route(access))
    _add_subscription_routes(routes, subscriptions)
    _add_delivery_routes(routes, log)
    return routes


def _add_subscription_routes(routes: APIRouter, subscriptions: Subscriptions) -> None:
    @routes.post("", status_code=201)
    @needs("webhooks:write")
    async def create_webhook(body: CreateWebhook, caller: CurrentCaller) -> NewWebhook:
        """Subscribe an endpoint to events. Its signing secret is in this answer and nowhere else."""
        return await subscriptions.create(caller, body)

    @routes.get("")
    @needs("webhooks:read")
    async def list_webhooks(caller: CurrentCaller, limit: Limit = USUAL, cursor: Cursor = None) -> WebhookList:
        """Your webhooks, oldest first."""
        found, following = await subscriptions.list(caller, limit, cursor)
        return WebhookList(webhooks=tuple(found), next_cursor=following)

    @routes.get("/{webhook_id}")
    @needs("webhooks:read")
    async def get_webhook(webhook_id: str, caller: CurrentCaller) -> WebhookItem:
        """One webhook."""
        return await subscriptions.read(caller, webhook_id)

    @routes.patch("/{webhook_id}")
    @needs("webhooks:write")
    async def change_webhook(webhook_id: str, body: ChangeWebhook, caller: CurrentCaller) -> WebhookItem:
        """Change what is named; the rest stays."""
        return await subscriptions.change(caller, webhook_id, body)

    @routes.delete("/{webhook_id}", status_code=204, response_class=Response)
    @needs("webhooks:write")
    async def delete_webhook(webhook_id: str, caller: CurrentCaller) -> None:
        """End a webhook, with what was still on its way to it."""
        await subscriptions.end(caller, webhook_id)

    @routes.post("/{webhook_id}/rotate-secret")
    @needs("webhooks:write")
    async def rotate_secret(webhook_id: str, caller: CurrentCaller) -> RotatedSecret:
        """A new signing secret. For 24 hours deliveries bear the signatures of both."""
        return await subscriptions.rotate_secret(caller, webhook_id)


def _add_delivery_routes(routes: APIRouter, log: DeliveryLog) -> None:
    @routes.post("/{webhook_id}/test", status_code=202)
    @needs("webhooks:write")
    async def send_test_event(webhook_id: str, caller: CurrentCaller, request: Request) -> DeliveryItem:
        """Send a `webhook.test` event."""
        return await log.test(caller, webhook_id, request.state.correlation_id)

    @routes.get("/{webhook_id}/deliveries")
    @needs("webhooks:read")
    async def list_deliveries(
        webhook_id: str,
        caller: CurrentCaller,
        status: DeliveryStatus | None = None,
        limit: Limit = USUAL,
        cursor: Cursor = None,
    ) -> DeliveryList:
        """What was sent, when, and what was answered, newest first."""
        found, following = await log.list(caller, webhook_id, status, limit, cursor)
        return DeliveryList(deliveries=tuple(found), next_cursor=following)

    @routes.post("/{webhook_id}/deliveries/{delivery_id}/replay", status_code=202)
    @needs("webhooks:write")
    async def replay_delivery(webhook_id: str, delivery_id: str, caller: CurrentCaller) -> DeliveryItem:
        """Send one event again, under the same `eventId`."""
        return await log.replay(caller, webhook_id, delivery_id)

    @routes.post("/{webhook_id}/replay", status_code=202)
    @needs("webhooks:write")
    async def replay_since(webhook_id: str, body: ReplaySince, caller: CurrentCaller) -> Replayed:
        """Send everything since a moment again."""
        return Replayed(replayed=await log.replay_since(caller, webhook_id, body.since))
