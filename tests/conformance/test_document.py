"""The page and its tests name the same rules, and every test that is named exists."""

import ast
import re
from collections import Counter
from importlib import import_module
from pathlib import Path

from conformance.document import LAST_SECTION, PAGE, ROOT, items, table
from conformance.rows import TESTS

HERE = Path(__file__).parent
for _module in sorted(HERE.glob("test_*.py")):
    if _module.name != Path(__file__).name:
        import_module(f"conformance.{_module.stem}")


def test_every_rule_of_the_page_has_a_test() -> None:
    rules = {(each.section, each.key) for each in items()}
    assert rules - set(TESTS) == set()


def test_no_test_is_for_a_rule_that_is_gone() -> None:
    rules = {(each.section, each.key) for each in items()}
    assert set(TESTS) - rules == set()


def test_every_rule_has_a_key_of_its_own() -> None:
    twice = [key for key, count in Counter((each.section, each.key) for each in items()).items() if count > 1]
    assert twice == []


def test_the_page_is_read_whole() -> None:
    """Every line of the numbered sections that holds something belongs to an item."""
    sections = re.split(r"^## \d\. .*$", PAGE.read_text(), flags=re.MULTILINE)[1 : LAST_SECTION + 1]
    lines = [line.strip() for section in sections for line in section.splitlines() if line.strip("|- ")]
    read = " ".join(each.text for each in items())
    rest = [line for line in lines if line.removeprefix("- ").strip("| ") not in read]
    heads = {next(iter(each.cells)) for section in "1246" for each in items() if each.cells and each.section == section}
    assert {line.split("|")[1].strip() for line in rest} == heads
    assert len(table("4", "#")) == 15


def test_the_tests_that_are_named_exist() -> None:
    named = set()
    for module in HERE.glob("test_*.py"):
        named |= set(re.findall(r"(tests/[\w/]+\.py)::(\w+)", module.read_text()))
    assert len(named) > 10
    for path, name in sorted(named):
        functions = {
            node.name
            for node in ast.walk(ast.parse((ROOT / path).read_text()))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        assert name in functions, f"{path}::{name}"
