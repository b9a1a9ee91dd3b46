"""A speech service outside, as the operator's settings describe it. Importing it costs nothing."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from jarai.speech.voices import VoiceDescription

_VOICE = re.compile(
    r"([A-Za-z0-9._-]{1,60})=([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?(?:\+[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)*)/(female|male)"
)


@dataclass(frozen=True)
class SpeechEndpoint:
    """Where a service is: `url` up to and without `/audio/speech`, its key, and what it calls the model.

    A call is tried `tries` times, `pause` seconds apart and then twice that; each may take `seconds`. `wait` lets them pass.
    """

    url: str
    key: str
    model: str
    voices: tuple[VoiceDescription, ...] = ()
    seconds: float = 20.0
    tries: int = 2
    pause: float = 1.0
    wait: Callable[[float], None] = time.sleep


def service_voices(text: str) -> tuple[VoiceDescription, ...]:
    """The voices of `NAME=LANGUAGE[+LANGUAGE…]/GENDER,…`, such as `alloy=en-US+es-ES/female`. Raises ValueError for others."""
    voices = []
    for each in filter(None, (part.strip() for part in text.split(","))):
        match = _VOICE.fullmatch(each)
        if match is None:
            raise ValueError(f"must be NAME=LANGUAGE[+LANGUAGE…]/female or /male, with commas, not {each!r}")
        name, languages, gender = match.groups()
        voices.append(
            VoiceDescription.model_validate(
                {
                    "slug": f"service-{name.lower()}",
                    "name": name,
                    "languages": tuple(languages.split("+")),
                    "accent": "as the service speaks",
                    "gender": gender,
                    "style": "as the service speaks",
                    "engine": "openai",
                    "timbre": name,
                    "timing": "spread",
                }
            )
        )
    return tuple(voices)
