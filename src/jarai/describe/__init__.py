"""The API's description: OpenAPI 3.1, such that a generator makes a good client of it and a person can read it.

The routes and their models say what is taken and answered. Here come names that make good class and method names
(`shapes`, `operations`), every error with its codes and every header (`operations`), plain words (`words`), and examples
(`examples`).
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from jarai.describe.examples import BODIES, add_examples
from jarai.describe.operations import HEADERS, camel_paths, finish_operation, link_operations, refusals
from jarai.describe.shapes import add_shapes, finish_shapes, renamed, size_numbers
from jarai.webhooks.payloads import described_webhooks

__all__ = ["BODIES", "described"]

_ABOUT = (
    "Ask for a video, follow it, approve it, fetch its files. Send your key as `X-API-Key`. Ids are UUIDs, times RFC 3339 "
    "in UTC. A POST that creates takes an `Idempotency-Key`: sent again within 24 hours it gives the first answer again. "
    "Every answer has an `X-Correlation-Id`; send one of your own (1 to 128 of A-Z, a-z, 0-9, `.`, `_`, `-`) and it is kept. "
    "Every refusal is an `ApiError`. Fields may be added to answers, and values to lists of values: read past what you "
    "don't know."
)
_TAGS = {
    "Partners": "Become a partner: register, then verify with the mailed link.",
    "Keys": "Your keys, your usage, and what you asked.",
    "Accounts": "Your accounts, their presenters and platforms.",
    "Reference data": "The ids that a production needs. No key is needed here.",
    "Productions": "Ask for a video, follow it, decide on it.",
    "Webhooks": "Be told of what happens.",
    "Events": "What your webhooks are sent.",
    "Certificates": "What certificates are checked with.",
    "Health": "Whether the studio answers and can work.",
}


def described(app: FastAPI, base_url: str) -> Callable[[], dict[str, Any]]:
    """The function that gives the description of the app at this address, made once."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app, base_url)
        return app.openapi_schema

    return openapi


def _described(app: FastAPI, base_url: str) -> dict[str, Any]:
    api = renamed(
        get_openapi(
            title=app.title,
            version=app.version,
            openapi_version="3.1.0",
            description=_ABOUT,
            routes=app.routes,
            servers=[{"url": base_url, "description": "This studio."}],
            license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        )
    )
    api["tags"] = [{"name": name, "description": about} for name, about in _TAGS.items()]
    components = api["components"]
    components["securitySchemes"] = {
        "ApiKey": {
            "type": "apiKey",
            "in": "header",
            "name": "X-API-Key",
            "description": "Your key. You get the first one by registering; never put it into an address.",
        }
    }
    components["headers"] = deepcopy(HEADERS)
    components["examples"] = refusals()
    add_shapes(components["schemas"])
    api["paths"] = camel_paths(api["paths"])
    for path, operations in api["paths"].items():
        for method, operation in operations.items():
            finish_operation(path, method, operation, components["schemas"])
    finish_shapes(api)
    size_numbers([components["schemas"], components["headers"]])
    link_operations(api["paths"])
    api["webhooks"] = described_webhooks()
    add_examples(api)
    return api
