"""The catalogue of voices: what each is called and how it sounds. Importing it costs nothing; `shelf` says which are here."""

import itertools
from collections.abc import Iterable
from typing import Literal

from jarai.base.model import Wire
from jarai.storyboard.credit import Credit

Engine = Literal["hibari", "kokoro", "openai", "azure", "elevenlabs", "recorded"]
Timing = Literal["model", "aligned", "spread"]
"""Where the times of words and sounds come from, the surest first: who speaks, a voice of ours that says the same words and
was found in the sound (`alignment`), or spread over what is heard by the letters."""

_TIMINGS: tuple[Timing, ...] = ("model", "aligned", "spread")

RATES = range(80, 126)
"""How fast a voice may be asked to speak, in percent of its pace."""

LOCAL = frozenset({"hibari", "kokoro"})
"""Engines that run here: the same input gives the same samples."""


def least_sure(timings: Iterable[Timing]) -> Timing:
    """That of speech of several parts."""
    return max(timings, key=_TIMINGS.index, default="model")


class VoiceDescription(Wire):
    """One voice of the catalogue.

    `languages` are BCP 47 tags, `accent` says where it is from. `timbre` is what the engine calls it. `pace` is the
    engine's speed in hundredths (100 is the pace it was trained at, more is faster), `stretch` how long it then takes, in
    hundredths of its language's first voice. `offset` is how many samples at
    48 kHz the engine's phoneme times lie behind its sound; it was measured: `benchmarks/voices.py`.
    """

    slug: str
    name: str
    languages: tuple[str, ...]
    accent: str
    gender: Literal["female", "male"]
    age: Literal["young", "adult"] = "adult"
    style: str
    engine: Engine
    timbre: str = ""
    pace: int = 100
    stretch: int = 100
    offset: int = 0
    timing: Timing = "model"

    def speaking(self, language: str) -> "VoiceDescription":
        """The same voice in one of its languages: that comes first then."""
        others = (each for each in self.languages if each != language)
        return self.model_copy(update={"languages": (language, *others)})

    def at(self, rate: int) -> "VoiceDescription":
        """The same voice, as fast as `rate` percent of its pace sounds; its times then lie behind its sound by as much less."""
        if rate == 100:
            return self
        slower = {"stretch": round(self.stretch * 100 / rate), "offset": round(self.offset * 100 / rate)}
        return self.model_copy(update={"pace": round(self.pace * _asked(self.engine, rate) / 100), **slower})


_HEARD: dict[Engine, tuple[tuple[int, int], ...]] = {
    "hibari": ((78, 80), (87, 85), (91, 95), (100, 100), (113, 105), (119, 110), (123, 115), (125, 125)),
    "kokoro": ((80, 79), (92, 88), (100, 100), (107, 112), (120, 125), (125, 127)),
}
"""How fast an engine is heard to speak, and the speed it is asked for then, both in percent: sounds last whole steps of 25 ms,
so that speech doesn't follow the speed in proportion. Measured with two to four sentences, Kokoro by the voice heart."""


def _asked(engine: Engine, rate: int) -> float:
    curve = _HEARD.get(engine, ())
    for (slow, less), (fast, more) in itertools.pairwise(curve):
        if slow <= rate <= fast:
            return less + (more - less) * (rate - slow) / (fast - slow)
    return rate


def credit_of(voice: VoiceDescription) -> Credit:
    """What a video owes for its voice."""
    name, credit = _MAKERS[voice.engine]
    others = "the account's" if voice.engine == "recorded" else "the service's"
    licence = "Apache-2.0" if voice.engine in LOCAL else others
    return Credit(part="voice", name=name, licence=licence, credit=credit, commercial_use=True)


