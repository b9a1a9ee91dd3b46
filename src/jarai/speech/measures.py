"""What was measured of each voice's sound, by its stored clip: `benchmarks/voice_clips.py`."""

from typing import NamedTuple


class Measures(NamedTuple):
    """The sound of a voice.

    `quality` is what listeners would say of it, 1 bad to 5 excellent (ITU-T P.835, overall), as the network DNSMOS predicts it;
    it hears noise and distortion, not how natural a voice is. `pitch` is the median in hertz.
    """

    quality: float | None
    pitch: int | None


UNMEASURED = Measures(None, None)
"""Of voices outside nothing was measured."""

MEASURES = {
    "hibari-en": Measures(3.36, 194),
    "kokoro-en-bella": Measures(3.17, 190),
    "kokoro-en-fenrir": Measures(3.14, 131),
    "kokoro-en-heart": Measures(3.32, 183),
    "kokoro-en-michael": Measures(3.25, 113),
    "kokoro-es-alex": Measures(2.93, 129),
    "kokoro-es-dora": Measures(3.14, 179),
    "kokoro-fr-siwis": Measures(3.21, 203),
    "kokoro-gb-emma": Measures(2.52, 171),
    "kokoro-gb-george": Measures(3.15, 140),
    "kokoro-it-nicola": Measures(3.48, 101),
    "kokoro-it-sara": Measures(3.16, 229),
    "kokoro-ja-alpha": Measures(3.31, 267),
    "kokoro-ja-kumo": Measures(3.34, 88),
    "kokoro-pt-alex": Measures(3.20, 140),
    "kokoro-pt-dora": Measures(3.10, 179),
    "kokoro-zh-xiaoxiao": Measures(3.10, 218),
    "kokoro-zh-yunxi": Measures(3.48, 152),
}
"""By slug."""
