"""The network: found, checked and run on one thread. It has no randomness, so equal input gives equal samples.

The phoneme durations are inside its graph but not among its outputs; one output is appended when it is loaded.
"""

import hashlib
import lzma
import threading
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from scipy.signal import resample_poly

from jarai.base.errors import NeverWorks
from jarai.speech.graph import LOADED, with_output
from jarai.speech.letters.alphabet import numbers
from jarai.speech.phonemes import Word
from jarai.speech.port import Sound
from jarai.speech.shelf import MODEL_FILE, MODEL_PARTS, MODEL_SHA256

_DURATIONS = "/encoder/Clip_output_0"
_UNIT = 1200  # one step of the network's durations, 25 ms, in samples at 48 kHz
_STYLES, _WIDTH = 510, 256
_NUMBERS = numbers()


class Network:
    """The loaded network. May be used from any thread."""

    def __init__(self, model: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            with_output(model, _DURATIONS), options, providers=["CPUExecutionProvider"]
        )

    def render(self, words: Sequence[Word], timbre: str, pace: int) -> tuple[Sound, list[int]]:
        """Samples at 48 kHz, and the samples each sign takes (the leading silence first, the trailing last)."""
        signs = "".join(word.signs + " " * word.spaced for word in words)
        ids = [0, *(_NUMBERS[sign] for sign in signs), 0]
        sound, durations = self._session.run(
            None,
            {
                "tokens": np.array([ids], np.int64),
                "style": style(timbre)[len(signs)][None],
                "speed": np.array([pace / 100], np.float32),
            },
        )
        return (
            resample_poly(sound.ravel(), 2, 1).astype(np.float32),
            [round(float(each) * _UNIT) for each in durations.ravel()],
        )


@cache
def style(timbre: str) -> NDArray[np.float32]:
    """How a voice sounds, one row of 256 values for each number of signs up to 509."""
    packed = files("jarai.speech.kokoro").joinpath("styles", f"{timbre}.xz").read_bytes()
    return np.frombuffer(lzma.decompress(packed), np.float16).reshape(_STYLES, _WIDTH).astype(np.float32)


_LOADING = threading.Lock()


def network(folder: Path) -> Network:
    """The one network of this process, loaded when it is first asked for. Raises NeverWorks where it isn't the right one."""
    with _LOADING:
        return _load(folder)


@cache
def _load(folder: Path) -> Network:
    LOADED["kokoro"] += 1
    return Network(_checked(_found(folder)))


def _found(folder: Path) -> bytes:
    fetched = folder / MODEL_FILE
    if fetched.exists():
        return fetched.read_bytes()
    return b"".join(files(part).joinpath("part.bin").read_bytes() for part in MODEL_PARTS)


def _checked(model: bytes) -> bytes:
    if hashlib.sha256(model).hexdigest() != MODEL_SHA256:
        raise NeverWorks(
            "VOICE_DAMAGED",
            f"the network {MODEL_FILE} is not the one the voices need; `jarai voices install` renews it",
        )
    return model
