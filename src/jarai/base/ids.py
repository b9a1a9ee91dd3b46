"""Ids: random for what happens, derived by name for what is the same on every installation."""

import uuid

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "jarai.studio")


def new_id() -> str:
    """A random UUID (version 4) as text."""
    return str(uuid.uuid4())


def stable_id(name: str) -> str:
    """The UUIDv5 of `name` in the studio's namespace, e.g. of `language/en-US`."""
    return str(uuid.uuid5(NAMESPACE, name))


def is_uuid(text: str) -> bool:
    """Whether `text` is a UUID in its usual written form."""
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False
