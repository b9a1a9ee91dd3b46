"""The part of SVG that is let in: shapes, groups, gradients and clips. No scripts, no outside references, no text.

A document is read without a DTD, checked element by element, and written anew from what was checked.
"""

import re
from collections.abc import Iterator
from math import isfinite
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from jarai.base.errors import InvalidRequest

SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
MAX_BYTES = 1 << 20
MAX_ELEMENTS, MAX_DEPTH = 5000, 64
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
_ELEMENTS = _SHAPES | {"svg", "g", "defs", "linearGradient", "radialGradient", "stop", "clipPath"}
_SILENT = {"title", "desc", "metadata"}
_INSTEAD = {
    "text": "turn text into paths",
    "image": "draw it, or upload a PNG instead",
    "use": "put a copy of the shape in its place",
    "style": "use attributes instead",
    "filter": "leave it out",
    "mask": "use clipPath instead",
}
_REFERENCE = re.compile(r"^url\(\s*['\"]?#[\w.:-]+['\"]?\s*\)$")
_LENGTH = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*$")
ElementTree.register_namespace("", SVG)  # Skia knows elements without a prefix only
ElementTree.register_namespace("xlink", _XLINK)


def checked_svg(data: bytes, field: str) -> bytes:
    """The document, made anew. Raises InvalidRequest naming `field`, the element and what to do instead."""
    if len(data) > MAX_BYTES:
        raise InvalidRequest.field(
            field, f"is an SVG of {len(data) / 2**20:.1f} MiB; at most {MAX_BYTES // 2**20} is accepted"
        )
    root = _parsed(data, field)
    if root.tag != f"{{{SVG}}}svg":
        raise InvalidRequest.field(field, "is XML but no SVG: its root must be <svg> in SVG's namespace")
    counted = [0]
    clean = _clean(root, field, 0, counted)
    _without_rings(clean, field)
    return _written(clean)


def svg_size(svg: bytes, field: str) -> tuple[float, float]:
    """Width and height in user units: of the viewBox, else as given. Raises InvalidRequest where there are none."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - written by checked_svg: no DTD, no entities
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if len(box) == 4:
        try:
            wide, high = float(box[2]), float(box[3])
        except ValueError:
            wide = high = 0.0
    else:
        found = [_LENGTH.match(root.get(name, "")) for name in ("width", "height")]
        wide, high = (float(each.group(1)) if each else 0.0 for each in found)
    if not (isfinite(wide) and isfinite(high) and 1 <= wide <= 100_000 and 1 <= high <= 100_000):
        raise InvalidRequest.field(field, "is an SVG without a size: give it a viewBox of at least 1 × 1")
    if max(wide, high) / min(wide, high) > 50:
        raise InvalidRequest.field(field, "is an SVG more than fifty times as long as wide")
    return wide, high


def group_ids(svg: bytes) -> tuple[str, ...]:
    """The ids of the root's own groups, in order."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - written by checked_svg
    return tuple(name for each in root if each.tag == f"{{{SVG}}}g" and (name := each.get("id")))


def only_group(svg: bytes, wanted: str) -> bytes:
    """The document with one of the root's groups alone, and all definitions."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - written by checked_svg
    for each in list(root):
        if each.tag != f"{{{SVG}}}defs" and each.get("id") != wanted:
            root.remove(each)
    return _written(root)


def _written(root: Element) -> bytes:
    return ElementTree.tostring(root, encoding="unicode").encode()


def _parsed(data: bytes, field: str) -> Element:
    """The tree. A document type is refused before anything in it is read: entities can be bombs."""

    def refuse(*_: object) -> None:
        raise InvalidRequest.field(field, "is an SVG with a DOCTYPE; remove that line")

    scout = expat.ParserCreate()
    scout.StartDoctypeDeclHandler = refuse
    try:
        scout.Parse(data, True)
        return ElementTree.fromstring(data)  # noqa: S314 - the scout has found no DTD
    except (expat.ExpatError, ElementTree.ParseError, ValueError, LookupError) as error:
        raise InvalidRequest.field(field, f"is not well-formed SVG: {error}") from None


def _clean(source: Element, field: str, depth: int, counted: list[int]) -> Element:
    counted[0] += 1
    if counted[0] > MAX_ELEMENTS or depth > MAX_DEPTH:
        raise InvalidRequest.field(
            field, f"is an SVG of more than {MAX_ELEMENTS} elements or {MAX_DEPTH} levels; make it simpler"
        )
    made = Element(source.tag, dict(_attributes(source, field)))
    for child in source:
        if not isinstance(child.tag, str):
            continue
        space, _, name = child.tag.rpartition("}")
        if space != f"{{{SVG}" or name in _SILENT:
            continue  # an editor's own notes
        if name not in _ELEMENTS:
            instead = _INSTEAD.get(name, "remove it")
            raise InvalidRequest.field(field, f"is an SVG with <{name}>, which isn't accepted: {instead}")
        made.append(_clean(child, field, depth + 1, counted))
    return made


def _attributes(source: Element, field: str) -> Iterator[tuple[str, str]]:
    for key, value in source.attrib.items():
        space, _, name = key.rpartition("}")
        if name.lower().startswith("on"):
            raise InvalidRequest.field(field, f"is an SVG with the event handler {name}; remove it")
        if name == "href" and space in {"", f"{{{_XLINK}"}:
            if not re.fullmatch(r"#[\w.:-]+", value):
                raise InvalidRequest.field(field, f"is an SVG that refers to {value[:60]!r}; only #ids are accepted")
            yield f"{{{_XLINK}}}href", value
        elif not space and name == "style":
            yield from _declarations(value, field)
        elif not space:
            yield name, _value(name, value, field)


def _declarations(style: str, field: str) -> Iterator[tuple[str, str]]:
    """A style attribute's declarations as attributes, which mean the same."""
    for each in style.split(";"):
        name, colon, value = each.partition(":")
        name = name.strip()
        if colon and re.fullmatch(r"[a-z][a-z-]*", name):
            yield name, _value(name, value.strip(), field)


def _value(name: str, value: str, field: str) -> str:
    plain = value.strip()
    if "url(" in plain.lower().replace(" ", "") and not _REFERENCE.match(plain):
        raise InvalidRequest.field(field, f"is an SVG whose {name} refers to {plain[:60]!r}; only url(#id) is accepted")
    return value


def _without_rings(root: Element, field: str) -> None:
    """Refuse gradients and clips that refer to themselves, directly or in a ring."""
    refers: dict[str, set[str]] = {}
    for each in root.iter():
        name = each.get("id")
        inside = {found for part in each.iter() for found in _named(part)} if name else set()
        if name:
            refers[name] = refers.get(name, set()) | inside
    for start, direct in refers.items():
        seen: set[str] = set()
        queue = list(direct)
        while queue:
            at = queue.pop()
            if at == start:
                raise InvalidRequest.field(field, f"is an SVG in which #{start} refers to itself")
            if at not in seen:
                seen.add(at)
                queue += refers.get(at, ())


def _named(element: Element) -> Iterator[str]:
    """The ids an element refers to."""
    for key, value in element.attrib.items():
        if key.endswith("}href"):
            yield value[1:]
        elif found := re.match(r"^\s*url\(\s*['\"]?#([\w.:-]+)", value):
            yield found.group(1)
