"""The parameters of lists: how many items a page has, and where it begins."""

from typing import Annotated

from fastapi import Query

_MOST = 100
Limit = Annotated[int, Query(ge=1, le=_MOST)]
LimitOrNone = Annotated[int | None, Query(ge=1, le=_MOST, description="How many there are on a page; by default all.")]
Cursor = Annotated[str | None, Query(max_length=200)]
USUAL = 25
"""A page's limit where the caller names none."""
