"""docs/contract.md as it is tested: each row of a table, each bullet and each paragraph of its numbered sections is an item."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "contract.md"
LAST_SECTION = 6
"""What comes after is not promised."""
_MARK = re.compile(r"\s*\[[SND]\](?:/\[[SND]\])*|\s*\[[SND]/[SND]\]")
_CLAUSE_ENDS = re.compile(r"\[[SND][]/]|: |:$|\. |; | \(| → | = ")
_WORDS_OF_A_KEY = 6


@dataclass(frozen=True)
class Item:
    """One rule: its section, its stable key, its text, and where it is a row the cells under the table's headings."""

    section: str
    key: str
    text: str
    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """What the text sets in code, in order."""
        return re.findall(r"`([^`]+)`", self.text)

    def cell(self, heading: str) -> str:
        """A cell without its marks and code signs."""
        return plain(self.cells[heading])


@cache
def items() -> tuple[Item, ...]:
    """Every item of the numbered sections, in order."""
    return tuple(item for section, blocks in _sections() for block in blocks for item in _items(section, block))


def item(section: str, key: str) -> Item:
    """The item with that key. Raises KeyError where the page has none or several."""
    found = [each for each in items() if (each.section, each.key) == (section, key)]
    if len(found) != 1:
        raise KeyError(f"{len(found)} items {section} {key!r} in {PAGE.name}")
    return found[0]


def table(section: str, first_heading: str) -> tuple[Item, ...]:
    """The rows of the section's table whose first column has that heading."""
    return tuple(each for each in items() if each.section == section and next(iter(each.cells), None) == first_heading)


def plain(text: str) -> str:
    """The text without marks, code signs and stars."""
    return re.sub(r"[`*]", "", _MARK.sub("", text)).strip()


def number(text: str) -> int | None:
    """The first whole number of the text, `2,000` or `4,096`; None where it has none."""
    found = re.search(r"\d[\d,]*", text)
    return int(found[0].replace(",", "")) if found else None


def _sections() -> Iterator[tuple[str, list[list[str]]]]:
    """Each numbered section's blocks: a paragraph's lines, a bullet's, or a table's."""
    for part in re.split(r"^## ", PAGE.read_text(), flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        section = title.split(".")[0]
        if int(section) <= LAST_SECTION:
            blocks = re.split(r"\n\n+|\n(?=- )", body.strip("\n"))
            yield section, [block.split("\n") for block in blocks if block.strip()]


def _items(section: str, lines: list[str]) -> Iterator[Item]:
    if not lines[0].startswith("|"):
        text = " ".join(line.removeprefix("- ").strip() for line in lines)
        yield Item(section, _key_of(text), text)
        return
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    headings, cells = [plain(each) for each in rows[0]], rows[2:]
    firsts = [plain(row[0]) for row in cells]
    for row, first in zip(cells, firsts, strict=True):
        key = first if firsts.count(first) == 1 else f"{first} {re.findall(r'`(.+?)`', row[1])[0]}"
        yield Item(section, key, " | ".join(row), dict(zip(headings, row, strict=True)))


def _key_of(text: str) -> str:
    """The first clause, at most six words of it."""
    return " ".join(plain(_CLAUSE_ENDS.split(text, maxsplit=1)[0]).rstrip(".,:").split()[:_WORDS_OF_A_KEY])
