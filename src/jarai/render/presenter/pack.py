"""A presenter drawn by somebody else: one SVG with named groups, checked when it is brought and drawn part by part.

`docs/avatars.md` says what the groups are. The art space is ours: 800 wide, 1,000 high, the desk at its lower edge.
"""

from functools import lru_cache
from pathlib import Path

import numpy as np
import skia

from jarai.base.errors import InvalidRequest
from jarai.images.svg import checked_svg, group_ids, only_group, svg_size
from jarai.render.presenter.place import Place
from jarai.render.presenter.pose import VISEMES, Mouth, Pose
from jarai.render.sprite import Box, Sprite, canvas_on, shifted, union

REQUIRED = ("body", "head", "eyes-open", "eyes-shut", "mouth-sil", "mouth-aa")
OPTIONAL = ("back", "eyes-half", "front", *(f"mouth-{name}" for name in VISEMES if name not in {"sil", "aa"}))
_SHUT = ("sil", "PP")
_WIDTH, _HEIGHT = 800, 1000
_CHECK = 0.25
"""Scale at which a pack is looked at when it is brought."""


def checked_pack(data: bytes, field: str) -> bytes:
    """The pack as it is kept. Raises InvalidRequest naming `field` and every group at fault."""
    svg = checked_svg(data, field)
    wide, high = svg_size(svg, field)
    if abs(wide / high - _WIDTH / _HEIGHT) > 0.01:
        raise InvalidRequest.field(field, f"must be {_WIDTH} × {_HEIGHT} or of that shape; this is {wide:g} × {high:g}")
    ids = group_ids(svg)
    if problems := [*_names_at_fault(ids), *_pictures_at_fault(svg, ids)]:
        raise InvalidRequest.field(field, "; ".join(problems))
    return svg


def _names_at_fault(ids: tuple[str, ...]) -> list[str]:
    problems = [f"the group {name!r} is missing" for name in REQUIRED if name not in ids]
    problems += [
        f"the group {name!r} is none of a pack's (it knows {', '.join((*REQUIRED, *OPTIONAL))})"
        for name in ids
        if name not in (*REQUIRED, *OPTIONAL)
    ]
    return problems + [
        f"the group {name!r} is there twice" for name in sorted({each for each in ids if ids.count(each) > 1})
    ]


def _pictures_at_fault(svg: bytes, ids: tuple[str, ...]) -> list[str]:
    known = [name for name in ids if name in (*REQUIRED, *OPTIONAL)]
    shown = {name: _alpha(svg, name) for name in known}
    problems = [f"the group {name!r} shows nothing" for name in known if not shown[name].any()]
    if "body" in shown and shown["body"].any() and not shown["body"][-2:].any():
        problems.append("the group 'body' must reach the lower edge, where the desk begins")
    return problems


def _alpha(svg: bytes, name: str) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    pixels = np.zeros((round(_HEIGHT * _CHECK), round(_WIDTH * _CHECK), 4), np.uint8)
    _, canvas = canvas_on(pixels)
    canvas.scale(_CHECK, _CHECK)
    _render(canvas, svg, name)
    return pixels[:, :, 3]


def _render(canvas: skia.Canvas, svg: bytes, name: str) -> None:
    """Draw one group in the art space."""
    document = skia.SVGDOM.MakeFromStream(skia.MemoryStream(only_group(svg, name), True))
    document.setContainerSize(skia.Size(_WIDTH, _HEIGHT))
    document.render(canvas)


class PackFigure:
    """A pack at a place: `origin` is where the art space's corner lies, in pixels, `scale` pixels per unit."""

    def __init__(self, file: Path, scale: float, origin: tuple[float, float]) -> None:
        self._svg = file.read_bytes()
        self._place = Place(origin, scale)
        self._ids = frozenset(group_ids(self._svg))
        self._part = lru_cache(maxsize=None)(self._draw_part)

    def draw(self, canvas: skia.Canvas, within: Box, pose: Pose) -> None:
        """See `Person`."""
        moved = self._moved(pose)
        for name in self._names(pose):
            self._part(name).draw(canvas, within, (0, 0) if name == "body" else moved)

    def dirty(self, previous: Pose, current: Pose) -> list[Box]:
        """See `Person`."""
        before, after = self._moved(previous), self._moved(current)
        if before != after:
            return [union(self._head_box(previous), self._head_box(current))]
        changed = [
            {one, other}
            for one, other in (
                (_eyes(previous, self._ids), _eyes(current, self._ids)),
                (self._mouth(previous), self._mouth(current)),
            )
            if one != other
        ]
        return [shifted(union(*(self._part(name).box for name in names)), after) for names in changed]

    def _names(self, pose: Pose) -> list[str]:
        """The groups in a pose, from behind to the front."""
        names = ["back", "body", "head", _eyes(pose, self._ids), self._mouth(pose), "front"]
        return [name for name in names if name in self._ids]

    def _mouth(self, pose: Pose) -> str:
        return nearest_mouth(pose.mouth, self._ids)

    def _head_box(self, pose: Pose) -> Box:
        boxes = [self._part(name).box for name in self._names(pose) if name != "body"]
        return shifted(union(*boxes), self._moved(pose))

    def _moved(self, pose: Pose) -> tuple[int, int]:
        return self._place.offset(*pose.head)

    def _draw_part(self, name: str) -> Sprite:
        return self._place.sprite((0, 0, _WIDTH, _HEIGHT), lambda canvas: _render(canvas, self._svg, name))


def _eyes(pose: Pose, ids: frozenset[str]) -> str:
    if pose.eyes.lids > 0.75:
        return "eyes-open"
    return "eyes-half" if pose.eyes.lids > 0.25 and "eyes-half" in ids else "eyes-shut"


@lru_cache(maxsize=2048)
def nearest_mouth(mouth: Mouth, ids: frozenset[str]) -> str:
    """The group whose viseme is nearest to a mouth; a shut mouth is always a shut one."""
    there = [name for name in VISEMES if f"mouth-{name}" in ids]
    fitting = [name for name in there if (name in _SHUT) == (mouth.open == 0)]
    return f"mouth-{min(fitting, key=lambda name: _distance(mouth, VISEMES[name]))}"


def _distance(one: Mouth, other: Mouth) -> float:
    """How different two mouths look; what speech draws opens less than the full viseme does."""
    return abs(one.open * 1.6 - other.open) * 2 + abs(one.width - other.width) + 20 * abs(one.round - other.round)
