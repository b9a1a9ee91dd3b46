"""Held pictures as twelve bytes: unchanged frames become P slices in which every macroblock is skipped.

x264 encodes the pictures that change; for each frame that repeats the one before, a slice of nothing but P_Skip is put
in behind it. The stream stays at a constant rate. It needs one reference frame and no B frames, so that picture order
count type 2 holds (order of output is order of decoding), and `frame_num` of x264's own slices is raised by the frames
put in before them (ITU-T H.264, 7.3.3, 7.4.3, 8.2.1.3).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from jarai.render.h264.bits import START_CODE, BitReader, BitWriter, escaped, unescaped, units, with_bits

OPTIONS = "bframes=0:ref=1:weightp=1:scenecut=0"
"""What x264 must be told beside the usual."""

_SLICE, _IDR, _SPS, _PPS = 1, 5, 7, 8
_PICTURE_SET = 1
_HIGH_PROFILES = {100, 110, 122, 244}


@dataclass(frozen=True)
class Sequence:
    """What slices need of the sequence parameter set: the width of `frame_num`, and the size in macroblocks."""

    frame_num_bits: int
    macroblocks: int


def read_sequence(unit: bytes) -> Sequence:
    """Read a sequence parameter set. Raises ValueError unless picture order count type is 2 and frames are progressive."""
    reader = BitReader(unescaped(unit))
    reader.unsigned(8)
    profile = reader.unsigned(8)
    reader.unsigned(16)
    reader.exponential()
    if profile in _HIGH_PROFILES:
        if reader.exponential() != 1:
            raise ValueError("only 4:2:0 can be filled")
        reader.exponential()
        reader.exponential()
        if reader.unsigned(2):
            raise ValueError("lossless or scaled sequences can't be filled")
    frame_num_bits = reader.exponential() + 4
    if reader.exponential() != 2:
        raise ValueError("picture order count type must be 2: no B frames, one reference")
    reader.exponential()
    reader.unsigned(1)
    wide, high = reader.exponential() + 1, reader.exponential() + 1
    if not reader.unsigned(1):
        raise ValueError("interlaced sequences can't be filled")
    return Sequence(frame_num_bits, wide * high)


def skip_picture_set() -> bytes:
    """A second picture parameter set for the slices put in: id 1, CAVLC, no deblocking beyond what slices ask for."""
    writer = BitWriter().unsigned(0x68, 8).exponential(_PICTURE_SET).exponential(0).unsigned(0, 2).exponential(0)
    writer.exponential(0).exponential(0).unsigned(0, 3).signed(0).signed(0).signed(0).unsigned(0b100, 3)
    return writer.payload()


def skip_slice(sequence: Sequence, frame_num: int) -> bytes:
    """A P slice that repeats the picture before: `mb_skip_run` over all macroblocks, deblocking off."""
    writer = BitWriter().unsigned(0x41, 8).exponential(0).exponential(5).exponential(_PICTURE_SET)
    writer.unsigned(frame_num, sequence.frame_num_bits).unsigned(0, 3)
    writer.signed(0).exponential(1).exponential(sequence.macroblocks)
    return writer.payload()


class Filler:
    """Rewrites x264's packets, in order, and puts the held frames between them."""

    def __init__(self) -> None:
        self._sequence = Sequence(frame_num_bits=0, macroblocks=0)
        self._frame_num = 0

    def picture(self, packet: bytes) -> bytes:
        """An access unit of x264's, with its `frame_num` as it is in the filled stream."""
        return b"".join(START_CODE + unit for unit in self._rewritten(packet))

    def held(self) -> bytes:
        """An access unit that repeats the picture before. Raises ValueError before the first picture."""
        self._advance()
        return START_CODE + skip_slice(self._sequence, self._frame_num)

    def _rewritten(self, packet: bytes) -> Iterator[bytes]:
        advanced = False
        for unit in units(packet):
            kind = unit[0] & 31
            if kind == _SPS:
                self._sequence = read_sequence(unit)
            elif kind == _IDR:
                self._frame_num = 0
            elif kind == _SLICE and not advanced:
                self._advance()
                advanced = True
            yield self._renumbered(unit) if kind == _SLICE else unit
            if kind == _PPS:
                yield skip_picture_set()

    def _advance(self) -> None:
        if not self._sequence.macroblocks:
            raise ValueError("no picture yet")
        self._frame_num = (self._frame_num + 1) % (1 << self._sequence.frame_num_bits)

    def _renumbered(self, unit: bytes) -> bytes:
        """The slice with our `frame_num`, which follows first_mb_in_slice, slice_type and pic_parameter_set_id."""
        data = unescaped(unit)
        reader = BitReader(data)
        reader.unsigned(8)
        for _ in range(3):
            reader.exponential()
        return escaped(with_bits(data, reader.position, self._frame_num, self._sequence.frame_num_bits))
