"""Which test checks which item of docs/contract.md, and what the tests read from it."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import httpx
import pytest

from conformance.document import Item, item, number, table

Test = TypeVar("Test", bound=Callable[..., Any])
TESTS: dict[tuple[str, str], set[str]] = defaultdict(set)
"""Section and key of an item, and the names of its tests."""


def row(section: str, *keys: str) -> Callable[[Test], Test]:
    """Register a test for these items."""

    def register(test: Test) -> Test:
        for key in keys:
            TESTS[section, key].add(test.__name__)
        return test

    return register


def each_row(section: str, first_heading: str) -> Callable[[Test], Test]:
    """Register a test for every row of a table, and run it with each as its argument `rule`."""
    rows = table(section, first_heading)

    def register(test: Test) -> Test:
        row(section, *(each.key for each in rows))(test)
        marked: Test = pytest.mark.parametrize("rule", rows, ids=[each.key for each in rows])(test)
        return marked

    return register


def on(*databases: str) -> Callable[[Test], Test]:
    """Run the test on these databases; without, on SQLite."""

    def mark(test: Test) -> Test:
        test.databases = databases  # type: ignore[attr-defined]
        return test

    return mark


def _statuses() -> Mapping[str, int]:
    found: dict[str, int] = {}
    for each in table("1", "Status"):
        codes = [name for name in each.names if re.fullmatch(r"[A-Z0-9_]{4,}", name)]
        statuses = [int(part) for part in each.cell("Status").split(" / ")]
        found |= dict(zip(codes, statuses * (len(codes) // len(statuses)), strict=True))
    return found


STATUS_OF = _statuses()
"""Each error code with the status it is answered with."""


def codes_of(key: str) -> list[str]:
    """The codes of a row of the table of errors."""
    return [name for name in item("1", key).names if name in STATUS_OF]


def numbers_in(text: str) -> list[int]:
    """The whole numbers of a text."""
    return [int(each.replace(",", "")) for each in re.findall(r"\d[\d,]*", text)]


def fields(code: str) -> list[str]:
    """The fields of an object written as `{name, code: "US"}` or `[{name}]`."""
    inner = code[code.index("{") + 1 : code.index("}")]
    return [part.split(":")[0].strip(' "?') for part in inner.split(",") if part.strip(" …")]


def refused(answer: httpx.Response, code: str) -> dict[str, Any]:
    """The body of an answer that is an error with that code and the table's status."""
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, body["error"]) == (STATUS_OF[code], code), answer.text
    return body


__all__ = [
    "STATUS_OF", "TESTS", "Item", "codes_of", "each_row", "fields", "item", "number", "numbers_in", "on", "refused",
    "row", "table",
]  # fmt: skip