_MAKERS: dict[Engine, tuple[str, str]] = {
    "hibari": ("hibari-tts", "Synthetic voice: hibari-tts, distilled from Kokoro-82M"),
    "kokoro": ("Kokoro-82M", "Synthetic voice: Kokoro-82M by hexgrad"),
    "openai": ("speech service", "Synthetic voice of a speech service of the operator's"),
    "azure": ("Azure Speech", "Synthetic voice: Azure Speech by Microsoft"),
    "elevenlabs": ("ElevenLabs", "Synthetic voice: ElevenLabs"),
    "recorded": ("recorded narration", "Narration: recorded by the account"),
}
RECORDED = VoiceDescription(
    slug="recorded",
    name="Recorded narration",
    languages=(),
    accent="as recorded",
    gender="female",
    style="as recorded",
    engine="recorded",
    timing="spread",
)
"""A person's recordings of a script, in the language and with the gender of who is seen."""

PRESENTER = VoiceDescription(
    slug="hibari-en",
    name="Hibari",
    languages=("en-US",),
    accent="United States",
    gender="female",
    style="news",
    engine="hibari",
    pace=80,
    offset=3120,
)
"""Reads programmes; the one voice that every installation has."""

DESCRIBER = PRESENTER.model_copy(
    update={"slug": "hibari-en-describer", "style": "description", "pace": 85, "offset": 2784}
)
"""The same voice, a little quicker: descriptions have to fit into pauses."""


_STRETCH = {
    "af_heart": 82,
    "af_bella": 85,
    "am_michael": 90,
    "am_fenrir": 80,
    "bf_emma": 79,
    "bm_george": 96,
    "em_alex": 103,
    "im_nicola": 115,
    "pm_alex": 101,
    "zm_yunxi": 88,
    "jm_kumo": 101,
}
"""Where it isn't 100: measured over six or seven sentences of the tests' fact sheets a voice."""


def _kokoro(timbre: str, tag: str, accent: str, style: str, offset: int, pace: int = 100) -> VoiceDescription:
    """A voice of the network Kokoro-82M. Its name for a voice begins with the language and the gender."""
    name = timbre.partition("_")[2]
    return VoiceDescription(
        slug=f"kokoro-{tag[:2]}-{name}" if tag != "en-GB" else f"kokoro-gb-{name}",
        name=name.capitalize(),
        languages=(tag,),
        accent=accent,
        gender="female" if timbre[1] == "f" else "male",
        style=style,
        engine="kokoro",
        timbre=timbre,
        pace=pace,
        stretch=_STRETCH.get(timbre, 100),
        offset=offset,
    )


_KOKORO = (
    _kokoro("af_heart", "en-US", "United States", "warm", 2544),
    _kokoro("af_bella", "en-US", "United States", "lively", 2592),
    _kokoro("am_michael", "en-US", "United States", "news", 2880),
    _kokoro("am_fenrir", "en-US", "United States", "lively", 2688),
    _kokoro("bf_emma", "en-GB", "England", "news", 2448),
    _kokoro("bm_george", "en-GB", "England", "calm", 2688),
    _kokoro("ef_dora", "es-ES", "Spain", "news", 2784),
    _kokoro("em_alex", "es-ES", "Spain", "news", 2832),
    _kokoro("ff_siwis", "fr-FR", "France", "news", 2928),
    _kokoro("if_sara", "it-IT", "Italy", "news", 3072),
    _kokoro("im_nicola", "it-IT", "Italy", "news", 3408),
    _kokoro("pf_dora", "pt-BR", "Brazil", "news", 2496),
    _kokoro("pm_alex", "pt-BR", "Brazil", "news", 2688),
    _kokoro("zf_xiaoxiao", "zh-CN", "China", "news", 1824),
    _kokoro("zm_yunxi", "zh-CN", "China", "news", 1776),
    _kokoro("jf_alpha", "ja-JP", "Japan", "news", 2688),
    _kokoro("jm_kumo", "ja-JP", "Japan", "news", 2688),
)
VOICES: dict[str, VoiceDescription] = {voice.slug: voice for voice in (PRESENTER, DESCRIBER, *_KOKORO)}
"""By slug, the one that is taken first at the top."""
