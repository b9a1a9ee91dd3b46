"""What the endpoints of keys take and answer."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, StringConstraints

from jarai.access.scopes import Scope, known_scopes
from jarai.base.model import Moment, RequestBody, Wire


def _scopes(names: object) -> object:
    return known_scopes(names) if isinstance(names, list) and all(isinstance(each, str) for each in names) else names


def _name(text: str) -> str:
    if not text.isprintable():
        raise ValueError("must not hold control characters")
    return text


KeyName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), AfterValidator(_name)]


class CreateKey(RequestBody):
    """A key to be made. Without `scopes` it may do everything; a `test` key makes watermarked videos that never go out."""

    name: KeyName
    scopes: Annotated[tuple[Scope, ...], Field(min_length=1, max_length=20), BeforeValidator(_scopes)] | None = None
    test: StrictBool = False
    expires_at: Moment | None = None


class KeyItem(Wire):
    """A key: how its text begins, never the text itself."""

    key_id: str
    name: str
    hint: str
    test: bool
    scopes: tuple[Scope, ...] | None
    created_at: str
    expires_at: str | None
    last_used_at: str | None


class KeyList(Wire):
    """The partner's keys that work, oldest first."""

    keys: tuple[KeyItem, ...]
    next_cursor: str | None


class NewKey(KeyItem):
    """A new key with its text, this once: null where the answer is given again."""

    api_key: str | None


class RotatedKey(NewKey):
    """The new key; the old one works until then."""

    old_key_works_until: str
