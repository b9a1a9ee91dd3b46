"""The reference page: the API's description as a page to read, drawn here, so that it needs nothing from outside."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Response

from jarai.console.html import page

_PLAIN = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "null": "null"}


@dataclass(frozen=True)
class Field:
    """One field or parameter: its name, what it takes, whether it must be there, and words about it."""

    name: str
    kind: str
    required: bool
    about: str


@dataclass(frozen=True)
class Operation:
    """One operation as it is shown."""

    anchor: str
    method: str
    path: str
    about: str
    scope: str | None
    parameters: tuple[Field, ...]
    body: tuple[str, tuple[Field, ...]] | None
    answers: tuple[tuple[str, str, str | None], ...]


def docs_router(description: Callable[[], Mapping[str, Any]]) -> APIRouter:
    """`/docs`, over the function that gives the OpenAPI description."""
    routes = APIRouter(include_in_schema=False)

    @routes.api_route("/docs", methods=["GET", "HEAD"])
    async def reference() -> Response:
        api = description()
        schemas = api["components"]["schemas"]
        operations = [
            (operation["tags"][0], _operation(path, method, operation, schemas))
            for path, item in api["paths"].items()
            for method, operation in item.items()
        ]
        groups = [
            (tag["name"], tag["description"], [each for name, each in operations if name == tag["name"]])
            for tag in api["tags"]
        ]
        shapes = [(name, _about_shape(shape), _fields(shape)) for name, shape in schemas.items()]
        return page(
            "reference.html",
            title=api["info"]["title"],
            version=api["info"]["version"],
            about=api["info"]["description"],
            groups=groups,
            shapes=sorted(shapes),
        )

    return routes


def _operation(path: str, method: str, operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> Operation:
    parameters = tuple(
        Field(
            each["name"],
            f"{_kind(each['schema'])}, in the {each['in']}",
            each.get("required", False),
            _about({**each["schema"], "description": each.get("description", "")}),
        )
        for each in operation.get("parameters", ())
    )
    sent = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    name = _kind(sent) if sent else ""
    return Operation(
        anchor=operation["operationId"],
        method=method.upper(),
        path=path,
        about=operation.get("description", ""),
        scope=operation.get("x-required-scope") if operation.get("security") else "",
        parameters=parameters,
        body=(name, _fields(schemas[name])) if name in schemas else None,
        answers=tuple(
            (status, answer["description"], _answered(answer, schemas))
            for status, answer in operation["responses"].items()
        ),
    )


def _answered(answer: Mapping[str, Any], schemas: Mapping[str, Any]) -> str | None:
    """The name of the answer's shape, where it has one."""
    name = _kind(answer.get("content", {}).get("application/json", {}).get("schema", {}))
    return name if name in schemas else None


def _fields(shape: Mapping[str, Any]) -> tuple[Field, ...]:
    required = shape.get("required", ())
    return tuple(
        Field(name, _kind(value), name in required, _about(value))
        for name, value in shape.get("properties", {}).items()
    )


def _about_shape(shape: Mapping[str, Any]) -> str:
    """The shape's words; with them the values of an enum, and the shapes of a union by their tags."""
    tags = shape.get("discriminator", {}).get("mapping", {})
    several = [f"`{value}`" for value in shape.get("enum", ())]
    several += [f"`{tag}` ({_kind({'$ref': reference})})" for tag, reference in tags.items()]
    told = str(shape.get("description", ""))
    return f"{told} One of {', '.join(several)}." if several else told


def _kind(schema: Mapping[str, Any]) -> str:
    """A schema in a few words: a name, a list, one of several texts."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    for together in ("anyOf", "oneOf"):
        if together in schema:
            return " or ".join(dict.fromkeys(_kind(each) for each in schema[together]))
    if "enum" in schema:
        return "one of " + ", ".join(map(str, schema["enum"]))
    if "const" in schema:
        return str(schema["const"])
    kind: Any = schema.get("type", "any JSON")
    if isinstance(kind, list):
        return " or ".join(_kind({**schema, "type": each} if each != "null" else {"type": each}) for each in kind)
    if kind == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return str((kind == "string" and schema.get("format")) or _PLAIN.get(kind, kind))


def _about(schema: Mapping[str, Any]) -> str:
    """What the schema says of its field: words, limits, default."""
    inner = next((each for each in schema.get("anyOf", ()) if each.get("type") != "null"), schema)
    limits = {
        "minLength": "at least {} characters",
        "maxLength": "at most {} characters",
        "minItems": "at least {}",
        "maxItems": "at most {}",
        "minimum": "from {}",
        "maximum": "to {}",
    }
    told = [text.format(inner[key]) for key, text in limits.items() if key in inner]
    if schema.get("default") not in (None, [], (), ""):
        told.append(f"default {json.dumps(schema['default'])}")
    words = str(schema.get("description", ""))
    limited = ", ".join(told)
    return f"{words} {limited[:1].upper()}{limited[1:]}{'.' if words and limited else ''}".strip()
