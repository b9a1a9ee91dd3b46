"""The order of an MP4's top-level boxes, read from its bytes (ISO/IEC 14496-12, 4.2)."""

from pathlib import Path


def box_types(path: Path) -> tuple[str, ...]:
    """The four-letter types of the top-level boxes in file order; ends with `?` where the file ends inside a box."""
    size = path.stat().st_size
    found: list[str] = []
    with path.open("rb") as file:
        at = 0
        while at < size:
            file.seek(at)
            head = file.read(16)
            length = int.from_bytes(head[:4])
            smallest = 8
            if length == 1:
                length, smallest = int.from_bytes(head[8:16]), 16
            elif length == 0:
                length = size - at
            if len(head) < 8 or length < smallest or at + length > size:
                return (*found, "?")
            found.append(head[4:8].decode("latin-1"))
            at += length
    return tuple(found)
