"""The budgets: no module over 400 lines, no function over 60, and what tests and rooms may not do."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

MODULE_LINES, FUNCTION_LINES = 400, 60
ROOT = Path(__file__).parent.parent
# What only some files may do, as (pattern, where it is forbidden, where it is allowed, why).
RULES = (
    (r"\btime\.sleep\(|asyncio\.sleep\((?!0\))", "tests", (), "tests wait for a condition, not for time"),
    (r"monkeypatch|unittest\.mock|mocker\.", "tests", (), "tests use real parts or simulators"),
    (
        r"datetime\.now\(|datetime\.utcnow\(|time\.time\(",
        "src",
        ("base/clock.py", "client/signature.py"),
        "the time comes from base.clock",
    ),
    (
        r"uuid4\(|random\.random\(|default_rng\(\)",
        "src",
        ("base/ids.py", "client/calls.py"),
        "ids and randomness come from base",
    ),
    (
        r"os\.environ",
        "src",
        ("settings.py", "cli.py", "doctor.py", "produce.py", "commands/login.py"),
        "settings are read once",
    ),
    (r"\.commit\(\)", "src", ("base/db.py",), "only base.db commits"),
)


def problems() -> Iterator[str]:
    """Every breach, as `file:line: what`."""
    for folder in ("src", "tests", "benchmarks", "tools"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from _problems_in(path, folder)


def _problems_in(path: Path, folder: str) -> Iterator[str]:
    text, name = path.read_text(), path.relative_to(ROOT).as_posix()
    if (lines := text.count("\n")) > MODULE_LINES and "migrations/versions" not in name:
        yield f"{name}: {lines} lines, at most {MODULE_LINES}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and "migrations/versions" not in name:
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            if size > FUNCTION_LINES:
                yield f"{name}:{node.lineno}: {node.name} has {size} lines, at most {FUNCTION_LINES}"
    for pattern, where, allowed, why in RULES:
        if folder == where and not name.endswith(allowed or "\0"):
            for number, line in enumerate(text.splitlines(), 1):
                if re.search(pattern, line):
                    yield f"{name}:{number}: {why}: {line.strip()}"


if __name__ == "__main__":
    found = list(problems())
    print("\n".join(found) or "within budget")  # noqa: T201
    sys.exit(bool(found))
