"""A signed record, checked as a stranger would who has it and the studio's published keys, and nothing else."""

from typing import Any

import httpx
import jwt


async def checked(http: httpx.AsyncClient, record: str) -> dict[str, Any]:
    """What the record says. Raises jwt.InvalidTokenError where it was altered, KeyError where no published key is named."""
    keys = jwt.PyJWKSet.from_dict((await http.get("/.well-known/jwks.json")).json())
    key = keys[jwt.get_unverified_header(record)["kid"]]
    claims: dict[str, Any] = jwt.decode(record, key, algorithms=["ES256"])
    return claims
