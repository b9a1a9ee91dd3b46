"""Many deliveries owed to twenty endpoints, most of them good: for the benchmark and for who is killed meanwhile."""

import sqlalchemy as sa

from jarai.access.keys import Caller, add_standing
from jarai.base.ids import new_id
from jarai.webhooks.events import NIL, Event, body_of, delivery_row
from jarai.webhooks.schemas import CreateWebhook
from jarai.webhooks.tables import webhook_deliveries
from jarai.wiring import Ground, subscriptions
from simulators.receiver import Receiver

KINDS = ["ok"] * 12 + ["slow"] * 2 + ["dead"] * 2 + ["flapping"] * 2 + ["redirecting", "lying"]
PRODUCTIONS = 50


async def owe(base: Ground, there: Receiver, each: int) -> dict[str, str]:
    """Twenty subscriptions with so many deliveries each, of fifty productions in order. The signing secret by path."""
    caller = Caller(new_id(), new_id())
    secrets = {}
    async with base.database.write() as connection:
        await add_standing(connection, caller.partner_id, "Unlimited")
    for number, kind in enumerate(KINDS):
        path = f"{kind}/{number}"
        wanted = CreateWebhook(endpointUrl=there.url(path), eventTypes=("production.step.complete",))
        made = await subscriptions(base).create(caller, wanted)
        secrets[f"/{path}"] = made.signing_secret or ""
        rows = []
        for production in range(PRODUCTIONS):
            common = new_id()
            for sequence in range(1, each // PRODUCTIONS + 1):
                event = Event(
                    new_id(), "production.step.complete", caller.partner_id, False, common, NIL, None, "c", sequence,
                    base.clock.now(), {"step": "VideoComposer", "number": production},
                )  # fmt: skip
                rows.append(delivery_row(event, made.webhook_id, body_of(event)))
        async with base.database.write() as connection:
            await connection.execute(sa.insert(webhook_deliveries), rows)
    return secrets
