"""Examples: bodies to begin from, and for each answer one made of its schema, so that it has every field and validates."""

from typing import Any

from jarai.base.ids import stable_id
from jarai.describe.shapes import PREFIX

Schema = dict[str, Any]
_PRODUCTION = {
    "topic": "Quarterly earnings highlights for Q1 2026",
    "languageId": stable_id("language/en-US"),
    "countryId": stable_id("country/US"),
    "avatarId": stable_id("avatar/anna-keller"),
    "projectTypeSlug": "social-video-30s",
    "metadataMD": "Revenue: $4.21bn, up 18%",
    "reference": "story-2026-114",
}
_STORYBOARD = {
    "title": "Tidal power",
    "scenes": [
        {
            "sceneId": "s1",
            "narration": [{"text": "Revenue rose to $4.21bn.", "sourceIds": ["p1"]}],
            "element": {"kind": "number", "heading": "Revenue", "value": "$4.21bn", "label": "in Q1 2026"},
            "rest": 400,
        }
    ],
}
BODIES: dict[str, Schema] = {
    "registerPartner": {
        "organisationName": "Acme Media Ltd",
        "contactEmail": "api@acme-media.com",
        "contactName": "Jane Smith",
    },
    "createProduction": _PRODUCTION,
    "createProductions": {"productions": [_PRODUCTION]},
    "estimateProduction": _PRODUCTION,
    "editStoryboard": _STORYBOARD,
    "checkStoryboard": _STORYBOARD,
    "approveProduction": {"notes": "Checked by the desk."},
    "rejectProduction": {"reason": "The second figure is last year's."},
    "createWebhook": {
        "endpointUrl": "https://hooks.example.com/jarai",
        "eventTypes": ["production.published", "production.failed"],
    },
    "changeWebhook": {"eventTypes": ["production.published", "production.failed", "production.cancelled"]},
    "createKey": {"name": "newsroom", "scopes": ["productions:write", "deliverables:read"]},
    "replayDeliveries": {"since": "2026-11-24T00:00:00Z"},
}
"""Bodies to begin from."""
_TEXTS = {
    **{name: value for name, value in _PRODUCTION.items() if isinstance(value, str)},
    "description": "Silver-grey hair, dark blazer",
    "endpointUrl": "https://hooks.example.com/jarai",
    "previewUrl": "https://studio.example.com/v1/avatars/83242db8-0571-5548-baca-3eb359cf53ab/preview.png",
    "sasUrl": "https://studio.example.com/files/video-en.mp4?sp=r&se=1795525200&kid=1&sig=mB3",
    "expiresAt": "2026-11-24T12:10:00Z",
    "sasExpiresAt": "2026-11-24T13:00:00Z",
    "previousSecretWorksUntil": "2026-11-25T12:00:00Z",
    "oldKeyWorksUntil": "2026-11-25T12:00:00Z",
    "language": "en-US",
    "country": "US",
    "headline": "Tidal power",
    "presenters": "Anna Keller",
    "quote": "Revenue: $4.21bn, up 18%",
    "sceneId": "s1",
    "sourceId": "p1",
    "text": "Revenue rose to $4.21bn.",
    "Registered.message": "A verification link is on its way to api@acme-media.com.",
    "address": "acme-media.com/tidal",
    "apiKey": "jarai_Zr0p3GvC1c8XhYw7m2Qn5dJk9sVtB4aL6uEoFiRxWyM",
    "aspectRatio": "9:16",
    "code": "en-US",
    "contentType": "video/mp4",
    "correlationId": "story-2026-114",
    "currency": "USD",
    "defaultProjectTypeSlug": "social-video-30s",
    "displayName": "Watch page",
    "errorCode": "PRODUCTION_EXPIRED",
    "fileName": "video-en.mp4",
    "hint": "jarai_Zr0p3G",
    "method": "POST",
    "name": "Anna Keller",
    "Account.name": "Acme Media Ltd",
    "Country.code": "US",
    "Country.name": "United States",
    "Language.name": "English (United States)",
    "Key.name": "newsroom",
    "CreatedKey.name": "newsroom",
    "RotatedKey.name": "newsroom",
    "crv": "P-256",
    "kty": "EC",
    "use": "sig",
    "alg": "ES256",
    "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    "kid": "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
    "fields": "narration",
    "before": "Revenue rose.",
    "after": "Revenue rose to $4.21bn.",
    "titleBefore": "Tides",
    "titleAfter": "Tidal power",
    "ProjectType.name": "Social video, 30 seconds",
    "Tool.name": "libebur128",
    "notices": "No facts were given.",
    "nextCursor": "MjAyNi0xMS0yNFQxMjowMDowMCswMDowMCA1ZjA",
    "path": "/v1/accounts/59bb0bf8-479d-594f-856e-0e4f9248933e/productions",
    "platform": "watch-page",
    "record": "eyJhbGciOiJFUzI1NiIsImtpZCI6ImUzYjBjNDQyOThmYzFjMTQiLCJ0eXAiOiJKV1QifQ.eyJ2ZXJkaWN0IjoiQXBwcm92ZWQifQ.c2ln",
    "reason": "The second figure is last year's.",
    "signingSecret": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlYyE",
    "slug": "acme-media",
    "ProjectType.slug": "social-video-30s",
    "standardWebhooksSecret": "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlYyE=",
    "status": "ok",
    "tier": "Standard",
    "title": "Tidal power",
    "version": "0.1.0",
    "voices": "hibari-en",
}
"""What a text is in an example, by `Shape.field` or by the field's name; another is the field's name in words."""
_NUMBERS = {
    "progress": 0,
    "Step.attempts": 0,
    "failuresInRow": 0,
    "width": 1080,
    "height": 1920,
    "rest": 400,
    "index": 0,
    "LoggedRequest.status": 202,
    "BatchItem.status": 202,
    "secondsToMake": 14,
    "milliseconds": 180,
    "sizeBytes": 4_812_344,
    "durationSeconds": 30,
    "minutesRendered": 1.5,
    "statusCode": 200,
    "cost": 150,
    "spent": 450,
    "spentThisMonth": 450,
    "monthlyBudget": 50_000,
    "requestsPerMinute": 60,
    "requestsPerDay": 2000,
    "productionsPerDay": 20,
}
_NULLS = {
    "nextCursor", "startedAt", "completedAt", "disabledReason", "refusal", "retryAfterSeconds", "gate", "nextAttemptAt",
    "Publication.url", "TimelineAct.url", "TimelineAct.platform", "TimelineAct.platformConnectionId", "problem",
    "accountScopeId", "accountIds",
}  # fmt: skip
_TRUE = {"voiced", "valid"}
_EMPTY = {"Production.publications", "Production.notices", "StoryboardCheck.problems"}
_STATUS = {
    "cancelProduction": "Cancelled",
    "rejectProduction": "Cancelled",
    "approveProduction": "Distributing",
    "editStoryboard": "Producing",
}
"""Where a production stands once this was asked for."""
_NULL_PREFIXES = ("error", "estimated")
_FORMATS = {
    "date-time": "2026-11-24T12:00:00Z",
    "date": "2026-11-24",
    "uri": "https://studio.example.com/watch/tidal-power",
}
_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def add_examples(api: Schema) -> None:
    """Give every JSON body and every answer that has a shape an example."""
    schemas = api["components"]["schemas"]
    for item in api["paths"].values():
        for operation in item.values():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json")
            if body and operation["operationId"] in BODIES:
                body["examples"] = {"plain": {"value": BODIES[operation["operationId"]]}}
            for status, answer in operation["responses"].items():
                told = answer.get("content", {}).get("application/json")
                if told and status.startswith("2"):
                    value = example_of(told["schema"], schemas)
                    if operation["operationId"] in _STATUS:
                        value["status"] = _STATUS[operation["operationId"]]
                    told["examples"] = {"plain": {"value": value}}
    for item in api["webhooks"].values():
        sent = item["post"]["requestBody"]["content"]["application/json"]
        sent["examples"] = {"plain": {"value": example_of(sent["schema"], schemas)}}


