"""How often a published video was looked at on the studio's own watch page, by day; nothing about who looked."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from jarai.base.db import count_one
from jarai.base.model import Wire
from jarai.platforms.port import WATCH_PAGE
from jarai.productions.queries import Production
from jarai.productions.tables import watch_views


class DayOfViews(Wire):
    """Views on one day (UTC)."""

    day: str
    views: int


class PlatformPerformance(Wire):
    """What a platform tells of its copy; null is what it does not tell."""

    platform_connection_id: str
    platform: str
    status: str
    views: int | None
    watch_time_seconds: int | None
    likes: int | None
    by_day: tuple[DayOfViews, ...]


class Performance(Wire):
    """How a production does, platform by platform."""

    production_id: str
    platforms: tuple[PlatformPerformance, ...]


async def count_view(connection: AsyncConnection, production_id: str, now: datetime) -> None:
    """Count one view of the production's watch page."""
    key = {"production_id": production_id, "day": now.date().isoformat()}
    await count_one(connection, watch_views, "views", key)


async def performance_of(connection: AsyncConnection, production: Production) -> Performance:
    """What each platform that was chosen tells."""
    query = sa.select(watch_views).where(watch_views.c.production_id == production.production_id)
    rows = (await connection.execute(query.order_by(watch_views.c.day))).all()
    seen = tuple(DayOfViews(day=row.day, views=row.views) for row in rows)
    return Performance(
        production_id=production.production_id,
        platforms=tuple(
            PlatformPerformance(
                platform_connection_id=each.platform_connection_id,
                platform=each.platform,
                status=each.status,
                views=sum(day.views for day in seen) if each.platform == WATCH_PAGE else None,
                watch_time_seconds=None,
                likes=None,
                by_day=seen if each.platform == WATCH_PAGE else (),
            )
            for each in production.publications
        ),
    )
