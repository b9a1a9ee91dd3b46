"""Cisco's OpenH264, a decoder with a parser of its own that shares nothing with FFmpeg's, by its C interface."""

import ctypes
import ctypes.util
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

_UNINITIALISE, _INITIALISE, _DECODE_NO_DELAY, _FLUSH = 1, 0, 3, 5
"""Places in the decoder's table of functions (codec_api.h)."""


class _Parameters(ctypes.Structure):
    _fields_ = (
        ("reconstructed", ctypes.c_char_p),
        ("cpu_load", ctypes.c_uint),
        ("layer", ctypes.c_ubyte),
        ("concealment", ctypes.c_int),
        ("parse_only", ctypes.c_bool),
        ("property_size", ctypes.c_uint),
        ("stream_type", ctypes.c_int),
    )


class _Info(ctypes.Structure):
    _fields_ = (
        ("ready", ctypes.c_int),
        ("time_in", ctypes.c_ulonglong),
        ("time_out", ctypes.c_ulonglong),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("format", ctypes.c_int),
        ("strides", ctypes.c_int * 2),
        ("planes", ctypes.c_void_p * 3),
    )


def decoded(video: Path) -> Iterator[NDArray[np.uint8]]:
    """Every picture of an MP4's first video track, planes one after the other. Raises ValueError for any error found."""
    name = ctypes.util.find_library("openh264")
    assert name, "the library libopenh264 is installed by tools/setup"
    library = ctypes.CDLL(name)
    decoder = ctypes.c_void_p()
    assert library.WelsCreateDecoder(ctypes.byref(decoder)) == 0
    table = ctypes.cast(ctypes.cast(decoder, ctypes.POINTER(ctypes.c_void_p))[0], ctypes.POINTER(ctypes.c_void_p))

    def function(place: int, *arguments: type) -> "ctypes._CFunctionType":
        return ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, *arguments)(table[place])

    outputs = ctypes.POINTER(ctypes.c_void_p * 3), ctypes.POINTER(_Info)
    decode = function(_DECODE_NO_DELAY, ctypes.c_char_p, ctypes.c_int, *outputs)
    flush = function(_FLUSH, *outputs)
    parameters = _Parameters(layer=255, concealment=0, stream_type=1)
    assert function(_INITIALISE, ctypes.POINTER(_Parameters))(decoder, ctypes.byref(parameters)) == 0
    try:
        for number, unit in enumerate(_byte_stream(video)):
            info, planes = _Info(), (ctypes.c_void_p * 3)()
            if code := decode(decoder, unit, len(unit), ctypes.byref(planes), ctypes.byref(info)):
                raise ValueError(f"access unit {number}: decoding state {code:#x}")
            if info.ready:
                yield _picture(planes, info)
        info, planes = _Info(), (ctypes.c_void_p * 3)()
        flush(decoder, ctypes.byref(planes), ctypes.byref(info))
        if info.ready:
            yield _picture(planes, info)
    finally:
        function(_UNINITIALISE)(decoder)
        library.WelsDestroyDecoder(decoder)


def _byte_stream(video: Path) -> Iterator[bytes]:
    """The track's access units in order, with start codes and parameter sets."""
    with av.open(str(video)) as container:
        stream = container.streams.video[0]
        to_annex_b = av.BitStreamFilterContext("h264_mp4toannexb", stream)
        for packet in container.demux(stream):
            yield from (bytes(each) for each in to_annex_b.filter(packet if packet.size else None) if each.size)


def _picture(planes: "ctypes.Array[ctypes.c_void_p]", info: _Info) -> NDArray[np.uint8]:
    shapes = [(info.height, info.width, info.strides[0])] + [(info.height // 2, info.width // 2, info.strides[1])] * 2
    found = []
    for plane, (high, wide, stride) in zip(planes, shapes, strict=True):
        rows = np.ctypeslib.as_array(ctypes.cast(plane, ctypes.POINTER(ctypes.c_uint8)), (high, stride))
        found.append(rows[:, :wide].ravel())
    return np.concatenate(found)
