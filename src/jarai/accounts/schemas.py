"""What the account and reference endpoints answer."""

from typing import Literal

from jarai.accounts.reference import Country, Language
from jarai.base.model import Wire

AccountStatus = Literal["Active", "Pilot", "Suspended", "Closed"]
ConnectionStatus = Literal["Connected", "Disconnected", "NeedsAttention"]


class AvatarItem(Wire):
    """A presenter the account may use."""

    avatar_id: str
    name: str
    description: str
    preview_url: str
    language_ids: tuple[str, ...]
    voices: tuple[str, ...]


class PlatformItem(Wire):
    """A platform connected to the account."""

    platform_connection_id: str
    platform: str
    display_name: str
    status: ConnectionStatus


class AccountItem(Wire):
    """An account."""

    account_id: str
    name: str
    slug: str
    status: AccountStatus
    default_project_type_slug: str
    auto_publish: bool
    avatars: tuple[AvatarItem, ...]
    connected_platforms: tuple[PlatformItem, ...]


class AccountList(Wire):
    """The caller's accounts, oldest first."""

    accounts: tuple[AccountItem, ...]
    next_cursor: str | None


class LanguageList(Wire):
    """The languages."""

    languages: tuple[Language, ...]
    next_cursor: str | None


class CountryList(Wire):
    """The countries."""

    countries: tuple[Country, ...]
    next_cursor: str | None


class ProjectTypeItem(Wire):
    """A kind of video."""

    slug: str
    name: str
    aspect_ratio: str
    duration_seconds: int
    presenters: int


class ProjectTypeList(Wire):
    """The kinds of video."""

    project_types: tuple[ProjectTypeItem, ...]
    next_cursor: str | None
