"""The built-in English engine, hibari-tts: a small neural network and a dictionary, on one CPU core.

The network's phoneme durations are inside its graph but not among its outputs; one output is appended when it is
loaded. Everything random in a rendering is seeded with the hash of what is said, and the network runs on one thread,
so that equal input gives equal samples.
"""

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import hibari
import numpy as np
import onnxruntime
from hibari import dsp
from hibari.g2p import G2P
from scipy.signal import resample_poly

from jarai.base.hashing import hash_of
from jarai.speech.graph import LOADED, with_output
from jarai.speech.narrator import Narrator, Rendering
from jarai.speech.phonemes import Pronouncer, Word
from jarai.speech.port import Sound
from jarai.speech.reading import Reading
from jarai.speech.voices import PRESENTER, VoiceDescription

_ASSETS = Path(hibari.__file__).parent / "assets"
_DURATIONS = "/Clip_output_0"
_UNIT = 1200  # one step of the engine's durations, 25 ms, in samples at 48 kHz


class Engine:
    """The loaded network and dictionary. May be used from any thread."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        model = with_output((_ASSETS / "hibari.onnx").read_bytes(), _DURATIONS)
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.vocabulary: dict[str, int] = json.loads((_ASSETS / "vocab.json").read_text(encoding="utf-8"))
        self.g2p: Any = G2P()
        self.g2p.oov  # noqa: B018 - its property loads the reader of unknown words; here no thread can race for it

    def render(self, words: Sequence[Word], pace: int) -> tuple[Sound, list[int]]:
        """Samples at 48 kHz, and the samples each sign takes (the leading silence first, the trailing last)."""
        signs = "".join(word.signs + " " * word.spaced for word in words)
        ids = [0, *(self.vocabulary[sign] for sign in signs), 0]
        *spectra, durations = self._session.run(
            ["lh", "theta", "ln", "lr", "phi", "f0", _DURATIONS],
            {"ids": np.array([ids], np.int64), "speed": np.array([pace / 100], np.float32)},
        )
        seed = int(hash_of({"signs": signs, "pace": pace})[:16], 16)
        sound = dsp.synth(*(part[0] for part in spectra), np.random.default_rng(seed))
        return resample_poly(sound, 2, 1).astype(np.float32), [round(float(d) * _UNIT) for d in durations.ravel()]


_LOADING = threading.Lock()


@cache
def _load() -> Engine:
    LOADED["hibari"] += 1
    return Engine()


def engine() -> Engine:
    """The one engine of this process, loaded when it is first asked for."""
    with _LOADING:
        return _load()


@dataclass(frozen=True)
class HibariVoice(Narrator):
    """A `Voice` of the built-in engine. Cheap to make: all share one engine.

    `lexicon` has the account's pronunciations, word to signs of the engine's alphabet; the first call raises
    ValueError for an entry that isn't in it.
    """

    description: VoiceDescription = PRESENTER
    lexicon: Mapping[str, str] = field(default_factory=dict)

    def pronounce(self, reading: Reading) -> list[Word]:
        """See `Narrator.pronounce`."""
        loaded = engine()
        return Pronouncer(loaded.g2p, frozenset(loaded.vocabulary), self.lexicon).words(reading)

    def render(self, words: Sequence[Word]) -> Rendering:
        """See `Narrator.render`."""
        return Rendering(*engine().render(words, self.description.pace))
