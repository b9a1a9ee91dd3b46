"""What a key may do. A key without set scopes may do everything; a scope to write includes the one to read."""

from collections.abc import Callable, Iterable
from typing import Literal, TypeVar, get_args

Scope = Literal[
    "accounts:read",
    "productions:read",
    "productions:write",
    "productions:approve",
    "deliverables:read",
    "analytics:read",
    "webhooks:read",
    "webhooks:write",
    "logs:read",
]
Needed = Scope | Literal["", "all"]
"""What an endpoint needs: a scope, nothing but a key, or a key without set scopes."""
SCOPES: tuple[Scope, ...] = get_args(Scope)
ALIASES: dict[str, Scope] = {
    "productions:trigger": "productions:write",
    "productions:cancel": "productions:write",
    "webhooks:manage": "webhooks:write",
    "performance:read": "analytics:read",
}
"""Names of before, still accepted."""
_INCLUDES: dict[Scope, Scope] = {"productions:write": "productions:read", "webhooks:write": "webhooks:read"}
Endpoint = TypeVar("Endpoint", bound=Callable[..., object])


def known_scopes(names: Iterable[str]) -> tuple[Scope, ...]:
    """The scopes by their present names, each once, in the order of `SCOPES`. Raises ValueError naming one that is none."""
    named = {ALIASES.get(name, name) for name in names}
    if unknown := sorted(named - set(SCOPES)):
        raise ValueError(f"{', '.join(unknown)}: no such scope; there are {', '.join(SCOPES)}")
    return tuple(scope for scope in SCOPES if scope in named)


def permits(granted: tuple[Scope, ...] | None, needed: Needed) -> bool:
    """Whether a key with these scopes (None: all) may call what needs that one."""
    if granted is None or needed == "":
        return True
    return needed in granted or any(_INCLUDES.get(each) == needed for each in granted)


def needs(scope: Needed) -> Callable[[Endpoint], Endpoint]:
    """Mark an endpoint with what it needs; every endpoint behind a key is marked."""

    def mark(endpoint: Endpoint) -> Endpoint:
        endpoint.needed_scope = scope  # type: ignore[attr-defined]
        return endpoint

    return mark


def needed_by(endpoint: Callable[..., object]) -> Needed:
    """What an endpoint was marked with. Raises ValueError for one that wasn't marked."""
    found: Needed | None = getattr(endpoint, "needed_scope", None)
    if found is None:
        raise ValueError(f"{endpoint.__qualname__} does not say which scope it needs")
    return found
