"""What a card may hold: lengths at which the layout sets every text whole, in every shape."""

from collections.abc import Iterator, Mapping
from typing import Any

from jarai.base.errors import FieldProblem
from jarai.script.tables import magnitude
from jarai.storyboard.model import (
    BarChart,
    Bullet,
    Bullets,
    Dialogue,
    Donut,
    Element,
    ImageText,
    LineChart,
    Moment,
    Storyboard,
    Table,
    Timeline,
    WholeImage,
)

_CHARACTERS: Mapping[str, int] = {
    "headline": 70,
    "kicker": 48,
    "heading": 48,
    "label": 60,
    "value": 14,
    "change": 10,
    "speaker": 60,
    "unit": 60,
    "source": 80,
    "columns": 24,
    "rows": 28,
    "when": 24,
    "place": 48,
    "region": 48,
    "line": 120,
    "number": 6,
    "address": 60,
    "alt": 300,
    "credit": 80,
    "note": 40,
    "total": 12,
    "text": 80,
}
_OF_KIND: Mapping[tuple[str, str], int] = {
    ("title", "headline"): 200,
    ("quote", "text"): 220,
    ("disclaimer", "text"): 300,
    ("image-text", "text"): 160,
    ("chart", "label"): 28,
    ("line", "label"): 12,
    ("donut", "label"): 28,
    ("chart", "value"): 12,
    ("line", "value"): 12,
    ("donut", "value"): 12,
}
_COUNTS: Mapping[str, tuple[int, int]] = {
    "items": (1, 5),
    "bars": (1, 8),
    "points": (2, 12),
    "shares": (1, 6),
    "columns": (1, 5),
    "rows": (1, 7),
}
_FORMS = frozenset({"kind", "image"})


def element_problems(board: Storyboard, element: Element, sentences: int, at: str) -> Iterator[FieldProblem]:
    """What is wrong with an element of a scene of so many sentences; `at` is where it stands in the request."""
    yield from _texts(element.kind, element.model_dump(by_alias=True), at)
    if isinstance(element, Bullets | Timeline):
        last = max(sentences - 1, 0)
        cued: tuple[Bullet | Moment, ...] = element.items
        for number, item in enumerate(cued):
            if not 0 <= item.sentence <= last:
                yield FieldProblem(f"{at}.items.{number}.sentence", f"must be a sentence of the scene, 0 to {last}")
    if isinstance(element, BarChart | LineChart | Donut):
        yield from _chart(element, at, board.language)
    if isinstance(element, Table):
        for number, row in enumerate(element.rows):
            if len(row) != len(element.columns):
                yield FieldProblem(f"{at}.rows.{number}", f"must have {len(element.columns)} cells, one a column")
    if isinstance(element, Dialogue) and board.partner is None:
        yield FieldProblem(f"{at}.kind", "can't be dialogue: this production has one presenter")
    if isinstance(element, WholeImage | ImageText) and element.image not in board.assets:
        yield FieldProblem(f"{at}.image", "must be a picture that this storyboard has")


def _chart(element: BarChart | LineChart | Donut, at: str, language: str) -> Iterator[FieldProblem]:
    name, data = (
        ("bars", element.bars)
        if isinstance(element, BarChart)
        else ("points", element.points)
        if isinstance(element, LineChart)
        else ("shares", element.shares)
    )
    units = {"".join(each for each in datum.value if each.isalpha() or each in "%$£€") for datum in data}
    if len(units) > 1:
        yield FieldProblem(f"{at}.{name}", f"must all be in one unit, not {', '.join(sorted(units))}")
    for number, datum in enumerate(data):
        size = magnitude(datum.value, language)
        if size is None:
            yield FieldProblem(f"{at}.{name}.{number}.value", "must be a figure, such as 4.21, $38m or 12%")
        elif size < 0 and isinstance(element, Donut):
            yield FieldProblem(f"{at}.{name}.{number}.value", "must not be negative: it is a share of a whole")


def _texts(kind: str, value: Any, at: str, name: str = "") -> Iterator[FieldProblem]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in _FORMS:
                yield from _texts(kind, each, f"{at}.{key}", key)
    elif isinstance(value, list | tuple):
        least, most = _COUNTS.get(name, (0, 99))
        if not least <= len(value) <= most:
            yield FieldProblem(at, f"must have {least} to {most} entries")
        for number, each in enumerate(value):
            yield from _texts(kind, each, f"{at}.{number}", name if not isinstance(each, dict) else "")
    elif isinstance(value, str):
        most = _OF_KIND.get((kind, name), _CHARACTERS.get(name, 80))
        if len(value) > most:
            yield FieldProblem(at, f"must have at most {most} characters")
