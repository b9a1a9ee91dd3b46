"""Gives an ONNX network one more output, without a library that reads such files; and counts which were loaded."""

from collections import Counter

LOADED: Counter[str] = Counter()
"""How often this process has loaded the network of an engine: once, however many programmes it speaks."""


def with_output(model: bytes, name: str) -> bytes:
    """The ONNX `model` with the graph value `name`, a float vector, among its outputs.

    Protobuf merges a message field that occurs twice, so a second `graph` (field 7 of ModelProto) that holds nothing
    but one `output` (field 12 of GraphProto, a ValueInfoProto) appends to the first.
    """
    tensor = b"\x12\x04\x0a\x02\x08\x01"  # type { tensor_type { elem_type: FLOAT } }
    value = _field(1, name.encode()) + tensor
    return model + _field(7, _field(12, value))


def _field(number: int, content: bytes) -> bytes:
    """A length-delimited protobuf field of at most 127 bytes."""
    return bytes([number << 3 | 2, len(content)]) + content
