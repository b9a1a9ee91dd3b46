"""The public watch page: there while the production is published, gone when it is taken down."""

import json
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request, Response

from jarai.base.ids import is_uuid
from jarai.console.html import page
from jarai.console.media import media_response
from jarai.platforms.port import Package
from jarai.platforms.watch_page import record_key
from jarai.productions.routes import ProductionServices
from jarai.productions.views import count_view
from jarai.storage.port import Storage
from jarai.storyboard.notice import ai_notice


def watch_router(services: ProductionServices, storage: Storage, base_url: str) -> APIRouter:
    """The page and its media."""
    routes = APIRouter(include_in_schema=False)

    async def published(production_id: str) -> Package | None:
        key = record_key(production_id)
        if not is_uuid(production_id) or not await storage.exists(key):
            return None
        return Package.model_validate_json(await storage.get_bytes(key))

    @routes.api_route("/watch/{production_id}", methods=["GET", "HEAD"])
    async def watch(request: Request, production_id: str) -> Response:
        package = await published(production_id)
        if package is None:
            return page(
                "message.html", 404, title="Not here", message="This video is not published, or it was taken down."
            )
        if request.method == "GET":
            async with services.database.write() as connection:
                await count_view(connection, production_id, services.clock.now())
        transcript = package.files.get("transcript.txt")
        text = (await storage.get_bytes(transcript)).decode() if transcript else ""
        return page(
            "watch.html",
            package=package,
            base_url=base_url,
            transcript=text.splitlines(),
            words=_words(package.language),
            notice=ai_notice(package.language, sound_only="video.mp4" not in package.files),
        )

    @routes.api_route("/watch/{production_id}/media/{file_name}", methods=["GET", "HEAD"])
    async def media(request: Request, production_id: str, file_name: str) -> Response:
        package = await published(production_id)
        if package is None or file_name not in package.files:
            return page("message.html", 404, title="Not here", message="This file is not published.")
        return await media_response(request, storage, package.files[file_name])

    return routes


def _words(language: str) -> dict[str, str]:
    """The page's own words in the video's language, in English where we have none."""
    words = _all_words()
    return words.get(language.partition("-")[0].lower(), words["en"])


@cache
def _all_words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = json.loads(
        Path(__file__).with_name("watch_words.json").read_text(encoding="utf-8")
    )
    return words
