"""The base of every document and message: frozen, strict about unknown fields, camelCase in JSON."""

import re
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

from jarai.base.ids import is_uuid

_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)


def _uuid(text: str) -> str:
    if not is_uuid(text):
        raise ValueError("must be a UUID")
    return text.lower()


def _written(value: object) -> object:
    if not isinstance(value, str) or not _RFC3339.fullmatch(value):
        raise ValueError("must be a time such as 2026-11-24T12:00:00Z")
    return value


Id = Annotated[
    str, StringConstraints(max_length=36), AfterValidator(_uuid), Field(json_schema_extra={"format": "uuid"})
]
"""An id as a caller writes it: a UUID, in lower case from here on."""
Moment = Annotated[AwareDatetime, BeforeValidator(_written)]
"""A moment as a caller writes it: RFC 3339 with its offset, never a number."""


class Wire(BaseModel):
    """A frozen value whose JSON names are camelCase and whose unknown fields are refused."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True, extra="forbid")


class RequestBody(BaseModel):
    """A body a caller sends: like `Wire`, but a field is known by its JSON name only."""

    model_config = ConfigDict(alias_generator=to_camel, frozen=True, extra="forbid")
