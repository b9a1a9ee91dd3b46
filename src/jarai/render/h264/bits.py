"""Bits of an H.264 byte stream: fixed-width and Exp-Golomb codes, NAL units, emulation prevention (ITU-T H.264, 7.2, 9.1, B.1)."""

import re
from collections.abc import Iterator

START_CODE = b"\x00\x00\x00\x01"


class BitWriter:
    """Collects bits, most significant first."""

    def __init__(self) -> None:
        self._value = 0
        self._length = 0

    def unsigned(self, value: int, width: int) -> "BitWriter":
        """u(n)."""
        self._value = self._value << width | value
        self._length += width
        return self

    def exponential(self, value: int) -> "BitWriter":
        """ue(v)."""
        return self.unsigned(value + 1, 2 * (value + 1).bit_length() - 1)

    def signed(self, value: int) -> "BitWriter":
        """se(v)."""
        return self.exponential(2 * value - 1 if value > 0 else -2 * value)

    def payload(self) -> bytes:
        """The bits with the stop bit, zeros to the byte's end, emulation prevented."""
        self.unsigned(1, 1)
        padding = -self._length % 8
        return escaped((self._value << padding).to_bytes((self._length + padding) // 8, "big"))


class BitReader:
    """Reads bits, most significant first, from bytes without emulation prevention."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.position = 0

    def unsigned(self, width: int) -> int:
        """u(n)."""
        end = self.position + width
        first, last = self.position // 8, -(-end // 8)
        value = int.from_bytes(self._data[first:last], "big") >> (last * 8 - end)
        self.position = end
        return value & (1 << width) - 1

    def exponential(self) -> int:
        """ue(v)."""
        zeros = 0
        while self.unsigned(1) == 0:
            zeros += 1
            if zeros > 32:
                raise ValueError("not an Exp-Golomb code")
        return (1 << zeros) - 1 + self.unsigned(zeros)


def with_bits(data: bytes, position: int, value: int, width: int) -> bytes:
    """`data` with `width` bits from `position` on replaced."""
    first, last = position // 8, -(-(position + width) // 8)
    shift = last * 8 - position - width
    mask = ((1 << width) - 1) << shift
    changed = (int.from_bytes(data[first:last], "big") & ~mask) | value << shift
    return data[:first] + changed.to_bytes(last - first, "big") + data[last:]


def units(stream: bytes) -> Iterator[bytes]:
    """The NAL units of a byte stream, without start codes."""
    starts = [match.start() for match in re.finditer(b"\x00\x00\x01", stream)]
    for start, following in zip(starts, [*starts[1:], len(stream)], strict=True):
        unit = stream[start + 3 : following]
        yield unit.rstrip(b"\x00") if following < len(stream) else unit


def unescaped(unit: bytes) -> bytes:
    """The unit without emulation prevention."""
    return unit.replace(b"\x00\x00\x03", b"\x00\x00")


def escaped(unit: bytes) -> bytes:
    """The unit with emulation prevented."""
    return re.sub(rb"\x00\x00(?=[\x00-\x03])", b"\x00\x00\x03", unit)
