"""Accounts (with a key) and reference data (without)."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import lru_cache

from fastapi import APIRouter, Response

from jarai.access.lists import USUAL, Cursor, Limit, LimitOrNone
from jarai.access.routing import Access, CurrentCaller, partner_route, public_route
from jarai.access.scopes import needs
from jarai.accounts.queries import Account, account_of, page_of_accounts
from jarai.accounts.reference import Avatar, avatar_by_id, countries, languages, project_types, voices_of
from jarai.accounts.schemas import (
    AccountItem,
    AccountList,
    AvatarItem,
    CountryList,
    LanguageList,
    PlatformItem,
    ProjectTypeItem,
    ProjectTypeList,
)
from jarai.base.errors import NotFound
from jarai.base.paging import cut
from jarai.speech.shelf import Shelf
from jarai.speech.voices import VoiceDescription
from jarai.storage.port import Storage

_PREVIEW_LASTS = timedelta(hours=24)


def account_router(access: Access, storage: Storage, base_url: str, shelf: Shelf) -> APIRouter:
    """The caller's accounts."""
    routes = APIRouter(prefix="/v1/accounts", tags=["Accounts"], route_class=partner_route(access))
    database, clock = access.database, access.clock

    def preview_url(avatar: Avatar) -> str:
        if avatar.preview:
            return storage.signed_url(avatar.preview.key, clock.now() + _PREVIEW_LASTS)
        return f"{base_url}/v1/avatars/{avatar.avatar_id}/preview.png"

    def item(account: Account) -> AccountItem:
        return _item(account, preview_url, shelf.here())

    @routes.get("")
    @needs("accounts:read")
    async def list_accounts(caller: CurrentCaller, limit: Limit = USUAL, cursor: Cursor = None) -> AccountList:
        """The accounts this key may use, oldest first, with their avatars and connected platforms."""
        async with database.read() as connection:
            found, following = await page_of_accounts(connection, caller.partner_id, limit, cursor)
        return AccountList(accounts=tuple(item(account) for account in found), next_cursor=following)

    @routes.get("/{account_id}")
    @needs("accounts:read")
    async def get_account(account_id: str, caller: CurrentCaller) -> AccountItem:
        """One account."""
        async with database.read() as connection:
            return item(await account_of(connection, caller.partner_id, account_id))

    return routes


def reference_router(access: Access, shelf: Shelf, *, test_project_types: bool) -> APIRouter:
    """Languages, countries, project types, avatar pictures."""
    routes = APIRouter(prefix="/v1", tags=["Reference data"], route_class=public_route(access))

    @routes.get("/languages")
    async def list_languages(limit: LimitOrNone = None, cursor: Cursor = None) -> LanguageList:
        """The languages, and the voices that speak each; one without a voice is refused for a production."""
        found, following = cut(languages(shelf.here()), lambda each: each.language_id, limit, cursor)
        return LanguageList(languages=tuple(found), next_cursor=following)

    @routes.get("/countries")
    async def list_countries(limit: LimitOrNone = None, cursor: Cursor = None) -> CountryList:
        """The countries."""
        found, following = cut(countries(), lambda each: each.country_id, limit, cursor)
        return CountryList(countries=tuple(found), next_cursor=following)

    @routes.get("/project-types")
    async def list_project_types(limit: LimitOrNone = None, cursor: Cursor = None) -> ProjectTypeList:
        """The kinds of video."""
        offered = [kind for kind in project_types() if test_project_types or not kind.test_only]
        found, following = cut(offered, lambda each: each.slug, limit, cursor)
        items = [
            ProjectTypeItem.model_validate(kind.model_dump(include=set(ProjectTypeItem.model_fields))) for kind in found
        ]
        return ProjectTypeList(project_types=tuple(items), next_cursor=following)

    @routes.get("/avatars/{avatar_id}/preview.png", response_class=Response)
    async def avatar_preview(avatar_id: str) -> Response:
        """The avatar's portrait."""
        avatar = avatar_by_id(avatar_id)
        if avatar is None:
            raise NotFound("There is no such avatar.")
        picture = await asyncio.to_thread(_portrait, avatar.slug)
        return Response(picture, media_type="image/png", headers={"Cache-Control": "public, max-age=86400"})

    return routes


@lru_cache(maxsize=32)
def _portrait(slug: str) -> bytes:
    from jarai.render.presenter.avatars import AVATARS
    from jarai.render.presenter.draw import portrait  # skia costs 40 MB: only an API that shows previews pays them

    return portrait(AVATARS[slug], 512)


def _item(account: Account, preview_url: Callable[[Avatar], str], here: Sequence[VoiceDescription]) -> AccountItem:
    voiced = [language for language in languages(here) if language.voiced]
    presenters = tuple(
        AvatarItem(
            avatar_id=avatar.avatar_id,
            name=avatar.name,
            description=avatar.description,
            preview_url=preview_url(avatar),
            language_ids=tuple(language.language_id for language in voiced),
            voices=tuple(voice.slug for one in voiced for voice in voices_of(avatar, one.code, here)),
        )
        for avatar in account.avatars
    )
    platforms = tuple(
        PlatformItem(
            platform_connection_id=each.platform_connection_id,
            platform=each.platform,
            display_name=each.display_name,
            status=each.status,
        )
        for each in account.connections
    )
    return AccountItem(
        account_id=account.account_id,
        name=account.name,
        slug=account.slug,
        status=account.status,
        default_project_type_slug=account.default_project_type_slug,
        auto_publish=account.auto_publish,
        avatars=presenters,
        connected_platforms=platforms,
    )
