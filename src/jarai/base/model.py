"""The base of every document and message: frozen, strict about unknown fields, camelCase in JSON."""

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Wire(BaseModel):
    """A frozen value whose JSON names are camelCase and whose unknown fields are refused."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True, extra="forbid")


class RequestBody(BaseModel):
    """A body a caller sends: like `Wire`, but a field is known by its JSON name only."""

    model_config = ConfigDict(alias_generator=to_camel, frozen=True, extra="forbid")
