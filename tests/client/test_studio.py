"""The SDK over a studio in process, on both databases; and its models held against the API's description."""

from collections.abc import Iterator
from types import NoneType
from typing import Any, cast, get_args

import httpx
import pytest

from jarai.api import build_app
from jarai.client import AsyncStudio, NotThere, StudioRefused, models
from jarai.client.models import Answer
from jarai.client.productions import Wish
from jarai.wiring import Ground
from partner import Partner, waiting_tokens

NAMES = {"NewKey": "CreatedKey", "NewWebhook": "CreatedWebhook", "Event": "ProductionPublishedEvent"}
"""The schema that one of the SDK's values reads, where its name is another."""


def values() -> Iterator[type[Answer]]:
    for found in vars(models).values():
        if isinstance(found, type) and issubclass(found, Answer) and found is not Answer:
            yield found


def may_be_null(schema: dict[str, Any]) -> bool:
    kinds = schema.get("type")
    return (
        kinds == "null"
        or (isinstance(kinds, list) and "null" in kinds)
        or any(map(may_be_null, schema.get("anyOf", ())))
    )


@pytest.mark.parametrize("model", list(values()), ids=lambda model: model.__name__)
def test_what_it_reads_is_what_the_description_says(model: type[Answer], base: Ground) -> None:
    schema = build_app(base).openapi()["components"]["schemas"][NAMES.get(model.__name__, model.__name__)]
    for name, field in model.model_fields.items():
        described = schema["properties"][field.alias or name]
        assert (NoneType in get_args(field.annotation)) == may_be_null(described), f"{name} may be null, or not"


async def test_from_a_name_to_a_key(base: Ground) -> None:
    async with AsyncStudio("http://studio", transport=httpx.ASGITransport(build_app(base))) as stranger:
        partner_id = await stranger.partners.register("Acme Media Ltd", "api@acme-media.com", "Jane Smith")
        (token,) = await waiting_tokens(base.database)
        verified = await stranger.partners.verify(token)
        assert verified.partner_id == partner_id
        with pytest.raises(StudioRefused) as refused:
            await stranger.accounts.list()
    assert refused.value.code == "UNAUTHORIZED"


async def test_a_video_is_asked_for_by_names_and_followed(studio: AsyncStudio, acme: Partner) -> None:
    (account,) = await studio.accounts.list()
    made = await studio.productions.create(
        "Tidal power", language="en-us", country="US", avatar=account.avatars[1].name.upper(), reference="story 7"
    )
    assert (made.status, made.reference, made.account_id) == ("Queued", "story 7", acme.account_id)
    assert await studio.productions.list(acme.account_id) == (made,)
    seen: list[str] = []
    found = await studio.productions.wait(
        made.production_id, until=frozenset({"Queued"}), on_progress=lambda each: seen.append(each.status)
    )
    assert (found.production_id, seen) == (made.production_id, ["Queued"])
    cancelled = await studio.productions.cancel(made.production_id)
    assert cancelled.status == "Cancelled"
    told = [event async for event in studio.productions.follow(made.production_id)]
    assert [(each.type, each.number) for each in told] == [
        ("snapshot", None),
        ("production.queued", 1),
        ("production.cancelled", 2),
    ]
    events = await studio.events.list()
    assert {each.event_type: each.sequence_number for each in events} == {
        "production.queued": 1,
        "production.cancelled": 2,
    }
    assert {each.production_id for each in events} == {made.production_id}
    assert (await studio.productions.timeline(made.production_id))["productionId"] == made.production_id


async def test_one_key_of_the_callers_makes_one_video(studio: AsyncStudio, acme: Partner) -> None:
    wish: Wish = {"language": "en-US", "country": "US", "idempotency_key": "mine"}
    made = {(await studio.productions.create("Bridge", **wish)).production_id for _ in range(3)}
    assert len(made) == 1
    assert len(await studio.productions.list(acme.account_id)) == 1


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"language": "xx-XX"}, "language: there is no 'xx-XX'; there are"),
        ({"country": "Atlantis"}, "country: there is no 'Atlantis'"),
        ({"avatar": "Nobody"}, "avatar: there is no 'Nobody'"),
    ],
)
async def test_a_name_that_is_none_is_told_with_those_that_are(
    studio: AsyncStudio, changes: dict[str, str], named: str
) -> None:
    wish: Wish = {"language": "en-US", "country": "US"}
    wish.update(cast(Wish, changes))
    with pytest.raises(NotThere, match=named):
        await studio.productions.create("Bridge", **wish)


async def test_lists_are_read_over_their_pages(studio: AsyncStudio, acme: Partner) -> None:
    body = {"topic": "T", "languageId": (await studio.reference.languages())[0].language_id}
    wishes = [body | {"countryId": "nonsense", "avatarId": "nonsense"}] * 2
    results = await studio.productions.create_many(acme.account_id, wishes)
    assert [(each.status, each.production, each.refusal and each.refusal.error) for each in results] == [
        (400, None, "INVALID_REQUEST")
    ] * 2
    for _ in range(3):
        assert (await acme.order()).status_code == 202
    for most, count in ((2, 2), (3, 3), (250, 3)):
        found = await studio.productions.list(acme.account_id, most=most)
        assert len({each.production_id for each in found}) == count


async def test_webhooks_and_keys(studio: AsyncStudio) -> None:
    made = await studio.webhooks.create("https://example.com/jarai", ["production.published"])
    assert made.signing_secret
    assert await studio.webhooks.rotate_secret(made.webhook_id) not in {None, made.signing_secret}
    changed = await studio.webhooks.change(made.webhook_id, eventTypes=["production.failed"])
    assert changed.event_types == ("production.failed",)
    assert [each.webhook_id for each in await studio.webhooks.list()] == [made.webhook_id]
    sent = await studio.webhooks.test(made.webhook_id)
    (listed,) = await studio.webhooks.deliveries(made.webhook_id)
    assert listed.delivery_id == sent.delivery_id
    assert (await studio.webhooks.replay(made.webhook_id, sent.delivery_id)).status == "Waiting"
    await studio.webhooks.delete(made.webhook_id)
    assert not await studio.webhooks.list()
    key = await studio.keys.create("reader", ["accounts:read"], test=True)
    assert key.api_key
    assert key.scopes == ("accounts:read",)
    rotated = await studio.keys.rotate()
    assert rotated.api_key
    await studio.keys.revoke(key.key_id)
    assert key.key_id not in {each.key_id for each in await studio.keys.list()}
    assert (await studio.partners.usage())["limits"]["tier"] == "Unlimited"
    assert {each.slug for each in await studio.reference.project_types()} >= {"social-video-30s"}


async def test_an_estimate_makes_nothing(studio: AsyncStudio, acme: Partner) -> None:
    found = await studio.productions.estimate("Bridge", language="en-US", country="US", project_type="explainer-2m")
    assert (found.project_type_slug, found.duration_seconds) == ("explainer-2m", 120)
    assert not await studio.productions.list(acme.account_id)
