"""The built-in English engine, hibari-tts: a small neural network and a dictionary, on one CPU core.

The network's phoneme durations are inside its graph but not among its outputs; one output is appended when it is
loaded. Everything random in a rendering is seeded with the hash of what is said, and the network runs on one thread,
so that equal input gives equal samples.
"""

import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import hibari
import numpy as np
import onnxruntime
from hibari import dsp
from hibari.g2p import G2P
from scipy.signal import resample_poly

from jarai.base.errors import NeverWorks
from jarai.base.hashing import hash_of
from jarai.speech.phonemes import PAUSE_SIGNS, Pronouncer, Word
from jarai.speech.pieces import cut
from jarai.speech.plan import LINE, SCENE, Pauses, Spoken, lay
from jarai.speech.port import SceneSpeech, Sound, VoiceDescription
from jarai.speech.reading import read
from jarai.speech.takes import Take, take
from jarai.speech.voices import PRESENTER
from jarai.storyboard.model import Scene, Sentence, Unit
from jarai.storyboard.times import SAMPLE_RATE

_ASSETS = Path(hibari.__file__).parent / "assets"
_DURATIONS = "/Clip_output_0"
_UNIT = 1200  # one step of the engine's durations, 25 ms, in samples at 48 kHz
_SENTENCE_ENDS = frozenset(".!?…")


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


_LOADING = threading.Lock()


@cache
def _load() -> Engine:
    return Engine()


def engine() -> Engine:
    """The one engine of this process, loaded when it is first asked for."""
    with _LOADING:
        return _load()


@dataclass(frozen=True)
class HibariVoice:
    """A `Voice` of the built-in engine. Cheap to make: all share one engine.

    `lexicon` has the account's pronunciations, word to signs of the engine's alphabet; the first call raises
    ValueError for an entry that isn't in it.
    """

    description: VoiceDescription = PRESENTER
    lexicon: Mapping[str, str] = field(default_factory=dict)

    def speak(self, scene: Scene) -> SceneSpeech:
        """See `Voice.speak`."""
        return self._speak(scene.narration, replace(SCENE, tail=SCENE.tail + scene.rest * SAMPLE_RATE // 1000))

    def speak_line(self, units: Sequence[Unit]) -> SceneSpeech:
        """See `Voice.speak_line`."""
        return self._speak([Sentence(units=tuple(units))], LINE)

    def _speak(self, sentences: Iterable[Sentence], pauses: Pauses) -> SceneSpeech:
        loaded = engine()
        pronouncer = Pronouncer(loaded.g2p, frozenset(loaded.vocabulary), self.lexicon)
        spoken: list[Spoken] = []
        asked = False
        for number, sentence in enumerate(sentences):
            words = _words(pronouncer, sentence)
            quotes = sentence.units[0].shown.startswith(("“", '"', "‘")) if sentence.units else False
            pause = pauses.weighty if asked or quotes else pauses.sentence
            for piece in cut(words):
                spoken.append(Spoken(self._take(loaded, piece), number, pause))
                pause = pauses.clause if piece[-1].signs[-1:] in PAUSE_SIGNS else pauses.word
            asked = bool(words) and "?" in words[-1].signs
        return lay(spoken, pauses)

    def _take(self, loaded: Engine, words: Sequence[Word]) -> Take:
        samples, durations = loaded.render(words, self.description.pace)
        return take(samples, words, durations, self.description.offset)


def _words(pronouncer: Pronouncer, sentence: Sentence) -> list[Word]:
    """The sentence's words, ended by a full stop if nothing ends it; none where nothing is said."""
    reading = read(sentence.units)
    if not reading.text:
        return []
    words = pronouncer.words(reading)
    heard = {word.unit for word in words if not PAUSE_SIGNS.issuperset(word.signs)}
    for unit in dict.fromkeys(reading.owners):
        if unit not in heard:
            lost = sentence.units[unit]
            raise NeverWorks("UNREADABLE_TEXT", f"“{lost.shown}” is to be said as “{lost.said}”, which has no sound")
    if _SENTENCE_ENDS.isdisjoint("".join(word.signs for word in words[-2:])):
        words.append(Word("", words[-1].unit, ".", spaced=False))
    return words