def example_of(schema: Schema, schemas: dict[str, Schema], shape: str = "", field: str = "") -> Any:
    """A value of the schema: the first of several values, a list of one, every field that is always there."""
    if "$ref" in schema:
        name = str(schema["$ref"]).removeprefix(PREFIX)
        return example_of(schemas[name], schemas, name, field)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    if variants := [*schema.get("oneOf", ()), *schema.get("anyOf", ())]:
        null = {"type": "null"} in variants and _is_null(shape, field)
        return None if null else example_of(variants[0], schemas, shape, field)
    kinds = schema.get("type", "object")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if "null" in kinds and _is_null(shape, field):
        return None
    if kinds[0] == "array":
        return [] if f"{shape}.{field}" in _EMPTY else [example_of(schema["items"], schemas, shape, field)]
    if kinds[0] == "object":
        told = schema.get("properties", {})
        return {name: example_of(told[name], schemas, shape, name) for name in schema.get("required", ())}
    return _plain(schema, kinds[0], shape, field)


def _is_null(shape: str, field: str) -> bool:
    return bool({field, f"{shape}.{field}"} & _NULLS) or field.startswith(_NULL_PREFIXES)


def _plain(schema: Schema, kind: str, shape: str, field: str) -> Any:
    if kind == "boolean":
        return field in _TRUE
    if kind in {"integer", "number"}:
        usual = _NUMBERS.get(field, max(1, schema.get("minimum", 1)))
        return _NUMBERS.get(f"{shape}.{field}", usual)
    known = _TEXTS.get(f"{shape}.{field}") or _TEXTS.get(field) or _TEXTS.get(field.removesuffix("s"))
    if known:
        return known
    if schema.get("format") == "uuid":
        return stable_id(f"example/{field.removesuffix('s')}")
    if "format" in schema:
        return _FORMATS[schema["format"]]
    if "sha256" in field.lower():
        return _HASH
    return "".join(f" {each.lower()}" if each.isupper() else each for each in field).capitalize()
